/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * load.c - a partition's memory, from the image store and from nothing.
 *
 * One piece copies and hashes, or clears, a bounded number of bytes; the copy
 * is what is hashed, so damage on the way is seen too.  Shared areas, devices,
 * rom and unmapped areas are left alone.
 */
#include "load.h"

#include "image.h"
#include "lib.h"
#include "part.h"
#include "port.h"

enum { COPY_PIECE = 256, CLEAR_PIECE = 8192 };

static const struct cfg_area *area_at(const struct part *p)
{
	return cfg_get_area(&sys.cfg, p->cfg->first_area + p->load.area);
}

/* RAM that p alone owns and can reach. */
static bool own_ram(const struct cfg_area *a)
{
	return (a->flags & (AREA_UNMAPPED | AREA_ROM | AREA_SHARED | AREA_DEVICE)) == 0;
}

static const struct image_part *find_image(const struct part *p)
{
	const struct manifest *m = sys.boot.manifest;
	const struct image_part *part = (const struct image_part *)(m + 1);
	u32 i;

	for (i = 0; i < m->num_parts; i++)
		if (part[i].kind == IMAGE_PART_PARTITION && part[i].owner == p->cfg->id)
			return &part[i];
	return NULL;
}

/* The manifest is signed by the digest, yet a length is checked where it is
   used: it must fit its area, which is to be RAM of p alone, and the store. */
static bool image_usable(const struct part *p, const struct image_part *image)
{
	return image != NULL && own_ram(p->areas) && image->size <= p->areas->size &&
	       range_inside(image->offset, image->size, 0, sys.boot.image_size);
}

void load_begin(struct part *p)
{
	p->phase = LOAD_COPY;
	p->load.area = 0;
	p->load.offset = 0;
	p->load.image = find_image(p);
	sha256_init(&p->load.hash);
}

/* The last bytes are in: does the copy match? */
static enum load_result end_copy(struct part *p, const u8 *tail, u32 length)
{
	struct load *l = &p->load;

	if (sha256_matches(&l->hash, tail, length, l->image->size, l->image->digest)) {
		p->phase = LOAD_CLEAR;
		return LOAD_MORE;
	}
	p->phase = LOAD_NEVER;
	return LOAD_DAMAGED;
}

static enum load_result copy_piece(struct part *p)
{
	struct load *l = &p->load;
	u32 length, blocks;
	u8 *to;

	if (!image_usable(p, l->image)) {
		p->phase = LOAD_NEVER;
		return LOAD_NO_IMAGE;
	}
	length = l->image->size - l->offset;
	if (length > COPY_PIECE)
		length = COPY_PIECE;
	to = hal_area_ptr(&p->space, p->areas, l->offset, length);
	hal_copy(to, (const u8 *)sys.boot.image + l->image->offset + l->offset, length);
	hal_space_sync(to, length);
	blocks = length / SHA256_BLOCK;
	sha256_update(&l->hash, to, blocks);
	l->offset += length;
	if (l->offset != l->image->size)
		return LOAD_MORE;
	return end_copy(p, to + blocks * SHA256_BLOCK, length % SHA256_BLOCK);
}

static void clear_piece(struct part *p)
{
	struct load *l = &p->load;
	const struct cfg_area *a;
	u32 length;

	if (l->area == p->cfg->num_areas) {
		p->phase = LOAD_QUEUES;
		return;
	}
	a = area_at(p);
	length = own_ram(a) ? a->size - l->offset : 0;
	if (length > CLEAR_PIECE)
		length = CLEAR_PIECE;
	if (length == 0) {
		l->area++;
		l->offset = 0;
		return;
	}
	hal_zero(hal_area_ptr(&p->space, a, l->offset, length), length);
	l->offset += length;
}

static void empty_queues(struct part *p)
{
	u32 i;

	for (i = 0; i < p->cfg->num_ports; i++)
		if (p->ports[i].channel && p->ports[i].cfg->kind == PORT_QUEUING &&
		    p->ports[i].cfg->direction == PORT_DESTINATION)
			queuing_empty(p->ports[i].channel);
	p->phase = LOAD_DONE;
}

bool load_due(const struct part *p)
{
	return p->phase != LOAD_NEVER && p->phase != LOAD_DONE;
}

enum load_result load_piece(struct part *p)
{
	switch (p->phase) {
	case LOAD_COPY:
		return copy_piece(p);
	case LOAD_CLEAR:
		clear_piece(p);
		return LOAD_MORE;
	case LOAD_QUEUES:
		empty_queues(p);
		return LOAD_READY;
	default:
		return LOAD_READY;
	}
}

void load_clear_shared(struct part *p)
{
	u32 i;

	for (i = 0; i < p->cfg->num_areas; i++) {
		const struct cfg_area *a = cfg_get_area(&sys.cfg, p->cfg->first_area + i);

		if ((a->flags & AREA_SHARED) &&
		    !(a->flags & (AREA_UNMAPPED | AREA_ROM | AREA_DEVICE)))
			hal_zero(hal_area_ptr(&p->space, a, 0, a->size), a->size);
	}
}
