/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * phases.S - calls that begin at every distance from the end of a slot.
 *
 * The caller has a long slot and behind it a short one, which begins exactly when
 * idle_self returns, because nothing runs before it.  From turn to turn more instructions
 * are between that and the call, so that the end of the short slot comes at each place
 * of the call, and of what is before it and behind it.  Where calls straddle the end the
 * turns are close to each other: STEP instructions, and FAR before that; neither has a factor
 * in common with a tick of the clock, 10 or 16 instructions.
 */
	.syntax unified
	.cpu	cortex-a9
	.arm
	.text

	.equ	LAST, 2304	@ instructions; more than the short slot has
	.equ	CLOSE, 1776	@ from here on it is STEP
	.equ	BLOCK, 16	@ instructions of a turn of spin

/* (turns - 1 in r6).  Long blocks, because QEMU tells the plugin of each. */
	.macro	spin
1:	.rept	BLOCK - 2
	nop
	.endr
	subs	r6, r6, #1
	bpl	1b
	.endm

/* As many instructions more as r10 says. */
	.macro	delay
	and	lr, r10, #(BLOCK - 1)
	rsb	lr, lr, #(BLOCK - 1)
	lsr	r6, r10, #4
	add	pc, pc, lr, lsl #2
	nop
	.rept	BLOCK - 1
	nop
	.endr
	spin
	.endm

/* Neither is a line pending nor unmasked that would end idle_self before the slot. */
	.macro	quiet
	mvn	r0, #0
	mvn	r1, #0
	mvn	r2, #0
	mvn	r3, #0
	mov	r12, #10		@ set_irqmask
	svc	#0
	mvn	r0, #0
	mov	r12, #13		@ clear_irqpend
	svc	#0
	.endm

/* due: an interrupt is delivered where the call returns. */
	.macro	phases name, trap, due=0
	.balign	4
	.global	\name
	.type	\name, %function
\name:
	push	{r4-r11, lr}
	mov	r11, sp			@ upcall_return has another one
	mov	r8, r0
	mov	r9, r1
	mov	r10, r2
bench_begin_\name:
	nop
2:	quiet
	.if	\due
	bl	bench_pend
	.endif
	mov	r12, #0			@ idle_self: until the short slot begins
bench_wait_\name:
	svc	#0
	.if	\due
	bl	bench_open
	.endif
	mov	r7, r8
	ldm	r7!, {r0-r5, r12}	@ arguments, number
	delay
bench_trap_\name:
	\trap
	.global	bench_after_\name
bench_after_\name:
	mov	sp, r11
	rsb	r6, r10, #LAST		@ past the end of the short slot
	lsr	r6, r6, #4
	spin
3:	cmp	r7, r9			@ the other calls, in the long one
	bhs	4f
	ldm	r7!, {r0-r5, r12}
	svc	#0
	b	3b
4:	cmp	r10, #CLOSE
	addlo	r10, r10, #FAR
	addhs	r10, r10, #STEP
	cmp	r10, #LAST
	blo	2b
bench_end_\name:
	pop	{r4-r11, pc}
	.size	\name, . - \name
	.endm

	phases	bench_phases, "svc #0"
	phases	bench_fault_phases, "udf #0"
	phases	bench_due_phases, "svc #0", 1
