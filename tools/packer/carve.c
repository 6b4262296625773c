/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * carve.c - how much memory the hypervisor needs for a table.
 *
 * Sums are 64 bits wide: no product of a table's words comes near their end.
 */
#include "carve.h"

enum { PAGE = 4096 };

static u64 align(u64 at, u64 power)
{
	return (at + power - 1) & ~(power - 1);
}

u64 carve_pct_bytes(const struct cfg_part *p)
{
	return (u64)p->num_vcpus * (config_pct_bytes(p) + PAGE);
}

u64 carve_channel_bytes(const struct cfg_channel *c)
{
	return c->depth * (align(c->max_len, 8) + 8);
}

/* The ranges of 2^shift bytes that have a second-level table. */
struct ranges {
	u32 shift, count;
	bool has_table[1u << (32 - CARVE_SHIFT_MIN)];
};

/* Those that an area covers in part; or all of its ranges, if its physical address
   lies differently in them than its mapped one. */
static void add_area(struct ranges *r, const struct cfg_area *a)
{
	u64 bytes = 1ull << r->shift, end = (u64)a->mapped + a->size;
	bool apart = ((a->mapped ^ a->phys) & (bytes - 1)) != 0;

	for (u64 at = a->mapped & ~(bytes - 1); at < end; at += bytes) {
		if (r->has_table[at >> r->shift] ||
		    (!apart && at >= a->mapped && at + bytes <= end))
			continue;
		r->has_table[at >> r->shift] = true;
		r->count++;
	}
}

u64 carve_tables_bytes(const struct config *cfg, const struct core_sizes *sizes,
		       const struct cfg_part *p)
{
	struct ranges r = { .shift = sizes->table_shift, .count = 1 }; /* the control tables */

	for (u32 i = p->first_area; i < p->first_area + p->num_areas; i++) {
		const struct cfg_area *a = cfg_get_area(cfg, i);

		if ((a->flags & AREA_UNMAPPED) == 0)
			add_area(&r, a);
	}
	return (u64)r.count * sizes->table_bytes;
}

u64 carve_ring_bytes(u64 length, u32 entry)
{
	return IMAGE_RING_HEAD + length * entry;
}

/* The log, with a ring for the hypervisor and for each partition. */
static u64 log_bytes(const struct config *cfg, const struct core_sizes *sizes)
{
	u64 n = IMAGE_RING_HEAD +
		carve_ring_bytes(cfg_get_machine(cfg, 0)->hm_log_len, sizes->log_entry);

	for (u32 i = 0; i < cfg_count(cfg, CFG_PART); i++)
		n += carve_ring_bytes(cfg_get_part(cfg, i)->hm_quota, sizes->log_entry);
	return n;
}

static u64 traces_bytes(const struct config *cfg, const struct core_sizes *sizes)
{
	u64 n = 0;

	for (u32 i = 0; i < cfg_count(cfg, CFG_TRACE); i++)
		n += carve_ring_bytes(cfg_get_trace(cfg, i)->length, sizes->trace_entry);
	return n;
}

void carve_layout(struct carve *out, const struct config *cfg, const struct core_sizes *sizes,
		  u32 manifest_size)
{
	static const enum cfg_sec section[] = { CFG_CPU,  CFG_PART,    CFG_VCPU,   CFG_SLOT,
						CFG_PORT, CFG_CHANNEL, CFG_CONSOLE };
	u32 parts = cfg_count(cfg, CFG_PART);
	u64 at;

	out->log = align((u64)sizes->image + sizes->bss, 8);
	out->traces = at = out->log + log_bytes(cfg, sizes);
	at += traces_bytes(cfg, sizes);
	for (u32 i = 0; i < ARRAY_LEN(section); i++) {
		out->array[i] = at = align(at, 8);
		at += (u64)cfg_count(cfg, section[i]) * sizes->array[i];
	}
	out->buffers = at = align(at, 8);
	for (u32 i = 0; i < cfg_count(cfg, CFG_CHANNEL); i++)
		at += carve_channel_bytes(cfg_get_channel(cfg, i));
	out->pct = at = align(at, PAGE);
	for (u32 i = 0; i < parts; i++)
		at += carve_pct_bytes(cfg_get_part(cfg, i));
	out->rings = at;
	for (u32 i = 0; i < parts; i++)
		at += config_ring_bytes(cfg_get_part(cfg, i), cfg_get_machine(cfg, 0)->ring_bytes);
	out->spaces = at = align(at, sizes->space_fixed);
	out->tables = at += (u64)parts * sizes->space_fixed;
	for (u32 i = 0; i < parts; i++)
		at += carve_tables_bytes(cfg, sizes, cfg_get_part(cfg, i));
	out->staged = at;
	at += align(cfg->header->size, IMAGE_ALIGN) + align(manifest_size, IMAGE_ALIGN);
	out->size = align(at, PAGE);
}
