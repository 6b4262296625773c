/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config_bind.h - the plan table bound to typed accessors.
 *
 * config_bind() finds the sections; config_check() says whether the table may
 * be used at all.  Both also run in the host tools.  After a successful check
 * every accessor below is total for indices inside its section.
 */
#ifndef CORE_CONFIG_BIND_H
#define CORE_CONFIG_BIND_H

#include "abi.h"
#include "config.h"
#include "hal_machine.h"

struct config_section {
	const u8 *base;
	u32 count;
	u32 stride;
};

/* Behind the sections of records: the strings, in bytes. */
enum { CFG_STRINGS = CFG_SEC_COUNT };

struct config {
	const struct cfg_header *header;
	struct config_section sec[CFG_STRINGS + 1];
};

enum cfg_error {
#define CFG_ERROR(name, sentence) CFG_ERR_##name,
#include "cfg_errors.def"
	CFG_ERR_COUNT
};

/* Where a table is wrong: section is an enum cfg_sec, or NONE for header and
   directory; then index counts the entries of the directory, 0 for the header. */
struct cfg_fault {
	enum cfg_error error;
	u32 section;
	u32 index;
};

/* What one descriptor maps at least, for those who have no core to ask. */
enum { BLOCK_LEAST = 0x100000 };

/* Limits of the place the table is to run in. */
struct config_limits {
	const struct hal_machine *machine;
	u32 block;		/* what one descriptor maps without a table of pages */
	struct hal_range image; /* that the table must not touch; or size 0 */
};

/*
 * Total for any bytes at table[0..size): header, directory, then every record,
 * index and cross rule.  Reads nothing outside, writes only *fault and *cfg,
 * which is all zero before.
 * table is 4-aligned.  Returns true if the table may be used; otherwise *fault
 * says why.  Cost: linear in the table, areas times log areas.
 */
bool config_check(struct config *cfg, const void *table, u32 size,
		  const struct config_limits *limits, struct cfg_fault *fault);

/* The first half of it: header and directory only. */
bool config_bind(struct config *cfg, const void *table, u32 size, struct cfg_fault *fault);

/* The area of p, mapped or not, that has [at, at + length); or NULL. */
const struct cfg_area *config_area_at(const struct config *cfg, const struct cfg_part *p, u32 at,
				      u32 length);

/* What each vCPU of p has of control table: whole pages. */
u32 config_pct_bytes(const struct cfg_part *p);

/* What p has for the text of a console ring of so many bytes besides: nothing where
   the end of the control table's last page has room for it. */
u32 config_ring_bytes(const struct cfg_part *p, u32 ring);

static inline u32 cfg_count(const struct config *c, enum cfg_sec s)
{
	return c->sec[s].count;
}

static inline const void *cfg_record(const struct config *c, enum cfg_sec s, u32 i)
{
	return c->sec[s].base + i * c->sec[s].stride;
}

/* cfg_get_part(cfg, i) and so on: the i-th record of a section. */
#define CFG_REC(type, name, NAME, need)                                                      \
	static inline const struct cfg_##name *cfg_get_##name(const struct config *c, u32 i) \
	{                                                                                    \
		return (const struct cfg_##name *)cfg_record(c, CFG_##NAME, i);              \
	}
#define F(field)
#define CFG_END(name)
#include "config.def"

static inline const char *cfg_string(const struct config *c, u32 offset)
{
	return (const char *)c->sec[CFG_STRINGS].base + offset;
}

static inline u64 cfg_u64(u32 lo, u32 hi)
{
	return ((u64)hi << 32) | lo;
}

#endif
