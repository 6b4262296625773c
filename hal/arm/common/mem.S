/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mem.S - hal_copy() and hal_zero(): hal.h; and memcpy() and memset(), which the
 * compiler may call for structs.  Only aligned accesses, so that the boot code
 * can use them with the MMU off; no floating point registers, which belong to
 * the partitions.
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
1:	lsls	r3, r0, #30		@ bytes until the destination is aligned
	beq	2f
	subs	r2, #1
	blo	9f
	ldrb	r3, [r1], #1
	strb	r3, [r0], #1
	b	1b
2:	ands	r4, r1, #3
	bne	misaligned

	b	4f
3:	ldm	r1!, {r3-r10}
	stm	r0!, {r3-r10}
4:	subs	r2, #32
	bhs	3b
	adds	r2, #32
	b	6f
5:	ldr	r3, [r1], #4
	str	r3, [r0], #4
6:	subs	r2, #4
	bhs	5b
	adds	r2, #4
bytes:	b	8f
7:	ldrb	r3, [r1], #1
	strb	r3, [r0], #1
8:	subs	r2, #1
	bhs	7b
9:	pop	{r0, r4-r10, pc}

	/* Words are made of two neighbours, each read once; none is read that has
	   no byte to copy.  r9: bits to drop of the older one, r10: place of the
	   younger one. */
misaligned:
	subs	r2, #16
	blo	11f
	lsl	r9, r4, #3
	rsb	r10, r9, #32
	bic	r1, #3
	ldr	r8, [r1], #4
10:	lsr	r3, r8, r9
	ldm	r1!, {r5-r8}
	lsl	r4, r5, r10
	orrs	r3, r4
	lsr	r5, r5, r9
	lsl	r4, r6, r10
	orrs	r5, r4
	lsr	r6, r6, r9
	lsl	r4, r7, r10
	orrs	r6, r4
	lsr	r7, r7, r9
	lsl	r4, r8, r10
	orrs	r7, r4
	stm	r0!, {r3, r5-r7}
	subs	r2, #16
	bhs	10b
	sub	r1, r1, r10, lsr #3	@ back to the first byte not yet copied
11:	adds	r2, #16
	b	bytes
END(hal_copy)

/* hal_zero (destination, length) falls into memset (destination, byte, length). */
FUNC(hal_zero)
	mov	r2, r1
	movs	r1, #0
	.globl	memset
	.hidden	memset
	.type	memset, %function
	.thumb_func
memset:	push	{r0, r4-r8, lr}
	b	2f
1:	strb	r1, [r0], #1
2:	lsls	r3, r0, #30		@ bytes until the destination is aligned
	beq	3f
	subs	r2, #1
	bhs	1b
	pop	{r0, r4-r8, pc}
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
6:	str	r1, [r0], #4
7:	subs	r2, #4
	bhs	6b
	adds	r2, #4
	b	9f
8:	strb	r1, [r0], #1
9:	subs	r2, #1
	bhs	8b
	pop	{r0, r4-r8, pc}
END(hal_zero)
