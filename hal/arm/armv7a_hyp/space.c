/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * space.c - what partitions' address spaces are in this mode: stage 2 of the
 * translation.
 */
#include "config.h"
#include "context.h"
#include "devices.h"
#include "hal.h"
#include "hyp.h"

_Static_assert(offsetof(struct hal_vcpu, r[13]) == VCPU_SP, "");
_Static_assert(offsetof(struct hal_space, vttbr) == 0 && offsetof(struct hal_space, vmid) == 4,
	       "switch.S loads them as a pair");

u32 space_attributes(u32 flags)
{
	u32 attributes = flags & AREA_READONLY ? S2_RO : S2_RW;

	if (flags & AREA_DEVICE)
		return attributes | S2_DEVICE | PTE_XN;
	return attributes | (flags & AREA_UNCACHEABLE ? S2_UNCACHED : S2_NORMAL);
}

/* The hypervisor is in no partition's space. */
void space_begin(u64 *l1)
{
	(void)l1;
}

void space_end(struct hal_space *s, u32 l1, u32 index)
{
	s->vttbr = l1;
	s->vmid = (index + 1) << 16;
}

/* All of RAM is in view, whoever is loaded; switch.S selects the partition's space. */
void hal_space_load(struct hal_space *s)
{
	(void)s;
}

/* By the mapping that has the attributes of the partition's. */
NOINLINE void *hal_area_ptr(const struct hal_space *s, const struct cfg_area *area, u32 offset,
			    u32 length)
{
	u32 view = area->flags & AREA_UNCACHEABLE ? UNCACHED_RAM : 0;

	(void)s;
	(void)length;
	return (void *)((area->phys + offset) ^ view);
}
