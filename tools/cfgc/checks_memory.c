/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * checks_memory.c - regions and areas; called by compile.c when device pages
 * are among the areas.
 */
#include "ranges.h"

enum { PAGE = 4096 };
#define SPACE_END 0x100000000ull

static bool page_aligned(u64 n)
{
	return n % PAGE == 0;
}

/* --- regions --------------------------------------------------------------------- */

static void check_region(struct checker *c, const struct m_region *r)
{
	if (r->size == 0)
		complain(c, CHECK_region_empty, r->at, "the region has size 0");
	if (!page_aligned(r->start) || !page_aligned(r->size))
		complain(c, CHECK_region_align, r->at,
			 "start 0x%llx and size 0x%llx are not both whole pages of 4 KB", r->start,
			 r->size);
	if (range_end(r->start, r->size) > SPACE_END)
		complain(c, CHECK_region_end, r->at, "the region ends at 0x%llx, beyond 2^32",
			 range_end(r->start, r->size));
}

static void check_regions(struct checker *c)
{
	const struct model *m = c->m;
	struct range *r = arena_alloc(c->arena, m->num_regions, sizeof(*r));
	const struct range *reach = r;
	u32 i;

	for (i = 0; i < m->num_regions; i++) {
		const struct m_region *g = &m->regions[i];

		check_region(c, g);
		r[i] = (struct range){ g->start, g->size, g->at, 0, i };
	}
	sort_ranges(r, m->num_regions);
	for (i = 1; i < m->num_regions; i++) {
		if (touch(r[i].start, r[i].size, reach->start, reach->size)) {
			complain(c, CHECK_region_overlap, r[i].at,
				 "the region at 0x%llx overlaps the one at 0x%llx", r[i].start,
				 reach->start);
			hint(c, reach->at, "the other region is here");
		}
		if (range_end(r[i].start, r[i].size) > range_end(reach->start, reach->size))
			reach = &r[i];
	}
}

/* --- one area -------------------------------------------------------------------------- */

static void check_place(struct checker *c, const struct m_area *a)
{
	const struct hal_machine *hw = c->hw;

	if (!inside_region(c->m, a->start, a->size))
		complain(c, CHECK_area_region, a->at, "0x%llx to 0x%llx lies in no single region",
			 a->start, range_end(a->start, a->size) - 1);
	if (inside_any(a->start, a->size, hw->ram, ARRAY_LEN(hw->ram)))
		return;
	complain(c, CHECK_area_ram, a->at, "board %s has no RAM from 0x%llx to 0x%llx", hw->name,
		 a->start, range_end(a->start, a->size) - 1);
	if (touches_any(a->start, a->size, hw->io, ARRAY_LEN(hw->io)))
		hint(c, a->at,
		     "there are devices: HwResources/APBDev and IoPages give them to a partition");
}

static void check_mapped(struct checker *c, const struct m_area *a)
{
	if (!page_aligned(a->mapped) && a->mapped != a->start)
		complain(c, CHECK_mapped_align, a->at, "mappedAt 0x%llx is not on a page of 4 KB",
			 a->mapped);
	if (a->mapped < PAGE) {
		complain(c, CHECK_mapped_null, a->at, "the area is mapped at page 0");
		hint(c, a->at, "choose another address with mappedAt");
	}
	if (range_end(a->mapped, a->size) > SPACE_END)
		complain(c, CHECK_mapped_end, a->at, "the mapped area ends at 0x%llx, beyond 2^32",
			 range_end(a->mapped, a->size));
	if (touch(a->mapped, a->size, HAL_WINDOW_BASE, HAL_WINDOW_SIZE))
		complain(c, CHECK_mapped_window, a->at,
			 "0x%llx to 0x%llx touches the hypervisor's window", a->mapped,
			 range_end(a->mapped, a->size) - 1);
}

static void check_area(struct checker *c, const struct m_area *a)
{
	if (a->size == 0) {
		complain(c, CHECK_area_empty, a->at, "the area has size 0");
		return;
	}
	if (!page_aligned(a->start) || !page_aligned(a->size))
		complain(c, CHECK_area_align, a->at,
			 "start 0x%llx and size 0x%llx are not both whole pages of 4 KB", a->start,
			 a->size);
	if (range_end(a->start, a->size) > SPACE_END) {
		complain(c, CHECK_area_end, a->at, "the area ends at 0x%llx, beyond 2^32",
			 range_end(a->start, a->size));
		return;
	}
	check_place(c, a);
	check_mapped(c, a);
}

/* --- a partition's areas ------------------------------------------------------------------ */

