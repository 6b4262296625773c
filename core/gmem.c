/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmem.c - guest addresses: the only room that turns one into a pointer.
 *
 * Every address and length is a partition's word: bounds are compared without
 * a sum that could wrap, and what is used is a snapshot (gmem_get) or memory
 * that only its owner can disturb (gmem_ptr).
 */
#include "gmem.h"

#include "lib.h"
#include "part.h"

/* Areas that a buffer may lie in: mapped Normal memory. */
static bool usable(const struct cfg_area *a, enum gmem_access access)
{
	u32 never = AREA_UNMAPPED | AREA_DEVICE | (access == GMEM_WRITE ? AREA_READONLY : 0);

	return (a->flags & never) == 0;
}

static const struct cfg_area *area_of(const struct part *p, gaddr_t at, u32 length)
{
	const struct cfg_area *a = p->areas;
	u32 n;

	for (n = p->cfg->num_areas; n; n--) {
		if (range_inside(at, length, a->mapped, a->size))
			return a;
		a = (const void *)((const u8 *)a + sys.cfg.sec[CFG_AREA].stride);
	}
	return NULL;
}

void *gmem_ptr(const struct part *p, gaddr_t at, u32 length, enum gmem_access access)
{
	const struct cfg_area *a = area_of(p, at, length);

	if (a == NULL || !usable(a, access))
		return NULL;
	return hal_area_ptr(&p->space, a, at - a->mapped, length);
}

bool gmem_get(const struct part *p, void *to, gaddr_t from, u32 length)
{
	const void *src = gmem_ptr(p, from, length, GMEM_READ);

	if (src == NULL)
		return false;
	hal_copy(to, src, length);
	return true;
}

bool gmem_put(const struct part *p, gaddr_t to, const void *from, u32 length)
{
	void *dst = gmem_ptr(p, to, length, GMEM_WRITE);

	if (dst == NULL)
		return false;
	hal_copy(dst, from, length);
	return true;
}

/* Does any partition own this physical address?  The last area that begins at
   or below it decides, because areas do not overlap. */
static bool owned(u32 phys)
{
	u32 low = 0, high = cfg_count(&sys.cfg, CFG_AMAP);
	const struct cfg_area *a;

	while (low < high) {
		u32 mid = (low + high) / 2;

		a = cfg_get_area(&sys.cfg, cfg_get_amap(&sys.cfg, mid)->area);
		if (a->phys <= phys)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == 0)
		return false;
	a = cfg_get_area(&sys.cfg, cfg_get_amap(&sys.cfg, low - 1)->area);
	return range_inside(phys, 1, a->phys, a->size);
}

enum gmem_owner gmem_owner(const struct part *p, gaddr_t at)
{
	const struct cfg_machine *m = cfg_get_machine(&sys.cfg, 0);
	const struct cfg_area *a = area_of(p, at, 1);

	if (a != NULL)
		return OWNER_SELF;
	if (range_inside(at, 1, HAL_WINDOW_BASE, HAL_WINDOW_SIZE) ||
	    range_inside(at, 1, m->hyp_phys, m->hyp_size) || owned(at))
		return OWNER_FOREIGN;
	return OWNER_NOBODY;
}
