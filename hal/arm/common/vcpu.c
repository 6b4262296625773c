/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vcpu.c - contexts as the core sees them.  switch.S loads and saves them.
 */
#include "context.h"
#include "cp15.h"
#include "cpu.h"
#include "hal.h"
#include "pct.h"

_Static_assert(offsetof(struct hal_vcpu, pc) == VCPU_PC, "");
_Static_assert(offsetof(struct hal_vcpu, flags) == VCPU_FLAGS, "");
_Static_assert(offsetof(struct hal_vcpu, space) == VCPU_SPACE, "");
_Static_assert(offsetof(struct hal_vcpu, tpidrurw) == VCPU_TPIDRURW, "");
_Static_assert(offsetof(struct hal_vcpu, async) == VCPU_ASYNC, "");
_Static_assert(offsetof(struct hal_vcpu, fpscr) == VCPU_FPSCR, "");
_Static_assert(offsetof(struct hal_vcpu, d) == VCPU_D, "");

/* User mode; IRQ and asynchronous aborts are taken, there is no FIQ. */
#define PSR_USER   (MODE_USR | PSR_F)

/* What a partition may choose of its CPSR: flags, IT, GE, E, T. */
#define PSR_IT	   0x0600fc00u
#define PSR_CHOICE (0xf8000000u | PSR_IT | 0x000f0000u | 0x00000200u | PSR_T)

void hal_entry_at(struct hal_entry *e, u32 address)
{
	u32 thumb = address & 1 ? PSR_T : 0;

	e->pc = address & (~3u | thumb >> 4);
	e->cpsr = thumb | PSR_USER;
}

void hal_vcpu_reset(struct hal_vcpu *v, struct hal_space *s, u32 entry, u32 a0, u32 a1, bool fp)
{
	struct hal_entry at;

	if (v == cpu_current()) {
		hal_gone.flags = v->flags;
		cpu_set_current(&hal_gone);
	}
	hal_zero(v, sizeof(*v));
	v->space = *s;
	v->flags = fp ? VCPU_FP : 0;
	v->r[0] = a0;
	v->r[1] = a1;
	hal_entry_at(&at, entry);
	v->pc = at.pc;
	v->cpsr = at.cpsr;
}

void hal_vcpu_icache_off(struct hal_vcpu *v)
{
	v->flags |= SCTLR_I;
}

void hal_vcpu_result(struct hal_vcpu *v, s32 result)
{
	v->r[0] = (u32)result;
}

void hal_vcpu_rewind(struct hal_vcpu *v)
{
	v->pc -= v->cpsr & PSR_T ? 2 : 4;
}

void hal_vcpu_regs(const struct hal_vcpu *v, struct hal_regs *out)
{
	out->pc = v->pc;
	out->sp = v->r[13];
	out->cpsr = v->cpsr;
}

/* Registers that follow each other in both places are moved at once. */
struct words4 {
	u32 r[4];
};
struct words2 {
	u32 r[2];
};
_Static_assert(offsetof(struct xm_upcall_frame, r3) == offsetof(struct xm_upcall_frame, r0) + 12 &&
		       offsetof(struct xm_upcall_frame, pc) ==
			       offsetof(struct xm_upcall_frame, lr) + 4,
	       "order of registers");

void hal_vcpu_upcall(struct hal_vcpu *v, struct xm_upcall_frame *frame, u32 sp,
		     const struct hal_entry *handler, u32 arg, u32 marks)
{
	*(struct words4 *)&frame->r0 = *(const struct words4 *)&v->r[0];
	frame->r12 = v->r[12];
	*(struct words2 *)&frame->lr = *(const struct words2 *)&v->r[14];
	frame->cpsr = v->cpsr | marks;
	v->r[0] = arg;
	v->r[13] = sp;
	v->pc = handler->pc;
	v->cpsr = handler->cpsr;
}

/* Of its cpsr as much as is the partition's to choose. */
void hal_vcpu_upcall_return(struct hal_vcpu *v, const struct xm_upcall_frame *frame, u32 sp)
{
	u32 cpsr = frame->cpsr & PSR_CHOICE;

	v->r[0] = frame->r0;
	v->r[1] = frame->r1;
	v->r[2] = frame->r2;
	v->r[3] = frame->r3;
	v->r[12] = frame->r12;
	v->r[13] = sp;
	v->r[14] = frame->lr;
	/* An exception return to ARM state with anything else is unpredictable. */
	if ((cpsr & PSR_T) == 0)
		cpsr &= ~PSR_IT;
	v->pc = frame->pc & (~3u | (cpsr & PSR_T) >> 4);
	v->cpsr = cpsr | PSR_USER;
}
