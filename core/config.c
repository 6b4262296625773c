/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config.c - find the sections of a plan table.
 *
 * First half of the total check: nothing here trusts a single word of the
 * table.  Called by the boot, by config_check() and by the host tools.
 */
#include "config_bind.h"
#include "lib.h"

/* What this reader knows of each section. */
static const struct {
	u16 type;
	u8 bytes;
	u8 need;
} known[CFG_SEC_COUNT] = {
#define CFG_REC(type, name, NAME, need) \
	[CFG_##NAME] = { (type), sizeof(struct cfg_##name), (need) },
#define F(field)
#define CFG_END(name)
#include "config.def"
};

static bool fail(struct cfg_fault *fault, enum cfg_error error, u32 index)
{
	fault->error = error;
	fault->section = NONE;
	fault->index = index;
	return false;
}

u32 config_crc(const void *table, u32 size)
{
	static const u32 zero;
	u32 at = offsetof(struct cfg_header, crc32);
	u32 crc = crc32_update(0, table, at);

	crc = crc32_update(crc, &zero, 4);
	return crc32_update(crc, (const u8 *)table + at + 4, size - at - 4);
}

static bool check_header(const struct cfg_header *h, u32 size, struct cfg_fault *fault)
{
	if (size < sizeof(*h))
		return fail(fault, CFG_ERR_SHORT, 0);
	if (h->magic != CFG_MAGIC)
		return fail(fault, CFG_ERR_MAGIC, 0);
	if (h->last_compatible > CFG_VERSION || h->version < CFG_LAST_COMPATIBLE)
		return fail(fault, CFG_ERR_VERSION, 0);
	if (h->size != size || !is_aligned(size, 4))
		return fail(fault, CFG_ERR_SIZE, 0);
	if (h->num_sections > (size - sizeof(*h)) / sizeof(struct cfg_section))
		return fail(fault, CFG_ERR_SHORT, 0);
	if (h->crc32 != config_crc(h, size))
		return fail(fault, CFG_ERR_CRC, 0);
	if (h->abi_version != SEPTUM_ABI_VERSION)
		return fail(fault, CFG_ERR_ABI, 0);
	return true;
}

/* The known section of a type; CFG_SEC_COUNT if there is none. */
static u32 find_known(u32 type)
{
	u32 s = 0;

	while (s < CFG_SEC_COUNT && known[s].type != type)
		s++;
	return s;
}

/* Does the section lie in the table, with records of a usable length? */
static bool section_sound(const struct cfg_section *d, u32 size, u32 least, u32 align)
{
	return is_aligned(d->offset, 4) && d->offset <= size && d->stride >= least &&
	       is_aligned(d->stride, align) && (u64)d->count * d->stride <= size - d->offset;
}

static bool bind_section(struct config *cfg, const struct cfg_section *d, u32 i,
			 struct cfg_fault *fault)
{
	u32 s = find_known(d->type);
	bool string = d->type == CFG_TYPE_STRING;
	struct config_section *sec = string ? &cfg->strings : &cfg->sec[s];

	if (s == CFG_SEC_COUNT && !string)
		return d->type & CFG_TYPE_NEEDED ? fail(fault, CFG_ERR_SECTION, i) : true;
	if (sec->base != NULL)
		return fail(fault, CFG_ERR_SECTION, i);
	if (!section_sound(d, cfg->header->size, string ? 1 : known[s].bytes, string ? 1 : 4))
		return fail(fault,
			    d->stride < (string ? 1 : known[s].bytes) ? CFG_ERR_STRIDE
								      : CFG_ERR_SECTION,
			    i);
	sec->base = (const u8 *)cfg->header + d->offset;
	sec->count = d->count;
	sec->stride = d->stride;
	return true;
}

bool config_bind(struct config *cfg, const void *table, u32 size, struct cfg_fault *fault)
{
	const struct cfg_header *h = table;
	const struct cfg_section *dir = (const struct cfg_section *)(h + 1);
	u32 i;

	for (i = 0; i < CFG_SEC_COUNT; i++)
		cfg->sec[i] = (struct config_section){ NULL, 0, 4 };
	cfg->strings = (struct config_section){ NULL, 0, 1 };
	cfg->header = h;
	if (!check_header(h, size, fault))
		return false;
	for (i = 0; i < h->num_sections; i++)
		if (!bind_section(cfg, &dir[i], i, fault))
			return false;
	for (i = 0; i < CFG_SEC_COUNT; i++)
		if (known[i].need && cfg->sec[i].base == NULL)
			return fail(fault, CFG_ERR_SECTION, known[i].type);
	return true;
}
