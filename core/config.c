/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config.c - find the sections of a plan table, and areas by their address.
 *
 * First half of the total check: nothing here trusts a single word of the
 * table.  Called by the boot, by config_check() and by the host tools.
 */
#include "config_bind.h"
#include "lib.h"
#include "pct.h"

/* Bytes of each section's records; NEEDED: a table without it is refused. */
enum { NEEDED = 0x80 };
static const u8 known[CFG_STRINGS + 1] = {
#define CFG_REC(type, name, NAME, need) \
	[CFG_##NAME] = sizeof(struct cfg_##name) | ((need) ? NEEDED : 0),
#define F(field)
#define CFG_END(name)
#include "config.def"
	[CFG_STRINGS] = 1,
};

/* So a section's place follows from its number. */
#define CFG_REC(type, name, NAME, need) \
	_Static_assert((type) == CFG_##NAME + 1 && sizeof(struct cfg_##name) < NEEDED, #name);
#define F(field)
#define CFG_END(name)
#include "config.def"

static NOINLINE u32 check_header(const struct cfg_header *h, u32 size)
{
	if (size < sizeof(*h) || h->num_sections > (size - sizeof(*h)) / sizeof(struct cfg_section))
		return CFG_ERR_SHORT;
	if (h->magic != CFG_MAGIC)
		return CFG_ERR_MAGIC;
	if (h->last_compatible > CFG_VERSION || h->version < CFG_LAST_COMPATIBLE)
		return CFG_ERR_VERSION;
	if (h->size != size || !is_aligned(size, 4))
		return CFG_ERR_SIZE;
	return h->abi_version == SEPTUM_ABI_VERSION ? 0 : CFG_ERR_ABI;
}

/* Does the section lie in the table, with records of a usable length? */
static u32 bind_section(struct config *cfg, const struct cfg_section *d)
{
	u32 s = d->type == CFG_TYPE_STRING ? (u32)CFG_STRINGS : d->type - 1;
	u32 size = cfg->header->size, least;
	struct config_section *sec;

	if (s >= CFG_SEC_COUNT && d->type != CFG_TYPE_STRING)
		return d->type & CFG_TYPE_NEEDED ? CFG_ERR_SECTION : 0;
	sec = &cfg->sec[s];
	least = known[s] & ~(u32)NEEDED;
	if (d->stride < least || (least > 1 && !is_aligned(d->stride, 4)))
		return CFG_ERR_STRIDE;
	if (sec->base != NULL || !is_aligned(d->offset, 4) || d->offset > size ||
	    (u64)d->count * d->stride > size - d->offset)
		return CFG_ERR_SECTION;
	*sec = (struct config_section){ (const u8 *)cfg->header + d->offset, d->count, d->stride };
	return 0;
}

bool config_bind(struct config *cfg, const void *table, u32 size, struct cfg_fault *fault)
{
	const struct cfg_header *h = table;
	const struct cfg_section *dir = (const struct cfg_section *)(h + 1);
	u32 error = check_header(h, size);
	u32 i, s;

	cfg->header = h;
	for (i = 0; !error && i < h->num_sections; i++) {
		LOOP_BOUND_OF(sections);
		error = bind_section(cfg, &dir[i]);
	}
	for (s = 0; !error && s < CFG_SEC_COUNT; s++) {
		LOOP_BOUND(CFG_SEC_COUNT);
		if (known[s] >= NEEDED && cfg->sec[s].base == NULL)
			error = CFG_ERR_SECTION;
	}
	*fault = (struct cfg_fault){ (enum cfg_error)error, NONE, i };
	return !error;
}

const struct cfg_area *config_area_at(const struct config *cfg, const struct cfg_part *p, u32 at,
				      u32 length)
{
	const struct cfg_area *a;
	u32 i;

	for (i = 0; i < p->num_areas; i++) {
		a = cfg_get_area(cfg, p->first_area + i);
		if (range_inside(at, length, a->mapped, a->size))
			return a;
		LOOP_BOUND_OF(areas);
	}
	return NULL;
}

/* Control table, memory map and bitmap of ports. */
static u32 pct_used(const struct cfg_part *p)
{
	u32 bytes = (u32)sizeof(struct xm_pct) + 4 + p->num_ports / 32 * 4;

	return bytes + p->num_areas * (u32)sizeof(struct xm_mem_area);
}

u32 config_pct_bytes(const struct cfg_part *p)
{
	return align_up(pct_used(p), 4096);
}

u32 config_ring_bytes(const struct cfg_part *p, u32 ring)
{
	return ring > config_pct_bytes(p) - pct_used(p) ? ring : 0;
}
