/* SPDX-License-Identifier: BSD-2-Clause */
/* mmu.c - maintenance of translations. */
#include "mmu_map.h"

#include "cp15.h"

void mmu_flush(void)
{
	dsb();
	CP_WRITE(TLBIALL, 0);
	CP_WRITE(BPIALL, 0);
	dsb();
	isb();
}

void mmu_forget(u32 va)
{
	dsb();
	CP_WRITE(TLBIMVA, va);
	dsb();
	isb();
}
