/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmu.c - write translation tables.  Position-independent: boot.c calls it
 * where the image lies, space.c where it is linked.
 */
#include "mmu.h"

#include "cp15.h"

enum { BLOCK_TYPE = 1, PAGE_TYPE = 3 };

/* The table of pages that an entry refers to, from now on if not yet; NULL if there
   are no more. */
static u64 *table_of(struct mmu_tables *t, u64 *entry)
{
	u64 *table = t->next;

	if (*entry)
		return (u64 *)((u32)*entry - L1_TABLE - t->to_phys);
	t->next = t->end + 1;
	if (table + L2_ENTRIES > t->end)
		return NULL;
	t->next = table + L2_ENTRIES;
	*entry = ((u32)table + t->to_phys) | L1_TABLE;
	return table;
}

void mmu_map(struct mmu_tables *t, u32 va, u32 page, u32 size)
{
	u32 step, descriptor;

	for (; size; size -= step, va += step, page += step) {
		u64 *entry = &t->l1[va / BLOCK];

		if (size >= BLOCK && ((va | page) & (BLOCK - PAGE)) == 0) {
			step = BLOCK;
			descriptor = page - (PAGE_TYPE - BLOCK_TYPE);
		} else {
			entry = table_of(t, entry);
			if (entry == NULL)
				return;
			entry += va / PAGE % L2_ENTRIES;
			step = PAGE;
			descriptor = page;
		}
		*entry = mmu_page(descriptor);
	}
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
