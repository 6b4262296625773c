/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * switch.S - load another context and its address space, or sleep.
 */
#include "asm.h"
#include "context.h"
#include "cp15.h"

	.syntax	unified
	.thumb
	.fpu	neon

/*
 * r0: next vCPU or 0, r5: current one, all of it saved but floating point and
 * TPIDRURW.  Returns with r5: next one, ready to be resumed; or goes to hal_exit
 * with what an entry returned while this processor slept or had news to report.
 * The stack is empty: an entry has just returned.
 */
FUNC(hal_switch)
	/* What the partition has stored must be through, or its abort be taken,
	   as long as it is the current one. */
	dsb
	cpsie	a
	isb
	cpsid	a

	cbnz	r0, 2f
	ldr	r0, =hal_idle
2:	ldr	r1, [r5, #VCPU_FLAGS]
	ldr	r2, [r0, #VCPU_FLAGS]
	ldr	r4, =HCPTR_FP		@ it is about HYP mode, too
	mcr	HCPTR(r4)
	isb
	lsls	r1, r1, #31 - VCPU_FP_BIT
	bpl	3f
	add	r3, r5, #VCPU_D
	vstmia	r3!, {d0-d15}
	vstmia	r3, {d16-d31}
	vmrs	r3, fpscr
	str	r3, [r5, #VCPU_FPSCR]
3:	lsls	r1, r2, #31 - VCPU_FP_BIT
	bmi	4f
	orr	r4, r4, #HCPTR_NO_FP
	mcr	HCPTR(r4)
	b	5f
4:	ldr	r3, [r0, #VCPU_FPSCR]	@ FPEXC.EN is set for good
	vmsr	fpscr, r3
	add	r3, r0, #VCPU_D
	vldmia	r3!, {d0-d15}
	vldmia	r3, {d16-d31}

5:	mrc	SCTLR(r3)
	eor	r1, r3, r2		@ flags have I where it is to be clear
	tst	r1, #SCTLR_I
	bne	6f
	eor	r3, r3, #SCTLR_I
	mcr	SCTLR(r3)
	isb
6:	mrc	TPIDRURW(r3)
	str	r3, [r5, #VCPU_TPIDRURW]
	ldr	r3, [r0, #VCPU_TPIDRURW]
	mcr	TPIDRURW(r3)
	mcr	HTPIDR(r0)
	clrex
	mov	r5, r0
	lsrs	r1, r2, #VCPU_IDLE_BIT + 1
	bcs	sleep
	ldrd	r0, r1, [r0, #VCPU_SPACE]
	mcrr	VTTBR(r0, r1)
	ldr	r1, [r5, #VCPU_ASYNC]
	cbnz	r1, report
	bx	lr

	/* HYP mode sees nothing through a partition's space, so the last one
	   stays.  Interrupts are masked but wake the processor; then they are
	   served as if they had come from user mode. */
sleep:	dsb
	wfi
	VISIT(wakeup)
	bl	irq_dispatch
	cmp	r0, #0
	it	ne
	cmpne	r0, r5
	beq	sleep
	b	6f

report:	VISIT(late_abort)
	movs	r0, #0
	str	r0, [r5, #VCPU_ASYNC]
	mov	r1, r5
	ldr	r0, =HSR_ASYNC
	bl	fault_entry
6:	ldr	r1, =hal_exit
	bx	r1
END(hal_switch)
