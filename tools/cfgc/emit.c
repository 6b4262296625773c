/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * emit.c - write the table; called by compile.c when there is no error.
 *
 * Sections come by type, all of them, records packed; names once each, in the
 * order of their first use.  The numbers have passed the checks, so they fit.
 */
#include "emit.h"

#include <stdlib.h>
#include <string.h>

#include "cfgc.h"
#include "config_bind.h"
#include "table.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "a table is little-endian");

struct buffer {
	u8 *bytes;
	size_t size, room;
	u32 count; /* of records */
};

struct emitter {
	const struct checker *c;
	const struct model *m;
	struct buffer section[CFG_SEC_COUNT];
	struct buffer strings;
};

static void append(struct buffer *b, const void *bytes, size_t size)
{
	if (b->room - b->size < size) {
		b->room = b->room * 2 + size;
		b->bytes = mem_resize(b->bytes, b->room, 1);
	}
	memcpy(b->bytes + b->size, bytes, size);
	b->size += size;
}

/* Append a record; returns its index. */
static u32 put(struct emitter *e, enum cfg_sec s, const void *record, size_t size)
{
	append(&e->section[s], record, size);
	return e->section[s].count++;
}

#define PUT(e, NAME, ...) put(e, CFG_##NAME, &(__VA_ARGS__), sizeof(__VA_ARGS__))

static u32 next(const struct emitter *e, enum cfg_sec s)
{
	return e->section[s].count;
}

/* The offset of a name in STRING; NONE for NULL. */
static u32 string(struct emitter *e, const char *name)
{
	const struct buffer *b = &e->strings;
	size_t at = 0;

	if (name == NULL)
		return NONE;
	while (at < b->size && strcmp((const char *)b->bytes + at, name) != 0)
		at += strlen((const char *)b->bytes + at) + 1;
	if (at == b->size)
		append(&e->strings, name, strlen(name) + 1);
	return (u32)at;
}

static u32 low(u64 n)
{
	return (u32)n;
}

static u32 high(u64 n)
{
	return (u32)(n >> 32);
}

static u32 console(const struct emitter *e, const char *name)
{
	const struct m_device *d = name ? model_find_device(e->m, name) : NULL;

	return d ? d->console : NONE;
}

/* --- machine, time --------------------------------------------------------------- */

/* A label of any length and alphabet, cut to what the table holds. */
static u32 system_name(struct emitter *e)
{
	char name[CFG_NAME_MAX + 1] = "";
	size_t i;

	for (i = 0; i < CFG_NAME_MAX && e->m->name[i]; i++)
		name[i] = e->m->name[i] >= 0x20 && e->m->name[i] <= 0x7e ? e->m->name[i] : '?';
	return string(e, name);
}

static void emit_machine(struct emitter *e)
{
	const struct m_hyp *h = &e->m->hyp;

	PUT(e, MACHINE,
	    (struct cfg_machine){
		    .name = system_name(e),
		    .hyp_phys = low(h->start),
		    .hyp_size = low(h->size),
		    .console = console(e, model_hyp_console(e->m)),
		    .late_ns = low(h->late_ns),
		    .hm_log_len = low(h->log_length),
		    .hm_quota = 16,
		    .ring_bytes = low(h->ring),
		    .watchdog_us = low(h->watchdog / 1000),
	    });
}

static void emit_slots(struct emitter *e, const struct m_plan *p)
{
	u32 i;

	for (i = 0; i < p->num_slots; i++) {
		const struct m_slot *s = &p->slots[i];

		PUT(e, SLOT,
		    (struct cfg_slot){
			    .id = low(s->id),
			    .vcpu = model_find_part(e->m, s->part_id),
			    .start_lo = low(s->start),
			    .start_hi = high(s->start),
			    .len_lo = low(s->length),
			    .len_hi = high(s->length),
			    .flags = s->flags,
		    });
	}
}

static void emit_plan(struct emitter *e, u32 cpu, const struct m_plan *p)
{
	PUT(e, PLAN,
	    (struct cfg_plan){
		    .cpu = cpu,
		    .id = low(p->id),
		    .name = string(e, p->name),
		    .frame_lo = low(p->frame),
		    .frame_hi = high(p->frame),
		    .first_slot = next(e, CFG_SLOT),
		    .num_slots = p->num_slots,
	    });
	emit_slots(e, p);
}

