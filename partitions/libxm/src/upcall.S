/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * upcall.S - where the hypervisor calls the partition: a virtual interrupt on
 * the interrupted stack, a propagated fault on the fault stack.
 *
 * Both build this on the stack, lowest address last, and let C do the rest:
 *
 *	sp at entry ->	struct xm_upcall_frame (r0-r3, r12, lr, pc, cpsr)
 *	sp + 264 or 0:	trapCtxt_t, 80 bytes; r4-r11 are stored here, C adds the rest
 *	sp		d0-d31, FPSCR, one spare word (partitions with VFP only)
 *
 * The only way back is upcall_return.
 */
#define HC(nr, name, right, bound, nargs) .equ HC_##name, nr;
#include "hypercalls.h"

	.syntax unified
	.cpu	cortex-a9
	.fpu	neon
	.arm
	.text

/* r0: number of the line */
	.global	libxm_irq_entry
	.type	libxm_irq_entry, %function
libxm_irq_entry:
	mov	r1, sp
	sub	sp, sp, #80
	str	r0, [sp]
	ldr	ip, =libxm_irq
	b	upcall
	.size	libxm_irq_entry, . - libxm_irq_entry

/* r0: struct xm_fault; its first word is the event */
	.global	libxm_fault_entry
	.type	libxm_fault_entry, %function
libxm_fault_entry:
	mov	r1, sp
	mov	r2, r0
	sub	sp, sp, #80
	ldr	r3, [r0]
	str	r3, [sp]
	ldr	ip, =libxm_fault
	.size	libxm_fault_entry, . - libxm_fault_entry

/* r1: frame, r2: passed on, ip: C function(ctxt, frame, r2) */
	.type	upcall, %function
upcall:
	mov	r0, sp
	add	r3, r0, #40		/* &ctxt->r[4] */
	stmia	r3, {r4-r11}
	mov	r4, r0			/* r4-r6 outlive the C function */
	mov	r5, r1
	ldr	r6, =libxm_fp
	ldr	r6, [r6]
	cmp	r6, #0
	beq	1f
	vmrs	r3, fpscr
	sub	sp, sp, #8
	str	r3, [sp]
	vpush	{d16-d31}
	vpush	{d0-d15}
1:	blx	ip
	cmp	r6, #0
	beq	2f
	vpop	{d0-d15}
	vpop	{d16-d31}
	ldr	r3, [sp]
	vmsr	fpscr, r3
2:	mov	r0, r5
	add	r3, r4, #40
	ldmia	r3, {r4-r11}
	mov	r12, #HC_upcall_return
	svc	#0
	.size	upcall, . - upcall
	.ltorg
