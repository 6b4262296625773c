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
#include "cp15.h"
#include "devices.h"
#include "lib.h"
#include "linker.h"
#include "mmio.h"
#include "mmu.h"
#include "start.h"

/* From one offset in the hypervisor's area to another. */
static void map_part(struct mmu_tables *t, u32 from, u32 to, u32 first_page)
{
	mmu_map(t, HAL_WINDOW_BASE + from, first_page + from, to - from);
}

/* Caches must be coherent with the other processors' before they are used. */
static void enable_coherency(void)
{
	u32 scu = hal_machine.gicc - A9_GICC + A9_SCU;

	mmio_write(scu + SCU_INVALIDATE, ~0u);
	mmio_write(scu, mmio_read(scu) | SCU_ON);
	CP_WRITE(ACTLR, CP_READ(ACTLR) | ACTLR_SMP | ACTLR_FW);
	isb();
}

/*
 * Text, constants and data each as restricted as they can be; the image; and for
 * the moment the megabyte that is being executed.
 */
u32 boot_tables(const struct image_header *h, u32 image, u32 running)
{
	const struct core_layout *at = &core_layout;
	u32 page = h->hyp_phys + PTE_NORMAL;
	struct mmu_tables t;

	enable_coherency();
	t.l1 = (void *)(h->hyp_phys + at->hyp_l1);
	t.next = (void *)(h->hyp_phys + at->hyp_l2);
	t.to_phys = 0;
	map_part(&t, 0, at->rodata, page + PTE_HYP_RO);
	map_part(&t, at->rodata, at->stack, page + (PTE_HYP_RO | PTE_XN));
	map_part(&t, at->stack, h->hyp_size, page + (PTE_HYP_RW | PTE_XN));
	mmu_map(&t, image_window(image), image + (PTE_NORMAL | PTE_HYP_RO | PTE_XN),
		align_up(h->image_size, PAGE));
	mmu_map_code(t.l1, running);
	return (u32)t.l1 | TTBR_WALK;
}
