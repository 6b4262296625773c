/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tables.c - the tables of the hypervisor's window, written by boot code with MMU
 * and data cache off, running where the image lies: no pointer in data, no
 * file-scope variable.
 */
#pragma GCC visibility push(hidden)
#include "hal.h"
#include "hyp.h"
#pragma GCC visibility pop

#include "abi.h"
#include "context.h"
#include "cp15.h"
#include "devices.h"
#include "lib.h"
#include "linker.h"
#include "mmu.h"
#include "start.h"

_Static_assert(offsetof(struct hal_machine, gicd) == MACHINE_GICD, "");

/* From one offset in the hypervisor's area to another. */
static void map_part(struct mmu_tables *t, u32 from, u32 to, u32 first_page)
{
	mmu_map(t, HAL_WINDOW_BASE + from, first_page + from, to - from);
}

/* RAM below and above the hypervisor's, which is in the window and nowhere else. */
static void map_ram(struct mmu_tables *t, const struct image_header *h, u32 view, u32 attributes)
{
	u32 base = hal_machine.ram[0].base, end = h->hyp_phys + h->hyp_size;

	mmu_map(t, base ^ view, base + attributes, h->hyp_phys - base);
	mmu_map(t, end ^ view, end + attributes, base + hal_machine.ram[0].size - end);
}

/* Whole blocks of the image, no tables of pages. */
static void map_image(struct mmu_tables *t, u32 image, u32 size)
{
	u32 first = image & ~(BLOCK - 1u);

	mmu_map(t, IMAGE_WINDOW, first | S1_NORMAL | S1_RO | PTE_XN,
		align_up(image + size - first, BLOCK));
}

/*
 * Text, constants and data each as restricted as they can be; RAM; the image; and
 * for the moment the block that is being executed, which cannot be one of RAM.
 */
u32 boot_tables(const struct image_header *h, u32 image, u32 running)
{
	const struct core_layout *at = &core_layout;
	u32 page = h->hyp_phys + S1_NORMAL, i;
	struct mmu_tables t;
	u64 *top;

	CP_WRITE(ACTLR, CP_READ(ACTLR) | ACTLR_SMP); /* before caches are used */
	t.l1 = (void *)(h->hyp_phys + at->hyp_l1);
	t.next = (void *)(h->hyp_phys + at->hyp_l2);
	t.to_phys = 0;
	map_part(&t, 0, at->rodata, page + S1_RO);
	map_part(&t, at->rodata, at->stack, page + (S1_RO | PTE_XN));
	map_part(&t, at->stack, h->hyp_size, page + PTE_XN);
	map_ram(&t, h, 0, S1_NORMAL | PTE_XN);
	map_ram(&t, h, UNCACHED_RAM, S1_UNCACHED | PTE_XN);
	map_image(&t, image, h->image_size);
	mmu_map_code(t.l1, running);
	top = t.l1 + L1_ENTRIES;
	for (i = 0; i < HYP_TOP_ENTRIES; i++)
		top[i] = (u32)(t.l1 + i * L2_ENTRIES) + L1_TABLE;
	mmu_clean(h->hyp_phys, h->hyp_size);
	return (u32)top;
}
