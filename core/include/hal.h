/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hal.h - everything the core asks of the machine, and everything the machine
 * asks of the core.  Nothing else crosses this line in either direction; a
 * check in CI compares the symbols of both sides with the names below.
 *
 * All hal_ calls come with interrupts masked, on the calling CPU, from below
 * one of the core_ entries at the end of this file.  None blocks, none calls
 * back.  "Cost" is in instructions of the first mode, for orientation.
 *
 * hal_types.h comes from the mode's folder (the host tests have their own) and
 * defines struct hal_vcpu, struct hal_space and the HAL_* sizes for boot.c.
 */
#ifndef CORE_HAL_H
#define CORE_HAL_H

#include "abi.h"
#include "core_call.h"
#include "types.h"
#include "hal_machine.h"
#include "hal_types.h"

struct cfg_area;

/* --- the machine ------------------------------------------------------------ */

/* What the board is: one const struct, see hal_machine.h. */
extern const struct hal_machine hal_machine;

/* Stop for good, interrupts off.  The caller has already said why on the
   console; a simulator's front end ends the run on that line. */
_Noreturn void hal_stop(void);

/* Start again: XM_COLD_RESET resets the machine, XM_WARM_RESET re-enters the
   boot code of the image with RAM untouched. */
_Noreturn void hal_reset(u32 mode);

/* --- time: one 64-bit tick count, monotonic, near 0 at boot ------------------- */

/* Ticks since boot.  Cost: 10. */
u64 hal_time_now(void);

/* The same without looking twice: as the low word wraps, this may come out 2^32 too late,
   but never too early.  Cost: 3. */
u64 hal_time_glance(void);

/* The low word of hal_time_now().  Cost: 2. */
u32 hal_time_low(void);

/*
 * The one deadline of this CPU: core_timer() is entered at the first moment at
 * which hal_time_now() >= when; at once if that is already so.  Replaces the
 * previous one; core_timer() itself always arms one.  when: below 2^63.  Cost: 10.
 */
void hal_timer_arm(u64 when);

/* --- hardware interrupt lines -------------------------------------------------- */

/* Let lines reach this CPU, or not: bit b is line 32 * word + b.  A line that
   fires while masked stays pending at the interrupt controller.  The HAL masks a
   line itself when it calls core_irq() for it.  All are below
   hal_machine.num_lines, and none is one of the hypervisor's own.  Cost: 6. */
void hal_irq_gate(u32 word, u32 lines, bool open);

/* --- address spaces: built at boot, never changed afterwards ------------------- */

/* The memory for one space, all of it zero. */
struct hal_space_memory {
	void *pct;	 /* control table, pct_bytes long, then one page of struct vcpu_ctl */
	u32 pct_bytes;	 /* a multiple of 4 KiB */
	u32 num_vcpus;	 /* so many such pairs follow each other */
	u32 area_stride; /* bytes from one struct cfg_area to the next */
	void *fixed;	 /* HAL_SPACE_FIXED bytes, aligned to as many */
	void *tables;	 /* room for second-level tables, HAL_TABLE_BYTES-aligned */
	void *end;	 /* of that room */
};

/*
 * Build a space from the areas of one partition and its shared pages: areas
 * that are AREA_UNMAPPED are left out; flags READONLY and UNCACHEABLE are
 * honoured; AREA_DEVICE is device memory, never executable; everything else
 * is normal memory.  The control tables (read-only) and vcpu_ctl pages
 * (writable) go, in their order, to HAL_PCT_BASE as the partition sees them.
 * index < HAL_MAX_SPACES, unique.  Returns the end of the tables that
 * were used: one for each range of 2^HAL_TABLE_SHIFT bytes that is not mapped
 * as a whole; beyond memory->end if there were not enough.  Boot only.
 */
void *hal_space_init(struct hal_space *s, u32 index, const struct cfg_area *areas, u32 num_areas,
		     const struct hal_space_memory *memory);

/* Make s the space hal_area_ptr() refers to on this CPU.  Cost: 14, or 3 if it
   already is. */
void hal_space_load(struct hal_space *s);

/*
 * The core's own view of length bytes at offset of an area of the loaded
 * space.  The caller has checked that the range lies inside the area and that
 * the area is mapped Normal memory.  Writing through it is allowed even where
 * the partition may only read.
 */
void *hal_area_ptr(const struct hal_space *s, const struct cfg_area *area, u32 offset, u32 length);

/* Before code that the core wrote runs: clean the data cache over the range,
   invalidate instruction cache and branch predictor. */
void hal_space_sync(const void *p, u32 length);

/*
 * Read or write the device register at a physical address, a multiple of 4 that the
 * plan gives to somebody.  False if the device reports an error; then *value is as
 * before.  A write may be refused later, which is an asynchronous abort of the vCPU
 * that entered, taken before it executes anything more.  Cost: 90.
 */
bool hal_device_access(u32 address, u32 *value, bool write);

/* Write back and drop what the first-level data cache holds, or drop what the
   instruction cache and the branch predictor hold: of everybody.  Cost: 6000 or 10. */
void hal_cache_flush(bool data);

/* --- virtual CPUs ---------------------------------------------------------------- */

/*
 * Give v a fresh context: user mode, pc = entry (bit 0: Thumb), r0 = a0,
 * r1 = a1, every other register and all floating point zero, in space s;
 * fp: it may use VFP.  Marks v so that it is loaded even if it is the context
 * that entered the hypervisor.
 */
