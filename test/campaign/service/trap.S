/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * trap.S - svc with every register given, and what is in them afterwards.
 *
 *   void trap(const struct registers *in, int thumb)	see trap.h
 *
 * The stack pointer is one of them, so nothing may be pushed in between: what
 * has to be kept is stored beside the code.
 */
	.syntax unified
	.cpu	cortex-a9
	.text

	.balign	8
	.arm
	.global	trap
	.type	trap, %function
trap:	push	{r4-r11, lr}
	str	sp, own_sp
	cmp	r1, #0
	adr	r2, in_arm
	adrne	r2, in_thumb
	orrne	r2, r2, #1
	str	r2, target
	ldr	r3, [r0, #64]
	mcr	p15, 0, r3, c13, c0, 2	@ TPIDRURW
	ldr	r3, [r0, #60]
	msr	apsr_nzcvqg, r3
	ldr	sp, [r0, #52]
	ldr	lr, [r0, #56]
	ldm	r0, {r0-r12}
	ldr	pc, target
in_arm:	svc	#0
	b	done
	.balign	4
	.thumb
in_thumb:
	svc	#0
	nop
	bx	pc			@ to ARM state, behind the next halfword
	nop
	.arm
done:	str	r0, trapped
	adr	r0, trapped
	stmib	r0, {r1-r12}
	str	sp, [r0, #52]
	str	lr, [r0, #56]
	mrs	r1, apsr
	str	r1, [r0, #60]
	mrc	p15, 0, r1, c13, c0, 2
	str	r1, [r0, #64]
	ldr	sp, own_sp
	pop	{r4-r11, pc}
own_sp:	.word	0
target:	.word	0
	.global	trapped
trapped:
	.space	4 * 17
	.size	trap, . - trap

/* Where a frame or an entry may lead: the program goes on from its main loop.  The address
   of landing, which area A is full of, has no zero byte: as a name it must not end. */
	.balign	8
	.thumb
	.global	landing_thumb
	.type	landing_thumb, %function
	.thumb_func
landing_thumb:
	bx	pc
	nop
	.arm
	.global	landing
	.type	landing, %function
landing:
	setend	le
	ldr	sp, =__stack_top
	ldr	r4, =landed
	bx	r4
	.ltorg

/* A virtual interrupt: count it. */
	.global	upcall_entry
	.type	upcall_entry, %function
upcall_entry:
	ldr	r0, =upcalls
	ldr	r1, [r0]
	add	r1, r1, #1
	str	r1, [r0]
	mov	r0, sp
	mov	r12, #15		@ upcall_return
	svc	#0
	.ltorg
