/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * run.S - into random words with random registers, and back.
 *
 *   _Noreturn void run_stream(const xm_u32_t r[15], xm_u32_t pc)	r13 is sp
 */
	.syntax unified
	.cpu	cortex-a9
	.arm
	.text

	.global	run_stream
	.type	run_stream, %function
run_stream:
	str	r1, target
	ldr	r2, [r0, #56]
	msr	apsr_nzcvqg, r2
	ldr	sp, [r0, #52]
	ldr	lr, [r0, #56]
	ldm	r0, {r0-r12}
	ldr	pc, target
target:	.word	0
	.size	run_stream, . - run_stream

/* Behind the last word of a stream, in either state; byte order and IT are not
   what they should be, perhaps. */
	.balign	4
	.thumb
	.global	stream_end_thumb
	.type	stream_end_thumb, %function
	.thumb_func
stream_end_thumb:
	nop				@ up to four may be in an IT block
	nop
	nop
	nop
	bx	pc
	nop
	.arm
	.global	stream_end
	.type	stream_end, %function
stream_end:
	setend	le
	ldr	sp, =__stack_top
	ldr	r4, =next_stream
	bx	r4
	.ltorg

/* A fault was propagated: r0 is its record, sp the frame. */
	.global	fault_entry
	.type	fault_entry, %function
fault_entry:
	setend	le
	push	{r4-r11}		@ a multiple of 8 bytes
	add	r1, sp, #32
	ldr	r2, =skip
	blx	r2
	pop	{r4-r11}
	mov	r0, sp
	mov	r12, #15		@ upcall_return
	svc	#0
	.ltorg

/* A virtual interrupt: sp is the frame. */
	.global	upcall_entry
	.type	upcall_entry, %function
upcall_entry:
	setend	le
	mov	r0, sp
	ldr	r2, =tick
	blx	r2
	mov	r0, sp
	mov	r12, #15
	svc	#0
	.ltorg
