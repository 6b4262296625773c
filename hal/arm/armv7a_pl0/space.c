/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * space.c - partitions' address spaces and UARTs in the window.  The tables are
 * written at boot and never change.
 */
#include "config.h"
#include "context.h"
#include "cp15.h"
#include "cpu.h"
#include "devices.h"
#include "hal.h"
#include "hyp.h"
#include "uart.h"

_Static_assert(offsetof(struct hal_space, ttbr0) == SPACE_TTBR0, "");
_Static_assert(offsetof(struct hal_space, contextid) == SPACE_CONTEXTID, "");
_Static_assert(offsetof(struct hal_cpu, space) == CPU_SPACE, "");
_Static_assert(offsetof(struct hal_cpu, scratch) == CPU_SCRATCH, "");
_Static_assert(offsetof(struct hal_cpu, hyp) == CPU_HYP_SPACE, "");

enum { CACHE_LINE = 32 };

static u32 area_attributes(u32 flags)
{
	u32 user = flags & AREA_READONLY ? PTE_PRIVATE | PTE_USER_RO : PTE_PRIVATE | PTE_USER_RW;

	if (flags & AREA_DEVICE)
		return user + PTE_DEVICE;
	return user + (flags & AREA_UNCACHEABLE ? PTE_UNCACHED : PTE_NORMAL);
}

/* Control tables and vcpu_ctl pages of all vCPUs; nothing to execute there. */
static void map_control(struct mmu_tables *t, const struct hal_space_memory *m)
{
	u32 va = HAL_PCT_BASE, left = m->num_vcpus;
	u32 page = (u32)m->pct + t->to_phys + (PTE_PRIVATE | PTE_NORMAL | PTE_XN);

	for (; left; left--) {
		mmu_map(t, va, page + PTE_USER_RO, m->pct_bytes);
		va += m->pct_bytes;
		page += m->pct_bytes;
		mmu_map(t, va, page + PTE_USER_RW, PAGE);
		va += PAGE;
		page += PAGE;
	}
}

void hal_space_init(struct hal_space *s, u32 index, const struct cfg_area *areas, u32 num_areas,
		    const struct hal_space_memory *memory)
{
	const u32 first = HAL_WINDOW_BASE / MB, bytes = HAL_WINDOW_SIZE / MB * sizeof(u32);
	struct mmu_tables t = { memory->fixed, memory->tables, hyp_to_phys() };

	hal_copy(t.l1 + first, hyp_l1 + first, bytes);
	map_control(&t, memory);
	for (; num_areas; num_areas--) {
		if ((areas->flags & AREA_UNMAPPED) == 0)
			mmu_map(&t, areas->mapped, areas->phys + area_attributes(areas->flags),
				areas->size);
		areas = (const void *)((const u8 *)areas + memory->area_stride);
	}
	s->ttbr0 = ((u32)t.l1 + t.to_phys) | TTBR_WALK;
	s->contextid = index + 1;
	dsb(); /* the tables are there before anything walks them */
}

void *hal_area_ptr(const struct hal_space *s, const struct cfg_area *area, u32 offset, u32 length)
{
	(void)s;
	(void)length;
	return (void *)(area->mapped + offset);
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
	hyp_devices[va / PAGE % L2_ENTRIES] = phys | PTE_DEVICE | PTE_HYP_RW;
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