static void emit_cpus(struct emitter *e)
{
	u32 i, j;

	for (i = 0; i < e->m->num_cpus; i++) {
		const struct m_cpu *cpu = &e->m->cpus[i];

		PUT(e, CPU,
		    (struct cfg_cpu){
			    .id = i,
			    .freq_khz = low(cpu->khz),
			    .first_plan = next(e, CFG_PLAN),
			    .num_plans = cpu->num_plans,
		    });
		for (j = 0; j < cpu->num_plans; j++)
			emit_plan(e, i, &cpu->plans[j]);
	}
}

/* --- partitions --------------------------------------------------------------------- */

static u32 count_ipvis(const struct model *m, const struct m_part *p)
{
	u32 i, count = 0;

	for (i = 0; i < m->num_ipvis; i++)
		count += m->ipvis[i].source == p->id;
	return count;
}

static void emit_part(struct emitter *e, u32 index, const struct m_part *p)
{
	u32 i;

	PUT(e, PART,
	    (struct cfg_part){
		    .id = low(p->id),
		    .name = string(e, p->name),
		    .kind = PART_PARAVIRTUAL,
		    .flags = p->flags,
		    .first_vcpu = index,
		    .num_vcpus = 1,
		    .first_area = next(e, CFG_AREA),
		    .num_areas = p->num_areas,
		    .first_port = next(e, CFG_PORT),
		    .num_ports = p->num_ports,
		    .first_hm = (1 + index) * XM_HM_EV_COUNT,
		    .console = console(e, p->console),
		    .entry = low(p->entry),
		    .period_lo = low(p->period),
		    .period_hi = high(p->period),
		    .duration_lo = low(p->duration),
		    .duration_hi = high(p->duration),
		    .restart_limit = low(p->restart_limit),
		    .hm_quota = low(p->hm_quota),
		    .first_irq = next(e, CFG_IRQ),
		    .num_irqs = p->num_lines,
		    .first_iorange = next(e, CFG_IORANGE),
		    .num_ioranges = p->num_ioranges,
		    .first_ipvi = next(e, CFG_IPVI),
		    .num_ipvis = count_ipvis(e->m, p),
		    .scrub_us = low(p->scrub / 1000),
		    .devices = p->devices,
		    .image = p->image ? string(e, p->image) : NONE,
	    });
	PUT(e, VCPU, (struct cfg_vcpu){ .part = index, .cpu = p->cpu });
	for (i = 0; i < p->num_files; i++)
		PUT(e, FILE, (struct cfg_file){ .part = index, .name = string(e, p->files[i]) });
}

static void emit_areas(struct emitter *e, u32 index, const struct m_part *p)
{
	u32 i;

	for (i = 0; i < p->num_areas; i++) {
		const struct m_area *a = &p->areas[i];

		PUT(e, AREA,
		    (struct cfg_area){
			    .part = index,
			    .name = string(e, a->name),
			    .phys = low(a->start),
			    .size = low(a->size),
			    .mapped = low(a->mapped),
			    .flags = a->flags,
			    .image = i == 0 ? index : NONE,
		    });
	}
}

static void emit_resources(struct emitter *e, u32 index, const struct m_part *p)
{
	u32 i;

	for (i = 0; i < p->num_ports; i++)
		PUT(e, PORT,
		    (struct cfg_port){
			    .part = index,
			    .name = string(e, p->ports[i].name),
			    .kind = p->ports[i].kind,
			    .direction = p->ports[i].direction,
			    .channel = p->ports[i].channel,
		    });
	for (i = 0; i < p->num_lines; i++)
		PUT(e, IRQ,
		    (struct cfg_irq){
			    .line = low(p->lines[i].line), .part = index, .cpu = p->cpu });
	for (i = 0; i < p->num_ioranges; i++)
		PUT(e, IORANGE,
		    (struct cfg_iorange){
			    .part = index,
			    .base = low(p->ioranges[i].base),
			    .size = low(p->ioranges[i].size),
			    .mask = low(p->ioranges[i].mask),
			    .kind = p->ioranges[i].kind,
		    });
}

static void emit_ipvi(struct emitter *e, u32 index, const struct m_ipvi *v)
{
	u32 i;

	PUT(e, IPVI,
	    (struct cfg_ipvi){
		    .src = index,
		    .id = low(v->id),
		    .first_dest = next(e, CFG_IPVI_DEST),
		    .num_dests = v->num_dests,
	    });
	for (i = 0; i < v->num_dests; i++)
		PUT(e, IPVI_DEST,
		    (struct cfg_ipvi_dest){ .part = model_find_part(e->m, v->dests[i]) });
}

