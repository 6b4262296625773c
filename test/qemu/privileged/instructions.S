/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * instructions.S - the table of what is tried: for each a name, a function of that
 * instruction and a return, and what must come of it (privileged.h).
 * r0 is the address of 64 writable bytes, r1 is 0x600000d3 (flags, interrupts off,
 * SVC mode), r2 an address of the hypervisor, r3 is 0.
 */
#include "privileged.h"

	.syntax unified
	.cpu	cortex-a9
	.arch_extension sec
	.arch_extension virt
	.fpu	neon

	.section .rodata.table, "a", %progbits
	.balign	4
	.global	instructions
instructions:

	.macro	one verdict, state, insn
	.text
	.balign	4
	.\state
	.type	try\@, %function
try\@:	\insn
	bx	lr
	.size	try\@, . - try\@
	.section .rodata.names, "a", %progbits
name\@:	.asciz	"\state: \insn"
	.section .rodata.table, "a", %progbits
	.word	name\@, try\@, \verdict
	.endm

	.macro	both verdict, insn
	one	\verdict, arm, "\insn"
	one	\verdict, thumb, "\insn"
	.endm

	/* Processor state: no effect. */
	both	NOTHING, "cpsid i"
	both	NOTHING, "cpsie i"
	both	NOTHING, "cpsid aif"
	both	NOTHING, "cpsie aif"
	both	NOTHING, "cps #19"
	both	NOTHING, "cpsid aif, #31"
	both	NOTHING, "mrs r0, cpsr"
	both	NOTHING, "msr cpsr_c, r1"
	both	NOTHING, "msr cpsr_fsxc, r1"
	both	UNDEFINED, "mrs r0, spsr"
	both	UNDEFINED, "msr spsr_fsxc, r1"
	both	UNDEFINED, "mrs r0, r8_fiq"
	both	UNDEFINED, "msr sp_irq, r1"
	both	NOTHING, "setend be; setend le"
	both	CALL, "mvn r12, #0; setend be; svc #0; setend le"

	/* Exception returns. */
	both	PRIVILEGED, "srsdb sp!, #19"
	both	PRIVILEGED, "srsia sp, #16"
	both	PRIVILEGED, "rfeia r0"
	both	PRIVILEGED, "rfedb r0!"
	one	UNDEFINED, arm, "ldm r0, {r1, r2}^"
	one	UNDEFINED, arm, "ldm r0, {r1, pc}^"
	one	UNDEFINED, arm, "stm r0, {r1, r2}^"
	one	UNDEFINED, arm, "movs pc, lr"
	both	UNDEFINED, "subs pc, lr, #4"

	/* Calls. */
	both	PRIVILEGED, "smc #0"
	both	PRIVILEGED, "smc #15"
	both	PRIVILEGED, "hvc #0"
	both	PRIVILEGED, "hvc #0xffff"
	both	CALL, "mvn r12, #0; svc #0"
	both	CALL, "mvn r12, #0; svc #1"
	both	CALL, "mvn r12, #0; svc #0xab"
	both	CALL, "mvn r12, #0; svc #0xff"
	both	CALL, "mov r12, #0x8000; svc #0"
	both	CALL, "mov r12, #0x80000000; svc #0"
	one	CALL, arm, "mvn r12, #0; svc #0x123456"
	one	CALL, arm, "mvn r12, #0; svc #0xffffff"
	both	BREAKPOINT, "bkpt #0"
	both	BREAKPOINT, "bkpt #0xab"
	both	BREAKPOINT, "bkpt #0xff"
	one	BREAKPOINT, arm, "bkpt #0xffff"

	/* Waiting and hints. */
	both	NOTHING, "sev; wfe"
	both	NOTHING, "wfi"
	both	NOTHING, "sev"
	both	NOTHING, "yield"
	both	NOTHING, "dbg #5"
	both	NOTHING, "dmb"
	both	NOTHING, "dsb"
	both	NOTHING, "isb"
	both	NOTHING, "clrex"
	both	NOTHING, "pld [r0]"
	both	NOTHING, "pld [r2]"
	both	NOTHING, "pldw [r2]"
	both	NOTHING, "pli [r2]"
	one	NOTHING, arm, "bxj lr"
	one	NOTHING, thumb, "bxj lr"

	/* System control coprocessor: what user mode has. */
	both	NOTHING, "mrc p15, 0, r0, c13, c0, 2"
	both	NOTHING, "mcr p15, 0, r0, c13, c0, 2"
	both	NOTHING, "mrc p15, 0, r0, c13, c0, 3"
	both	NOTHING, "mcr p15, 0, r3, c7, c10, 4"
	both	NOTHING, "mcr p15, 0, r3, c7, c10, 5"
	both	NOTHING, "mcr p15, 0, r3, c7, c5, 4"
	/* And what it has not. */
	both	PRIVILEGED, "mrc p15, 0, r0, c0, c0, 0"
	both	PRIVILEGED, "mrc p15, 0, r0, c0, c0, 5"
	both	PRIVILEGED, "mrc p15, 0, r0, c1, c0, 0"
	both	PRIVILEGED, "mrc p15, 0, r0, c1, c0, 1"
	both	PRIVILEGED, "mrc p15, 0, r0, c1, c0, 2"
	both	PRIVILEGED, "mrc p15, 0, r0, c2, c0, 0"
	both	PRIVILEGED, "mrc p15, 0, r0, c3, c0, 0"
	both	PRIVILEGED, "mrc p15, 0, r0, c5, c0, 0"
	both	PRIVILEGED, "mrc p15, 0, r0, c6, c0, 0"
	both	PRIVILEGED, "mrc p15, 0, r0, c7, c4, 0"
	both	PRIVILEGED, "mrc p15, 0, r0, c9, c12, 0"
	both	PRIVILEGED, "mrc p15, 0, r0, c9, c13, 0"
	both	PRIVILEGED, "mrc p15, 0, r0, c12, c0, 0"
	both	PRIVILEGED, "mrc p15, 0, r0, c13, c0, 1"
	both	PRIVILEGED, "mrc p15, 0, r0, c13, c0, 4"
	both	PRIVILEGED, "mrc p15, 1, r0, c0, c0, 0"
	both	PRIVILEGED, "mrc p15, 4, r0, c1, c1, 0"
	both	PRIVILEGED, "mrrc p15, 1, r0, r1, c14"
	both	PRIVILEGED, "mcr p15, 0, r3, c1, c0, 0"
	both	PRIVILEGED, "mcr p15, 0, r3, c1, c0, 1"
	both	PRIVILEGED, "mcr p15, 0, r3, c1, c0, 2"
	both	PRIVILEGED, "mcr p15, 0, r3, c2, c0, 0"
	both	PRIVILEGED, "mcr p15, 0, r3, c2, c0, 2"
	both	PRIVILEGED, "mcr p15, 0, r3, c3, c0, 0"
	both	PRIVILEGED, "mcr p15, 0, r3, c7, c5, 0"
	both	PRIVILEGED, "mcr p15, 0, r3, c7, c5, 6"
	both	PRIVILEGED, "mcr p15, 0, r0, c7, c6, 1"
	both	PRIVILEGED, "mcr p15, 0, r3, c7, c6, 2"
	both	PRIVILEGED, "mcr p15, 0, r0, c7, c8, 0"
	both	PRIVILEGED, "mcr p15, 0, r0, c7, c14, 1"
	both	PRIVILEGED, "mcr p15, 0, r3, c7, c14, 2"
	both	PRIVILEGED, "mcr p15, 0, r3, c8, c7, 0"
	both	PRIVILEGED, "mcr p15, 0, r3, c9, c12, 0"
	both	PRIVILEGED, "mcr p15, 0, r3, c9, c14, 0"
	both	PRIVILEGED, "mcr p15, 0, r3, c12, c0, 0"
	both	PRIVILEGED, "mcr p15, 0, r3, c13, c0, 1"
	both	PRIVILEGED, "mcr p15, 0, r3, c13, c0, 3"
	both	PRIVILEGED, "mcr p15, 0, r3, c13, c0, 4"
	both	PRIVILEGED, "mcr p15, 7, r3, c15, c15, 7"
	both	PRIVILEGED, "cdp p15, 0, c0, c0, c0, 0"
	both	PRIVILEGED, "ldc p15, c0, [r0]"

	/* Debug and other coprocessors.  DBGDIDR, DBGDSCRint, DBGDRAR and DBGDSAR are
	   closed to user mode by DBGDSCR.UDCCdis, which QEMU does not model. */
	both	PRIVILEGED, "mrc p14, 0, r0, c0, c2, 2"
	both	PRIVILEGED, "mcr p14, 0, r3, c0, c2, 2"
	both	PRIVILEGED, "mcr p14, 0, r3, c0, c0, 4"
	both	PRIVILEGED, "mcr p14, 0, r3, c1, c0, 4"
	both	PRIVILEGED, "mrc p14, 6, r0, c0, c0, 0"
	both	PRIVILEGED, "mcr p14, 6, r3, c0, c0, 0"
	both	PRIVILEGED, "mrc p14, 6, r0, c1, c0, 0"
	both	PRIVILEGED, "stc p14, c5, [r0]"
	both	UNDEFINED, "mrc p0, 0, r0, c0, c0, 0"
	both	UNDEFINED, "mcr p7, 0, r0, c0, c0, 0"
	both	UNDEFINED, "cdp p1, 0, c0, c0, c0, 0"

	/* Floating point, which this partition has not. */
	both	FLOAT, "vmov.f32 s0, s1"
	both	FLOAT, "vadd.f64 d0, d1, d2"
	both	FLOAT, "vldr d0, [r0]"
	both	FLOAT, "vstm r0, {d0-d3}"
	both	FLOAT, "vmov r0, r1, d0"
	both	FLOAT, "vmrs r0, fpscr"
	both	FLOAT, "vmsr fpscr, r3"
	both	FLOAT, "vadd.i32 q0, q0, q0"
	both	FLOAT, "vld1.32 {d0}, [r0]"
	both	FLOAT, "vmov.i32 q0, #0"
	both	PRIVILEGED, "vmrs r0, fpexc"
	both	PRIVILEGED, "vmsr fpexc, r1"
	both	PRIVILEGED, "vmrs r0, fpsid"

	/* Memory. */
	both	ALIGNMENT, "add r0, #1; ldrex r1, [r0]"
	both	ALIGNMENT, "add r0, #1; ldrexh r1, [r0]"
	both	ALIGNMENT, "add r0, #4; ldrexd r0, r1, [r0]"
	both	NOTHING, "ldrex r1, [r0]; strex r2, r3, [r0]"
	both	NOTHING, "ldrt r1, [r0]"
	both	NOTHING, "strt r3, [r0]"
	both	UNDEFINED, "udf #0"
	both	UNDEFINED, "udf #0xfff"

	.section .rodata.table, "a", %progbits
	.word	0, 0, 0
