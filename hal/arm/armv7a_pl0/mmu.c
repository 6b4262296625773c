/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmu.c - write translation tables.  Position-independent: boot.c calls it
 * where the image lies, space.c where it is linked.
 */
#include "mmu.h"

#include "cp15.h"

/* What a section has in other places: XN, and permissions and memory type. */
static u32 section(u32 page)
{
	return (page & 0xfff0000eu) | (page & PTE_XN) << 4 | (page & 0xff0) << 6;
}

void mmu_map(struct mmu_tables *t, u32 va, u32 page, u32 size)
{
	u32 step;

	for (; size; size -= step, va += step, page += step) {
		u32 *entry = &t->l1[va / BLOCK];

		if (size >= BLOCK && ((va | page) & (BLOCK - PAGE)) == 0) {
			step = BLOCK;
			*entry = section(page);
			continue;
		}
		step = PAGE;
		if (!*entry) {
			*entry = ((u32)t->next + t->to_phys) | L1_TABLE;
			t->next += L2_ENTRIES;
		}
		((u32 *)(*entry - L1_TABLE - t->to_phys))[va / PAGE % L2_ENTRIES] = page;
	}
}

void mmu_map_code(u32 *l1, u32 address)
{
	u32 n = address / BLOCK;

	l1[n] = section(n * BLOCK | PAGE_TEXT);
}

void mmu_flush(void)
{
	dsb();
	CP_WRITE(TLBIALL, 0);
	CP_WRITE(BPIALL, 0);
	dsb();
	isb();
}
