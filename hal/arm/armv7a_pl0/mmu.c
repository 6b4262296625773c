/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmu.c - write translation tables.  Position-independent: boot.c calls it
 * where the image lies, space.c where it is linked.
 */
#include "mmu.h"

#include "cp15.h"
#include "hal.h"

enum { L1_TABLE = 1, L1_SECTION = 2 };

/* Permission and memory type bits of a page, where a section has them. */
static u32 section(u32 pa, u32 attributes)
{
	return pa | L1_SECTION | (attributes & 0xc) | (attributes & PTE_XN) << 4 |
	       (attributes & 0xff0) << 6;
}

static u32 *second_level(struct mmu_tables *t, u32 va)
{
	u32 *entry = &t->l1[va / MB];

	if (!*entry) {
		hal_zero(t->next, 4 * L2_ENTRIES);
		*entry = ((u32)t->next + t->to_phys) | L1_TABLE;
		t->next += L2_ENTRIES;
	}
	return (u32 *)((*entry & ~(u32)(4 * L2_ENTRIES - 1)) - t->to_phys);
}

void mmu_map(struct mmu_tables *t, u32 va, u32 pa, u32 size, u32 attributes)
{
	u32 step;

	for (; size; size -= step, va += step, pa += step) {
		step = PAGE;
		if ((va | pa) % MB == 0 && size >= MB) {
			step = MB;
			t->l1[va / MB] = section(pa, attributes);
		} else {
			second_level(t, va)[va / PAGE % L2_ENTRIES] = pa | attributes | PTE_PAGE;
		}
	}
}

void mmu_flush(void)
{
	dsb();
	CP_WRITE(TLBIALL, 0);
	CP_WRITE(BPIALL, 0);
	dsb();
	isb();
}
