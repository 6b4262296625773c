/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mem.S - hal_copy() and hal_zero(): hal.h.  Only aligned accesses, so that the
 * boot code can use them with the MMU off; no floating point registers, which
 * belong to the partitions.
 */
#include "asm.h"

	.syntax	unified
	.arm

/* (destination, source, length) */
FUNC(hal_copy)
	orr	r3, r0, r1
	tst	r3, #3
	bne	unaligned
aligned:
	subs	r2, r2, #32
	blo	words
	push	{r4-r11, lr}
	subs	r2, r2, #176 - 32
	blo	2f
1:	ldm	r1!, {r3-r12, lr}	@ eleven registers at a time
	stm	r0!, {r3-r12, lr}
	ldm	r1!, {r3-r12, lr}
	stm	r0!, {r3-r12, lr}
	ldm	r1!, {r3-r12, lr}
	stm	r0!, {r3-r12, lr}
	ldm	r1!, {r3-r12, lr}
	stm	r0!, {r3-r12, lr}
	subs	r2, r2, #176
	bhs	1b
2:	adds	r2, r2, #176 - 32
	blo	4f
3:	ldm	r1!, {r3-r10}
	stm	r0!, {r3-r10}
	subs	r2, r2, #32
	bhs	3b
4:	pop	{r4-r11, lr}
words:	adds	r2, r2, #32 - 4
	blo	6f
5:	ldr	r3, [r1], #4
	str	r3, [r0], #4
	subs	r2, r2, #4
	bhs	5b
6:	adds	r2, r2, #4
	bne	bytes
	bx	lr

unaligned:
	cmp	r2, #16
	blo	tail
7:	tst	r0, #3
	ldrbne	r3, [r1], #1
	strbne	r3, [r0], #1
	subne	r2, r2, #1
	bne	7b
	ands	r12, r1, #3
	beq	aligned
	subs	r2, r2, #16
	blo	10f

	/* Source misaligned by r12 bytes: each word is made of two neighbours,
	   read once.  lr: bits to drop of the older one, r12: place of the
	   younger one. */
	push	{r4-r9, lr}
	lsl	lr, r12, #3
	bic	r1, r1, #3
	rsb	r12, lr, #32
	ldr	r9, [r1], #4
8:	ldm	r1!, {r3-r6}
	lsr	r7, r9, lr
	orr	r7, r7, r3, lsl r12
	lsr	r8, r3, lr
	orr	r8, r8, r4, lsl r12
	lsr	r9, r4, lr
	orr	r9, r9, r5, lsl r12
	lsr	r3, r5, lr
	orr	r3, r3, r6, lsl r12
	stm	r0!, {r7-r9}
	str	r3, [r0], #4
	mov	r9, r6
	subs	r2, r2, #16
	bhs	8b
	sub	r1, r1, r12, lsr #3	@ back to the first byte not yet copied
	pop	{r4-r9, lr}
10:	add	r2, r2, #16
tail:	cmp	r2, #0
	bxeq	lr
bytes:	ldrb	r3, [r1], #1		@ less than a block
	strb	r3, [r0], #1
	subs	r2, r2, #1
	bne	bytes
	bx	lr
END(hal_copy)

/* What the compiler calls for large structs: as in C. */
FUNC(memcpy)
	push	{r0, lr}
	bl	hal_copy
	pop	{r0, pc}
END(memcpy)

/* hal_zero (destination, length), memset (destination, byte, length) */
	.section .text.hal_zero, "ax", %progbits
	.globl	hal_zero, memset
	.hidden	hal_zero, memset
	.type	hal_zero, %function
	.type	memset, %function
hal_zero:
	mov	r2, r1
	mov	r1, #0
memset:	mov	r12, r0
1:	cmp	r2, #0			@ bytes until the destination is aligned
	bxeq	lr
	tst	r12, #3
	strbne	r1, [r12], #1
	subne	r2, r2, #1
	bne	1b
	push	{r4-r9, lr}
	and	r1, r1, #0xff
	orr	r1, r1, r1, lsl #8
	orr	r1, r1, r1, lsl #16
	mov	r3, r1
	mov	r4, r1
	mov	r5, r1
	mov	r6, r1
	mov	r7, r1
	mov	r8, r1
	mov	r9, r1
	subs	r2, r2, #32
	blo	3f
2:	stm	r12!, {r1, r3-r9}
	subs	r2, r2, #32
	bhs	2b
3:	adds	r2, r2, #32 - 4
	blo	5f
4:	str	r1, [r12], #4
	subs	r2, r2, #4
	bhs	4b
5:	adds	r2, r2, #4
	pop	{r4-r9, lr}
6:	bxeq	lr
	strb	r1, [r12], #1
	subs	r2, r2, #1
	b	6b
END(hal_zero)
