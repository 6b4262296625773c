/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * switch.S - a switch that is not plain: floating point, another state of the cache,
 * nobody, late news; and address spaces.
 */
#include "asm.h"
#include "switch.h"

	.syntax	unified
	.fpu	neon

/*
 * r0: next vCPU, r5: current one, all of it saved but floating point and TPIDRURW;
 * of the next one r1: flags, r2: async, the rest as load_context wants it; r7: flags
 * of the current one.  Goes to switch_plain if no more is to be done than that; or to
 * hal_exit with what an entry returned while this processor slept or had news to
 * report.  The stack is empty: an entry has just returned.
 */
	.arm
FUNC(switch_flagged)
	tst	r7, #VCPU_FP
	beq	3f
	add	r9, r5, #VCPU_D
	vstmia	r9!, {d0-d15}
	vstmia	r9, {d16-d31}
	vmrs	r9, fpscr
	str	r9, [r5, #VCPU_FPSCR]
3:	ands	r9, r1, #VCPU_FP
	vmsr	fpexc, r9
	beq	4f			@ FPEXC.EN is clear
	ldr	r9, [r0, #VCPU_FPSCR]
	vmsr	fpscr, r9
	add	r9, r0, #VCPU_D
	vldmia	r9!, {d0-d15}
	vldmia	r9, {d16-d31}
	/* As nobody has the flags of nobody, the next one is not that if its flags are the
	   same. */
4:	eor	r9, r1, r7
	orrs	r8, r9, r2
	beq	switch_plain
	tst	r9, #SCTLR_I
	beq	5f
	/* Flags have I where it is to be clear, and theirs differ. */
	mrc	SCTLR(r9)
	eor	r9, r9, #SCTLR_I
	mcr	SCTLR(r9)
	isb
5:	and	r7, r1, #VCPU_IDLE
	orrs	r9, r7, r2
	beq	switch_plain

	load_context
	isb
	mov	r5, r0
	cmp	r7, #0
	beq	report

	/* Interrupts are masked but wake the processor; then they are served as
	   if they had come from user mode. */
sleep:	add	r0, r5, #VCPU_SPACE	@ an entry may have loaded another
	blx	hal_space_load
	dsb
	wfi
	VISIT(wakeup)
	blx	irq_dispatch
	cmp	r0, #0
	cmpne	r0, r5
	beq	sleep
	b	hal_exit

report:	VISIT(late_abort)
	str	r7, [r5, #VCPU_ASYNC]	@ 0
	mov	r1, r5
	mov	r0, #TRAP_ASYNC
	blx	fault_entry
	b	hal_exit
END(switch_flagged)

	.thumb
/* cpu.h */
FUNC(cpu_fp_off)
	movs	r0, #0
	vmsr	fpexc, r0
	bx	lr
END(cpu_fp_off)

/* hal.h: (space).  Keeps all registers but r0, r1, r3.  See load_context. */
FUNC(hal_space_load)
	ldrd	r0, r3, [r0]
	mrc	CONTEXTIDR(r1)
	cmp	r1, r3
	beq	1f
	mrc	TTBR1(r1)
	mcr	TTBR0(r1)
	isb
	dsb
	mcr	CONTEXTIDR(r3)
	isb
	mcr	TTBR0(r0)
	isb
1:	bx	lr
END(hal_space_load)
