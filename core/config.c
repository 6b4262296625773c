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

u32 config_crc(const void *table, u32 size)
{
	static const u32 zero;
	u32 at = offsetof(struct cfg_header, crc32);
	u32 crc = crc32_update(0, table, at);

	crc = crc32_update(crc, &zero, 4);
	return crc32_update(crc, (const u8 *)table + at + 4, size - at - 4);
}

static u32 check_header(const struct cfg_header *h, u32 size)
{
	if (size < sizeof(*h) || h->num_sections > (size - sizeof(*h)) / sizeof(struct cfg_section))
		return CFG_ERR_SHORT;
	if (h->magic != CFG_MAGIC)
		return CFG_ERR_MAGIC;
	if (h->last_compatible > CFG_VERSION || h->version < CFG_LAST_COMPATIBLE)
		return CFG_ERR_VERSION;
	if (h->size != size || !is_aligned(size, 4))
		return CFG_ERR_SIZE;
	if (h->crc32 != config_crc(h, size))
		return CFG_ERR_CRC;
	return h->abi_version == SEPTUM_ABI_VERSION ? 0 : CFG_ERR_ABI;
}

/* Does the section lie in the table, with records of a usable length? */
static u32 bind_section(struct config *cfg, const struct cfg_section *d)
{
	u32 size = cfg->header->size, s = 0, least = 1;
	struct config_section *sec = &cfg->strings;

	if (d->type != CFG_TYPE_STRING) {
		while (s < CFG_SEC_COUNT && known[s].type != d->type)
			s++;
		if (s == CFG_SEC_COUNT)
			return d->type & CFG_TYPE_NEEDED ? CFG_ERR_SECTION : 0;
		sec = &cfg->sec[s];
		least = known[s].bytes;
	}
	if (d->stride < least || (least > 1 && !is_aligned(d->stride, 4)))
		return CFG_ERR_STRIDE;
	if (sec->base != NULL || !is_aligned(d->offset, 4) || d->offset > size ||
	    (u64)d->count * d->stride > size - d->offset)
		return CFG_ERR_SECTION;
	sec->base = (const u8 *)cfg->header + d->offset;
	sec->count = d->count;
	sec->stride = d->stride;
	return 0;
}

static u32 bind_all(struct config *cfg, const struct cfg_header *h, u32 *index)
{
	const struct cfg_section *dir = (const struct cfg_section *)(h + 1);
	u32 i, error;

	for (*index = 0; *index < h->num_sections; ++*index) {
		error = bind_section(cfg, &dir[*index]);
		if (error)
			return error;
	}
	for (i = 0; i < CFG_SEC_COUNT; i++)
		if (known[i].need && cfg->sec[i].base == NULL)
			return CFG_ERR_SECTION;
	return 0;
}

bool config_bind(struct config *cfg, const void *table, u32 size, struct cfg_fault *fault)
{
	u32 i, error;

	cfg->header = table;
	cfg->strings = (struct config_section){ NULL, 0, 1 };
	for (i = 0; i < CFG_SEC_COUNT; i++)
		cfg->sec[i] = cfg->strings;
	i = 0;
	error = check_header(table, size);
	if (!error)
		error = bind_all(cfg, table, &i);
	*fault = (struct cfg_fault){ (enum cfg_error)error, NONE, i };
	return !error;
}