/* In the order of their ids. */
static void emit_ipvis(struct emitter *e, u32 index, const struct m_part *p)
{
	u32 id, i;

	for (id = 0; id < IPVI_COUNT; id++)
		for (i = 0; i < e->m->num_ipvis; i++)
			if (e->m->ipvis[i].source == p->id && e->m->ipvis[i].id == id)
				emit_ipvi(e, index, &e->m->ipvis[i]);
}

static int by_key(const void *left, const void *right)
{
	const u64 *a = left, *b = right;

	return *a < *b ? -1 : *a > *b;
}

/* Keys of address and index: areas at the same address come by index. */
static void emit_amap(struct emitter *e)
{
	const struct cfg_area *areas = (const void *)e->section[CFG_AREA].bytes;
	u32 count = next(e, CFG_AREA), i;
	u64 *keys = mem_resize(NULL, count, sizeof(*keys));

	for (i = 0; i < count; i++)
		keys[i] = (u64)areas[i].phys << 32 | i;
	qsort(keys, count, sizeof(*keys), by_key);
	for (i = 0; i < count; i++)
		PUT(e, AMAP, (struct cfg_amap){ .area = (u32)keys[i] });
	free(keys);
}

static void emit_parts(struct emitter *e)
{
	u32 i;

	for (i = 0; i < e->m->num_parts; i++) {
		const struct m_part *p = &e->m->parts[i];

		emit_part(e, i, p);
		emit_areas(e, i, p);
		emit_resources(e, i, p);
		emit_ipvis(e, i, p);
	}
	emit_amap(e);
}

/* --- health monitor ------------------------------------------------------------------- */

static void emit_hm_table(struct emitter *e, const struct m_event *events, u32 count)
{
	struct cfg_hm rows[] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) \
	[nr] = { XM_HM_AC_##dflt, XM_HM_LOG_ENABLED },
#include "hm_events.def"
	};
	u32 i;

	for (i = 0; i < count; i++)
		rows[events[i].event] = (struct cfg_hm){ events[i].action, events[i].log };
	for (i = 0; i < ARRAY_LEN(rows); i++)
		PUT(e, HM, rows[i]);
}

static void emit_monitor(struct emitter *e)
{
	u32 i;

	emit_hm_table(e, e->m->hyp.events, e->m->hyp.num_events);
	for (i = 0; i < e->m->num_parts; i++)
		emit_hm_table(e, e->m->parts[i].events, e->m->parts[i].num_events);
}

static void emit_trace(struct emitter *e, u32 index, const struct m_trace *t)
{
	PUT(e, TRACE,
	    (struct cfg_trace){
		    .part = index,
		    .console = console(e, t->device),
		    .mask = low(t->mask),
		    .length = low(t->length),
	    });
}

static void emit_traces(struct emitter *e)
{
	u32 i;

	for (i = 0; i < e->m->num_parts; i++)
		emit_trace(e, i, &e->m->parts[i].trace);
	emit_trace(e, i, &e->m->hyp.trace);
}

/* What the hypervisor's lines call things, by abi.h's HM_NAME_*. */
static void emit_names(struct emitter *e)
{
	static const char *const names[] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) [HM_NAME_EVENT + (nr)] = #name,
#include "hm_events.def"
#define HM_CAUSE(nr, name, event, sentence) [HM_NAME_CAUSE + (nr)] = #name,
#include "hm_causes.def"
#define HM_ACTION(nr, name, sentence) [HM_NAME_ACTION + (nr)] = #name,
#include "hm_actions.def"
#define TRACE_CODE(nr, name, module, value, sentence) [HM_NAME_TRACE + (nr)] = #name,
#include "trace_codes.def"
	};
	u32 i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		PUT(e, HM_NAME, (struct cfg_hm_name){ .name = string(e, names[i]) });
}

/* --- channels and devices ------------------------------------------------------------- */

static u32 port_index(const struct emitter *e, const struct m_end *end)
{
	const struct cfg_part *parts = (const void *)e->section[CFG_PART].bytes;

	return parts[end->part].first_port + end->port;
}

static int by_port(const void *a, const void *b)
{
	const struct cfg_dest *x = a, *y = b;

	return (x->port > y->port) - (x->port < y->port);
}

/* The destinations of a channel, by ascending port. */
static void emit_dests(struct emitter *e, const struct m_channel *k)
{
	u32 first = next(e, CFG_DEST), i;

	for (i = 1; i < k->num_ends; i++)
		PUT(e, DEST, (struct cfg_dest){ .port = port_index(e, &k->ends[i]) });
	qsort((struct cfg_dest *)(void *)e->section[CFG_DEST].bytes + first, k->num_ends - 1,
	      sizeof(struct cfg_dest), by_port);
}

