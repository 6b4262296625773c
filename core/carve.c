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

static u64 round_up(u64 n, u64 power)
{
	return (n + power - 1) & ~(power - 1);
}

/* Reserve bytes and return where they begin; *at may pass 2^32 but not 2^64. */
static u32 take(u64 *at, u64 bytes, u32 power)
{
	u64 start = round_up(*at, power);

	*at = start + bytes;
	return (u32)start;
}

u32 carve_pct_bytes(const struct config *cfg, u32 part)
{
	const struct cfg_part *p = cfg_get_part(cfg, part);
	u64 bytes = sizeof(struct xm_pct) + (u64)p->num_areas * sizeof(struct xm_mem_area) +
		    ((u64)p->num_ports + 31) / 32 * 4;

	return (u32)round_up(bytes, PAGE);
}

/* Ranges of a second-level table that an area covers only in part. */
static u32 partial_spans(const struct cfg_area *a, u32 shift)
{
	u32 mask = (1u << shift) - 1;
	u32 last = a->mapped + (a->size - 1);
	u32 spans = 0;

	if ((a->mapped & mask) != 0 ||
	    (last >> shift == a->mapped >> shift && (last & mask) != mask))
		spans++;
	if (last >> shift != a->mapped >> shift && (last & mask) != mask)
		spans++;
	return spans;
}

u32 carve_space_bytes(const struct config *cfg, const struct core_sizes *sizes, u32 part)
{
	const struct cfg_part *p = cfg_get_part(cfg, part);
	u32 tables = 1; /* the control tables */
	u32 i;

	for (i = 0; i < p->num_areas; i++)
		tables += partial_spans(cfg_get_area(cfg, p->first_area + i), sizes->table_shift);
	return tables * sizes->table_bytes;
}

u32 carve_channel_bytes(const struct config *cfg, u32 channel)
{
	const struct cfg_channel *c = cfg_get_channel(cfg, channel);
	u64 message = round_up(c->max_len, 8);
	u64 bytes;

	if (c->kind == PORT_SAMPLING)
		bytes = message;
	else
		bytes = (message + 8) * c->depth;
	return bytes > 0xffffff00u ? 0xffffff00u : (u32)bytes;
}

/* Control tables and vcpu_ctl pages of every vCPU. */
static u64 pct_total(const struct config *cfg)
{
	u64 bytes = 0;
	u32 i;

	for (i = 0; i < cfg_count(cfg, CFG_PART); i++)
		bytes += (u64)cfg_get_part(cfg, i)->num_vcpus * (carve_pct_bytes(cfg, i) + PAGE);
	return bytes;
}

/* First-level tables of all spaces side by side, then the second-level ones. */
static u64 space_total(const struct config *cfg, const struct core_sizes *sizes)
{
	u64 bytes = (u64)cfg_count(cfg, CFG_PART) * sizes->space_fixed;
	u32 i;

	for (i = 0; i < cfg_count(cfg, CFG_PART); i++)
		bytes += carve_space_bytes(cfg, sizes, i);
	return bytes;
}

static u64 buffer_total(const struct config *cfg)
{
	u64 bytes = 0;
	u32 i;

	for (i = 0; i < cfg_count(cfg, CFG_CHANNEL); i++)
		bytes += carve_channel_bytes(cfg, i);
	return bytes;
}

/* Records of the health-monitor log: the hypervisor's and each quota. */
static u64 log_records(const struct config *cfg)
{
	u64 records = cfg_get_machine(cfg, 0)->hm_log_len;
	u32 i;

	for (i = 0; i < cfg_count(cfg, CFG_PART); i++)
		records += cfg_get_part(cfg, i)->hm_quota;
	return records;
}

static u64 array(const struct config *cfg, enum cfg_sec sec, u32 bytes)
{
	return (u64)cfg_count(cfg, sec) * bytes;
}

bool carve_layout(struct carve *out, const struct config *cfg, const struct core_sizes *sizes,
		  u32 manifest_size)
{
	const struct cfg_machine *m = cfg_get_machine(cfg, 0);
	u64 at = 0;

	out->core = take(&at, (u64)sizes->image + sizes->bss, 8);
	out->log = take(&at, sizes->log_header + log_records(cfg) * sizes->hm_record, PAGE);
	out->table = take(&at, cfg->header->size, 8);
	out->manifest = take(&at, manifest_size, 8);
	out->percpu = take(&at, array(cfg, CFG_CPU, sizes->percpu), 8);
	out->part = take(&at, array(cfg, CFG_PART, sizes->part), 8);
	out->vcpu = take(&at, array(cfg, CFG_VCPU, sizes->vcpu), 8);
	out->slot = take(&at, array(cfg, CFG_SLOT, sizes->slot), 8);
	out->port = take(&at, array(cfg, CFG_PORT, sizes->port), 8);
	out->channel = take(&at, array(cfg, CFG_CHANNEL, sizes->channel), 8);
	out->console = take(&at, array(cfg, CFG_CONSOLE, sizes->console), 8);
	out->rings = take(&at, array(cfg, CFG_PART, m->ring_bytes), 8);
	out->buffers = take(&at, buffer_total(cfg), 8);
	out->pct = take(&at, pct_total(cfg), PAGE);
	out->spaces = take(&at, space_total(cfg, sizes), sizes->space_align);
	at = round_up(at, PAGE);
	out->size = (u32)at;
	return at <= 0xffffffffu;
}
