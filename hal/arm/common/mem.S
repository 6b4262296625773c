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
1:	cmp	r2, #0			@ bytes until the destination is aligned
	bxeq	lr
	tst	r0, #3
	beq	2f
head:	ldrb	r3, [r1], #1
	strb	r3, [r0], #1
	sub	r2, r2, #1
	b	1b

2:	push	{r4-r11, lr}
	ands	r12, r1, #3
	bne	shifted
	subs	r2, r2, #176
	blo	4f
3:	ldm	r1!, {r3-r12, lr}	@ eleven registers at a time
	stm	r0!, {r3-r12, lr}
	ldm	r1!, {r3-r12, lr}
	stm	r0!, {r3-r12, lr}
	ldm	r1!, {r3-r12, lr}
	stm	r0!, {r3-r12, lr}
	ldm	r1!, {r3-r12, lr}
	stm	r0!, {r3-r12, lr}
	subs	r2, r2, #176
	bhs	3b
4:	adds	r2, r2, #176 - 16
	blo	6f
5:	ldm	r1!, {r3-r6}
	stm	r0!, {r3-r6}
	subs	r2, r2, #16
	bhs	5b
6:	adds	r2, r2, #16 - 4
	blo	8f
7:	ldr	r3, [r1], #4
	str	r3, [r0], #4
	subs	r2, r2, #4
	bhs	7b
8:	adds	r2, r2, #4
	pop	{r4-r11, lr}
	bne	tail
	bx	lr

/* Source misaligned by r12 bytes: each word is made of two neighbours, read
   once.  r10: bits to drop of the older one, r11: place of the younger one. */
shifted:
	lsl	r10, r12, #3
	rsb	r11, r10, #32
	subs	r2, r2, #16
	blo	4f
	sub	r1, r1, r12
	ldr	r9, [r1], #4
3:	ldm	r1!, {r3-r6}
	lsr	r7, r9, r10
	orr	r7, r7, r3, lsl r11
	lsr	r8, r3, r10
	orr	r8, r8, r4, lsl r11
	lsr	r9, r4, r10
	orr	r9, r9, r5, lsl r11
	lsr	r3, r5, r10
	orr	r3, r3, r6, lsl r11
	stm	r0!, {r7-r9}
	str	r3, [r0], #4
	mov	r9, r6
	subs	r2, r2, #16
	bhs	3b
	sub	r1, r1, #4
	add	r1, r1, r12
4:	add	r2, r2, #16
	cmp	r2, #0
	pop	{r4-r11, lr}
	bxeq	lr
tail:	ldrb	r3, [r1], #1		@ less than a block
	strb	r3, [r0], #1
	subs	r2, r2, #1
	bne	tail
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
