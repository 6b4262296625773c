/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmu.h - short-descriptor translation tables (ARM DDI 0406C, B3.5).
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

typedef u32 mmu_entry;

/* To be added to page to move some bits of it to the left. */
static inline u32 mmu_move(u32 page, u32 bits, u32 by)
{
	return ((page & bits) << by) - (page & bits);
}

/* What a section has in other places: XN, and permissions and memory type. */
static inline u32 mmu_block(u32 page)
{
	return page + mmu_move(page, PTE_XN, 4) + mmu_move(page, 0xff0, 6);
}

static inline mmu_entry mmu_page(u32 bits)
{
	return bits;
}

/* Write it, whole for a walk that comes at any moment. */
static inline void mmu_put(mmu_entry *at, mmu_entry entry)
{
	*(volatile mmu_entry *)at = entry;
}

#endif
