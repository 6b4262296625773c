/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vectors.S - every way into the hypervisor, and the usual way out.
 *
 * While a partition runs, sp_svc points just behind the part of its struct
 * hal_vcpu that is saved here, so each entry stores straight into it:
 *
 *	+68 <- sp_svc
 *	+60	pc, cpsr	by SRS, from the mode that took the trap
 *	+0	r0-r14		of user mode
 *
 * Then sp_svc is the hypervisor's stack.  The core runs in SVC mode with
 * interrupts masked, so a trap from there is fatal, but for an asynchronous
 * abort.  ABT and UND mode have no stack; their sp is a scratch register.
 */
#include "asm.h"
#include "context.h"
#include "call.h"
#include "switch.h"

	.syntax	unified
	.arm

/* The first bytes of an image, which ROM shows at the reset vector; later the
   first bytes of the hypervisor's window.  struct image_header follows. */
	.section .start, "ax", %progbits
	.globl	_start
_start:	blx	boot
	b	enter_undefined
	b	enter_hypercall
	b	enter_prefetch
	b	enter_data
	b	fatal_undefined		@ not used
	b	enter_irq
	b	fatal_undefined		@ FIQ is always masked

	.section .text.vectors, "ax", %progbits
enter_hypercall:
	srsdb	sp!, #MODE_SVC
	stmdb	sp, {r0-r14}^
	sub	r5, sp, #VCPU_PC
	ldr	sp, =core_stack_top
	mov	r1, r5
	hypercall 1f
	add	sp, r5, #VCPU_PC
	ldm	r5, {r0-r14}^
	rfeia	sp!
1:	call_over
	b	hal_exit

enter_irq:
	sub	lr, lr, #4
	srsdb	sp!, #MODE_SVC
	cps	#MODE_SVC
	stmdb	sp, {r0-r14}^
	ldr	sp, =core_stack_top
	blx	irq_dispatch

/* r0: what an entry of the core returned, here and where start-up code ends. */
	.globl	hal_exit
	.hidden	hal_exit
hal_exit:
	mrc	TPIDRPRW(r5)		@ current vCPU
	cmp	r0, r5
	beq	1f
	WAY_OF(switch)
	cmp	r0, #0
	ldreq	r0, =hal_idle
	add	r1, r0, #VCPU_FLAGS
	ldm	r1, {r1-r4, r6}		@ to VCPU_SPACE
	ldr	r7, [r5, #VCPU_FLAGS]
	orr	r8, r1, r2
	orrs	r8, r8, r7
	bne	switch_flagged		@ (r0: next, r5: current, r1-r4, r6, r7 as here)
	.globl	switch_plain
	.hidden	switch_plain
switch_plain:
	load_context
1:	add	sp, r0, #VCPU_PC
	ldm	r0, {r0-r14}^
	rfeia	sp!

/* A trap from user mode is the partition's, any other the hypervisor's.  Flags
   tell enter_trap which one; cps and the rest leave them alone. */
enter_undefined:
	mrs	sp, spsr
	tst	sp, #PSR_T
	subeq	lr, lr, #4
	subne	lr, lr, #2
	tst	sp, #0xf
	bne	fatal_undefined
	msr	cpsr_f, #TRAP_UNDEFINED << 28
	b	enter_trap

enter_prefetch:
	sub	lr, lr, #4
	mrs	sp, spsr
	tst	sp, #0xf
	bne	fatal_prefetch
	msr	cpsr_f, #TRAP_PREFETCH << 28
	b	enter_trap

enter_data:
	sub	lr, lr, #8
	mrs	sp, spsr
	tst	sp, #0xf
	bne	data_in_hypervisor
	msr	cpsr_f, #TRAP_DATA << 28
enter_trap:
	srsdb	sp!, #MODE_SVC
	cps	#MODE_SVC
	stmdb	sp, {r0-r14}^
	sub	r1, sp, #VCPU_PC
	ldr	sp, =core_stack_top
	mrs	r0, cpsr
	lsr	r0, r0, #28
	blx	fault_entry		@ (kind, vCPU)
	b	hal_exit

/*
 * An asynchronous abort is late news of a store by the partition that was
 * running: SVC and undefined entries leave such aborts unmasked, and a switch
 * waits for them.  Note it in the current vCPU and go on, with further ones
 * masked.
 */
data_in_hypervisor:
	mrc	DFSR(sp)
	tst	sp, #0x400		@ status is bit 10 and 3:0
	beq	synchronous
	and	sp, sp, #0xf
	cmp	sp, #6			@ external
	cmpne	sp, #8			@ parity
	bne	fatal_data
	mrc	TPIDRPRW(sp)
	str	sp, [sp, #VCPU_ASYNC]	@ anything but 0
	mrs	sp, spsr
	orr	sp, sp, #PSR_A
	msr	spsr_x, sp
	movs	pc, lr

/* The one that is permitted: a device that partitions may ask for does not answer. */
synchronous:
	ldr	sp, =device_access
	cmp	lr, sp
	blo	fatal_data
	ldr	sp, =device_aborted
	cmp	lr, sp
	bhs	fatal_data
	mov	lr, sp
	movs	pc, lr

/* The stack is taken anew: nobody returns, and its end may be what trapped. */
fatal_data:
	mrc	DFAR(r1)
	mrc	DFSR(r2)
	b	2f
fatal_prefetch:
	mrc	IFSR(r2)
	b	1f
fatal_undefined:
	mov	r2, #0
1:	mov	r1, lr			@ IFAR says the same
2:	mov	r0, lr
	cps	#MODE_SVC
	ldr	sp, =core_stack_top
	blx	core_panic		@ (pc, address, status)
	.ltorg
