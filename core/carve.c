/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * carve.c - lay out the hypervisor's memory for a table.
 *
 * The same code runs in packer, in the check and at boot, so what packer
 * prints is what flies.
 */
#include "carve.h"

#include "config_bind.h"
#include "lib.h"
#include "pct.h"

enum { PAGE = 4096 };

/* Where sums stop, far above any memory the hypervisor may have. */
#define TOO_MUCH 0x80000000u

/* The next multiple of 8 behind count times bytes at at. */
static __attribute__((noinline)) u32 add(u32 at, u32 count, u32 bytes)
{
	u64 end = (u64)count * bytes + at + 7;

	return end < TOO_MUCH ? (u32)end & ~7u : TOO_MUCH;
}

u32 carve_pct_bytes(const struct config *cfg, u32 part)
{
	const struct cfg_part *p = cfg_get_part(cfg, part);
	u32 bytes = add(sizeof(struct xm_pct) + 4 + p->num_ports / 32 * 4, p->num_areas,
			sizeof(struct xm_mem_area));

	return align_up(bytes, PAGE);
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
	return add(0, tables, sizes->table_bytes);
}

u32 carve_channel_bytes(const struct config *cfg, u32 channel)
{
	const struct cfg_channel *c = cfg_get_channel(cfg, channel);

	return add(0, c->depth, align_up(c->max_len, 8) + (c->kind == PORT_QUEUING ? 8 : 0));
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

/* A head and its records for each owner. */
static u32 add_log(const struct config *cfg, const struct core_sizes *sizes, u32 at)
{
	u32 records = 1 + cfg_get_machine(cfg, 0)->hm_log_len, i;

	for (i = 0; i < cfg_count(cfg, CFG_PART); i++)
		records += 1 + cfg_get_part(cfg, i)->hm_quota;
	return add(at, records, sizes->hm_record);
}

bool carve_layout(struct carve *out, const struct config *cfg, const struct core_sizes *sizes,
		  u32 manifest_size)
{
	u32 parts = cfg_count(cfg, CFG_PART);
	u32 at, i;

	out->log = align_up(add(add(0, 1, sizes->image), 1, sizes->bss), PAGE);
	at = add_log(cfg, sizes, add(out->log, 1, sizes->log_header));
	for (i = 0; i < ARRAY_LEN(arrays); i++) {
		(&out->percpu)[i] = at;
		at = add(at, cfg_count(cfg, arrays[i]), (&sizes->percpu)[i]);
	}
	out->rings = at;
	out->buffers = at = add(at, parts, cfg_get_machine(cfg, 0)->ring_bytes);
	for (i = 0; i < cfg_count(cfg, CFG_CHANNEL); i++)
		at = add(at, 1, carve_channel_bytes(cfg, i));
	out->pct = at = align_up(at, PAGE);
	for (i = 0; i < parts; i++)
		at = add(at, cfg_get_part(cfg, i)->num_vcpus, carve_pct_bytes(cfg, i) + PAGE);
	out->spaces = align_up(at, sizes->space_align);
	at = add(out->spaces, parts, sizes->space_fixed);
	for (i = 0; i < parts; i++)
		at = add(at, 1, carve_space_bytes(cfg, sizes, i));
	out->staged = at;
	at = add(at, 1, align_up(cfg->header->size, IMAGE_ALIGN));
	at = add(at, 1, align_up(manifest_size, IMAGE_ALIGN));
	out->size = align_up(at, PAGE);
	return out->size < TOO_MUCH;
}
