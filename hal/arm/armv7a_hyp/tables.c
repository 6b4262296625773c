/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tables.c - what this mode adds to the tables of the hypervisor's window. Boot
 * code: MMU and data cache are off, it runs where the image lies; no pointer in
 * data, no file-scope variable.
 */
#include "abi.h"
#include "context.h"
#include "cp15.h"
#include "devices.h"
#include "hyp.h"
#include "image.h"
#include "lib.h"
#include "linker.h"
#include "mmu_map.h"
#include "start.h"

_Static_assert(offsetof(struct hal_machine, device) == MACHINE_GICD, "");

/* RAM below and above the hypervisor's, which is in the window and nowhere else. */
static void map_ram(struct mmu_tables *t, const struct hal_range *ram, const struct image_header *h,
		    u32 view, u32 attributes)
{
	u32 end = h->hyp_phys + h->hyp_size;

	CALL_WITH(runs, 3);
	CALL_WITH(entries, L2_ENTRIES);
	mmu_map(t, ram->base ^ view, ram->base + attributes, h->hyp_phys - ram->base);
	CALL_WITH(runs, 3);
	CALL_WITH(entries, L2_ENTRIES);
	mmu_map(t, end ^ view, end + attributes, ram->base + ram->size - end);
}

/* Whole blocks of the image, no tables of pages. */
static void map_image(struct mmu_tables *t, u32 image, u32 size)
{
	u32 first = image & ~(BLOCK - 1u);

	CALL_WITH(runs, 1);
	CALL_WITH(entries, IMAGE_SIZE_MAX / BLOCK + 1);
	mmu_map(t, IMAGE_WINDOW, first + PAGE_RODATA, align_up(image + size - first, BLOCK));
}

/* What the boot code has written past the cache: the core, and table and manifest. */
static void clean_written(const struct image_header *h)
{
	u32 staged = h->digest_off - LINK_OFFSET(image_end);

	CALL_WITH_OF(cache_lines, whole / 32 + 1);
	mmu_clean(h->hyp_phys, LINK_OFFSET(ram_end));
	CALL_WITH_OF(cache_lines, staged / 32 + 1);
	mmu_clean(h->hyp_phys + h->hyp_size - staged, staged);
}

u32 boot_tables(struct mmu_tables *t, const struct hal_machine *m, const struct image_header *h,
		u32 image)
{
	u64 *top = t->l1 + L1_ENTRIES;
	u32 i;

	CP_WRITE(ACTLR, CP_READ(ACTLR) | ACTLR_SMP); /* before caches are used */
	map_ram(t, m->ram, h, 0, S1_NORMAL | PTE_XN);
	map_ram(t, m->ram, h, UNCACHED_RAM, S1_UNCACHED | PTE_XN);
	map_image(t, image, h->image_size);
	for (i = 0; i < HYP_TOP_ENTRIES; i++) {
		LOOP_BOUND(HYP_TOP_ENTRIES);
		top[i] = (u32)(t->l1 + i * L2_ENTRIES) + L1_TABLE;
	}
	clean_written(h);
	return (u32)top;
}
