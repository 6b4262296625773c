/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * space.c - partitions' address spaces, which are stage 2 of the translation, and
 * UARTs in the window.  The tables are written at boot and never change.
 */
#include "config.h"
#include "context.h"
#include "cp15.h"
#include "devices.h"
#include "hal.h"
#include "hyp.h"
#include "uart.h"

_Static_assert(offsetof(struct hal_vcpu, r[13]) == VCPU_SP, "");
_Static_assert(offsetof(struct hal_space, vttbr) == 0 && offsetof(struct hal_space, vmid) == 4,
	       "switch.S loads them as a pair");

enum { CACHE_LINE = 64 };

static u32 area_attributes(u32 flags)
{
	u32 attributes = flags & AREA_READONLY ? S2_RO : S2_RW;

	if (flags & AREA_DEVICE)
		return attributes | S2_DEVICE | PTE_XN;
	return attributes | (flags & AREA_UNCACHEABLE ? S2_UNCACHED : S2_NORMAL);
}

/* Control tables and vcpu_ctl pages of all vCPUs; nothing to execute there. */
static void map_control(struct mmu_tables *t, const struct hal_space_memory *m)
{
	u32 va = HAL_PCT_BASE, left = m->num_vcpus;
	u32 page = ((u32)m->pct + t->to_phys) | S2_NORMAL | PTE_XN;

	for (; left; left--) {
		mmu_map(t, va, page | S2_RO, m->pct_bytes);
		va += m->pct_bytes;
		page += m->pct_bytes;
		mmu_map(t, va, page | S2_RW, PAGE);
		va += PAGE;
		page += PAGE;
	}
}

void hal_space_init(struct hal_space *s, u32 index, const struct cfg_area *areas, u32 num_areas,
		    const struct hal_space_memory *memory)
{
	struct mmu_tables t = { memory->fixed, memory->tables, hyp_to_phys() };

	map_control(&t, memory);
	for (; num_areas; num_areas--) {
		if ((areas->flags & AREA_UNMAPPED) == 0)
			mmu_map(&t, areas->mapped, areas->phys + area_attributes(areas->flags),
				areas->size);
		areas = (const void *)((const u8 *)areas + memory->area_stride);
	}
	s->vttbr = (u32)t.l1 + t.to_phys;
	s->vmid = (index + 1) << 16;
	dsb(); /* the tables are there before anything walks them */
}

/* All of RAM is in view, whoever is loaded; switch.S selects the partition's space. */
void hal_space_load(struct hal_space *s)
{
	(void)s;
}

/* By the mapping that has the attributes of the partition's. */
void *hal_area_ptr(const struct hal_space *s, const struct cfg_area *area, u32 offset, u32 length)
{
	u32 view = area->flags & AREA_UNCACHEABLE ? UNCACHED_RAM : 0;

	(void)s;
	(void)length;
	return (void *)((area->phys + offset) ^ view);
}

void hal_space_sync(const void *p, u32 length)
{
	u32 at = (u32)p & ~(CACHE_LINE - 1u);
	u32 lines = ((u32)p + length - at + CACHE_LINE - 1) / CACHE_LINE;

	for (; lines; lines--, at += CACHE_LINE)
		CP_WRITE(DCCMVAC, at);
	dsb();
	CP_WRITE(ICIALLU, 0);
	CP_WRITE(BPIALL, 0);
	dsb();
	isb();
}

void hyp_map_device(u32 va, u32 phys)
{
	hyp_devices[va / PAGE % L2_ENTRIES] = mmu_page(phys | S1_DEVICE | PTE_XN);
	dsb();
	isb();
}

void hal_uart_init(u32 uart, u32 baud)
{
	u32 at = DEV_UART + uart * PAGE;

	hyp_map_device(at, hal_machine.uart[uart].base);
	uart_init(at, baud);
}

bool hal_uart_try_put(u32 uart, u8 byte)
{
	return uart_try_put(DEV_UART + uart * PAGE, byte);
}
