/* SPDX-License-Identifier: BSD-2-Clause */
/* custom.c - custom files into the buffers of their partition. */
#include "custom.h"

#include <string.h>

#include "self.h"

struct placing {
	struct report *report;
	const struct config *cfg;
	const struct cfg_part *part;
	const struct cfg_area *first; /* its first area */
	const struct binary *binary;
	struct self self;
};

static const char *name_of(const struct placing *p)
{
	return cfg_string(p->cfg, p->part->name);
}

/* Ends may be exactly at 2^32. */
static bool inside(u32 start, u32 size, u32 base, u32 length)
{
	return start >= base && (u64)start + size <= (u64)base + length;
}

static bool overlap(u32 start, u32 size, u32 base, u64 end)
{
	return start < end && base < (u64)start + size;
}

/* --- the header ------------------------------------------------------------------ */

/* Whether there is one, and only one, with a table that can be read. */
static bool check_header(const struct placing *p)
{
	const struct self *s = &p->self;

	if (s->num_headers == 0)
		report_error(p->report, p->binary->path, CHECK_CUSTOM_HEADER,
			     "partition %s has custom files, but its binary has no image header: "
			     "define xmImageHdr with __XMIHDR to say where they go",
			     name_of(p));
	else if (s->num_headers > 1)
		report_error(p->report, p->binary->path, CHECK_CUSTOM_AMBIGUOUS,
			     "partition %s has custom files and %u image headers, at 0x%zX and "
			     "0x%zX: leave one, or name its signature in no other data",
			     name_of(p), s->num_headers, s->at[0], s->at[1]);
	else if (s->header.num_files > XM_HEADER_FILES)
		report_error(p->report, p->binary->path, CHECK_CUSTOM_TABLE,
			     "the image header of partition %s declares %u custom files, there is "
			     "room for %u: look at noCustomFiles",
			     name_of(p), s->header.num_files, (u32)XM_HEADER_FILES);
	else
		return true;
	return false;
}

static void check_count(const struct placing *p)
{
	u32 declared = p->self.header.num_files;

	if (p->binary->num_customs > declared)
		report_error(p->report, p->binary->path, CHECK_CUSTOM_COUNT,
			     "%u custom files for partition %s, its image header declares %u: %s "
			     "is the first too many, or noCustomFiles is too small",
			     p->binary->num_customs, name_of(p), declared,
			     p->binary->customs[declared].path);
}

/* --- a buffer ---------------------------------------------------------------------- */

/* An area other than the first that holds the buffer; NULL: none. */
static const struct cfg_area *other_area(const struct placing *p, const struct xm_header_file *f)
{
	for (u32 i = 1; i < p->part->num_areas; i++) {
		const struct cfg_area *a = cfg_get_area(p->cfg, p->part->first_area + i);

		if (inside(f->address, f->size, a->mapped, a->size))
			return a;
	}
	return NULL;
}

static void area_error(const struct placing *p, u32 k, const struct xm_header_file *f)
{
	const struct cfg_area *other = other_area(p, f);

	if (other)
		report_error(p->report, p->binary->path, CHECK_CUSTOM_AREA,
			     "buffer %u of partition %s, 0x%08X and %u bytes, is in its area at "
			     "0x%08X, but only the first area is loaded: put it there",
			     k, name_of(p), f->address, f->size, other->mapped);
	else
		report_error(p->report, p->binary->path, CHECK_CUSTOM_AREA,
			     "buffer %u of partition %s, 0x%08X and %u bytes, is in none of its "
			     "areas: look at sAddr and size, or at the plan",
			     k, name_of(p), f->address, f->size);
}

/* What the start-up code clears, or uses for stacks, holds no file.  Known only of
   programs linked with partition.ld. */
static void check_cleared(const struct placing *p, u32 k, const struct xm_header_file *f)
{
	const struct link_record *l = &p->self.link;

	if (p->self.linked && overlap(f->address, f->size, l->data_end, l->end))
		report_error(p->report, p->binary->path, CHECK_CUSTOM_BSS,
			     "buffer %u of partition %s at 0x%08X is in bss or on the stack, which "
			     "the program clears when it starts: put it into section .custom",
			     k, name_of(p), f->address);
}

static void check_apart(const struct placing *p, u32 k, const struct xm_header_file *f)
{
	for (u32 j = 0; j < k; j++) {
		const struct xm_header_file *g = &p->self.header.file[j];

		if (overlap(f->address, f->size, g->address, (u64)g->address + g->size))
			report_error(p->report, p->binary->path, CHECK_CUSTOM_OVERLAP,
				     "buffers %u and %u of partition %s overlap: 0x%08X and "
				     "0x%08X",
				     j, k, name_of(p), g->address, f->address);
	}
}

static void check_buffer(const struct placing *p, u32 k)
{
	const struct xm_header_file *f = &p->self.header.file[k];
	const struct custom *c = &p->binary->customs[k];

	if (c->bytes.size > f->size)
		report_error(p->report, c->path, CHECK_CUSTOM_SIZE,
			     "%zu bytes, buffer %u of partition %s has %u: shorten the file, or "
			     "enlarge the buffer and its size in customFileTab",
			     c->bytes.size, k, name_of(p), f->size);
	if (!inside(f->address, f->size, p->first->mapped, p->first->size))
		area_error(p, k, f);
	else
		check_cleared(p, k, f);
	check_apart(p, k, f);
}

/* --- placing ------------------------------------------------------------------------ */

/* The files that have a buffer. */
static u32 usable(const struct placing *p)
{
	u32 declared = p->self.header.num_files;

	return p->binary->num_customs < declared ? p->binary->num_customs : declared;
}

static u32 offset_of(const struct placing *p, u32 k)
{
	return p->self.header.file[k].address - p->first->mapped;
}

/* The binary with every file in its buffer; zeros up to one that lies behind. */
static void patch(const struct placing *p, struct arena *a, struct binary *b)
{
	u32 size = b->size;
	u8 *bytes;

	for (u32 k = 0; k < b->num_customs; k++)
		if (offset_of(p, k) + (u32)b->customs[k].bytes.size > size)
			size = offset_of(p, k) + (u32)b->customs[k].bytes.size;
	bytes = arena_alloc(a, size, 1);
	memcpy(bytes, b->bytes, b->size);
	for (u32 k = 0; k < b->num_customs; k++)
		memcpy(bytes + offset_of(p, k), b->customs[k].bytes.data, b->customs[k].bytes.size);
	b->bytes = bytes;
	b->size = size;
}

void custom_place(struct report *r, struct arena *a, const struct config *cfg, u32 part,
		  struct binary *b)
{
	struct placing p = { r, cfg, cfg_get_part(cfg, part), NULL, b, { 0 } };
	u32 before = r->errors;

	if (b->num_customs == 0)
		return;
	p.first = cfg_get_area(cfg, p.part->first_area);
	self_find(&p.self, b->bytes, b->size, p.first->mapped);
	if (!check_header(&p))
		return;
	check_count(&p);
	for (u32 k = 0; k < usable(&p); k++)
		check_buffer(&p, k);
	if (r->errors == before)
		patch(&p, a, b);
}
