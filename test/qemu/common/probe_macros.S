/* SPDX-License-Identifier: BSD-2-Clause */
/* probe_macros.S - functions of one instruction, in assembly (probe.h calls them). */
	.syntax unified
	.cpu	cortex-a9
	.arch_extension sec
	.arch_extension virt
	.fpu	neon
	.text

/* name, state, instruction */
	.macro	probe name, state, insn
	.balign	4
	.\state
	.global	\name
	.type	\name, %function
\name:	\insn
	bx	lr
	.size	\name, . - \name
	.endm

	.macro	both name, insn
	probe	arm_\name, arm, "\insn"
	probe	thumb_\name, thumb, "\insn"
	.endm
