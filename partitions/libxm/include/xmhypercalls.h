/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * xmhypercalls.h - services about partitions, the system, time and virtual
 * interrupts.  xm.h says how to read the comments.
 */
#ifndef LIBXM_XMHYPERCALLS_H
#define LIBXM_XMHYPERCALLS_H

#include <hypervisor.h>

#define XM_INFINITE_TIME ((xm_u32_t)-1)

/*
 * Give up the processor until an unmasked virtual interrupt is pending, even with
 * virtual interrupts off, or until the next own slot.  Masked ones do not count.
 * Always XM_OK.
 * Caller: any.  Cost: free.  SEP-PART-021, SEP-PART-022.
 */
xm_s32_t XM_idle_self(void);

/* --- partitions: id as in the plan, XM_PARTITION_SELF for oneself ------------------ */

/*
 * Stop a partition: it does not run again until it is reset.  Text it printed still
 * comes out.  XM_OK, also when it was halted; for oneself it does not return.
 * XM_PERM_ERROR: another one, and the caller is not a system partition.
 * XM_INVALID_PARAM: no such id.
 * Caller: self.  Cost: 1200 instructions.  SEP-PART-003, SEP-PART-006, SEP-PART-014, SEP-PART-015;
 * A653 P1 3.2.2.2 (SET_PARTITION_MODE, IDLE).
 */
xm_s32_t XM_halt_partition(xm_u32_t id);

/*
 * Hold a partition until XM_resume_partition; it then goes on where it was.
 * Interrupts that come meanwhile stay pending.  XM_OK, also when it is not ready,
 * which changes nothing; for oneself it returns when another one resumes the caller.
 * XM_PERM_ERROR: another one, and the caller is not a system partition.
 * XM_INVALID_PARAM: no such id.
 * Caller: self.  Cost: 1200 instructions.  SEP-PART-004, SEP-PART-005, SEP-PART-006, SEP-PART-014.
 */
xm_s32_t XM_suspend_partition(xm_u32_t id);

/*
 * Let a suspended partition go on, from its next slot.  XM_OK, also when it is not
 * suspended, which changes nothing.
 * XM_PERM_ERROR: the caller is not a system partition.
 * XM_INVALID_PARAM: no such id.
 * Caller: system.  Cost: 1200 instructions.  SEP-PART-004, SEP-PART-006, SEP-SCHED-017.
 */
xm_s32_t XM_resume_partition(xm_u32_t id);

/*
 * The same, and also within its slot if that is now, which cannot be: one processor runs,
 * and the slot is the caller's.
 * XM_OK.
 * XM_PERM_ERROR: the caller is not a system partition.
 * XM_INVALID_PARAM: no such id.
 * Caller: system.  Cost: 1200 instructions.  SEP-PART-004, SEP-PART-006, SEP-SCHED-017.
 */
xm_s32_t XM_resume_imm_partition(xm_u32_t id);

/*
 * Ask a partition to stop by itself: XM_VT_EXT_SHUTDOWN becomes pending there,
 * nothing else happens.  XM_OK, also when it is halted, which changes nothing.
 * XM_PERM_ERROR: another one, and the caller is not a system partition.
 * XM_INVALID_PARAM: no such id.
 * Caller: self.  Cost: 1200 instructions.  SEP-PART-014, SEP-PART-015, SEP-PART-017.
 */
xm_s32_t XM_shutdown_partition(xm_u32_t id);

/*
 * Start a partition again, from its next slot (oneself: in this one), whatever state it
 * is in: fresh registers, ports closed, timers off, interrupts masked, none pending.
 *   ePoint     address of the first instruction (ARM state), 8-aligned and in a mapped
 *              area of that partition, not a device's; it becomes the new default entry.
 *              Any other value, -1 say: the default entry
 *   resetMode  XM_WARM_RESET keeps memory and counts up the reset counter; XM_COLD_RESET
 *              loads the image anew, clears the other RAM it owns alone and the counter,
 *              and empties the queues it receives from
 *   status     any word, for resetStatus of the control table
 * XM_OK for another partition; for oneself it does not return.
 * XM_PERM_ERROR: another one, and the caller is not a system partition.
 * XM_INVALID_PARAM: no such id, or resetMode is neither of the two.
 * Caller: self.  Cost: 4800 instructions; the load takes the partition's own time.
 * SEP-PART-007, SEP-PART-008, SEP-PART-009, SEP-PART-010, SEP-PART-011, SEP-PART-014,
 * SEP-PART-016, SEP-PART-023; A653 P1 3.2.2.2 (SET_PARTITION_MODE, WARM_ and COLD_START).
 */
