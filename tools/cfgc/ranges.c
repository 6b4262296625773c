/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ranges.c - which range touches which; used by checks and place.c.
 */
#include "ranges.h"

#include <stdlib.h>

bool inside_any(u64 start, u64 size, const struct hal_range *r, size_t n)
{
	for (; n; n--, r++)
		if (r->size != 0 && inside(start, size, r->base, r->size))
			return true;
	return false;
}

bool touches_any(u64 start, u64 size, const struct hal_range *r, size_t n)
{
	for (; n; n--, r++)
		if (touch(start, size, r->base, r->size))
			return true;
	return false;
}

bool inside_region(const struct model *m, u64 start, u64 size)
{
	u32 i;

	for (i = 0; i < m->num_regions; i++)
		if (inside(start, size, m->regions[i].start, m->regions[i].size))
			return true;
	return false;
}

static int by_start(const void *left, const void *right)
{
	const struct range *a = left, *b = right;

	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->owner != b->owner)
		return a->owner < b->owner ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

void sort_ranges(struct range *ranges, size_t count)
{
	if (count != 0)
		qsort(ranges, count, sizeof(*ranges), by_start);
}
