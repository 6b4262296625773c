/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * calls.S - the loops that are measured; bench.h says how they are called.
 * bench.py gives the addresses of bench_begin, bench_end and of the traps to
 * trace.c.
 */
	.syntax unified
	.cpu	cortex-a9
	.arm
	.text

	.macro	start name
	.balign	4
	.global	\name
	.type	\name, %function
\name:
	.endm

/* The empty loop is the same but for the trap.  A label is there but once.  A call that
   returns from a handler has its stack pointer from the frame. */
	.macro	loop name, trap
	start	\name
	push	{r4-r11, lr}
	mov	r6, sp
	mov	r8, r0
	mov	r9, r1
	mov	r10, r2
	mov	r11, #0
	nop
bench_begin_\name:
	nop
1:	mov	r7, r8
2:	ldm	r7!, {r0-r5, r12}	@ arguments, wanted result, number
bench_trap_\name:
	\trap
	.global	bench_after_\name
bench_after_\name:
	mov	sp, r6
	cmp	r0, r5
	addne	r11, r11, #1
	cmp	r7, r9
	blo	2b
	subs	r10, r10, #1
	bne	1b
bench_end_\name:
	mov	r0, r11
	pop	{r4-r11, pc}
	.size	\name, . - \name
	.endm

	loop	bench_calls, "svc #0"
	loop	bench_empty, nop
	loop	bench_prepare, "svc #0"	@ not measured

/* The last call of the list does not return: it begins the partition anew behind it, with
   nothing in registers. */
	.macro	lives name, trap
	start	\name
	push	{r4-r11, lr}
	ldr	r4, =bench_kept
	stm	r4, {r0-r2}
	str	sp, [r4, #12]
bench_begin_\name:
	nop
1:	ldr	r4, =bench_kept
	ldm	r4, {r7, r8}
	sub	r8, r8, #28		@ the last call
2:	cmp	r7, r8
	ldm	r7!, {r0-r5, r12}
	beq	3f
	\trap
	b	2b
	.balign	8
3:	nop
bench_trap_\name:
	\trap
	.global	bench_born_\name
bench_born_\name:
	ldr	r4, =bench_kept
	ldr	sp, [r4, #12]
	ldr	r0, [r4, #8]
	subs	r0, r0, #1
	str	r0, [r4, #8]
	bne	1b
bench_end_\name:
	pop	{r4-r11, pc}
	.ltorg
	.size	\name, . - \name
	.endm

	.lcomm	bench_kept, 16		@ arguments and stack pointer
	lives	bench_lives, "svc #0"
	lives	bench_no_lives, nop

/* Out of line, as a library has it: number, trap, return. */
	start	bench_stub
	mov	r12, #16		@ poll_irqs
bench_trap_stub:
	svc	#0
	bx	lr
	.size	bench_stub, . - bench_stub

	.macro	stub_loop name, call
	start	\name
	push	{r4, lr}
	mov	r4, r0
bench_begin_\name:
	nop
1:	\call
	subs	r4, r4, #1
	bne	1b
bench_end_\name:
	pop	{r4, pc}
	.size	\name, . - \name
	.endm

	stub_loop bench_stubs, "bl bench_stub"
	stub_loop bench_no_stubs

/* (turns): three instructions each, while interrupts come. */
	start	bench_spin
	push	{r4, lr}
bench_begin_spin:
	nop
1:	nop
	subs	r0, r0, #1
	bne	1b
bench_end_spin:
	pop	{r4, pc}
	.size	bench_spin, . - bench_spin

/* The shortest handler of virtual interrupts: sp is at the frame. */
	start	bench_handler
	mov	r0, sp
	mov	r12, #15		@ upcall_return
bench_trap_handler:
	svc	#0
	.size	bench_handler, . - bench_handler