xm_s32_t XM_reset_partition(xm_u32_t id, xmAddress_t ePoint, xm_u32_t resetMode, xm_u32_t status);

/*
 * The id of the partition, or of the plan, of that name; the lowest if several have it.
 *   name    up to 15 characters and a 0
 *   entity  XM_PARTITION_NAME or XM_PLAN_NAME
 * XM_INVALID_PARAM: bad memory at name, NULL included, or another entity.
 * XM_PERM_ERROR: not the caller's own name, and it is not a system partition.
 * XM_INVALID_CONFIG: no partition, or no plan, has this name.
 * Caller: self.  Cost: none for the own name, otherwise a hypercall of up to 1800
 * instructions for each partition or plan that is asked, in the order of ids.
 * SEP-PART-025, SEP-SCHED-023, SEP-LIB-011.
 */
xm_s32_t XM_get_gid_by_name(xm_u8_t *name, xm_u32_t entity);

/* --- the virtual CPU of the own partition --------------------------------------------- */

/*
 * Start a virtual CPU of the own partition again, or stop it until that; no return for
 * oneself, XM_OK for another.  There is one, number 0: a plan with more is refused.  A
 * fresh one has nothing but its registers, timers and interrupts new; memory and ports
 * are the partition's.
 *   entry  address of the first instruction (ARM state), 8-aligned and in a mapped area,
 *          where r0 and r1 are as at the partition's start; any other value, -1 say: the
 *          default entry
 * XM_INVALID_PARAM: no such virtual CPU.
 * Caller: any.  Cost: 4500 instructions, XM_halt_vcpu free.  SEP-PART-031, SEP-PART-032.
 */
xm_s32_t XM_reset_vcpu(xm_u32_t vcpu, xmAddress_t entry);
xm_s32_t XM_halt_vcpu(xm_u32_t vcpu);

/* --- plans -------------------------------------------------------------------------- */

/*
 * Go on with plan newPlanId: at the end of the frame, or at once (imm), where the slot is
 * cut and the first frame of the plan begins.  The last request wins.  *currentPlanId, if
 * that is not NULL, becomes the id of the plan that runs at the call.
 * XM_OK: it will be done, or was done when the call returns.
 * XM_NO_ACTION: this plan runs already; what was asked for before is forgotten.
 * XM_PERM_ERROR: the caller is not a system partition.
 * XM_INVALID_PARAM: no such plan, or plan 0, which runs at the start alone; or bad
 * memory at currentPlanId.
 * Caller: system.  Cost: 2400 instructions.  SEP-SCHED-006, SEP-SCHED-007, SEP-SCHED-018,
 * SEP-SCHED-019, SEP-SCHED-020; A653 P2 (SET_MODULE_SCHEDULE).
 */
xm_s32_t XM_switch_sched_plan(xm_u32_t newPlanId, xm_u32_t *currentPlanId);
xm_s32_t XM_switch_imm_sched_plan(xm_u32_t newPlanId, xm_u32_t *currentPlanId);

/*
 * Septum: the name of a plan, padded with zeros to 16 bytes; "" if it has none.
 * XM_PERM_ERROR: the caller is not a system partition.
 * XM_INVALID_PARAM: no such plan, or bad memory at name (16 bytes).
 * Caller: system.  Cost: 1500 instructions.  SEP-SCHED-023.
 */
xm_s32_t XM_get_plan_name(xm_u32_t planId, char name[16]);

/* --- the system -------------------------------------------------------------------- */

/*
 * End everything; the last line on the console shows the status, which is 0 for
 * XM_halt_system, any word for the other (Septum).  Does not return.
 * XM_PERM_ERROR: the caller is not a system partition.
 * Caller: system.  Cost: free, text on its way to consoles is sent first.
 * SEP-BOOT-006, SEP-CON-007, SEP-CON-010.
 */
xm_s32_t XM_halt_system(void);
xm_s32_t XM_halt_system_status(xm_u32_t status);

/*
 * Start the whole system again.  mode: XM_WARM_RESET keeps the health monitor's log and
 * counts up the system's reset counter, XM_COLD_RESET begins from the image with an
 * empty log.  Does not return.
 * XM_PERM_ERROR: the caller is not a system partition.
 * XM_INVALID_PARAM: mode is neither of the two.
 * Caller: system.  Cost: free, text on its way to consoles is sent first.
 * SEP-BOOT-003, SEP-BOOT-004, SEP-BOOT-005, SEP-CON-007.
 */
