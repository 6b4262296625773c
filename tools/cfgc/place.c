/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * place.c - where the hypervisor's memory is: as the plan says, or free RAM in
 * a region of the plan.  Called by compile.c after the memory checks.
 *
 * Nothing that a partition has or sees, no memory block and no resident
 * software is touched.  The first choice is where the family puts its
 * hypervisor; else the highest free place, far from an image that a loader put
 * low in RAM.  Megabytes first, they take no second-level table; whole blocks of
 * the board's mode if it is so large that the boot has no tables for its pages.
 */
#include "ranges.h"

enum { PAGE = 4096, SIZE_MAX_BYTES = 64 << 20, PAGES_MAX = 4 << 20 };
#define SPACE_END      0x100000000ull
#define ALIGN_SECTION  0x100000ull
#define ALIGN_LEAST    0x10000ull
#define FAMILY_ADDRESS 0x20000000ull

/* --- given by the plan ------------------------------------------------------------- */

static void meet_area(struct checker *c, const struct m_area *a)
{
	const struct m_hyp *h = &c->m->hyp;

	if (!touch(h->start, h->size, a->start, a->size))
		return;
	complain(c, CHECK_area_hypervisor, a->at, "the area overlaps the hypervisor's memory");
	hint(c, h->area_at, "the hypervisor has 0x%llx to 0x%llx", h->start,
	     range_end(h->start, h->size) - 1);
}

static void meet_all(struct checker *c)
{
	const struct model *m = c->m;
	u32 i, j;

	for (i = 0; i < m->num_parts; i++)
		for (j = 0; j < m->parts[i].num_plan_areas; j++)
			meet_area(c, &m->parts[i].areas[j]);
	for (i = 0; i < m->num_rsw; i++)
		meet_area(c, &m->rsw[i]);
	for (i = 0; i < m->num_devices; i++) {
		const struct m_device *d = &m->devices[i];
		const struct m_area block = { .at = d->at, .start = d->start, .size = d->size };

		if (d->kind == DEVICE_MEMORY)
			meet_area(c, &block);
	}
}

static void check_given(struct checker *c)
{
	const struct m_hyp *h = &c->m->hyp;

	if (h->start % ALIGN_LEAST != 0)
		complain(c, CHECK_hypervisor_align, h->area_at,
			 "start 0x%llx is not a multiple of 64 KB", h->start);
	else if (h->size > PAGES_MAX && h->start % c->hw->block != 0)
		complain(c, CHECK_hypervisor_align, h->area_at,
			 "start 0x%llx of more than 4 MB is not a multiple of %u MB on board %s",
			 h->start, c->hw->block >> 20, c->hw->name);
	if (!inside_region(c->m, h->start, h->size))
		complain(c, CHECK_hypervisor_region, h->area_at,
			 "0x%llx to 0x%llx lies in no single region", h->start,
			 range_end(h->start, h->size) - 1);
	if (!inside_any(h->start, h->size, c->hw->ram, ARRAY_LEN(c->hw->ram)))
		complain(c, CHECK_hypervisor_ram, h->area_at,
			 "board %s has no RAM from 0x%llx to 0x%llx", c->hw->name, h->start,
			 range_end(h->start, h->size) - 1);
	meet_all(c);
}

/* --- to be found ---------------------------------------------------------------------- */

/* What stands in the way at start; the lowest begin of it in *below. */
static bool is_free(const struct model *m, u64 start, u64 size, u64 *below)
{
	u32 i, j;

	*below = SPACE_END;
	for (i = 0; i < m->num_parts; i++) {
		for (j = 0; j < m->parts[i].num_areas; j++) {
			const struct m_area *a = &m->parts[i].areas[j];

			if (touch(start, size, a->start, a->size) && a->start < *below)
				*below = a->start;
			if (touch(start, size, a->mapped, a->size) && a->mapped < *below)
				*below = a->mapped;
		}
	}
	for (i = 0; i < m->num_rsw; i++)
		if (touch(start, size, m->rsw[i].start, m->rsw[i].size) && m->rsw[i].start < *below)
			*below = m->rsw[i].start;
	for (i = 0; i < m->num_devices; i++)
		if (touch(start, size, m->devices[i].start, m->devices[i].size) &&
		    m->devices[i].start < *below)
			*below = m->devices[i].start;
	return *below == SPACE_END;
}

/* The highest aligned free place in [low, high); false if there is none. */
static bool search(const struct model *m, u64 low, u64 high, u64 align, u64 *place)
{
	u64 size = m->hyp.size;

	while (high >= size && high - size >= low) {
		u64 start = (high - size) / align * align;
		u64 below;

		if (start < low || start == 0)
			return false;
		*place = start;
		if (is_free(m, start, size, &below))
			return true;
		high = below;
	}
	return false;
}

/* The highest in all of the board's RAM that is in regions for RAM. */
static bool search_board(const struct checker *c, u64 align, u64 *place)
{
	bool found = false;
	size_t i;
	u32 j;

	*place = 0;
	for (i = 0; i < ARRAY_LEN(c->hw->ram); i++) {
		const struct hal_range *ram = &c->hw->ram[i];

		for (j = 0; j < c->m->num_regions; j++) {
			const struct m_region *r = &c->m->regions[j];
			u64 low = r->start > ram->base ? r->start : ram->base;
			u64 high = range_end(r->start, r->size);
			u64 start;

			if (high > (u64)ram->base + ram->size)
				high = (u64)ram->base + ram->size;
			if (r->kind == REGION_ROM || !search(c->m, low, high, align, &start))
				continue;
			if (!found || start > *place)
				*place = start;
			found = true;
		}
	}
	return found;
}

static bool family_place(const struct checker *c, u64 *place)
{
	const struct m_hyp *h = &c->m->hyp;
	u64 below;

	*place = FAMILY_ADDRESS;
	return inside_any(*place, h->size, c->hw->ram, ARRAY_LEN(c->hw->ram)) &&
	       inside_region(c->m, *place, h->size) && is_free(c->m, *place, h->size, &below);
}

static bool search_aligned(const struct checker *c, u64 *place)
{
	if (c->m->hyp.size > PAGES_MAX)
		return search_board(c, c->hw->block, place);
	return search_board(c, ALIGN_SECTION, place) || search_board(c, ALIGN_LEAST, place);
}

void place_hypervisor(struct checker *c)
{
	struct m_hyp *h = &c->m->hyp;
	u32 refused = AREA_UNMAPPED | AREA_READONLY | AREA_UNCACHEABLE | AREA_ROM;

	if (!h->valid)
		return;
	if ((h->area_flags & refused) != 0)
		complain(c, CHECK_hypervisor_flags, h->area_at,
			 "the hypervisor's memory has flags that it cannot have");
	if (h->size == 0 || h->size % PAGE != 0 || h->size > SIZE_MAX_BYTES) {
		complain(c, CHECK_hypervisor_size, h->area_at,
			 "%llu bytes for the hypervisor: not whole pages from 4 KB to 64 MB",
			 h->size);
		return;
	}
	if (h->has_start)
		check_given(c);
	else if (!family_place(c, &h->start) && !search_aligned(c, &h->start))
		complain(c, CHECK_hypervisor_place, h->area_at,
			 "no free %llu KB for the hypervisor in the plan's regions on board %s",
			 h->size / 1024, c->hw->name);
}
