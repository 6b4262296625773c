/* SPDX-License-Identifier: BSD-2-Clause */
/* count.S - the loop of counter.c. */
	.syntax unified
	.cpu	cortex-a9
	.arm
	.text

	.balign	4
	.global	bench_count
	.type	bench_count, %function
bench_count:
	ldr	r2, [r0]
bench_begin_count:
	nop
1:	add	r2, r2, #1
	str	r2, [r0]
	subs	r1, r1, #1
	bne	1b
bench_end_count:
	bx	lr
	.size	bench_count, . - bench_count
