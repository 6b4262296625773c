/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmu.c - write translation tables.  Position-independent: boot.c calls it
 * where the image lies, space.c where it is linked.
 */
#include "mmu.h"

#include "cp15.h"

/* To be added to page to move some bits of it to the left. */
static u32 move(u32 page, u32 bits, u32 by)
{
	return ((page & bits) << by) - (page & bits);
}

/* What a section has in other places: XN, and permissions and memory type. */
static u32 section(u32 page)
{
	return page + move(page, PTE_XN, 4) + move(page, 0xff0, 6);
}

/* The table of pages that an entry refers to, from now on if not yet; NULL if there
   are no more. */
static u32 *table_of(struct mmu_tables *t, u32 *entry)
{
	u32 *table = t->next;

	if (*entry)
		return (u32 *)((u32)*entry - L1_TABLE - t->to_phys);
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
		u32 *entry = &t->l1[va / BLOCK];

		if (size >= BLOCK && ((va | page) & (BLOCK - PAGE)) == 0) {
			step = BLOCK;
			descriptor = section(page);
		} else {
			entry = table_of(t, entry);
			if (entry == NULL)
				return;
			entry += va / PAGE % L2_ENTRIES;
			step = PAGE;
			descriptor = page;
		}
		*entry = descriptor;
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
