/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * entry.S - a start-up code that keeps what it finds: every register at the first
 * instruction goes to struct entry (entry.h); then what libxm's does.
 * Partitions with floating point: those registers too.
 */
	.syntax unified
	.cpu	cortex-a9
	.fpu	neon
	.arm

	.section .text.libxm_crt0, "ax", %progbits
	.global	_start
	.type	_start, %function
_start:
	str	r0, first
	adr	r0, first
	add	r0, r0, #4
	stmia	r0!, {r1-r12}
	str	sp, [r0], #4
	str	lr, [r0], #4
	mrs	r1, cpsr
	str	r1, [r0], #4
	mrc	p15, 0, r1, c13, c0, 2	@ TPIDRURW
	str	r1, [r0], #4
	mrc	p15, 0, r1, c13, c0, 3	@ TPIDRURO
	str	r1, [r0], #4
#ifdef __ARM_FP
	vmrs	r1, fpscr
	str	r1, [r0], #4
	vstmia	r0!, {d0-d15}
	vstmia	r0!, {d16-d31}
#endif
	adr	r0, first
	ldr	r2, =entry_found
	str	r0, [r2]

	ldr	sp, =__stack_top
	mov	r4, #0
	mov	r5, #0
	ldr	r2, =__bss_start
	ldr	r3, =__bss_end
1:	cmp	r2, r3
	strdlo	r4, r5, [r2], #8
	blo	1b
	ldm	r0, {r0, r1}
	ldr	ip, =libxm_start
	bx	ip
	.ltorg
	.balign	8
	.space	4
first:	.space	4 * (18 + 1) + 8 * 32	@ d0 is 8-aligned in memory
	.size	_start, . - _start

	.data
	.global	entry_found
	.balign	4
entry_found:
	.word	0
