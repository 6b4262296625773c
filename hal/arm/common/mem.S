/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mem.S - hal_copy() and hal_zero(): hal.h; and memcpy() and memset(), which the
 * compiler may call for structs.
 *
 * Addresses need not be aligned: the core copies Normal memory, with the MMU on
 * and alignment checks off (start.S).
 *
 * What is long goes through the registers of the vector unit, many bytes at a
 * time.  They belong to the partitions: NEON_OPEN() of the mode makes them ours,
 * and what is used of them is put back, whoever they are of.
 */
#include "asm.h"
#include "cp15.h"
#include "neon.h"

	.syntax	unified
	.thumb
	.fpu	neon

#define LONG	96	/* bytes: from here on opening the unit pays */

/* (destination, source, length) */
FUNC(hal_copy)
	ARGUMENT(length, r2)
	cmp	r2, #LONG
	bhs	copy_long
	orr	r3, r0, r1
	lsls	r3, r3, #30
	bne	copy_short
1:	subs	r2, #16
	blo	2f
	LOOP_BOUND_OF(min(length, 95) / 16)
	ldm	r1!, {r3, ip}
	stm	r0!, {r3, ip}
	ldm	r1!, {r3, ip}
	stm	r0!, {r3, ip}
	bne	1b
	bx	lr
2:	adds	r2, #16
	/* From the end: words, then bytes. */
copy_short:
	WAY_OF(odd)
	b	2f
1:	LOOP_BOUND_OF(min(length, 95) / 4)
	ldr	r3, [r1, r2]
	str	r3, [r0, r2]
2:	subs	r2, #4
	bhs	1b
	adds	r2, #4
	b	4f
3:	LOOP_BOUND_OF(3)
	ldrb	r3, [r1, r2]
	strb	r3, [r0, r2]
4:	subs	r2, #1
	bhs	3b
5:	bx	lr

	/* From the start, 256 bytes at a time or 32, where addresses are not aligned as
	   VLDM wants it; then what is left, as above. */
copy_long:
	WAY_OF(long)
	push	{r4, lr}
	NEON_OPEN(r4, r3)
	vpush	{d0-d15}
	orr	r3, r0, r1
	lsls	r3, r3, #30
	bne	8f
	b	6f
5:	LOOP_BOUND_OF(length / 256)
	vldm	r1!, {d0-d15}
	vstm	r0!, {d0-d15}
	vldm	r1!, {d0-d15}
	vstm	r0!, {d0-d15}
6:	subs	r2, #256
	bhs	5b
	adds	r2, #256
	b	8f
7:	LOOP_BOUND_OF(length / 32)
	vld1.8	{d0-d3}, [r1]!
	vst1.8	{d0-d3}, [r0]!
8:	subs	r2, #32
	bhs	7b
	adds	r2, #32
	vpop	{d0-d15}
	NEON_CLOSE(r4)
	pop	{r4, lr}		@ nothing of this touched the flags
	CALL_WITH(length, 31)
	bne	copy_short
	bx	lr
END(hal_copy)

/* The same, and returns the destination. */
FUNC(memcpy)
	ARGUMENT(length, r2)
	push	{r0, lr}
	bl	hal_copy
	pop	{r0, pc}
END(memcpy)

/*
 * The same in words, between aligned places: for boot code, where the MMU is off,
 * so that all memory is strongly ordered, and floating point too.
 */
FUNC(boot_copy)
	ARGUMENT(length, r2)
	push	{r4-r10, lr}
	b	2f
1:	LOOP_BOUND_OF(length / 32)
	ldm	r1!, {r3-r10}
	stm	r0!, {r3-r10}
2:	subs	r2, #32
	bhs	1b
	adds	r2, #32
	b	4f
3:	LOOP_BOUND_OF(7)
	ldr	r3, [r1, r2]
	str	r3, [r0, r2]
4:	subs	r2, #4
	bhs	3b
	pop	{r4-r10, pc}
END(boot_copy)

/* hal_zero (destination, length) falls into memset (destination, byte, length). */
FUNC(hal_zero)
	ARGUMENT(length, r1)
	mov	r2, r1
	movs	r1, #0
	.globl	memset
	.hidden	memset
	.type	memset, %function
	.thumb_func
memset:	ARGUMENT(length, r2)
	push	{r0, r4, r5, lr}
	b	2f
1:	LOOP_BOUND_OF(3)
	strb	r1, [r0], #1
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
4:	LOOP_BOUND_OF(length / 32)
	stm	r0!, {r1, r3-r5}
	stm	r0!, {r1, r3-r5}
5:	subs	r2, #32
	bhs	4b
	adds	r2, #32
	b	7f
6:	LOOP_BOUND_OF(7)
	str	r1, [r0, r2]
7:	subs	r2, #4
	bhs	6b
	adds	r2, #4
	b	9f
8:	LOOP_BOUND_OF(3)
	strb	r1, [r0, r2]
9:	subs	r2, #1
	bhs	8b
	pop	{r0, r4, r5, pc}
END(hal_zero)
