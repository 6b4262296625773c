/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * qemu_run.S - the smallest thing that looks like an image: a header that names
 * board and console, and code that sends TEXT to UART and sleeps.
 */
	.arm
	.globl	_start
_start:
	b	go
	.org	0x20			@ struct image_header, as far as qemu-run reads it
	.word	0x4d504553, 1, 1, BOARD, 0
	.space	16 * 4
	.word	CONSOLE
go:
	ldr	r1, =UART
	mov	r0, #0x14		@ Cadence: transmitter and receiver on
	.if	BOARD == 1
	str	r0, [r1]
	.endif
	adr	r2, text
1:	ldrb	r0, [r2], #1
	cmp	r0, #0
	beq	2f
	str	r0, [r1, #FIFO]
	b	1b
2:	wfi
	b	2b
text:
	.ascii	TEXT
	.byte	0
	.balign	4
	.ltorg
