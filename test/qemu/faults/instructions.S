/* SPDX-License-Identifier: BSD-2-Clause */
/* instructions.S - what no partition, or not this one, may execute. */
#include "../common/probe_macros.S"

	probe	arm_undefined, arm, "udf #0"
	probe	thumb_undefined, thumb, "udf #1"
	both	undefined_wide, "udf #0x1234"
	both	read_control, "mrc p15, 0, r0, c1, c0, 0"
	both	write_control, "mcr p15, 0, r0, c1, c0, 0"
	both	monitor_call, "smc #0"
	both	float_move, "vmov.f32 s0, s0"
	both	float_load, "vldr d0, [r0]"
	both	float_status, "vmrs r0, fpscr"
	both	vector_add, "vadd.i32 q0, q0, q0"
	both	vector_load, "vld1.32 {d0}, [r0]"
	both	breakpoint, "bkpt #1"

/* r0: a stack pointer; never returns. */
	.arm
	.global	wait_without_stack, waiting
	.type	wait_without_stack, %function
wait_without_stack:
	mov	sp, r0
waiting:
	b	waiting
	.size	wait_without_stack, . - wait_without_stack