xm_s32_t XM_reset_system(xm_u32_t mode);

/* --- time --------------------------------------------------------------------------- */

/*
 * The time of a clock, to *time, in microseconds rounded down.
 *   clockId  XM_HW_CLOCK: since boot, never goes back
 *            XM_EXEC_CLOCK: for which this vCPU had the processor since boot, its
 *            hypercalls included; a reset of the partition does not clear it
 *            XM_TICK_CLOCK (Septum): the hardware clock in its own ticks
 * XM_INVALID_PARAM: another clock, or bad memory at time (8 bytes).
 * Caller: any.  Cost: free.  SEP-TIME-001, SEP-TIME-002, SEP-TIME-003;
 * A653 P1 3.4.2.3 (GET_TIME).
 */
xm_s32_t XM_get_time(xm_u32_t clockId, xmTime_t *time);

/*
 * Septum: the hardware clock in its own ticks, to *ticks.  The control table has their
 * length: ticks = nanoseconds * tickN / tickD (struct xm_pct).
 * XM_INVALID_PARAM: bad memory at ticks (8 bytes).
 * Caller: any.  Cost: free.  SEP-TIME-003.
 */
xm_s32_t XM_get_ticks(xm_u64_t *ticks);

/*
 * Set the one timer of a clock; what was set before is forgotten, an interrupt that is
 * pending stays.  Expiry makes XM_VT_EXT_HW_TIMER or XM_VT_EXT_EXEC_TIMER pending, once
 * however many were missed.
 *   clockId   XM_HW_CLOCK or XM_EXEC_CLOCK
 *   absTime   first expiry, in microseconds of that clock; 0 disarms; a time that has
 *             passed expires at once; beyond 2^50 (35 years) it never does
 *   interval  microseconds between expiries, on the grid absTime + n * interval: 50 or
 *             more; 0: once
 * XM_INVALID_PARAM: another clock, a negative time or interval, interval 1 to 49.
 * Caller: any.  Cost: 4800 instructions.  SEP-TIME-004, SEP-TIME-005, SEP-TIME-006,
 * SEP-TIME-007, SEP-TIME-008, SEP-TIME-009, SEP-TIME-010, SEP-TIME-011, SEP-TIME-014.
 */
xm_s32_t XM_set_timer(xm_u32_t clockId, xmTime_t absTime, xmTime_t interval);

/*
 * Serve the system's watchdog, which the plan arms (XMHypervisor/Watchdog): it expires
 * unless it is served again within budget microseconds from now; 0: it expires at once,
 * beyond 2^50 it never does.  Whoever of the system partitions calls last decides.  Expiry
 * is the event XM_HM_EV_WATCHDOG_TIMER of the hypervisor, with the plan's action, once: after
 * an action that the system survives it is not armed again until it is served again.
 * XM_OK.
 * XM_PERM_ERROR: the caller is not a system partition.
 * XM_INVALID_PARAM: budget is negative.
 * XM_INVALID_CONFIG: the plan has no watchdog.
 * Caller: system.  Cost: 1200 instructions.  SEP-WDG-001, SEP-WDG-002, SEP-WDG-003, SEP-WDG-004,
 * SEP-WDG-006.
 */
xm_s32_t XM_reload_watchdog(xmTime_t budget);

/* --- virtual interrupts: lines of the caller ----------------------------------------- */

/*
 * Mask or unmask (clear: the line is delivered) those lines whose bit is set; make them
 * pending, or no longer pending.  The others stay as they are.
 *   extIrqs...  bit n is extended interrupt n (XM_VT_EXT_*)
 *   hwIrqs...   0: no line; or three words, read by the library, in which bit n % 32 of
 *               word n / 32 is hardware line n.  Lines that the plan does not give to
 *               the caller are left out silently
 * All lines are masked after a reset.  A hardware line is masked while its handler runs, and
 * open afterwards unless one of these calls has masked it meanwhile.  XM_OK.
 * XM_INVALID_PARAM: bad memory at hwIrqs, but 0.
 * Caller: any.  Cost: 1800 instructions.
 * SEP-VIRQ-002, SEP-VIRQ-010, SEP-VIRQ-011, SEP-VIRQ-012, SEP-LIB-004, SEP-LIB-011.
 */
xm_s32_t XM_set_irqmask(xm_u32_t *hwIrqsMask, xm_u32_t extIrqsMask);
xm_s32_t XM_clear_irqmask(xm_u32_t *hwIrqsMask, xm_u32_t extIrqsMask);
xm_s32_t XM_set_irqpend(xm_u32_t *hwIrqsPend, xm_u32_t extIrqsPend);
xm_s32_t XM_clear_irqpend(xm_u32_t *hwIrqsPend, xm_u32_t extIrqsPend);

