/* SPDX-License-Identifier: BSD-2-Clause */
/* entry.c - where a partition may begin to run. */
#include "entry.h"

bool entry_is_inside(const struct config *cfg, u32 part, u32 entry)
{
	const struct cfg_part *p = cfg_get_part(cfg, part);
	u32 address = entry & ~1u;

	if (entry == NONE)
		return p->num_areas > 0;
	for (u32 i = 0; i < p->num_areas; i++) {
		const struct cfg_area *area = cfg_get_area(cfg, p->first_area + i);

		if ((area->flags & (AREA_DEVICE | AREA_UNMAPPED)) == 0 && address >= area->mapped &&
		    address - area->mapped < area->size)
			return true;
	}
	return false;
}

bool entry_area_is_loadable(const struct config *cfg, u32 part)
{
	const struct cfg_part *p = cfg_get_part(cfg, part);
	u32 flags;

	if (p->num_areas == 0)
		return false;
	flags = cfg_get_area(cfg, p->first_area)->flags;
	return (flags & (AREA_DEVICE | AREA_UNMAPPED | AREA_ROM)) == 0;
}
