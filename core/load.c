/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * load.c - a partition's memory, from the image store and from nothing.
 *
 * One piece copies and hashes, or clears, a bounded number of bytes, or empties
 * one queue; at boot nobody waits, and a piece is all there is.  The copy is what is
 * hashed, so damage on the way is seen too.  Shared areas, devices, rom and unmapped
 * areas are left alone, but the first area is the partition's own, whoever else sees it.
 */
#include "load.h"

#include "image.h"
#include "lib.h"
#include "part.h"
#include "port.h"

enum { COPY_PIECE = 128, CLEAR_PIECE = 8192 };

/* RAM that p can reach: its own, or shared. */
static bool is_ram(const struct cfg_area *a, u32 shared)
{
	return (a->flags & (AREA_UNMAPPED | AREA_ROM | AREA_SHARED | AREA_DEVICE)) == shared;
}

/* Is it for p to load and to clear? */
static bool is_loaded(const struct part *p, const struct cfg_area *a)
{
	return is_ram(a, a == p->areas ? a->flags & AREA_SHARED : 0);
}

/* The manifest is signed by the digest, yet the length is checked: an image must
   fit its area, which is to be RAM, and the store. */
void load_init(struct part *p)
{
	const struct image_part *part = (const struct image_part *)(sys.manifest + 1);
	u32 i;

	for (i = sys.manifest->num_parts; i && p->load.image == NULL; i--, part++) {
		LOOP_BOUND_OF(files);
		if (part->kind == IMAGE_PART_PARTITION && part->owner == p->cfg->id &&
		    is_loaded(p, p->areas) && part->size <= p->areas->size &&
		    part->const_size <= part->size &&
		    range_inside(part->offset, part->size, 0, sys.image_size))
			p->load.image = part;
	}
}

void load_begin(struct part *p)
{
	p->phase = LOAD_COPY;
	p->load.area = 0;
	p->load.offset = 0;
	p->load.next_scrub = 0;
	p->load.damaged = false;
	sha256_init(&p->load.hash);
}

/* A binary that says what it was compiled for must fit; one that does not may say
   what it likes in services. */
static enum load_result check_image(const struct image_part *image)
{
	if (image == NULL)
		return LOAD_NO_IMAGE;
	if (image->xm_abi == NONE || image->xm_api == NONE)
		return LOAD_MORE;
	if (!interface_fits(image->xm_abi, XM_PCT_ABI))
		return LOAD_OTHER_ABI;
	return interface_fits(image->xm_api, XM_PCT_API) ? LOAD_MORE : LOAD_OTHER_API;
}

/* What is left of size bytes, but no more than a piece: whole blocks, and in the end
   less than one, or nothing. */
static u32 next_length(const struct load *l, u32 size, u32 piece)
{
	u32 length = size - l->offset;

	if (length > piece)
		return piece;
	return length < SHA256_BLOCK ? length : length & ~(SHA256_BLOCK - 1u);
}

/* Hash the next length of size bytes: LOAD_MORE while they are blocks; behind the last
   one compare: LOAD_READY or LOAD_DAMAGED. */
static enum load_result hash_piece(struct load *l, const u8 *at, u32 length, u32 size,
				   const u8 *digest)
{
	l->offset += length;
	if (length >= SHA256_BLOCK) {
		CALL_WITH_OF(blocks, min(image, 128) / 64);
		sha256_update(&l->hash, at, length / SHA256_BLOCK);
		return LOAD_MORE;
	}
	return sha256_matches(&l->hash, at, length, size, digest) ? LOAD_READY : LOAD_DAMAGED;
}

static enum load_result copy_piece(struct part *p)
{
	struct load *l = &p->load;
	const struct image_part *image = l->image;
	enum load_result result;
	u32 length;
	u8 *to;

	WAY_OF(copied);
	p->phase = LOAD_NEVER;
	result = check_image(image);
	if (result != LOAD_MORE)
		return result;
	length = next_length(l, image->size, l->at_once ? 0u - SHA256_BLOCK : COPY_PIECE);
	to = hal_area_ptr(&p->space, p->areas, l->offset, length);
	CALL_WITH_OF(length, min(image, 128));
	hal_copy(to, sys.image + image->offset + l->offset, length);
	CALL_WITH_OF(cache_lines, min(image, 128) / 32 + 1);
	hal_space_sync(to, length);
	result = hash_piece(l, to, length, image->size, image->digest);
	if (result == LOAD_DAMAGED)
		return result;
	p->phase = result == LOAD_MORE ? LOAD_COPY : LOAD_CLEAR;
	return LOAD_MORE;
}

/* Port i comes behind the areas; behind all ports is the end.  What is sent to a
   queue after its piece is for the program to come. */
static enum load_result port_piece(struct part *p, u32 i)
{
	const struct port *port = &p->ports[i];

	if (i == p->cfg->num_ports) {
		p->phase = LOAD_DONE;
		return LOAD_READY;
	}
	if (port->channel && port->cfg->kind == PORT_QUEUING &&
	    port->cfg->direction == PORT_DESTINATION)
		queuing_empty(port->channel);
	p->load.area++;
	return LOAD_MORE;
}

static enum load_result clear_piece(struct part *p)
{
	struct load *l = &p->load;
	const struct cfg_area *a;
	u32 length;

	if (l->area >= p->cfg->num_areas)
		return port_piece(p, l->area - p->cfg->num_areas);
	a = part_area(p, l->area);
	length = is_loaded(p, a) ? a->size - l->offset : 0;
	if (length > CLEAR_PIECE && !l->at_once)
		length = CLEAR_PIECE;
	if (length != 0) {
		WAY_OF(cleared);
		CALL_WITH_OF(length, min(area, 8192));
		hal_zero(hal_area_ptr(&p->space, a, l->offset, length), length);
		l->offset += length;
	} else {
		l->area++;
		l->offset = 0;
	}
	return LOAD_MORE;
}

bool load_due(const struct part *p)
{
	return p->phase >= LOAD_COPY;
}

enum load_result load_piece(struct part *p)
{
	return p->phase == LOAD_COPY ? copy_piece(p) : clear_piece(p);
}

/* Between two passes, and after a load, the offset is 0. */
bool scrub_due(const struct part *p, u64 now)
{
	const struct load *l = &p->load;

	return p->cfg->scrub_us != 0 && p->phase == LOAD_DONE && l->image->const_size != 0 &&
	       p->vcpus->state != XM_STATUS_HALTED && (l->offset != 0 || now >= l->next_scrub);
}

enum load_result scrub_piece(struct part *p, u64 now)
{
	struct load *l = &p->load;
	const struct image_part *image = l->image;
	u32 length = next_length(l, image->const_size, COPY_PIECE);
	enum load_result result;

	if (l->offset == 0) {
		l->next_scrub = now + us_to_ticks(p->cfg->scrub_us);
		sha256_init(&l->hash);
	}
	result = hash_piece(l, hal_area_ptr(&p->space, p->areas, l->offset, length), length,
			    image->const_size, image->const_digest);
	if (result == LOAD_MORE)
		return result;
	l->offset = 0;
	if (result == LOAD_READY)
		return result;
	l->damaged = true;
	return LOAD_SCRUB;
}

void load_clear_shared(struct part *p)
{
	u32 i;

	for (i = 0; i < p->cfg->num_areas; i++) {
		LOOP_BOUND_OF(areas);
		const struct cfg_area *a = part_area(p, i);

		if (is_ram(a, AREA_SHARED)) {
			CALL_WITH_OF(length, shared);
			hal_zero(hal_area_ptr(&p->space, a, 0, a->size), a->size);
		}
	}
}
