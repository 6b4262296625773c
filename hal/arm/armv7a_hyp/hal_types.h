/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hal_types.h - what the core holds for this mode: contexts and spaces.  Only
 * the HAL looks inside.
 */
#ifndef HAL_TYPES_H
#define HAL_TYPES_H

#include "types.h"

/*
 * One address space: the two words of the register that selects it.
 * Owner: the partition it belongs to; constant after boot.
 */
struct hal_space {
	u32 vttbr;
	u32 vmid; /* in bits 23:16; 1 to 255 */
};

/*
 * The user-mode state of a virtual processor.  r to cpsr are saved on entry,
 * straight to here; the rest when another context is loaded.
 * Owner: the processor the vCPU is bound to.
 */
struct hal_vcpu {
	u32 r[15]; /* r0-r12, sp, lr */
	u32 pc;
	u32 cpsr;
	u32 flags; /* VCPU_* */
	u32 async; /* not 0: an asynchronous abort is to be reported at the next load */
	u32 tpidrurw;
	struct hal_space space;
	u32 fpscr;
	u32 d[64]; /* d0-d31, as 32 pairs */
};

/* For boot.c and, by way of the image header, packer: a first-level table for each space,
   second-level tables for the 2 MiB blocks that are mapped in pages. */
#define HAL_SPACE_FIXED 0x4000u
#define HAL_TABLE_BYTES 0x1000u
#define HAL_TABLE_SHIFT 21u

#endif
