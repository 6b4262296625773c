/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmu_map.h - write translation tables of two levels.  The mode's mmu.h gives the
 * format; mmu_block(page): a page's address and bits as those of a block,
 * mmu_page(bits): the entry for them, mmu_put(): write one.
 */
#ifndef HAL_MMU_MAP_H
#define HAL_MMU_MAP_H

#include "mmu.h"

struct mmu_tables {
	mmu_entry *l1;	 /* the first level, flat */
	mmu_entry *next; /* unused tables of pages, zero, taken as needed */
	mmu_entry *end;	 /* of those */
	u32 to_phys;	 /* physical address of a table = its address + to_phys */
};

/*
 * Map size bytes of va; page: physical address and bits of the first page.  Blocks
 * where a whole one allows, else pages.  What is mapped already may be mapped again in
 * pages only.
 * t->next is behind t->end if there were not enough tables: do not use them.
 */
void mmu_map(struct mmu_tables *t, u32 va, u32 page, u32 size);

/* Map the block around an address at itself, for code that switches the MMU. */
static inline void mmu_map_code(struct mmu_tables *t, u32 address)
{
	u32 at = address & ~(BLOCK - 1u);

	CALL_WITH(runs, 1);
	CALL_WITH(entries, 1);
	mmu_map(t, at, at + PAGE_TEXT, BLOCK);
}

/* Drop the translations of everything; after a change of existing ones. */
void mmu_flush(void);

/* Drop the translation of one page of the hypervisor's. */
void mmu_forget(u32 va);

/* space.c, for common/space.c: what every space has; attributes of an area's pages;
   the space of a finished first-level table, of which l1 is the physical address. */
struct hal_space;
void space_begin(mmu_entry *l1);
u32 space_attributes(u32 flags);
void space_end(struct hal_space *s, u32 l1, u32 index);

#endif
