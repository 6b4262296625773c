/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * switch.S - load another context, an address space, or sleep.
 */
#include "asm.h"
#include "context.h"
#include "cp15.h"

	.syntax	unified
	.thumb
	.fpu	neon

/*
 * r0: next vCPU or 0, r5: current one, all of it saved but floating point and
 * TPIDRURW.  Returns with r5: next one, ready to be resumed; or goes to hal_exit
 * with what an entry returned while this processor slept or had news to report.
 * The stack is empty: an entry has just returned.
 */
FUNC(hal_switch)
	/* What the partition has stored must be through, or its abort be taken,
	   as long as it is the current one. */
	dsb
	cpsie	a
	isb
	cpsid	a

	cbnz	r0, 2f
	ldr	r0, =hal_idle
2:	ldr	r1, [r5, #VCPU_FLAGS]
	ldr	r2, [r0, #VCPU_FLAGS]
	orrs	r3, r1, r2
	bne	flagged
6:	mrc	TPIDRURW(r3)
	str	r3, [r5, #VCPU_TPIDRURW]
	ldr	r3, [r0, #VCPU_TPIDRURW]
	mcr	TPIDRURW(r3)
	mcr	TPIDRPRW(r0)
	clrex
	mov	r5, r0
	ldr	r0, [r0, #VCPU_SPACE]
	ldr	r4, [r5, #VCPU_ASYNC]
	and	r2, r2, #VCPU_IDLE
	orrs	r1, r4, r2
	beq	hal_space_load		@ and return
	bl	hal_space_load
	cbz	r2, report

	/* Interrupts are masked but wake the processor; then they are served as
	   if they had come from user mode. */
sleep:	ldr	r0, [r5, #VCPU_SPACE]	@ an entry may have loaded another
	bl	hal_space_load
	dsb
	wfi
	VISIT(wakeup)
	bl	irq_dispatch
	cmp	r0, #0
	it	ne
	cmpne	r0, r5
	beq	sleep
	b	5f

report:	VISIT(late_abort)
	str	r2, [r5, #VCPU_ASYNC]	@ 0
	mov	r1, r5
	movs	r0, #TRAP_ASYNC
	bl	fault_entry
5:	ldr	r1, =hal_exit
	bx	r1
flagged:
	eor	r4, r1, r2
	lsls	r3, r3, #31 - VCPU_FP_BIT
	bpl	4f
	/* One of them uses floating point; the other's FPEXC.EN is clear. */
	lsls	r1, r1, #31 - VCPU_FP_BIT
	bpl	3f
	add	r3, r5, #VCPU_D
	vstmia	r3!, {d0-d15}
	vstmia	r3, {d16-d31}
	vmrs	r3, fpscr
	str	r3, [r5, #VCPU_FPSCR]
3:	ands	r3, r2, #VCPU_FP
	vmsr	fpexc, r3
	beq	4f
	ldr	r3, [r0, #VCPU_FPSCR]
	vmsr	fpscr, r3
	add	r3, r0, #VCPU_D
	vldmia	r3!, {d0-d15}
	vldmia	r3, {d16-d31}
4:	tst	r4, #SCTLR_I
	beq	6b
	/* Flags have I where it is to be clear, and theirs differ. */
	mrc	SCTLR(r3)
	eor	r3, r3, #SCTLR_I
	mcr	SCTLR(r3)
	isb
	b	6b
END(hal_switch)

/* cpu.h */
FUNC(cpu_fp_off)
	movs	r0, #0
	vmsr	fpexc, r0
	bx	lr
END(cpu_fp_off)

/*
 * hal.h: (space).  Keeps all registers but r0, r1, r3.  In between, nothing but
 * the hypervisor's global pages is mapped, so no translation can be cached under
 * the wrong ASID.
 */
FUNC(hal_space_load)
	ldr	r1, =hal_cpu
	ldr	r3, [r1, #CPU_SPACE]
	cmp	r3, r0
	beq	1f
	str	r0, [r1, #CPU_SPACE]
	ldr	r1, [r1, #CPU_HYP_SPACE + SPACE_TTBR0]
	ldrd	r0, r3, [r0]		@ SPACE_TTBR0, SPACE_CONTEXTID
	mcr	TTBR0(r1)
	isb
	dsb				@ Cortex-A9 erratum 754322
	mcr	CONTEXTIDR(r3)
	isb
	mcr	TTBR0(r0)
	isb
1:	bx	lr
END(hal_space_load)
