/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc_memory.c - the copy of memory within and between partitions.
 *
 * One piece a call: until the last one the caller is sent back to its svc and
 * issues it again, so interrupts, its slot's end and its reset come in between.
 * Progress is kept in the caller's own memory alone, and so is as little to be
 * trusted as any argument: each piece checks all of it.
 */
#include "gmem.h"
#include "hypercall.h"
#include "part.h"

/* One end of the copy. */
struct end {
	struct part *part;
	const struct cfg_area *area;
	u32 offset;
};

/* XM_OK, or why the caller may not name this partition. */
static s32 may_reach(const struct cfg_part *caller, u32 id)
{
	if (id != caller->id && (caller->flags & PART_SYSTEM) == 0)
		return XM_PERM_ERROR;
	return id < cfg_count(&sys.cfg, CFG_PART) ? XM_OK : XM_INVALID_PARAM;
}

/* All that is left of the copy, at one end of it. */
static bool find(struct end *e, u32 id, gaddr_t at, u32 length, enum gmem_access access)
{
	e->part = part_by_id(id);
	e->area = gmem_area(e->part, at, length, access);
	if (e->area == NULL)
		return false;
	e->offset = at - e->area->mapped;
	return true;
}

/* Only one space is loaded at a time. */
static void *load(const struct end *e, u32 skip, u32 length)
{
	hal_space_load(&e->part->space);
	return hal_area_ptr(&e->part->space, e->area, e->offset + skip, length);
}

/* Where the destination lies over what is still to be read, the end of it goes
   first: the result is as if all had been read before anything was written. */
static u32 piece_at(const struct end *to, const struct end *from, u32 left, u32 length)
{
	u32 ahead = to->area->phys + to->offset - (from->area->phys + from->offset);

	return ahead < left ? left - length : 0;
}

/* What goes to another partition may be code. */
static void copy(struct part *caller, struct xm_copy *c, const struct end *to,
		 const struct end *from)
{
	u32 length = c->left < BOUNCE_BYTES ? c->left : BOUNCE_BYTES;
	u32 skip = piece_at(to, from, c->left, length);
	void *bounce = this_cpu()->bounce;
	void *dst;

	CALL_WITH(length, BOUNCE_BYTES);
	hal_copy(bounce, load(from, skip, length), length);
	dst = load(to, skip, length);
	CALL_WITH(length, BOUNCE_BYTES);
	hal_copy(dst, bounce, length);
	CALL_WITH(cache_lines, BOUNCE_BYTES / 32 + 1);
	if (to->part != caller)
		hal_space_sync(dst, length);
	hal_space_load(&caller->space);
	c->left -= length;
	if (skip == 0) {
		c->to += length;
		c->from += length;
	}
}

s32 hc_memory_copy(struct vcpu *v, const union hc_args *a)
{
	void *progress = gmem_ptr(v->part, a->memory_copy.copy, sizeof(struct xm_copy), GMEM_WRITE);
	struct end to, from;
	struct xm_copy c;
	s32 error;

	if (progress == NULL)
		return XM_INVALID_PARAM;
	hal_copy(&c, progress, sizeof(c));
	error = may_reach(v->part->cfg, c.dst);
	if (error == XM_OK)
		error = may_reach(v->part->cfg, c.src);
	if (error != XM_OK)
		return error;
	if (!find(&to, c.dst, c.to, c.left, GMEM_WRITE) ||
	    !find(&from, c.src, c.from, c.left, GMEM_READ))
		return XM_INVALID_PARAM;
	copy(v->part, &c, &to, &from);
	hal_copy(progress, &c, sizeof(c));
	return c.left == 0 ? XM_OK : HC_AGAIN;
}
