/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmu.h - short-descriptor translation tables (ARM DDI 0406C, B3.5).
 *
 * The same code builds the hypervisor's own tables while the MMU is off and
 * those of the partitions later.
 */
#ifndef HAL_MMU_H
#define HAL_MMU_H

#include "types.h"

enum { PAGE = 0x1000, BLOCK = 0x100000, L1_ENTRIES = 4096, L2_ENTRIES = 256, CACHE_LINE = 32 };

/* A page as in a second-level descriptor, TEX remap off: one memory type, one
   permission, and what else applies. */
#define PTE_NORMAL   0x44eu /* write-back, write-allocate, shareable */
#define PTE_UNCACHED 0x442u /* normal memory as well */
#define PTE_DEVICE   0x007u /* shareable device; never executable */
#define PTE_HYP_RW   0x010u
#define PTE_HYP_RO   0x210u
#define PTE_USER_RO  0x020u /* the hypervisor may still write */
#define PTE_USER_RW  0x030u
#define PTE_PRIVATE  0x800u /* not global: belongs to an ASID */
#define PTE_XN	     0x001u

/* Of the hypervisor's own. */
#define PAGE_TEXT    (PTE_NORMAL | PTE_HYP_RO)
#define PAGE_RODATA  (PTE_NORMAL | PTE_HYP_RO | PTE_XN)
#define PAGE_DATA    (PTE_NORMAL | PTE_HYP_RW | PTE_XN)
#define PAGE_DEVICE  (PTE_DEVICE | PTE_HYP_RW)

/* Of a partition's control tables and vcpu_ctl pages: nothing to execute there. */
#define PAGE_PCT     (PTE_NORMAL | PTE_PRIVATE | PTE_USER_RO | PTE_XN)
#define PAGE_CTL     (PTE_NORMAL | PTE_PRIVATE | PTE_USER_RW | PTE_XN)

/* First-level descriptor: this and the address of a second-level table. */
#define L1_TABLE     0x1u

/* TTBR0: table walks are cached like PTE_NORMAL. */
#define TTBR_WALK    0x4au

struct mmu_tables {
	u32 *l1;
	u32 *next;   /* unused second-level tables, zero, taken as needed */
	u32 *end;    /* of those */
	u32 to_phys; /* physical address of a table = its address + to_phys */
};

/*
 * Map size bytes of va; page: physical address of the first page plus
 * PTE_ bits.
 * Sections where a whole megabyte allows, else pages.  What is mapped already may
 * be mapped again in pages only.
 * t->next is behind t->end if there were not enough tables: do not use them.
 */
void mmu_map(struct mmu_tables *t, u32 va, u32 page, u32 size);

/* Map the block around an address at itself, for code that switches the MMU. */
static inline void mmu_map_code(struct mmu_tables *t, u32 address)
{
	u32 at = address & ~(BLOCK - 1u);

	mmu_map(t, at, at + PAGE_TEXT, BLOCK);
}

/* Drop the translations of everything; after a change of existing ones. */
void mmu_flush(void);

/* space.c, for common/space.c: what every space has; attributes of an area's pages;
   the space of a finished first-level table, of which l1 is the physical address. */
struct hal_space;
void space_begin(u32 *l1);
u32 space_attributes(u32 flags);
void space_end(struct hal_space *s, u32 l1, u32 index);

#endif
