/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hyp.h - the hypervisor's own translation tables, in bss; and where the image
 * header lies once the core is in its window.
 */
#ifndef HAL_HYP_H
#define HAL_HYP_H

#include "hal_machine.h"
#include "image.h"
#include "mmu_map.h"

/* Second-level tables: of an area that is not 1 MiB-aligned at most 5, else 2;
   of the devices 1, of the image 2. */
enum { HYP_L2_TABLES = 8 };

extern u32 hyp_l1[L1_ENTRIES];
extern u32 hyp_l2[HYP_L2_TABLES][L2_ENTRIES];

extern const struct image_header image_header;

/* Physical address of something in the hypervisor's area = its address + this. */
static inline u32 hyp_to_phys(void)
{
	return image_header.hyp_phys - HAL_WINDOW_BASE;
}

#endif
