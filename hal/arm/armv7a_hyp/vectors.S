/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vectors.S - every way into the hypervisor, and the usual way out.
 *
 * While a partition runs, sp_hyp points at its struct hal_vcpu, so each entry
 * stores straight into it; lr is the partition's own, as HYP mode has none.
 *
 *	+52	sp, lr, pc, cpsr
 *	+0	r0-r12
 *
 * Then sp_hyp is the hypervisor's stack.  The core runs in HYP mode with
 * interrupts masked, so a trap from there is fatal, but for an asynchronous
 * abort.
 */
#include "asm.h"
#include "context.h"
#include "call.h"
#include "cp15.h"

	.syntax	unified
	.arch_extension virt
	.arm

/* The first bytes of an image, which ROM shows at the reset vector; later the
   first bytes of the hypervisor's window.  struct image_header follows. */
	.section .start, "ax", %progbits
	.globl	_start
_start:	blx	boot
	b	fatal
	b	fatal
	b	fatal
	b	data_in_hypervisor
	b	enter_trap
	b	enter_irq
	b	fatal			@ there is no FIQ

	.section .text.vectors, "ax", %progbits
/* r1: the vCPU; then the stack of the hypervisor. */
	.macro	save_user
	stm	sp!, {r0-r12}
	mrs	r5, sp_usr
	mov	r6, lr
	mrs	r7, elr_hyp
	mrs	r8, spsr
	stm	sp, {r5-r8}
	sub	r1, sp, #VCPU_SP
	ldr	sp, =core_stack_top
	.endm

enter_irq:
	save_user
	blx	irq_dispatch
	b	hal_exit

enter_trap:
	save_user
	mrc	HSR(r0)
	lsr	r2, r0, #HSR_EC_SHIFT
	cmp	r2, #HSR_EC_SVC
	bne	2f
	mov	r5, r1
	hypercall 1f
leave:	mov	sp, r5
	add	r0, r5, #VCPU_SP
	ldm	r0, {r5-r8}
	msr	sp_usr, r5
	mov	lr, r6
	msr	elr_hyp, r7
	msr	spsr_cxsf, r8
	ldm	sp, {r0-r12}
	eret
1:	call_over
	b	hal_exit
2:	blx	fault_entry		@ (syndrome, vCPU)

/* r0: what an entry of the core returned, here and where start-up code ends. */
	.globl	hal_exit
	.hidden	hal_exit
hal_exit:
	mrc	HTPIDR(r5)		@ current vCPU
	cmp	r0, r5
	beq	leave
	WAY_OF(switch)
	blx	hal_switch		@ (next; r5: current, then and now)
	b	leave

/*
 * An asynchronous abort is late news of a store by the partition that was
 * running: it is masked here, but for a window that hal_switch opens.  Note it in
 * the current vCPU (r5) and go on, with further ones masked.  r1 to r3 are free
 * in that window.
 */
data_in_hypervisor:
	mrc	HSR(r1)
	and	r2, r1, #0x37
	cmp	r2, #0x11		@ external; or parity, 0x19
	bne	synchronous
	str	r5, [r5, #VCPU_ASYNC]	@ anything but 0
	mrs	r1, spsr
	orr	r1, r1, #PSR_A
	msr	spsr_x, r1
	eret

/* The one that is permitted: a device that partitions may ask for does not answer.
   The caller expects nothing in r1 to r3. */
synchronous:
	mrs	r1, elr_hyp
	ldr	r2, =device_access
	cmp	r1, r2
	blo	fatal_data
	ldr	r2, =device_aborted
	cmp	r1, r2
	bhs	fatal_data
	msr	elr_hyp, r2
	eret

/* The stack is taken anew: nobody returns, and its end may be what trapped. */
fatal_data:
	mrc	HDFAR(r1)
	b	1f
fatal:	mrs	r1, elr_hyp		@ HIFAR says the same
1:	mrs	r0, elr_hyp
	mrc	HSR(r2)
	ldr	sp, =core_stack_top
	blx	core_panic		@ (pc, address, status)
	.ltorg
