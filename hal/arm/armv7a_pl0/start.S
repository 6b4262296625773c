/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * start.S - from the first instruction of an image to hal_start() at its linked
 * address, and the way back for a warm reset.
 *
 * The image may lie anywhere: until the MMU is on, this code, boot.c and what
 * boot.c calls use nothing but addresses relative to pc.
 */
#include "asm.h"
#include "context.h"
#include "cp15.h"

	.syntax	unified

	.thumb

/* vectors.S: an image is started; and hal_reset() of XM_WARM_RESET.  lr: behind the
   first instruction of the image. */
FUNC(boot)
	movs	r5, #0			@ reason: XM_COLD_RESET
	b	1f
	.globl	boot_warm
	.hidden	boot_warm
	.type	boot_warm, %function
	.thumb_func
boot_warm:
	movs	r5, #1
1:	sub	r4, lr, #4		@ image
	cpsid	aif, #MODE_SVC
	mrc	MPIDR(r0)
	lsls	r0, r0, #24
park:	LOOP_BOUND_OF(1)		@ of the one that runs
	it	ne
	wfene				@ one processor runs, the others sleep
	bne	park
	ldr	r6, =SCTLR_RESET	@ MMU and caches off
	mcr	SCTLR(r6)
	dsb
	isb

	/* Caches hold garbage after power-up; before a warm reset they hold what
	   must not be lost. */
	movs	r2, #0			@ way, of four, at the top
	mcr	CSSELR(r2)		@ first-level data cache
	isb
	mrc	CCSIDR(r1)
	ubfx	r1, r1, #13, #15	@ last set
1:	LOOP_BOUND_OF(4)
	orr	r0, r2, r1, lsl #5	@ lines of 32 bytes
	cmp	r5, #0
	ite	eq
	mcreq	DCISW(r0)
	mcrne	DCCISW(r0)
	adds	r2, r2, #1 << 30
	bcc	1b
	LOOP_BOUND_OF(256)
	subs	r1, #1
	bpl	1b
	dsb
	mcr	ICIALLU(r2)
	mcr	BPIALL(r2)
	mcr	TLBIALL(r2)
	dsb
	isb
	orr	r6, r6, #SCTLR_I | SCTLR_Z
	mcr	SCTLR(r6)
	isb

	/* A stack: where the hypervisor will have it, if the header can be so. */
	ldr	r1, =machine_offset
	add	r1, r4
	ldr	r2, =stack_top_offset
	ldrd	r3, r7, [r1, #MACHINE_RAM]
	ldr	r0, [r4, #IMAGE_HYP_PHYS]
	subs	r7, r7, r2
	sub	r12, r0, r3
	cmp	r12, r7
	it	hi
	movhi	r0, r3
	add	r0, r2
	bic	r0, r0, #7
	mov	sp, r0

	mov	r0, r4
	bl	boot_prepare		@ (image, machine); returns TTBR0 and the image's address
	movs	r2, #0
	mcr	TTBCR(r2)
	mcr	TTBR0(r0)
	mcr	CONTEXTIDR(r2)
	movs	r2, #1			@ domain 0: permissions are checked
	mcr	DACR(r2)
	dsb
	isb
	orr	r6, r6, #SCTLR_C | SCTLR_M
	mcr	SCTLR(r6)
	isb
	ldr	sp, =core_stack_top
	mov	r2, r5
	mov	r3, r4
	ldr	lr, =hal_exit
	ldr	pc, =hal_start		@ (TTBR0, image, reason, where this runs)
END(boot)

/* hal.h; also called by the boot code. */
FUNC(hal_stop)
	cpsid	aif
	dsb
1:	wfi
	b	1b
END(hal_stop)
