/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hold.S - void hold_*(const struct pattern *in, struct pattern *out): loads every
 * register from in, does one thing, and stores to out what is in them then.
 *   hold_spin       an empty loop of in->r[7] turns, which leaves 0 there
 *   hold_call_arm   a hypercall, number in->r[12], from ARM state
 *   hold_call_thumb the same from Thumb state
 */
	.syntax unified
	.cpu	cortex-a9
	.fpu	neon
	.text

#ifdef __ARM_FP
#define KEPT 72			/* fpscr and d8-d15 */
#else
#define KEPT 0
#endif

	.macro	hold name, state
	.balign	4
	.\state
	.global	\name
	.type	\name, %function
\name:	push	{r4-r11, lr}
	sub	sp, sp, #12
	str	r1, [sp]
#ifdef __ARM_FP
	vmrs	r3, fpscr
	push	{r3, r4}
	vpush	{d8-d15}
	add	r3, r0, #72
	vldmia	r3!, {d0-d15}
	vldmia	r3, {d16-d31}
	ldr	r3, [r0, #60]
	vmsr	fpscr, r3
#endif
	ldr	r3, [r0, #64]
	mcr	p15, 0, r3, c13, c0, 2
	ldr	r3, [r0, #56]
	msr	apsr_nzcvqg, r3
	ldr	lr, [r0, #52]
	ldm	r0, {r0-r12}
	.endm

	.macro	release name
	str	r0, [sp, #KEPT + 4]
	ldr	r0, [sp, #KEPT]
	str	r1, [r0, #4]
	str	r2, [r0, #8]
	str	r3, [r0, #12]
	str	r4, [r0, #16]
	str	r5, [r0, #20]
	str	r6, [r0, #24]
	str	r7, [r0, #28]
	str	r8, [r0, #32]
	str	r9, [r0, #36]
	str	r10, [r0, #40]
	str	r11, [r0, #44]
	str	r12, [r0, #48]
	str	lr, [r0, #52]
	ldr	r1, [sp, #KEPT + 4]
	str	r1, [r0]
	mrs	r1, apsr
	str	r1, [r0, #56]
	mrc	p15, 0, r1, c13, c0, 2
	str	r1, [r0, #64]
#ifdef __ARM_FP
	vmrs	r1, fpscr
	str	r1, [r0, #60]
	add	r1, r0, #72
	vstmia	r1!, {d0-d15}
	vstmia	r1, {d16-d31}
	vpop	{d8-d15}
	pop	{r3, r4}
	vmsr	fpscr, r3
#endif
	add	sp, sp, #12
	pop	{r4-r11, pc}
	.size	\name, . - \name
	.endm

	hold	hold_spin, thumb
1:	cbz	r7, 2f			@ these change no flags
	sub.w	r7, r7, #1
	b	1b
2:	release	hold_spin

	hold	hold_call_thumb, thumb
	svc	#0
	release	hold_call_thumb

	hold	hold_call_arm, arm
	svc	#0
	release	hold_call_arm
