/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmem.c - guest addresses: the only room that turns one into a pointer.
 *
 * Every address and length is a partition's word: bounds are compared without
 * a sum that could wrap, and what is used is a snapshot (gmem_get) or memory
 * that only its owner can disturb (gmem_ptr).
 */
#include "gmem.h"

#include "part.h"

const struct cfg_area *gmem_area(const struct part *p, gaddr_t at, u32 length,
				 enum gmem_access access)
{
	const struct cfg_area *a = config_area_at(&sys.cfg, p->cfg, at, length);

	/* Mapped Normal memory, that the partition itself may access so. */
	if (a == NULL || (a->flags & (AREA_UNMAPPED | AREA_DEVICE | (u32)access)) != 0)
		return NULL;
	return a;
}

NOINLINE void *gmem_find(const struct part *p, gaddr_t at, u32 length, enum gmem_access access)
{
	const struct cfg_area *a = gmem_area(p, at, length, access);

	return a ? hal_area_ptr(&p->space, a, at - a->mapped, length) : NULL;
}

void gmem_init(struct part *p)
{
	const struct cfg_area *a = gmem_area(p, p->areas->mapped, p->areas->size, GMEM_WRITE);

	if (a != NULL)
		p->home =
			(struct home){ a->mapped, a->size, hal_area_ptr(&p->space, a, 0, a->size) };
}

void *gmem_ptr(const struct part *p, gaddr_t at, u32 length, enum gmem_access access)
{
	return length ? gmem_at(p, at, length, access) : gmem_find(p, at, 0, access);
}

s32 gmem_get(const struct part *p, void *to, gaddr_t from, u32 length)
{
	const void *src = gmem_ptr(p, from, length, GMEM_READ);

	if (src == NULL)
		return XM_INVALID_PARAM;
	hal_copy(to, src, length);
	return XM_OK;
}

s32 gmem_copy_out(const struct part *p, gaddr_t to, const void *from, u32 length)
{
	void *dst = gmem_ptr(p, to, length, GMEM_WRITE);

	if (dst == NULL)
		return XM_INVALID_PARAM;
	hal_copy(dst, from, length);
	return XM_OK;
}

NOINLINE s32 gmem_put_u32(const struct part *p, gaddr_t to, u32 value)
{
	return gmem_put(p, to, &value, sizeof(value));
}

s32 gmem_name(const struct part *p, char name[GMEM_NAME], gaddr_t at)
{
	const struct cfg_area *a = gmem_area(p, at, 1, GMEM_READ);
	u32 length = GMEM_NAME, left;

	if (a == NULL)
		return XM_INVALID_PARAM;
	left = a->size - (at - a->mapped);
	if (length > left)
		length = left;
	CALL_WITH(length, GMEM_NAME);
	hal_copy(name, hal_area_ptr(&p->space, a, at - a->mapped, length), length);
	while (length--) {
		LOOP_BOUND(GMEM_NAME);
		if (name[length] == '\0')
			return XM_OK;
	}
	return XM_INVALID_PARAM;
}

/* Is at in [base, base + size)?  The end is at most 2^32. */
static bool among(u32 at, u32 base, u32 size)
{
	return at - base < size;
}

/* Does another partition own this physical address?  The last area that begins
   at or below it decides, because areas do not overlap. */
static bool owned(const struct part *p, u32 phys)
{
	u32 low = 0, high = cfg_count(&sys.cfg, CFG_AMAP);
	const struct cfg_area *a, *last = NULL;

	while (low < high) {
		LOOP_BOUND_OF(area_bits);
		u32 mid = (low + high) / 2;

		a = cfg_get_area(&sys.cfg, cfg_get_amap(&sys.cfg, mid)->area);
		if (a->phys <= phys) {
			last = a;
			low = mid + 1;
		} else {
			high = mid;
		}
	}
	return last != NULL && (last->part != p->cfg->id || (last->flags & AREA_SHARED) != 0) &&
	       among(phys, last->phys, last->size);
}

enum gmem_owner gmem_owner(const struct part *p, gaddr_t at)
{
	const struct cfg_machine *m = cfg_get_machine(&sys.cfg, 0);

	if (config_area_at(&sys.cfg, p->cfg, at, 1) != NULL)
		return OWNER_SELF;
	if (among(at, HAL_WINDOW_BASE, HAL_WINDOW_SIZE) || among(at, m->hyp_phys, m->hyp_size) ||
	    owned(p, at))
		return OWNER_FOREIGN;
	return OWNER_NOBODY;
}
