/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * second_entry.S - another place where the partition may begin: leaves a mark and
 * registers as it found them but for ip, which it clears.
 */
	.syntax unified
	.cpu	cortex-a9
	.arm
	.text
	.balign	8
	.global	second_entry
	.type	second_entry, %function
second_entry:
	str	lr, saved_lr		@ zero, if all is well; seen by nobody else
	ldr	ip, =entered_second
	mov	lr, #1
	str	lr, [ip]
	ldr	lr, saved_lr
	mov	ip, #0
	b	_start
	.balign	4
saved_lr:
	.word	0
	.ltorg
	.size	second_entry, . - second_entry

	.data
	.global	entered_second
	.balign	4
entered_second:
	.word	0
