/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * space.c - what partitions' address spaces are in this mode.
 */
#include "config.h"
#include "context.h"
#include "cpu.h"
#include "hal.h"
#include "hyp.h"

_Static_assert(offsetof(struct hal_space, ttbr0) == 0 && offsetof(struct hal_space, contextid) == 4,
	       "switch.S loads them as a pair");

u32 space_attributes(u32 flags)
{
	u32 user = flags & AREA_READONLY ? PTE_PRIVATE | PTE_USER_RO : PTE_PRIVATE | PTE_USER_RW;

	if (flags & AREA_DEVICE)
		return user + PTE_DEVICE;
	return user + (flags & AREA_UNCACHEABLE ? PTE_UNCACHED : PTE_NORMAL);
}

void space_begin(u32 *l1)
{
	const u32 first = HAL_WINDOW_BASE / BLOCK, entries = HAL_WINDOW_SIZE / BLOCK;

	hal_copy(l1 + first, hyp_l1 + first, entries * sizeof(*l1));
}

void space_end(struct hal_space *s, u32 l1, u32 index)
{
	s->ttbr0 = l1 | TTBR_WALK;
	s->contextid = index + 1;
}

void *hal_area_ptr(const struct hal_space *s, const struct cfg_area *area, u32 offset, u32 length)
{
	(void)s;
	(void)length;
	return (void *)(area->mapped + offset);
}
