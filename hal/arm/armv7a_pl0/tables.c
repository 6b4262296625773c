/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tables.c - what this mode adds to the tables of the hypervisor's window. Boot
 * code: MMU and data cache are off, it runs where the image lies; no pointer in
 * data, no file-scope variable.
 */
#include "abi.h"
#include "cp15.h"
#include "devices.h"
#include "image.h"
#include "lib.h"
#include "mmio.h"
#include "mmu_map.h"
#include "start.h"

/* Caches must be coherent with the other processors' before they are used. */
static void enable_coherency(u32 scu)
{
	mmio_write(scu + SCU_INVALIDATE, ~0u);
	mmio_write(scu, mmio_read(scu) | SCU_ON);
	CP_WRITE(ACTLR, CP_READ(ACTLR) | ACTLR_SMP | ACTLR_FW);
	isb();
}

u32 boot_tables(struct mmu_tables *t, const struct hal_machine *m, const struct image_header *h,
		u32 image)
{
	enable_coherency(m->device[HAL_GICC] + A9_SCU);
	CALL_WITH_OF(runs, image_runs);
	CALL_WITH(entries, L2_ENTRIES);
	mmu_map(t, image_window(image), image + PAGE_RODATA, align_up(h->image_size, PAGE));
	return (u32)t->l1 | TTBR_WALK;
}
