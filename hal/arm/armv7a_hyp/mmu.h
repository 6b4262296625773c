/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmu.h - long-descriptor translation tables (ARM DDI 0406C, B3.6): stage 1 of
 * HYP mode, and stage 2 of the partitions.
 *
 * Both are written as one flat table with an entry for each 2 MiB.  Stage 2 is
 * walked from there; stage 1 has four more entries above it (hyp.h).
 * The same code builds the hypervisor's own tables while the MMU is off and
 * those of the partitions later.
 */
#ifndef HAL_MMU_H
#define HAL_MMU_H

#include "types.h"

enum { PAGE = 0x1000, BLOCK = 0x200000, L1_ENTRIES = 2048, L2_ENTRIES = 512, CACHE_LINE = 64 };

/* A page as in the low word of a third-level descriptor, but for XN, which is in
   the high word.  Stage 1: types by their index in HMAIR0, inner shareable. */
#define S1_DEVICE   0x443u
#define S1_NORMAL   0x747u /* write-back, write-allocate */
#define S1_UNCACHED 0x74bu /* normal memory as well */
#define S1_RO	    0x080u
/* Stage 2: the same types in full; one permission. */
#define S2_DEVICE   0x407u
#define S2_NORMAL   0x73fu
#define S2_UNCACHED 0x717u
#define S2_RO	    0x040u
#define S2_RW	    0x0c0u
#define PTE_XN	    0x800u

/* Of the hypervisor's own. */
#define PAGE_TEXT   (S1_NORMAL | S1_RO)
#define PAGE_RODATA (S1_NORMAL | S1_RO | PTE_XN)
#define PAGE_DATA   (S1_NORMAL | PTE_XN)
#define PAGE_DEVICE (S1_DEVICE | PTE_XN)

/* Of a partition's control tables and vcpu_ctl pages: nothing to execute there. */
#define PAGE_PCT    (S2_NORMAL | S2_RO | PTE_XN)
#define PAGE_CTL    (S2_NORMAL | S2_RW | PTE_XN)

/* Second-level descriptor: this and the address of a table of pages. */
#define L1_TABLE    0x3u

struct mmu_tables {
	u64 *l1;     /* the flat one */
	u64 *next;   /* unused tables of pages, zero, taken as needed */
	u64 *end;    /* of those */
	u32 to_phys; /* physical address of a table = its address + to_phys */
};

/*
 * Map size bytes of va; page: physical address and attributes of the first page.
 * Blocks where whole 2 MiB allow, else pages.  What is mapped already may be
 * mapped again in pages only.
 * t->next is behind t->end if there were not enough tables: do not use them.
 */
void mmu_map(struct mmu_tables *t, u32 va, u32 page, u32 size);

/* The descriptor of a page. */
static inline u64 mmu_page(u32 page)
{
	return (u64)((page & PTE_XN) << 11) << 32 | (page & ~PTE_XN);
}

/* Map the block around an address at itself, for code that switches the MMU. */
static inline void mmu_map_code(struct mmu_tables *t, u32 address)
{
	u32 at = address & ~(BLOCK - 1u);

	mmu_map(t, at, at + PAGE_TEXT, BLOCK);
}

/* Drop the translations of everything; after a change of existing ones. */
void mmu_flush(void);

/* Write what is cached of the range to memory and drop it. */
void mmu_clean(u32 at, u32 size);

/* space.c, for common/space.c: what every space has; attributes of an area's pages;
   the space of a finished first-level table, of which l1 is the physical address. */
struct hal_space;
void space_begin(u64 *l1);
u32 space_attributes(u32 flags);
void space_end(struct hal_space *s, u32 l1, u32 index);

#endif
