/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * start.S - from the first instruction of an image to hal_start() at its linked
 * address, and the way back for a warm reset.
 *
 * The image may lie anywhere: until the MMU is on, this code, boot.c and what
 * boot.c calls use nothing but addresses relative to pc.  It is entered in HYP
 * mode, or in secure SVC mode.
 */
#include "asm.h"
#include "context.h"
#include "cp15.h"

	.syntax	unified
	.arch_extension sec
	.arch_extension virt

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
	cpsid	aif
	mrc	MPIDR(r0)
	lsls	r0, r0, #24
park:	LOOP_BOUND_OF(1)		@ of the one that runs
	it	ne
	wfene				@ one processor runs, the others sleep
	bne	park
	ldr	r7, =machine_offset
	add	r7, r4
	mrs	r0, cpsr
	and	r0, r0, #0x1f
	cmp	r0, #MODE_HYP
	beq	hyp

	/* The interrupt controller and this processor become the non-secure
	   world's; then to HYP mode. */
	cps	#MODE_MON
	ldrd	r0, r1, [r7, #MACHINE_GICD]
	movs	r2, #0xff
	str	r2, [r1, #4]		@ GICC_PMR
	mov	r2, #-1
	movs	r1, #32
1:	LOOP_BOUND_OF(32)
	str	r2, [r0, #0x80]		@ GICD_IGROUPR
	adds	r0, #4
	subs	r1, #1
	bne	1b
	ldr	r0, =NSACR_OPEN
	mcr	NSACR(r0)
	mrc	ACTLR(r0)
	orr	r0, r0, #ACTLR_SMP
	mcr	ACTLR(r0)
	movw	r0, #SCR_HYP
	mcr	SCR(r0)
	isb
	adr.w	lr, hyp
	mov	r0, #0x1c0 | PSR_T | MODE_HYP
	msr	spsr_cxsf, r0
	subs	pc, lr, #0

	/* The processor has invalidated its caches at reset; before a warm reset
	   warm_reset() has cleaned what must not be lost. */
hyp:	ldr	r2, =HSCTLR_RESET
	mcr	HSCTLR(r2)
	isb
	mcr	ICIALLU(r2)
	mcr	BPIALL(r2)
	mcr	TLBIALLH(r2)
	mcr	TLBIALLNSNH(r2)
	dsb
	isb
	orr	r2, r2, #HSCTLR_I
	mcr	HSCTLR(r2)
	isb

	/* A stack: where the hypervisor will have it, if the header can be so. */
	ldr	r6, =stack_top_offset
	ldrd	r2, r3, [r7, #MACHINE_RAM]
	ldr	r0, [r4, #IMAGE_HYP_PHYS]
	subs	r3, r3, r6
	subs	r1, r0, r2
	cmp	r1, r3
	it	hi
	movhi	r0, r2
	add	r0, r6
	bic	r0, r0, #7
	mov	sp, r0

	mov	r0, r4
	mov	r1, r7
	bl	boot_prepare		@ (image, machine); returns HTTBR and the image's address
	movs	r2, #0
	mcrr	HTTBR(r0, r2)
	ldr	r2, =HTCR_WALK
	mcr	HTCR(r2)
	ldr	r2, =HMAIR0_TYPES
	mcr	HMAIR0(r2)
	dsb
	isb
	ldr	r2, =HSCTLR_ON
	mcr	HSCTLR(r2)
	isb
	ldr	sp, =core_stack_top
	mov	r2, r5
	mov	r3, r4
	ldr	lr, =hal_exit
	ldr	pc, =hal_start		@ (HTTBR, image, reason, where this runs)
END(boot)

/* hal.h; also called by the boot code. */
FUNC(hal_stop)
	cpsid	aif
	dsb
1:	wfi
	b	1b
END(hal_stop)
