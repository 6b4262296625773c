/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmu.c - write translation tables.  Position-independent: boot.c calls it
 * where the image lies, space.c where it is linked.
 */
#include "mmu.h"

#include "cp15.h"

enum { BLOCK_TYPE = 1, PAGE_TYPE = 3 };

static u64 block(u32 page)
{
	return mmu_page(page - (PAGE_TYPE - BLOCK_TYPE));
}

void mmu_map(struct mmu_tables *t, u32 va, u32 page, u32 size)
{
	u32 step;

	for (; size; size -= step, va += step, page += step) {
		u64 *entry = &t->l1[va / BLOCK];

		if (size >= BLOCK && ((va | page) & (BLOCK - PAGE)) == 0) {
			step = BLOCK;
			*entry = block(page);
			continue;
		}
		step = PAGE;
		if (!*entry) {
			*entry = ((u32)t->next + t->to_phys) | L1_TABLE;
			t->next += L2_ENTRIES;
		}
		((u64 *)((u32)*entry - L1_TABLE - t->to_phys))[va / PAGE % L2_ENTRIES] =
			mmu_page(page);
	}
}

void mmu_map_code(u64 *l1, u32 address)
{
	u32 n = address / BLOCK;

	l1[n] = block(n * BLOCK | PAGE_TEXT);
}

void mmu_flush(void)
{
	dsb();
	CP_WRITE(TLBIALLH, 0);
	CP_WRITE(BPIALL, 0);
	dsb();
	isb();
}

void mmu_clean(u32 at, u32 size)
{
	u32 lines = size / CACHE_LINE;

	dsb();
	for (; lines; lines--, at += CACHE_LINE)
		CP_WRITE(DCCIMVAC, at);
	dsb();
}
