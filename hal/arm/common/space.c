/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * space.c - partitions' address spaces, written at boot and never changed; and
 * UARTs.
 */
#include "config.h"
#include "cp15.h"
#include "devices.h"
#include "hal.h"
#include "hyp.h"
#include "drivers.h"

/* Control tables and vcpu_ctl pages of all vCPUs in turn.  But for the last of
   these pages they are less than a block, so pages can be mapped once more. */
static void map_control(struct mmu_tables *t, const struct hal_space_memory *m)
{
	u32 pair = m->pct_bytes + PAGE, all = m->num_vcpus * pair, at;
	u32 phys = (u32)m->pct + t->to_phys;

	CALL_WITH_OF(runs, control_runs);
	CALL_WITH_OF(entries, control_entries);
	mmu_map(t, HAL_PCT_BASE, phys + PAGE_PCT, all - PAGE);
	for (at = m->pct_bytes; at < all; at += pair) {
		LOOP_BOUND_OF(vcpus);
		CALL_WITH(runs, 1);
		CALL_WITH(entries, 1);
		mmu_map(t, HAL_PCT_BASE + at, phys + at + PAGE_CTL, PAGE);
	}
}

void *hal_space_init(struct hal_space *s, u32 index, const struct cfg_area *areas, u32 num_areas,
		     const struct hal_space_memory *memory)
{
	struct mmu_tables t = { memory->fixed, memory->tables, memory->end, hyp_to_phys() };

	space_begin(t.l1);
	map_control(&t, memory);
	for (; num_areas; num_areas--) {
		LOOP_BOUND_OF(areas);
		if ((areas->flags & AREA_UNMAPPED) == 0) {
			CALL_WITH_OF(runs, area_runs);
			CALL_WITH_OF(entries, area_entries);
			mmu_map(&t, areas->mapped, areas->phys + space_attributes(areas->flags),
				areas->size);
		}
		areas = (const void *)((const u8 *)areas + memory->area_stride);
	}
	space_end(s, (u32)t.l1 + t.to_phys, index);
	dsb(); /* the tables are there before anything walks them */
	return t.next;
}

void hal_space_sync(const void *p, u32 length)
{
	u32 at = (u32)p & ~(CACHE_LINE - 1u), end = (u32)p + length;

	if (length == 0)
		return;
	do {
		LOOP_BOUND_OF(cache_lines);
		CP_WRITE(DCCMVAC, at);
		at += CACHE_LINE;
	} while (at < end);
	dsb();
	CP_WRITE(ICIALLU, 0);
	CP_WRITE(BPIALL, 0);
	dsb();
	isb();
}

/* By set and way: the first level as the processor describes it. */
static void flush_data(void)
{
	u32 id, line, set, way, top;

	CP_WRITE(CSSELR, 0);
	isb();
	id = CP_READ(CCSIDR);
	line = (id & 7) + 4;
	top = (u32)__builtin_clz(id >> 3 & 0x3ff);
	for (way = (id >> 3 & 0x3ff) + 1; way--;) {
		LOOP_BOUND(4);
		for (set = (id >> 13 & 0x7fff) + 1; set--;) {
			LOOP_BOUND(256);
			CP_WRITE(DCCISW, way << top | set << line);
		}
	}
	dsb();
}

void hal_cache_flush(bool data)
{
	if (data) {
		flush_data();
		return;
	}
	CP_WRITE(ICIALLU, 0);
	CP_WRITE(BPIALL, 0);
	dsb();
	isb();
}

void hal_uart_init(u32 uart, u32 baud)
{
	uart_init(DEV_PAGE(HAL_UART + uart), baud);
}

bool hal_uart_try_put(u32 uart, u8 byte)
{
	return uart_try_put(DEV_PAGE(HAL_UART + uart), byte);
}

bool hal_uart_try_get(u32 uart, u8 *byte)
{
	return uart_try_get(DEV_PAGE(HAL_UART + uart), byte);
}
