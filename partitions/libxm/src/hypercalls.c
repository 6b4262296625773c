/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hypercalls.c - the traps, one inline function hc_<name> for each line of the
 * list of hypercalls, and the services that are hardly more than their trap.
 */
#include "libxm.h"

#define TYPE_u32  xm_u32_t
#define TYPE_s32  xm_s32_t
#define TYPE_gin  const void *
#define TYPE_gout void *
#define TYPE_gio  void *

#define ARG(n, a) register xm_u32_t r##n __asm__("r" #n) = (xm_u32_t)(a)
#define TRAP(nr, ...)                                                                     \
	register xm_u32_t r12 __asm__("r12") = (nr);                                      \
	__asm__ volatile("svc #0" : "+r"(r0) : "r"(r12), ##__VA_ARGS__ : "memory", "cc"); \
	return (xm_s32_t)r0

/* clang-format off */
#define HC0(nr, n, r, b) \
static inline xm_s32_t hc_##n(void) \
{ register xm_u32_t r0 __asm__("r0"); register xm_u32_t r12 __asm__("r12") = (nr); \
  __asm__ volatile("svc #0" : "=r"(r0) : "r"(r12) : "memory", "cc"); return (xm_s32_t)r0; }
#define HC1(nr, n, r, b, t0, a0) \
static inline xm_s32_t hc_##n(TYPE_##t0 a0) \
{ ARG(0, a0); TRAP(nr); }
#define HC2(nr, n, r, b, t0, a0, t1, a1) \
static inline xm_s32_t hc_##n(TYPE_##t0 a0, TYPE_##t1 a1) \
{ ARG(0, a0); ARG(1, a1); TRAP(nr, "r"(r1)); }
#define HC3(nr, n, r, b, t0, a0, t1, a1, t2, a2) \
static inline xm_s32_t hc_##n(TYPE_##t0 a0, TYPE_##t1 a1, TYPE_##t2 a2) \
{ ARG(0, a0); ARG(1, a1); ARG(2, a2); TRAP(nr, "r"(r1), "r"(r2)); }
#define HC4(nr, n, r, b, t0, a0, t1, a1, t2, a2, t3, a3) \
static inline xm_s32_t hc_##n(TYPE_##t0 a0, TYPE_##t1 a1, TYPE_##t2 a2, TYPE_##t3 a3) \
{ ARG(0, a0); ARG(1, a1); ARG(2, a2); ARG(3, a3); TRAP(nr, "r"(r1), "r"(r2), "r"(r3)); }
#define HC5(nr, n, r, b, t0, a0, t1, a1, t2, a2, t3, a3, t4, a4) \
static inline xm_s32_t hc_##n(TYPE_##t0 a0, TYPE_##t1 a1, TYPE_##t2 a2, TYPE_##t3 a3, \
			      TYPE_##t4 a4) \
{ ARG(0, a0); ARG(1, a1); ARG(2, a2); ARG(3, a3); ARG(4, a4); \
  TRAP(nr, "r"(r1), "r"(r2), "r"(r3), "r"(r4)); }
/* clang-format on */
#include "hypercalls.h"

#define LO(t) ((xm_u32_t)(t))
#define HI(t) ((xm_u32_t)((xm_u64_t)(t) >> 32))

/* --- partitions and system -------------------------------------------------------- */

xm_s32_t XM_idle_self(void)
{
	return hc_idle_self();
}

xm_s32_t XM_halt_partition(xm_u32_t id)
{
	if (id == XM_PARTITION_SELF)
		libxm_flush();
	return hc_halt_partition(id);
}

xm_s32_t XM_suspend_partition(xm_u32_t id)
{
	return hc_suspend_partition(id);
}

xm_s32_t XM_resume_partition(xm_u32_t id)
{
	return hc_resume_partition(id);
}

xm_s32_t XM_shutdown_partition(xm_u32_t id)
{
	return hc_shutdown_partition(id);
}

xm_s32_t XM_reset_partition(xm_u32_t id, xmAddress_t entry, xm_u32_t mode, xm_u32_t status)
{
	if (id == XM_PARTITION_SELF && mode <= XM_WARM_RESET)
		libxm_flush();
	return hc_reset_partition(id, entry, mode, status);
}

/* A call that will be refused must not end the line that the program is at. */
static int is_system(void)
{
	return (libXmParams.partCtrlTab->flags & PARTITION_SYSTEM_F) != 0;
}

xm_s32_t XM_halt_system(void)
{
	return XM_halt_system_status(0);
}

xm_s32_t XM_halt_system_status(xm_u32_t status)
{
	if (is_system())
		libxm_flush();
	return hc_halt_system(status);
}

xm_s32_t XM_reset_system(xm_u32_t mode)
{
	if (is_system() && mode <= XM_WARM_RESET)
		libxm_flush();
	return hc_reset_system(mode);
}

/* On one processor nobody runs in the slot of another: at once is no sooner. */
xm_s32_t XM_resume_imm_partition(xm_u32_t id)
{
	return hc_resume_partition(id);
}

xm_s32_t XM_set_partition_opmode(xm_s32_t mode)
{
	return hc_set_partition_opmode((xm_u32_t)mode);
}

/* --- virtual CPUs -------------------------------------------------------------------- */

xm_s32_t XM_get_vcpu_state(xmId_t vcpu)
{
	return hc_get_vcpu_status(vcpu);
}

xm_s32_t XM_reset_vcpu(xm_u32_t vcpu, xmAddress_t entry)
{
	if (vcpu == XM_get_vcpuid())
		libxm_flush();
	return hc_reset_vcpu(vcpu, entry);
}

xm_s32_t XM_halt_vcpu(xm_u32_t vcpu)
{
	if (vcpu == XM_get_vcpuid())
		libxm_flush();
	return hc_halt_vcpu(vcpu);
}

/* --- plans -------------------------------------------------------------------------- */

xm_s32_t XM_switch_sched_plan(xm_u32_t plan, xm_u32_t *current)
{
	xm_u32_t unused;

	return hc_switch_sched_plan(plan, XM_PLAN_SWITCH_AT_FRAME_END, current ? current : &unused);
}

xm_s32_t XM_switch_imm_sched_plan(xm_u32_t plan, xm_u32_t *current)
{
	xm_u32_t unused;

	return hc_switch_sched_plan(plan, XM_PLAN_SWITCH_NOW, current ? current : &unused);
}

xm_s32_t XM_get_plan_status(xmPlanStatus_t *status)
{
	return hc_get_plan_status(status);
}

xm_s32_t XM_get_plan_name(xm_u32_t plan, char name[16])
{
	return hc_get_plan_name(plan, name);
}

xm_s32_t XM_get_slot_status(xm_u32_t plan, xm_u32_t slot, struct xm_slot_state *status)
{
	return hc_get_slot_status(plan, slot, status);
}

/* --- time --------------------------------------------------------------------------- */

xm_s32_t XM_get_time(xm_u32_t clock, xmTime_t *time)
{
	return hc_get_time(clock, time);
}

xm_s32_t XM_get_ticks(xm_u64_t *ticks)
{
	return hc_get_time(XM_TICK_CLOCK, ticks);
}

xm_s32_t XM_set_timer(xm_u32_t clock, xmTime_t at, xmTime_t interval)
{
	return hc_set_timer(clock, LO(at), HI(at), LO(interval), HI(interval));
}

xm_s32_t XM_reload_watchdog(xmTime_t budget)
{
	return hc_reload_watchdog(LO(budget), HI(budget));
}

/* --- virtual interrupts --------------------------------------------------------------- */

/* No pointer means no line. */
#define WORD(hw, n) ((hw) ? (hw)[n] : 0)
#define LINES(hw)   WORD(hw, 0), WORD(hw, 1), WORD(hw, 2)

static int bad_lines(const xm_u32_t *hw)
{
	return hw && !libxm_readable(hw, HWIRQS_VECTOR_SIZE * sizeof(*hw));
}

/* Lines that the program masked, not the hypervisor when it delivered them. */
static xm_u32_t own_mask[HWIRQS_VECTOR_SIZE];

/* Before the service: a line that is delivered in between is not opened again. */
static void note_mask(const xm_u32_t *hw, int masked)
{
	xm_u32_t off = libxm_irq_save();

	for (int i = 0; hw && i < HWIRQS_VECTOR_SIZE; i++)
		own_mask[i] = masked ? own_mask[i] | hw[i] : own_mask[i] & ~hw[i];
	libxm_irq_restore(off);
}

xm_s32_t XM_set_irqmask(xm_u32_t *hw, xm_u32_t ext)
{
	if (bad_lines(hw))
		return XM_INVALID_PARAM;
	note_mask(hw, 1);
	return hc_set_irqmask(ext, LINES(hw));
}

xm_s32_t XM_clear_irqmask(xm_u32_t *hw, xm_u32_t ext)
{
	if (bad_lines(hw))
		return XM_INVALID_PARAM;
	note_mask(hw, 0);
	return hc_clear_irqmask(ext, LINES(hw));
}

void libxm_open_line(xm_u32_t line)
{
	xm_u32_t hw[HWIRQS_VECTOR_SIZE] = { 0 };

	hw[line / 32] = 1u << (line % 32) & ~own_mask[line / 32];
	hc_clear_irqmask(0, hw[0], hw[1], hw[2]);
}

xm_s32_t XM_set_irqpend(xm_u32_t *hw, xm_u32_t ext)
{
	return bad_lines(hw) ? XM_INVALID_PARAM : hc_set_irqpend(ext, LINES(hw));
}

xm_s32_t XM_clear_irqpend(xm_u32_t *hw, xm_u32_t ext)
{
	return bad_lines(hw) ? XM_INVALID_PARAM : hc_clear_irqpend(ext, LINES(hw));
}

xm_s32_t XM_raise_ipvi(xm_u8_t no)
{
	return hc_raise_ipvi(no);
}

xm_s32_t XM_route_irq(xm_u32_t type, xm_u32_t irq, xm_u16_t vector)
{
	return hc_route_irq(type, irq, vector);
}

xm_s32_t libxm_set_vectors(void (*irq)(void), void (*fault)(void), void *fault_stack)
{
	return hc_set_vectors((xm_u32_t)irq, (xm_u32_t)fault, (xm_u32_t)fault_stack, 0);
}

static int line_pending(void)
{
	const volatile partitionControlTable_t *pct = libXmParams.partCtrlTab;
	xm_u32_t open = pct->extIrqsPend & ~pct->extIrqsMask;

	for (int i = 0; i < HWIRQS_VECTOR_SIZE; i++)
		open |= pct->hwIrqsPend[i] & ~pct->hwIrqsMask[i];
	return open != 0;
}

/*
 * On first, look afterwards: a line that pends in between is delivered by the
 * hypervisor itself, one that pended before is seen here.
 */
void XM_enable_irqs(void)
{
	__asm__ volatile("" ::: "memory");
	libxm_ctl->irq_off = 0;
	if (line_pending())
		hc_poll_irqs();
	__asm__ volatile("" ::: "memory");
}

void XM_disable_irqs(void)
{
	libxm_ctl->irq_off = 1;
	__asm__ volatile("" ::: "memory");
}

xm_s32_t XM_are_irqs_enabled(void)
{
	return libxm_ctl->irq_off == 0;
}

xm_u32_t libxm_irq_save(void)
{
	xm_u32_t off = libxm_ctl->irq_off;

	XM_disable_irqs();
	return off;
}

void libxm_irq_restore(xm_u32_t off)
{
	if (!off)
		XM_enable_irqs();
}

/* --- lists of calls ------------------------------------------------------------------- */

xm_s32_t XM_multicall(void *start, void *end)
{
	return hc_multicall(start, (xm_u32_t)end);
}

/* --- ports ------------------------------------------------------------------------------ */

xm_s32_t XM_create_sampling_port(char *name, xm_u32_t size, xm_u32_t direction, xmTime_t period)
{
	return hc_create_sampling_port(name, size, direction, LO(period), HI(period));
}

xm_s32_t XM_create_queuing_port(char *name, xm_u32_t count, xm_u32_t size, xm_u32_t direction)
{
	return hc_create_queuing_port(name, count, size, direction);
}

xm_s32_t XM_write_sampling_message(xm_s32_t port, void *msg, xm_u32_t size)
{
	return hc_write_sampling_message((xm_u32_t)port, msg, size);
}

xm_s32_t XM_read_sampling_message(xm_s32_t port, void *msg, xm_u32_t size, xm_u32_t *flags)
{
	xm_u32_t unused;

	return hc_read_sampling_message((xm_u32_t)port, msg, size, flags ? flags : &unused);
}

xm_s32_t XM_send_queuing_message(xm_s32_t port, void *msg, xm_u32_t size)
{
	return hc_send_queuing_message((xm_u32_t)port, msg, size);
}

xm_s32_t XM_receive_queuing_message(xm_s32_t port, void *msg, xm_u32_t size)
{
	return hc_receive_queuing_message((xm_u32_t)port, msg, size);
}

xm_s32_t XM_get_sampling_port_status(xm_u32_t port, xmSamplingPortStatus_t *status)
{
	return hc_get_sampling_port_status(port, status);
}

xm_s32_t XM_get_queuing_port_status(xm_u32_t port, xmQueuingPortStatus_t *status)
{
	return hc_get_queuing_port_status(port, status);
}

xm_s32_t XM_get_port_info(char *name, xm_u32_t kind, struct xm_port_info *info)
{
	return hc_get_port_info(name, kind, info);
}

xm_s32_t XM_clear_queuing_port(xm_u32_t port)
{
	return hc_clear_queuing_port(port);
}

/* --- memory -------------------------------------------------------------------------------- */

xm_s32_t XM_memory_copy(xmId_t dst, xm_u32_t to, xmId_t src, xm_u32_t from, xm_u32_t size)
{
	struct xm_copy copy = { dst, to, src, from, size };

	return hc_memory_copy(&copy);
}

/* --- devices -------------------------------------------------------------------------------- */

xm_s32_t XM_arm_inport(xm_u32_t port, xm_u32_t *value)
{
	return hc_inport(port, value);
}

xm_s32_t XM_arm_outport(xm_u32_t port, xm_u32_t value)
{
	return hc_outport(port, value);
}

/* --- caches --------------------------------------------------------------------------------- */

xm_s32_t XM_set_cache_state(xm_u32_t cache, xm_u32_t action)
{
	return hc_set_cache_state(cache, action);
}

/* --- health monitor, console, plans --------------------------------------------------------- */

/* Events may be the end of the program, as the plan says: what it printed comes out. */

xm_s32_t XM_hm_raise_event(xm_u32_t event)
{
	libxm_hand_over();
	return hc_hm_raise_event(event);
}

xm_s32_t XM_hm_read_records(struct xm_hm_record *records, xm_s32_t count)
{
	return hc_hm_read(records, count < 0 ? 0 : (xm_u32_t)count); /* 0 is refused */
}

xm_s32_t XM_hm_peek_record(xmId_t source, xm_u32_t seq, struct xm_hm_record *record)
{
	return hc_hm_peek(source, seq, record);
}

xm_s32_t XM_arm_hm_raise_event(xm_u32_t event, void *ctx)
{
	const trapCtxt_t *c = ctx;
	const struct xm_fault *fault = XALGetFault();

	if (!libxm_readable(c, sizeof(*c)))
		return XM_INVALID_PARAM;
	libxm_hand_over();
	return hc_hm_raise_fault(event, c->pc, fault->pc == c->pc ? fault->address : c->pc);
}

xm_s32_t XM_hm_counts(struct xm_hm_counts *counts)
{
	return hc_hm_status(counts);
}

xm_s32_t XM_trace_event(xm_u8_t *payload)
{
	return hc_trace_event(payload);
}

xm_s32_t XM_trace_masked_event(xm_u32_t bitmask, xm_u32_t criticality, xm_u8_t *payload)
{
	if (criticality == XM_TRACE_UNRECOVERABLE)
		libxm_hand_over();
	return hc_trace_masked_event(bitmask, criticality, payload);
}

xm_s32_t XM_trace_read_records(xmId_t id, struct xm_trace_record *records, xm_s32_t count)
{
	return hc_trace_read(id, records, count < 0 ? 0 : (xm_u32_t)count);
}

xm_s32_t XM_trace_counts(xmId_t id, struct xm_trace_counts *counts)
{
	return hc_trace_status(id, counts);
}

xm_s32_t XM_write_console(char *buffer, xm_s32_t length)
{
	return hc_write_console(buffer, (xm_u32_t)length);
}

xm_s32_t XM_read_console(char *buffer, xm_s32_t length)
{
	return hc_read_console(buffer, (xm_u32_t)length);
}

xm_s32_t XM_get_partition_state(xmId_t id, struct xm_part_state *state)
{
	return hc_get_partition_status(id, state);
}

xm_s32_t XM_get_system_state(struct xm_system_state *state)
{
	return hc_get_system_status(state);
}

xm_s32_t XM_get_irq_ticks(xmId_t id, xm_u64_t times[CONFIG_NO_HWIRQS])
{
	return hc_get_irq_ticks(id, times);
}
