/* SPDX-License-Identifier: BSD-2-Clause */
/* mmu.c - maintenance of translations. */
#include "mmu_map.h"

#include "cp15.h"

void mmu_flush(void)
{
	dsb();
	CP_WRITE(TLBIALLH, 0);
	CP_WRITE(BPIALL, 0);
	dsb();
	isb();
}

void mmu_forget(u32 va)
{
	dsb();
	CP_WRITE(TLBIMVAH, va);
	dsb();
	isb();
}

void mmu_clean(u32 at, u32 size)
{
	u32 end = at + size;

	dsb();
	do {
		LOOP_BOUND_OF(cache_lines);
		CP_WRITE(DCCIMVAC, at);
		at += CACHE_LINE;
	} while (at != end);
	dsb();
}
