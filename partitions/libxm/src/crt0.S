/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * crt0.S - the first bytes of a partition.
 *
 * The hypervisor comes here at the start and after each reset with r0 = control
 * table, r1 = struct vcpu_ctl, in ARM state, without a stack and with virtual
 * interrupts off.  After a warm reset memory is as it was: bss is cleared here,
 * data keeps its values.
 */
	.syntax unified
	.cpu	cortex-a9
	.arm

	.section .text.libxm_crt0, "ax", %progbits
	.global	_start
	.type	_start, %function
_start:
	ldr	sp, =__stack_top
	mov	r4, #0
	ldr	r2, =__bss_start	/* both ends 8-aligned */
	ldr	r3, =__bss_end
	mov	r5, #0
1:	cmp	r2, r3
	strdlo	r4, r5, [r2], #8
	blo	1b
	ldr	ip, =libxm_start
	bx	ip
	.size	_start, . - _start
	.ltorg