static void check_mapping(struct checker *c, const struct m_part *p)
{
	struct range *r = arena_alloc(c->arena, p->num_areas, sizeof(*r));
	const struct range *reach = r;
	u32 i;

	for (i = 0; i < p->num_areas; i++)
		r[i] = (struct range){ p->areas[i].mapped, p->areas[i].size, p->areas[i].at, 0, i };
	sort_ranges(r, p->num_areas);
	for (i = 1; i < p->num_areas; i++) {
		const struct m_area *a = &p->areas[r[i].index], *b = &p->areas[reach->index];

		if (touch(a->mapped, a->size, b->mapped, b->size) &&
		    !touch(a->start, a->size, b->start, b->size)) {
			complain(c, CHECK_mapped_overlap, a->at,
				 "mapped at 0x%llx, over the area mapped at 0x%llx", a->mapped,
				 b->mapped);
			hint(c, b->at, "the other area is here");
		}
		if (range_end(a->mapped, a->size) > range_end(b->mapped, b->size))
			reach = &r[i];
	}
}

static bool entry_is_mapped(const struct m_part *p)
{
	u32 i;

	for (i = 0; i < p->num_plan_areas; i++)
		if ((p->areas[i].flags & AREA_UNMAPPED) == 0 &&
		    inside(p->entry, 4, p->areas[i].mapped, p->areas[i].size))
			return true;
	return false;
}

static void check_part(struct checker *c, const struct m_part *p)
{
	u32 i;

	for (i = 0; i < p->num_plan_areas; i++)
		check_area(c, &p->areas[i]);
	check_mapping(c, p);
	if (p->num_plan_areas != 0 && (p->areas[0].flags & (AREA_UNMAPPED | AREA_ROM)) != 0)
		complain(c, CHECK_first_area, p->areas[0].at,
			 "the first area of partition %llu holds its image, but is %s", p->id,
			 p->areas[0].flags & AREA_ROM ? "rom: nobody loads it" : "unmapped");
	if (p->has_entry && p->num_plan_areas != 0 && !entry_is_mapped(p))
		complain(c, CHECK_entry_outside, p->at,
			 "the entry 0x%llx is in no mapped area of partition %llu", p->entry,
			 p->id);
}

/* --- all areas together --------------------------------------------------------------------- */

static struct m_area *area_of(struct checker *c, const struct range *r)
{
	return &c->m->parts[r->owner].areas[r->index];
}

static u64 id_of(struct checker *c, const struct range *r)
{
	return c->m->parts[r->owner].id;
}

/* Where the walk over all areas by ascending address is. */
struct walk {
	const struct range *reach; /* of those passed the one that ends last */
	const struct range *image; /* the first area of a partition, the same as reach */
};

/* The same whole area in two partitions. */
static void share(struct checker *c, const struct range *first, const struct range *r)
{
	struct m_area *a = area_of(c, first), *b = area_of(c, r);

	a->flags |= AREA_SHARED;
	b->flags |= AREA_SHARED;
	complain(c, CHECK_area_shared, b->at, "0x%llx to 0x%llx is shared with partition %llu",
		 r->start, range_end(r->start, r->size) - 1, id_of(c, first));
	hint(c, a->at, "the other partition's is here");
	if (((a->flags ^ b->flags) & AREA_UNCACHEABLE) != 0) {
		complain(c, CHECK_area_cacheability, b->at,
			 "partitions %llu and %llu share the area, one of them uncacheable",
			 id_of(c, first), id_of(c, r));
		hint(c, a->at, "the other partition's is here");
	}
}

static void meet(struct checker *c, struct walk *w, const struct range *before,
		 const struct range *r)
{
	bool same = before->start == r->start && before->size == r->size;

	if (before->owner == r->owner)
		complain(c, CHECK_area_twice, r->at,
			 "the area overlaps another of the same partition, at 0x%llx",
			 before->start);
	else if (!same)
		complain(c, CHECK_area_overlap, r->at,
			 "0x%llx to 0x%llx overlaps an area of partition %llu in part", r->start,
			 range_end(r->start, r->size) - 1, id_of(c, before));
	if (before->owner == r->owner || !same) {
		hint(c, before->at, "the other area is here");
		return;
	}
	share(c, before, r);
	if (r->index != 0)
		return;
	if (w->image != NULL) {
		complain(c, CHECK_area_image, r->at,
			 "partitions %llu and %llu would have their images in the same area",
			 id_of(c, w->image), id_of(c, r));
		hint(c, w->image->at, "the other partition's is here");
	}
	w->image = r;
}

