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

/* Tables of pages: of the hypervisor's area 2, of the devices 1, of RAM around it 2
   for each of its two mappings. */
enum { HYP_L2_TABLES = 7, HYP_TOP_ENTRIES = 4 };

/* The top table, which HTTBR points at, follows the flat one. */
extern u64 hyp_l1[L1_ENTRIES + HYP_TOP_ENTRIES];
extern u64 hyp_l2[HYP_L2_TABLES][L2_ENTRIES];

extern const struct image_header image_header;

/* Physical address of something in the hypervisor's area = its address + this. */
static inline u32 hyp_to_phys(void)
{
	return image_header.hyp_phys - HAL_WINDOW_BASE;
}

#endif
