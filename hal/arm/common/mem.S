/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mem.S - hal_copy() and hal_zero(): hal.h; and memcpy() and memset(), which the
 * compiler may call for structs.  No floating point registers, which belong to
 * the partitions.
 *
 * Words need not be aligned: the core copies Normal memory, with the MMU on and
 * alignment checks off (start.S).  With the MMU off, when they would trap, the
 * boot code copies whole words between aligned places.
 */
#include "asm.h"

	.syntax	unified
	.thumb

/* (destination, source, length); memcpy() returns the destination. */
FUNC(hal_copy)
	.globl	memcpy
	.hidden	memcpy
	.thumb_set memcpy, hal_copy
	push	{r0, r4-r10, lr}
	orr	r3, r0, r1
	lsls	r3, r3, #30
	bne	4f			@ LDM and STM want alignment
	b	2f
1:	ldm	r1!, {r3-r10}
	stm	r0!, {r3-r10}
2:	subs	r2, #32
	bhs	1b
	adds	r2, #32
	b	4f

	/* What is left, from its end: words, then bytes. */
3:	ldr	r3, [r1, r2]
	str	r3, [r0, r2]
4:	subs	r2, #4
	bhs	3b
	adds	r2, #4
	b	6f
5:	ldrb	r3, [r1, r2]
	strb	r3, [r0, r2]
6:	subs	r2, #1
	bhs	5b
	pop	{r0, r4-r10, pc}
END(hal_copy)

/* hal_zero (destination, length) falls into memset (destination, byte, length). */
FUNC(hal_zero)
	mov	r2, r1
	movs	r1, #0
	.globl	memset
	.hidden	memset
	.type	memset, %function
	.thumb_func
memset:	push	{r0, r4, r5, lr}
	b	2f
1:	strb	r1, [r0], #1
2:	lsls	r3, r0, #30		@ bytes until the destination is aligned
	beq	3f
	subs	r2, #1
	bhs	1b
	pop	{r0, r4, r5, pc}
3:	uxtb	r1, r1
	orr	r1, r1, r1, lsl #8
	orr	r1, r1, r1, lsl #16
	mov	r3, r1
	mov	r4, r1
	mov	r5, r1
	b	5f
4:	stm	r0!, {r1, r3-r5}
	stm	r0!, {r1, r3-r5}
5:	subs	r2, #32
	bhs	4b
	adds	r2, #32
	b	7f
6:	str	r1, [r0, r2]
7:	subs	r2, #4
	bhs	6b
	adds	r2, #4
	b	9f
8:	strb	r1, [r0, r2]
9:	subs	r2, #1
	bhs	8b
	pop	{r0, r4, r5, pc}
END(hal_zero)
