/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * linker.h - what core.ld knows.
 */
#ifndef HAL_LINKER_H
#define HAL_LINKER_H

#include "types.h"

/* Offsets from the first byte of the hypervisor: as numbers, because the boot
   code runs elsewhere than where it is linked. */
struct core_layout {
	u32 rodata;
	u32 stack, stack_top;
	u32 image_end;	    /* what an image begins with */
	u32 ram_end;	    /* what is taken of the hypervisor's area */
	u32 hyp_l1, hyp_l2; /* see hyp.h */
};

#pragma GCC visibility push(hidden)
extern const struct core_layout core_layout;
extern u8 core_base[];
#pragma GCC visibility pop

#endif