/*
 * Make inter-partition interrupt ipvi, XM_VT_EXT_IPVI0 to XM_VT_EXT_IPVI7, pending in
 * every partition that the plan names for it (Ipvi elements of the caller); a halted one
 * gets nothing.  Raised again before it is delivered it is still one.  XM_OK.
 * XM_NO_ACTION: the plan names none.
 * XM_INVALID_PARAM: another number.
 * Caller: any.  Cost: by the destinations.  SEP-VIRQ-018, SEP-VIRQ-019, SEP-VIRQ-020,
 * SEP-VIRQ-021.
 */
xm_s32_t XM_raise_ipvi(xm_u8_t ipvi);

/*
 * The number with which handlers get a line, until the next reset.
 *   type    XM_TRAP_TYPE, XM_HWIRQ_TYPE or XM_EXTIRQ_TYPE
 *   irq     0 undefined instruction, 1 fetch, 2 data and all other faults; hardware line
 *           0 to 95; extended interrupt 0 to 31
 *   vector  0 to 255: the handler installed for this number runs (InstallTrapHandler);
 *           0 to 2 for faults are the handlers of those three kinds
 * Without it hardware line n has n, extended interrupt n XAL_XMEXT_IRQ(n), a fault its
 * kind.  The control table shows the numbers.
 * XM_OK.
 * XM_INVALID_PARAM: no such type, irq or vector.
 * Caller: any.  Cost: free.  SEP-VIRQ-022, SEP-VIRQ-023.
 */
xm_s32_t XM_route_irq(xm_u32_t type, xm_u32_t irq, xm_u16_t vector);

/*
 * Delivery of virtual interrupts on, or off; off at PartitionMain and when a handler
 * begins.  What became pending while it was off is delivered before XM_enable_irqs
 * returns.  XM_are_irqs_enabled: 1 if it is on, 0 if it is off.
 * Caller: any.  Cost: free: a word of memory is written, with a hypercall only if
 * an unmasked line is pending.  SEP-VIRQ-001, SEP-VIRQ-003.
 */
void XM_enable_irqs(void);
void XM_disable_irqs(void);
xm_s32_t XM_are_irqs_enabled(void);

/* --- memory ---------------------------------------------------------------------------- */

/*
 * Copy size bytes from address srcAddr of partition src to dstAddr of partition dst, each
 * as that partition sees it; 0 bytes are fine.  Where the two overlap, the result is as if
 * all had been read before anything was written.
 *   dst, src  the caller, or any partition for a system partition; XM_HYPERVISOR_ID is none
 *   srcAddr   mapped RAM of src, all in one area
 *   dstAddr   the same of dst, and not read-only for dst
 * Done in pieces of 1024 bytes in the caller's time: its interrupts are delivered and its
 * slots end in between, so others may see a copy that is half done.  What arrives in
 * another partition may be code; own code has to be flushed (XM_set_cache_state).
 * A halted partition starts with its new program after a warm reset; a cold one loads
 * the image again.
 * XM_PERM_ERROR: another partition, and the caller is not a system partition.
 * XM_INVALID_PARAM: no such id, or bad memory at either end; no more is copied.
 * Caller: any.  Cost: 3000 instructions for each piece.
 * SEP-MEM-011, SEP-MEM-012, SEP-MEM-013, SEP-MEM-014, SEP-MEM-015.
 */
xm_s32_t XM_memory_copy(xmId_t dst, xm_u32_t dstAddr, xmId_t src, xm_u32_t srcAddr, xm_u32_t size);

/* --- device registers that the plan gives in HwResources/IoPorts -------------------------- */

/*
 * Read the register of 32 bits at address port, to *value; or write it.  Of a Restricted one
 * the bits outside the mask read as 0, and a write reads it first, changes the bits of the
 * mask and writes it back whole: bits that a 1 clears are cleared for their owners, too.
 * XM_INVALID_PARAM: port is no multiple of 4, or bad memory at value (4 bytes).
 * XM_PERM_ERROR: the plan gives the caller no such register.
 * XM_NOT_AVAILABLE: the device refused, which is also XM_HM_EV_ARM_DATA_ABORT of the caller,
 * and this the result if that lets it go on.  A device may refuse a write too late for an
 * answer; then there is only the event, before the caller's next instruction.
 * Caller: any.  Cost: 6600 instructions.  SEP-DEV-001, SEP-DEV-002, SEP-DEV-003.
 */