static void pass(struct walk *w, const struct range *r)
{
	if (w->reach != NULL &&
	    range_end(r->start, r->size) <= range_end(w->reach->start, w->reach->size))
		return;
	w->reach = r;
	w->image = r->index == 0 ? r : NULL;
}

static u32 collect(struct checker *c, struct range *r)
{
	u32 i, j, count = 0;

	for (i = 0; i < c->m->num_parts; i++) {
		const struct m_part *p = &c->m->parts[i];

		for (j = 0; j < p->num_plan_areas; j++)
			r[count++] = (struct range){ p->areas[j].start, p->areas[j].size,
						     p->areas[j].at, i, j };
	}
	sort_ranges(r, count);
	return count;
}

static void check_all_areas(struct checker *c)
{
	struct walk w = { NULL, NULL };
	struct range *r;
	u32 i, count = 0;

	for (i = 0; i < c->m->num_parts; i++)
		count += c->m->parts[i].num_plan_areas;
	r = arena_alloc(c->arena, count, sizeof(*r));
	count = collect(c, r);
	for (i = 0; i < count; i++) {
		const struct range *last = i ? &r[i - 1] : NULL;

		/* Two of one partition meet each other before any third. */
		if (last && last->owner == r[i].owner &&
		    touch(r[i].start, r[i].size, last->start, last->size))
			meet(c, &w, last, &r[i]);
		else if (w.reach && touch(r[i].start, r[i].size, w.reach->start, w.reach->size))
			meet(c, &w, w.reach, &r[i]);
		pass(&w, &r[i]);
	}
}

/* --- memory that is nobody's --------------------------------------------------------------------
 */

static void check_reserved_range(struct checker *c, const char *what, struct diag_pos at, u64 start,
				 u64 size)
{
	u32 i, j;

	if (range_end(start, size) > SPACE_END)
		complain(c, CHECK_area_end, at, "the %s ends at 0x%llx, beyond 2^32", what,
			 range_end(start, size));
	if (size == 0)
		complain(c, CHECK_area_empty, at, "the %s has size 0", what);
	for (i = 0; i < c->m->num_parts; i++) {
		const struct m_part *p = &c->m->parts[i];

		for (j = 0; j < p->num_plan_areas; j++) {
			if (!touch(start, size, p->areas[j].start, p->areas[j].size))
				continue;
			complain(c, CHECK_area_reserved, p->areas[j].at,
				 "the area overlaps the %s at 0x%llx", what, start);
			hint(c, at, "the %s is here", what);
		}
	}
}

/* Blocks only keep memory free, so that is all that is wrong with them. */
static void check_blocks(struct checker *c)
{
	const struct model *m = c->m;
	struct range *r = arena_alloc(c->arena, m->num_devices, sizeof(*r));
	const struct range *reach = r;
	u32 i, count = 0;

	for (i = 0; i < m->num_devices; i++) {
		const struct m_device *d = &m->devices[i];

		if (d->kind != DEVICE_MEMORY || d->size == 0)
			continue;
		r[count++] = (struct range){ d->start, d->size, d->at, 0, i };
		if (!inside_region(m, d->start, d->size))
			complain(c, CHECK_block_region, d->at,
				 "the memory block at 0x%llx lies in no single region", d->start);
	}
	sort_ranges(r, count);
	for (i = 1; i < count; i++) {
		if (touch(r[i].start, r[i].size, reach->start, reach->size)) {
			complain(c, CHECK_block_overlap, r[i].at,
				 "the memory block at 0x%llx overlaps the one at 0x%llx",
				 r[i].start, reach->start);
			hint(c, reach->at, "the other memory block is here");
		}
		if (range_end(r[i].start, r[i].size) > range_end(reach->start, reach->size))
			reach = &r[i];
	}
}

static void check_reserved(struct checker *c)
{
	const struct model *m = c->m;
	u32 i;

	check_blocks(c);

	for (i = 0; i < m->num_devices; i++)
		if (m->devices[i].kind == DEVICE_MEMORY)
			check_reserved_range(c, "memory block", m->devices[i].at,
					     m->devices[i].start, m->devices[i].size);
	for (i = 0; i < m->num_rsw; i++)
		check_reserved_range(c, "resident software", m->rsw[i].at, m->rsw[i].start,
				     m->rsw[i].size);
}

void check_memory(struct checker *c)
{
	u32 i;

	check_regions(c);
	for (i = 0; i < c->m->num_parts; i++)
		check_part(c, &c->m->parts[i]);
	check_all_areas(c);
	check_reserved(c);
}
