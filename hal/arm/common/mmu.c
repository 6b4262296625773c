/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmu.c - write translation tables of two levels.  Position-independent: boot.c
 * calls it where the image lies, space.c where it is linked.
 */
#include "mmu_map.h"

/* The table of pages that an entry refers to, from now on if not yet; NULL if there
   are no more. */
static mmu_entry *table_of(struct mmu_tables *t, mmu_entry *entry)
{
	mmu_entry *table = t->next;

	if (*entry)
		return (mmu_entry *)((u32)*entry - L1_TABLE - t->to_phys);
	t->next = t->end + 1;
	if (table + L2_ENTRIES > t->end)
		return NULL;
	t->next = table + L2_ENTRIES;
	*entry = ((u32)table + t->to_phys) | L1_TABLE;
	return table;
}

/* Entries that map size bytes, step bytes each; at least one. */
static void put_run(mmu_entry *at, mmu_entry entry, u32 step, u32 size)
{
	do {
		LOOP_BOUND_OF(entries);
		mmu_put(at++, entry);
		entry += step;
	} while (size -= step);
}

/* A run of entries: those of blocks, or of pages up to the end of their table. */
void mmu_map(struct mmu_tables *t, u32 va, u32 page, u32 size)
{
	u32 step, descriptor, n;

	for (; size; size -= n, va += n, page += n) {
		LOOP_BOUND_OF(runs);
		mmu_entry *entry = &t->l1[va / BLOCK];

		if (size >= BLOCK && ((va | page) & (BLOCK - PAGE)) == 0) {
			step = BLOCK;
			n = size & ~(BLOCK - 1u);
			descriptor = mmu_block(page);
		} else {
			entry = table_of(t, entry);
			if (entry == NULL)
				return;
			entry += va / PAGE % L2_ENTRIES;
			step = PAGE;
			n = BLOCK - va % BLOCK;
			if (n > size)
				n = size;
			descriptor = page;
		}
		put_run(entry, mmu_page(descriptor), step, n);
	}
}
