/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmem.h - guest addresses.  Only here they become pointers.
 *
 * A buffer lies in one mapped Normal-memory area of the partition whose space
 * is loaded; read-only areas serve as source only.
 */
#ifndef CORE_GMEM_H
#define CORE_GMEM_H

#include "config.h"
#include "part.h"

/* What the area must not be, besides unmapped or a device. */
enum gmem_access { GMEM_READ = 0, GMEM_WRITE = AREA_READONLY };

/* Boot, with the space of p loaded: its first area, where most buffers lie, is found at
   once if p may write there. */
void gmem_init(struct part *p);

/* The area of p that has the buffer [at, at + length), or NULL: for a partition that
   need not be loaded. */
const struct cfg_area *gmem_area(const struct part *p, gaddr_t at, u32 length,
				 enum gmem_access access);

/* The buffer [at, at + length), or NULL.  In the first area gmem_near() finds it at once,
   if length is not 0, as gmem_ptr() and gmem_find() allow. */
void *gmem_find(const struct part *p, gaddr_t at, u32 length, enum gmem_access access);
static FAST bool gmem_near(const struct part *p, gaddr_t at, u32 length, void **to)
{
	u32 offset = AS_IS(at - p->home.start), left;

	if (__builtin_sub_overflow(p->home.size, offset, &left) || length > left)
		return false;
	*to = p->home.view + offset;
	return true;
}
static FAST bool gmem_reach(const struct part *p, gaddr_t at, u32 length, enum gmem_access access,
			    void **to)
{
	if (gmem_near(p, at, length, to))
		return true;
	*to = gmem_find(p, at, length, access);
	return *to != NULL;
}
static FAST void *gmem_at(const struct part *p, gaddr_t at, u32 length, enum gmem_access access)
{
	void *to;

	return gmem_reach(p, at, length, access, &to) ? to : NULL;
}
void *gmem_ptr(const struct part *p, gaddr_t at, u32 length, enum gmem_access access);

/* Snapshot: copy in or out in one go, out a constant length.  XM_OK, or XM_INVALID_PARAM
   if the buffer is no good. */
s32 gmem_get(const struct part *p, void *to, gaddr_t from, u32 length);
s32 gmem_copy_out(const struct part *p, gaddr_t to, const void *from, u32 length);
static FAST s32 gmem_put(const struct part *p, gaddr_t to, const void *from, u32 length)
{
	CALL_WITH(length, length);
	return gmem_copy_out(p, to, from, length);
}
s32 gmem_put_u32(const struct part *p, gaddr_t to, u32 value);

/* *to: where a word in the first area goes, if it is aligned and so lies across no end. */
static FAST bool gmem_word(const struct part *p, gaddr_t at, u32 size, void **to)
{
	*to = p->home.view + (at - p->home.start);
	return at - p->home.start < p->home.size && at % size == 0;
}

/*
 * Snapshot of a name: up to GMEM_NAME bytes or the end of its area.  Without a
 * NUL among them it names nothing: XM_INVALID_PARAM.
 */
enum { GMEM_NAME = CFG_NAME_MAX + 1 };
s32 gmem_name(const struct part *p, char name[GMEM_NAME], gaddr_t at);

/* Whose address is it, as p sees it? */
enum gmem_owner { OWNER_NOBODY, OWNER_SELF, OWNER_FOREIGN };
enum gmem_owner gmem_owner(const struct part *p, gaddr_t at);

#endif
