/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * context.h - offsets for assembly; vcpu.c, space.c and boot.c assert that they
 * are those of the structs.
 */
#ifndef HAL_CONTEXT_H
#define HAL_CONTEXT_H

#define VCPU_SP	       52 /* behind r0-r12; then lr, pc, cpsr */
#define VCPU_PC	       60
#define VCPU_FLAGS     68
#define VCPU_ASYNC     72
#define VCPU_TPIDRURW  76
#define VCPU_SPACE     80
#define VCPU_FPSCR     88
#define VCPU_D	       92

/* What start.S reads before there is a stack. */
#define IMAGE_HYP_PHYS 108 /* struct image_header.hyp_phys, from the image's first byte */
#define MACHINE_RAM    116 /* struct hal_machine.ram[0] */
#define MACHINE_GICD   200 /* .device, from HAL_GICD and HAL_GICC on */

/* hal_vcpu.flags. FP has the place of FPEXC.EN, so it can be written there; the place
   of SCTLR.I says that it is to be clear. */
#define VCPU_IDLE_BIT  1
#define VCPU_FP_BIT    30
#define VCPU_IDLE      (1 << VCPU_IDLE_BIT) /* nobody: loaded while the processor sleeps */
#define VCPU_FP	       (1 << VCPU_FP_BIT)

/* Hyp syndrome: exception classes, and the one asynchronous abort that is noted
   by switch.S (ARM DDI 0406C, B3.13.6). */
#define HSR_EC_SHIFT   26
#define HSR_EC_SVC     0x11
#define HSR_EC_FETCH   0x20
#define HSR_EC_DATA    0x24
#define HSR_EC_BKPT    0x38
#define HSR_ASYNC      0x90000011

/* Translation, as mmu.h has it: all 4 GiB; walks are cached like S1_NORMAL;
   stage 2 begins at the second level, with four tables that follow each other. */
#define HMAIR0_TYPES   0x0044ff04
#define HTCR_WALK      0x80803500
#define VTCR_WALK      0x80003500

#endif
