/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * context.h - offsets for assembly; vcpu.c and boot.c assert that they are those
 * of the structs.
 */
#ifndef HAL_CONTEXT_H
#define HAL_CONTEXT_H

#define VCPU_PC	       60 /* behind r0-r14; SRS and RFE take pc and cpsr as a pair */
#define VCPU_FLAGS     68
#define VCPU_ASYNC     72
#define VCPU_TPIDRURW  76
#define VCPU_SPACE     80 /* its two words; from VCPU_FLAGS to here it is loaded at once */
#define VCPU_FPSCR     88
#define VCPU_D	       92

/* What start.S reads before there is a stack. */
#define IMAGE_HYP_PHYS 108 /* struct image_header.hyp_phys, from the image's first byte */
#define MACHINE_RAM    116 /* struct hal_machine.ram[0] */

/* hal_vcpu.flags. FP has the place of FPEXC.EN, so it can be written there; the place
   of SCTLR.I says that it is to be clear. */
#define VCPU_FP_BIT    30
#define VCPU_IDLE      (1 << 1) /* nobody: loaded while the processor sleeps */
#define VCPU_FP	       (1 << VCPU_FP_BIT)

/* Kinds of trap for fault_entry(); vectors.S has them in the flags N, Z, C, V. */
#define TRAP_UNDEFINED 0
#define TRAP_PREFETCH  1
#define TRAP_DATA      2
#define TRAP_ASYNC     3 /* noted earlier */

#endif