xm_s32_t XM_arm_inport(xm_u32_t port, xm_u32_t *value);
xm_s32_t XM_arm_outport(xm_u32_t port, xm_u32_t value);

/* --- caches ---------------------------------------------------------------------------- */

/*
 * What becomes of a cache, or of both, that the plan does not disable for the caller.
 *   cache   XM_DCACHE or XM_ICACHE, or both bits
 *   action  XM_ACTIVATE_CACHE: it is on already, nothing changes
 *           XM_FLUSH_CACHE: data go out of the first-level cache to what is behind it;
 *           instructions are forgotten.  For code of one's own: first data, then
 *           instructions, or both at once.  Of everybody, who lose time by it and no
 *           data.  A cache of the second level (inside a Cortex-A15; the PL310 of a
 *           Cortex-A9, which Septum leaves as it finds it) keeps its data: what a bus
 *           master is to see belongs in an uncacheable area.  QEMU models no caches:
 *           there it is an answer and nothing else
 *           XM_DEACTIVATE_CACHE: XM_OP_NOT_ALLOWED, it would harm others
 * XM_INVALID_PARAM: another cache or action.
 * XM_INVALID_CONFIG: the plan disables it, or one of them (icache_disabled,
 * dcache_disabled); nothing was done.
 * Caller: any.  Cost: by what memory takes.  SEP-DEV-005, SEP-DEV-006.
 */
xm_s32_t XM_set_cache_state(xm_u32_t cache, xm_u32_t action);

/* --- console --------------------------------------------------------------------------- */

/*
 * Offer length bytes at buffer to the partition's console; printf() does this itself, and
 * again until all is taken.  The number of bytes taken, from the first on: up to 256,
 * fewer or 0 when the partition's ring is nearly full; all of them, discarded, if the
 * plan gives it no console.  A line comes out when it is complete, or fills the ring.
 * XM_INVALID_PARAM: length is negative, or bad memory at buffer.
 * Caller: any.  Cost: 16500 instructions.  SEP-CON-001, SEP-CON-004, SEP-CON-005,
 * SEP-CON-009.
 */
xm_s32_t XM_write_console(char *buffer, xm_s32_t length);

/* --- lists of calls -------------------------------------------------------------------- */

/* Septum: the numbers of the services, XM_HC_get_time and so on, for lists of calls. */
enum {
#define HC(nr, name, right, bound, nargs) XM_HC_##name = (nr),
#include <xm_inc/hypercalls.def>
};

/*
 * Issue the calls of a list, struct xm_call[] with numbers and arguments as in doc/abi.md,
 * from start up to end: in their order, each as if it were alone; its result is in its
 * entry afterwards.  Fewer traps than one by one.  Interrupts are delivered between two
 * calls.  XM_OK, whatever the calls returned; an empty list is one.  A call that halts or
 * resets the caller ends its list, and so does upcall_return.
 * XM_NOT_AVAILABLE: a device refused a call of the list (XM_arm_inport) and the health
 * monitor let the caller go on.  That ends the list as well: the results from that call on
 * are as they were.
 *   start, end  multiples of 4; up to 128 calls (XM_LIST_MAX)
 * XM_INVALID_PARAM: bad memory from start to end, no multiple of 4, or end before start.
 * XM_MULTICALL_ERROR: not a whole number of calls, or too many; none was issued.  Also the
 * result of a call that is itself a list, or whose res is not 0.
 * Caller: any.  Cost: 1800 instructions, and what each call costs.  SEP-HC-009, SEP-HC-010,
 * SEP-HC-011, SEP-HC-012, SEP-HC-013, SEP-HC-014.
 */
xm_s32_t XM_multicall(void *start, void *end);

/*
 * Septum: take up to length bytes that were typed for the caller at its console, as they
 * came, Enter as '\r'.  Their number, 0 if there are none; the hypervisor keeps up to 64
 * until they are read.  A partition gets what is typed while it is the one selected there:
 * Ctrl-], its id in decimal digits and Enter; after the start nobody is.  A reset
 * forgets what was not read.
 * XM_INVALID_PARAM: length is negative, or bad memory at buffer.
 * XM_INVALID_CONFIG: the plan gives the partition no console.
 * Caller: any.  Cost: 7500 instructions.  SEP-CON-012, SEP-CON-013, SEP-CON-014,
 * SEP-CON-015.
 */
xm_s32_t XM_read_console(char *buffer, xm_s32_t length);

#endif
