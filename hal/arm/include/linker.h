/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * linker.h - what core.ld knows.
 */
#ifndef HAL_LINKER_H
#define HAL_LINKER_H

#include "types.h"

extern u8 core_base[], core_stack[];

/*
 * Where something is in the hypervisor, from its first byte: rodata, stack (its
 * lowest address), stack_top, image_end (what an image begins with), ram_end (what
 * is taken of the hypervisor's area), hyp_l1, hyp_l2 (hyp.h).  As a number, because
 * the boot code runs elsewhere than where it is linked.
 */
#define LINK_OFFSET(name)                                             \
	__extension__({                                               \
		u32 offset_;                                          \
		__asm__("ldr %0, =" #name "_offset" : "=r"(offset_)); \
		offset_;                                              \
	})

#endif