void hal_vcpu_reset(struct hal_vcpu *v, struct hal_space *s, u32 entry, u32 a0, u32 a1, bool fp);

/* Of v, which was reset: instructions are not cached while it is loaded. */
void hal_vcpu_icache_off(struct hal_vcpu *v);

/* Result of the hypercall v is in. */
void hal_vcpu_result(struct hal_vcpu *v, s32 result);

/* Back to the svc instruction v came from: it will issue the call again. */
void hal_vcpu_rewind(struct hal_vcpu *v);

/* The registers an upcall needs. */
struct hal_regs {
	u32 pc, sp, cpsr;
};
void hal_vcpu_regs(const struct hal_vcpu *v, struct hal_regs *out);

/* Code of a partition as its registers have it: pc and state, which is never 0; and that
   from its address as C and calls name it, bit 0 says Thumb. */
struct hal_entry {
	u32 pc, cpsr;
};
void hal_entry_at(struct hal_entry *e, u32 address);

/*
 * Upcall: store the interrupted {r0-r3, r12, lr, pc, cpsr | marks} at frame
 * (the core's pointer to guest address sp, 8-aligned, checked), then continue
 * v at handler with r0 = arg and the given sp.
 */
struct xm_upcall_frame;
void hal_vcpu_upcall(struct hal_vcpu *v, struct xm_upcall_frame *frame, u32 sp,
		     const struct hal_entry *handler, u32 arg, u32 marks);

/* The way back: take the registers from frame (a snapshot, not guest memory)
   and sp; of its cpsr only flags, IT, GE, T and E; the rest stays user mode. */
void hal_vcpu_upcall_return(struct hal_vcpu *v, const struct xm_upcall_frame *frame, u32 sp);

/* --- memory and UART ------------------------------------------------------------- */

/* Copy and clear Normal memory at any alignment, in words or wider but for up to
   three bytes.  The ranges do not overlap. */
void hal_copy(void *dst, const void *src, u32 length);
void hal_zero(void *dst, u32 length);

/* Hand one byte to the UART if it has room.  uart < hal_machine.num_uarts,
   and only those named by hal_uart_init(). */
void hal_uart_init(u32 uart, u32 baud);
bool hal_uart_try_put(u32 uart, u8 byte);

/* Take one received byte, if there is one; what the line spoilt is none. */
bool hal_uart_try_get(u32 uart, u8 *byte);

/* --- entries: the HAL calls these and nothing else of the core -------------------- */

/* What boot code found and made.  Pointers are into the core's window.  Verified
   copies of table and manifest lie at the end of memory as in the image: what is
   before image_header.digest_off there is before image_header.hyp_size here. */
struct hal_boot {
	u32 reason;	   /* XM_COLD_RESET or XM_WARM_RESET */
	const void *image; /* the image store, first byte */
	u32 image_phys;
	void *memory; /* the hypervisor's area, from its first byte */
};

/*
 * Each returns what this CPU does next, in one of three forms:
 *   the vCPU that entered, not reset   return to it untouched
 *   a vCPU                             load it (also the same one after a reset)
 *   NULL                               sleep until the next interrupt, with no
 *                                      partition's memory or registers loaded
 */
struct hal_vcpu *core_boot(const struct hal_boot *boot);
struct hal_vcpu *core_call_over(struct hal_vcpu *caller, s32 result);
struct hal_vcpu *core_timer(void);
struct hal_vcpu *core_irq(u32 line);

/*
 * A hypercall of the vCPU whose record is v.  If there is a result and nothing is to be
 * decided (core_call.h), the HAL puts it into r0 and returns; else core_call_over() is next.
 */
struct vcpu;
s32 core_hypercall(struct vcpu *v, const u32 arg[5], u32 nr);

/* What a partition's trap was, as far as the machine knows: the cause of the event. */
enum hal_fault_kind {
	HAL_FAULT_UNDEFINED = CAUSE_UNDEFINED,
	HAL_FAULT_PRIVILEGED = CAUSE_PRIVILEGED,
	HAL_FAULT_FP = CAUSE_FP_DISABLED,
	HAL_FAULT_BREAKPOINT = CAUSE_BREAKPOINT,
	HAL_FAULT_FETCH_ALIGN = CAUSE_FETCH_ALIGNMENT,
	HAL_FAULT_FETCH = CAUSE_FETCH_UNOWNED, /* translation or permission: the plan says which */
	HAL_FAULT_FETCH_EXTERNAL = CAUSE_FETCH_EXTERNAL,
	HAL_FAULT_DATA_ALIGN = CAUSE_DATA_MISALIGNED,
	HAL_FAULT_DATA = CAUSE_DATA_UNOWNED,
	HAL_FAULT_DATA_EXTERNAL = CAUSE_DATA_EXTERNAL,
	HAL_FAULT_ASYNC = CAUSE_ASYNCHRONOUS,
	HAL_FAULT_UNKNOWN = CAUSE_UNKNOWN_TRAP,
};
struct hal_fault {
	u32 kind;
	u32 pc;	     /* the faulting instruction, next one for HAL_FAULT_ASYNC */
	u32 address; /* of the access; pc for fetches and instructions */
	bool write;
};
struct hal_vcpu *core_fault(const struct hal_fault *fault);

/* Is it in the page below the hypervisor's stack, where what overflows it traps? */
bool hal_stack_overflowed(u32 address);

/* A trap of the hypervisor itself, or a failed assertion: one line, then stop. */
_Noreturn void core_panic(u32 pc, u32 address, u32 status);

#endif
