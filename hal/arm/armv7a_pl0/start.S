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
	.arm

	.section .start, "ax", %progbits
	.globl	_start
_start:
	b	boot_cold		@ reset vector of a ROM image
	b	boot_warm		@ hal_reset(XM_WARM_RESET) comes here
	.space	0x18			@ struct image_header follows at 0x20

FUNC(boot_cold)
	mov	r5, #0			@ XM_COLD_RESET
	b	boot
END(boot_cold)

FUNC(boot_warm)
	mov	r5, #1			@ XM_WARM_RESET
	b	boot
END(boot_warm)

/* r5: reason. */
FUNC(boot)
	cpsid	aif, #MODE_SVC
	mrc	MPIDR(r0)
	ands	r0, r0, #0xff
park:	wfine				@ one processor runs, the others sleep
	bne	park
	ldr	r0, =SCTLR_RESET	@ MMU and caches off
	mcr	SCTLR(r0)
	dsb
	isb

	/* Caches hold garbage after power-up; before a warm reset they hold what
	   must not be lost. */
	mov	r0, #0
	mcr	CSSELR(r0)		@ first-level data cache
	isb
	mrc	CCSIDR(r1)
	ubfx	r1, r1, #13, #15	@ last set
	mov	r2, #0			@ way, of four, at the top
1:	orr	r0, r2, r1, lsl #5	@ lines of 32 bytes
	cmp	r5, #0
	mcreq	DCISW(r0)
	mcrne	DCCISW(r0)
	adds	r2, r2, #1 << 30
	bcc	1b
	subs	r1, r1, #1
	bpl	1b
	dsb
	mov	r0, #0
	mcr	ICIALLU(r0)
	mcr	BPIALL(r0)
	mcr	TLBIALL(r0)
	dsb
	isb
	ldr	r0, =SCTLR_RESET | SCTLR_I | SCTLR_Z
	mcr	SCTLR(r0)
	isb

	/* A stack: where the hypervisor will have it, if the header can be so. */
	adr	r0, offsets
	ldm	r0, {r1-r3}
	add	r4, r0, r1		@ image
	add	r0, r0, r2
	ldrd	r6, r7, [r0, #MACHINE_RAM]
	sub	r3, r3, r1		@ stack, from the first byte of the hypervisor
	ldr	r0, [r4, #IMAGE_HYP_PHYS]
	sub	r7, r7, r3
	sub	r1, r0, r6
	cmp	r1, r7
	movhi	r0, r6
	add	sp, r0, r3

	mov	r0, r4
	bl	boot_prepare		@ (image); returns TTBR0 and the image's address
	mov	r6, r1
	mov	r1, #0
	mcr	TTBCR(r1)
	mcr	TTBR0(r0)
	mcr	CONTEXTIDR(r1)
	mov	r1, #1			@ domain 0: permissions are checked
	mcr	DACR(r1)
	dsb
	isb
	ldr	r1, =SCTLR_RESET | SCTLR_I | SCTLR_Z | SCTLR_C | SCTLR_M
	mcr	SCTLR(r1)
	isb
	ldr	sp, =core_stack_top
	mov	r0, r6
	mov	r1, r5
	mov	r2, r4
	ldr	lr, =hal_exit
	ldr	r3, =hal_start
	bx	r3			@ (image, reason, where this runs)
offsets:
	.word	_start - offsets, hal_machine - offsets, core_stack_top - offsets
END(boot)

/* start.h: (target, to_phys).  The boot code cleans the data cache. */
FUNC(mmu_off)
	cpsid	aif
	adr	r2, 1f
	add	r2, r2, r1
	ldr	r1, =SCTLR_RESET
	bx	r2
1:	mcr	SCTLR(r1)
	dsb
	isb
	bx	r0
END(mmu_off)

/* hal.h; also called by the boot code. */
FUNC(hal_stop)
	cpsid	aif
	dsb
1:	wfi
	b	1b
END(hal_stop)