static void emit_channels(struct emitter *e)
{
	u32 i;

	for (i = 0; i < e->m->num_channels; i++) {
		const struct m_channel *k = &e->m->channels[i];

		PUT(e, CHANNEL,
		    (struct cfg_channel){
			    .kind = k->kind,
			    .max_len = low(k->max_len),
			    .depth = low(k->depth),
			    .refresh_lo = low(k->refresh),
			    .refresh_hi = high(k->refresh),
			    .src = port_index(e, &k->ends[0]),
			    .first_dest = next(e, CFG_DEST),
			    .num_dests = k->num_ends - 1,
		    });
		emit_dests(e, k);
	}
}

static void emit_devices(struct emitter *e)
{
	u32 i;

	for (i = 0; i < e->m->num_devices; i++) {
		const struct m_device *d = &e->m->devices[i];

		if (d->console != NONE)
			PUT(e, CONSOLE,
			    (struct cfg_console){
				    .uart = low(d->id),
				    .name = string(e, d->name),
				    .baud = low(d->baud),
			    });
	}
	for (i = 0; i < e->m->num_regions; i++)
		PUT(e, REGION,
		    (struct cfg_region){
			    .kind = e->m->regions[i].kind,
			    .start = low(e->m->regions[i].start),
			    .size = low(e->m->regions[i].size),
		    });
}

/* --- the whole ------------------------------------------------------------------------- */

static void directory(struct emitter *e, struct cfg_section dir[CFG_SEC_COUNT + 1])
{
	static const u32 known[CFG_SEC_COUNT][2] = {
#define CFG_REC(type, name, NAME, need) { (type), sizeof(struct cfg_##name) },
#define F(field)
#define CFG_END(name)
#include "config.def"
	};
	size_t at = sizeof(struct cfg_header) + (CFG_SEC_COUNT + 1) * sizeof(*dir);
	u32 i;

	for (i = 0; i < CFG_SEC_COUNT; i++) {
		const struct buffer *b = &e->section[i];

		dir[i] = (struct cfg_section){ known[i][0], (u32)at, b->count, known[i][1] };
		at += b->size;
	}
	while (e->strings.size % 4 != 0)
		append(&e->strings, "", 1);
	dir[i] = (struct cfg_section){ CFG_TYPE_STRING, (u32)at, (u32)e->strings.size, 1 };
}

static size_t total(const struct emitter *e)
{
	size_t size = sizeof(struct cfg_header) + (CFG_SEC_COUNT + 1) * sizeof(struct cfg_section);
	u32 i;

	for (i = 0; i < CFG_SEC_COUNT; i++)
		size += e->section[i].size;
	return size + e->strings.size;
}

static void *assemble(struct emitter *e, size_t *size)
{
	struct cfg_section dir[CFG_SEC_COUNT + 1];
	struct cfg_header *h;
	u32 i;

	directory(e, dir);
	*size = total(e);
	if (*size > TABLE_BYTES_MAX)
		return NULL;
	h = arena_alloc(e->c->arena, *size, 1);
	memcpy(h + 1, dir, sizeof(dir));
	for (i = 0; i < CFG_SEC_COUNT; i++)
		if (e->section[i].size != 0)
			memcpy((u8 *)h + dir[i].offset, e->section[i].bytes, e->section[i].size);
	if (e->strings.size != 0)
		memcpy((u8 *)h + dir[i].offset, e->strings.bytes, e->strings.size);
	h->magic = CFG_MAGIC;
	h->version = CFG_VERSION;
	h->last_compatible = CFG_LAST_COMPATIBLE;
	h->size = (u32)*size;
	h->board = e->c->hw->board;
	h->abi_version = SEPTUM_ABI_VERSION;
	h->num_sections = CFG_SEC_COUNT + 1;
	h->crc32 = table_crc(h, h->size);
	return h;
}

void *emit_table(struct checker *c, size_t *size)
{
	struct emitter e = { .c = c, .m = c->m };
	void *table;
	u32 i;

	emit_machine(&e);
	emit_cpus(&e);
	emit_parts(&e);
	emit_monitor(&e);
	emit_traces(&e);
	emit_names(&e);
	emit_channels(&e);
	emit_devices(&e);
	table = assemble(&e, size);
	for (i = 0; i < CFG_SEC_COUNT; i++)
		free(e.section[i].bytes);
	free(e.strings.bytes);
	return table;
}
