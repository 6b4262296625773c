/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmu.h - long-descriptor translation tables (ARM DDI 0406C, B3.6): stage 1 of
 * HYP mode, and stage 2 of the partitions.
 *
 * Both are written as one flat table with an entry for each 2 MiB.  Stage 2 is
 * walked from there; stage 1 has four more entries above it (hyp.h).
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

typedef u64 mmu_entry;

/* A block has another type. */
static inline u32 mmu_block(u32 page)
{
	return page - (3 - 1);
}

static inline mmu_entry mmu_page(u32 bits)
{
	return (u64)((bits & PTE_XN) << 11) << 32 | (bits & ~PTE_XN);
}

/* Write it, whole for a walk that comes at any moment: STRD is single-copy atomic
   where there are such descriptors (ARM DDI 0406C, A3.5.3); two words are a page
   without XN in between. */
static inline void mmu_put(mmu_entry *at, mmu_entry entry)
{
	__asm__ volatile("strd %1, %2, %0" : "=Q"(*at) : "r"((u32)entry), "r"((u32)(entry >> 32)));
}

/* Write what is cached of whole lines, at least one, to memory and drop it. */
void mmu_clean(u32 at, u32 size);

#endif
