/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * carve.c - lay out the hypervisor's memory for a table.
 *
 * The same code runs in packer, in the check and at boot, so what packer
 * prints is what flies.  Sums are 64-bit and checked once at the end.
 */
#include "carve.h"

#include "config_bind.h"
#include "lib.h"
#include "pct.h"

enum { PAGE = 4096 };

/* A sum that saturates, far above any memory the hypervisor may have. */
#define TOO_MUCH 0x80000000u

static u32 times(u32 count, u32 bytes)
{
	u64 product = (u64)count * bytes;

	return product < TOO_MUCH ? (u32)product : TOO_MUCH;
}

static u32 plus(u32 a, u32 b)
{
	return a < TOO_MUCH && b < TOO_MUCH - a ? a + b : TOO_MUCH;
}

/* Reserve count times bytes and return where they begin. */
static u32 take(u32 *at, u32 count, u32 bytes, u32 power)
{
	u32 start = align_up(*at, power);

	*at = plus(start, times(count, bytes));
	return start;
}

u32 carve_pct_bytes(const struct config *cfg, u32 part)
{
	const struct cfg_part *p = cfg_get_part(cfg, part);
	u32 bytes = plus(sizeof(struct xm_pct), times(p->num_areas, sizeof(struct xm_mem_area)));

	return align_up(plus(bytes, p->num_ports / 32 * 4 + 4), PAGE);
}

/* Ranges of a second-level table that an area covers only in part: at its
   start, and at its end if that is another one.  All of them if its physical
   address lies differently in such a range than its mapped one. */
static u32 partial_spans(const struct cfg_area *a, u32 shift)
{
	u32 mask = (1u << shift) - 1;
	u32 last = a->mapped + (a->size - 1);
	bool one = ((a->mapped ^ last) >> shift) == 0;
	bool head = (a->mapped & mask) != 0;
	bool tail = (last & mask) != mask;

	if (((a->mapped ^ a->phys) & mask) != 0)
		return (last >> shift) - (a->mapped >> shift) + 1;
	return one ? head || tail : (u32)head + tail;
}

u32 carve_space_bytes(const struct config *cfg, const struct core_sizes *sizes, u32 part)
{
	const struct cfg_part *p = cfg_get_part(cfg, part);
	u32 tables = 1; /* the control tables */
	u32 i;

	for (i = 0; i < p->num_areas; i++)
		tables += partial_spans(cfg_get_area(cfg, p->first_area + i), sizes->table_shift);
	return times(tables, sizes->table_bytes);
}

u32 carve_channel_bytes(const struct config *cfg, u32 channel)
{
	const struct cfg_channel *c = cfg_get_channel(cfg, channel);

	return times(c->depth, align_up(c->max_len, 8) + (c->kind == PORT_QUEUING ? 8 : 0));
}

/* What depends on each partition: its log (a head and its records), control tables and translation
   tables. */
static void sum_parts(const struct config *cfg, const struct core_sizes *sizes, u32 *records,
		      u32 *pct, u32 *tables)
{
	u32 i;

	*records = 1 + cfg_get_machine(cfg, 0)->hm_log_len;
	*pct = *tables = 0;
	for (i = 0; i < cfg_count(cfg, CFG_PART); i++) {
		const struct cfg_part *p = cfg_get_part(cfg, i);

		*records += 1 + p->hm_quota;
		*pct = plus(*pct, times(p->num_vcpus, carve_pct_bytes(cfg, i) + PAGE));
		*tables = plus(*tables, carve_space_bytes(cfg, sizes, i));
	}
}

/* The arrays of one struct per record: their fields stand in this order in both
   structs. */
static const u8 arrays[] = { CFG_CPU,  CFG_PART,    CFG_VCPU,	CFG_SLOT,
			     CFG_PORT, CFG_CHANNEL, CFG_CONSOLE };
_Static_assert(offsetof(struct carve, console) - offsetof(struct carve, percpu) ==
		       4 * (ARRAY_LEN(arrays) - 1),
	       "struct carve");
_Static_assert(offsetof(struct core_sizes, console) - offsetof(struct core_sizes, percpu) ==
		       4 * (ARRAY_LEN(arrays) - 1),
	       "struct core_sizes");

bool carve_layout(struct carve *out, const struct config *cfg, const struct core_sizes *sizes,
		  u32 manifest_size)
{
	u32 parts = cfg_count(cfg, CFG_PART);
	u32 records, pct, tables, i;
	u32 at = 0;

	sum_parts(cfg, sizes, &records, &pct, &tables);
	out->core = take(&at, 1, plus(sizes->image, sizes->bss), 8);
	out->log = take(&at, records, sizes->hm_record, PAGE);
	at = plus(at, sizes->log_header);
	out->table = take(&at, 1, cfg->header->size, 8);
	out->manifest = take(&at, 1, manifest_size, 8);
	for (i = 0; i < ARRAY_LEN(arrays); i++)
		(&out->percpu)[i] = take(&at, cfg_count(cfg, arrays[i]), (&sizes->percpu)[i], 8);
	out->rings = take(&at, parts, cfg_get_machine(cfg, 0)->ring_bytes, 8);
	out->buffers = align_up(at, 8);
	for (i = 0; i < cfg_count(cfg, CFG_CHANNEL); i++)
		take(&at, 1, carve_channel_bytes(cfg, i), 8);
	out->pct = take(&at, 1, pct, PAGE);
	out->spaces = take(&at, parts, sizes->space_fixed, sizes->space_align);
	at = plus(at, tables);
	out->size = align_up(at, PAGE);
	return out->size < TOO_MUCH;
}
