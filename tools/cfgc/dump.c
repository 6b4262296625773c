/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * dump.c - a table as text, in a stable form that loses nothing but reserved
 * words; called by main.c.  The table may be anybody's: config_check() first.
 */
#include <stdio.h>
#include <string.h>

#include "board.h"
#include "cfgc.h"
#include "config_bind.h"
#include "units.h"
#include "table.h"

/* --- words ------------------------------------------------------------------------ */

struct word {
	u32 bits;
	const char *text;
};

static void print_flags(FILE *out, u32 flags, const struct word *words, size_t count)
{
	for (; count; count--, words++)
		if (flags & words->bits)
			fprintf(out, " %s", words->text);
}

#define FLAGS(out, flags, words) print_flags(out, flags, words, ARRAY_LEN(words))

/* A name for a terminal: the table may hold any bytes. */
struct name_text {
	char text[CFG_TEXT_MAX + 1];
};

static struct name_text name_of(const struct config *cfg, u32 offset)
{
	struct name_text name = { "" };
	const char *from;
	size_t i;

	if (offset == NONE)
		return name;
	from = cfg_string(cfg, offset);
	for (i = 0; i < CFG_TEXT_MAX && from[i]; i++)
		name.text[i] = from[i] >= 0x20 && from[i] <= 0x7e ? from[i] : '?';
	return name;
}

static void print_range(FILE *out, u32 start, u32 size)
{
	fprintf(out, " 0x%08x+0x%x", start, size);
}

static struct time_text time_of(u32 lo, u32 hi)
{
	return unit_print_time(cfg_u64(lo, hi));
}

/* Unless it is what a plan without the element has. */
static void dump_trace(FILE *out, const struct cfg_trace *t, u32 mask)
{
	if (t->console == NONE && t->mask == mask && t->length == 32)
		return;
	fprintf(out, "  trace %u events mask 0x%08x", t->length, t->mask);
	if (t->console != NONE)
		fprintf(out, " console %u", t->console);
	fputc('\n', out);
}

/* --- machine and time ----------------------------------------------------------------- */

static void dump_machine(FILE *out, const struct config *cfg)
{
	const struct cfg_machine *m = cfg_get_machine(cfg, 0);
	u32 i;

	fprintf(out, "system \"%s\"\n  hypervisor", name_of(cfg, m->name).text);
	print_range(out, m->hyp_phys, m->hyp_size);
	if (m->console != NONE)
		fprintf(out, " console %u", m->console);
	fprintf(out, "\n  lateness bound %s, log %u records, quota %u, console ring %u bytes\n",
		unit_print_time(m->late_ns).text, m->hm_log_len, m->hm_quota, m->ring_bytes);
	if (m->watchdog_us != 0)
		fprintf(out, "  watchdog %s\n", unit_print_time(m->watchdog_us * 1000ull).text);
	dump_trace(out, cfg_get_trace(cfg, cfg_count(cfg, CFG_PART)), 0);
	for (i = 0; i < cfg_count(cfg, CFG_CONSOLE); i++) {
		const struct cfg_console *k = cfg_get_console(cfg, i);

		fprintf(out, "console %u \"%s\" uart %u baud %u\n", i, name_of(cfg, k->name).text,
			k->uart, k->baud);
	}
}

static void dump_regions(FILE *out, const struct config *cfg)
{
	static const char *const kinds[] = { "sdram", "stram", "rom" };
	u32 i;

	for (i = 0; i < cfg_count(cfg, CFG_REGION); i++) {
		const struct cfg_region *r = cfg_get_region(cfg, i);

		fprintf(out, "region %s", r->kind < ARRAY_LEN(kinds) ? kinds[r->kind] : "?");
		print_range(out, r->start, r->size);
		fputc('\n', out);
	}
}

static void dump_plan(FILE *out, const struct config *cfg, const struct cfg_plan *p)
{
	u32 i;

	fprintf(out, "  plan %u \"%s\" frame %s\n", p->id, name_of(cfg, p->name).text,
		time_of(p->frame_lo, p->frame_hi).text);
	for (i = 0; i < p->num_slots; i++) {
		const struct cfg_slot *s = cfg_get_slot(cfg, p->first_slot + i);
		const struct cfg_vcpu *v = cfg_get_vcpu(cfg, s->vcpu);

		fprintf(out, "    slot %u at %s for %s partition %u vcpu %u%s\n", s->id,
			time_of(s->start_lo, s->start_hi).text, time_of(s->len_lo, s->len_hi).text,
			v->part, v->id, s->flags & SLOT_PERIOD_START ? " periodStart" : "");
	}
}

static void dump_cpus(FILE *out, const struct config *cfg)
{
	u32 i, j;

	for (i = 0; i < cfg_count(cfg, CFG_CPU); i++) {
		const struct cfg_cpu *cpu = cfg_get_cpu(cfg, i);

		fprintf(out, "cpu %u %u KHz\n", cpu->id, cpu->freq_khz);
		for (j = 0; j < cpu->num_plans; j++)
			dump_plan(out, cfg, cfg_get_plan(cfg, cpu->first_plan + j));
	}
}

/* --- health monitor ------------------------------------------------------------------- */

static void dump_monitor(FILE *out, const struct config *cfg, u32 first)
{
	static const struct {
		const char *name;
		u32 action;
	} events[] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) [nr] = { #name, XM_HM_AC_##dflt },
#include "hm_events.def"
	};
	static const char *const actions[] = {
#define HM_ACTION(nr, name, sentence) [nr] = #name,
#include "hm_actions.def"
	};
	u32 i;

	for (i = 0; i < ARRAY_LEN(events); i++) {
		const struct cfg_hm *row = cfg_get_hm(cfg, first + i);

		if (row->action != events[i].action || row->log != XM_HM_LOG_ENABLED)
			fprintf(out, "  on %s %s%s\n", events[i].name, actions[row->action],
				row->log ? "" : ", not logged");
	}
}

/* --- partitions ----------------------------------------------------------------------- */

static void dump_areas(FILE *out, const struct config *cfg, const struct cfg_part *p)
{
	static const struct word words[] = {
		{ AREA_UNMAPPED, "unmapped" },
		{ AREA_READONLY, "read-only" },
		{ AREA_UNCACHEABLE, "uncacheable" },
		{ AREA_ROM, "rom" },
		{ AREA_FLAG0, "flag0" },
		{ AREA_FLAG1, "flag1" },
		{ AREA_FLAG2, "flag2" },
		{ AREA_FLAG3, "flag3" },
		{ AREA_SHARED, "shared" },
		{ AREA_DEVICE, "device" },
	};
	u32 i;

	for (i = 0; i < p->num_areas; i++) {
		const struct cfg_area *a = cfg_get_area(cfg, p->first_area + i);

		fputs("  area", out);
		print_range(out, a->phys, a->size);
		if (a->mapped != a->phys)
			fprintf(out, " mapped at 0x%08x", a->mapped);
		if (a->flags & AREA_TAGGED)
			fprintf(out, " \"%s\"", name_of(cfg, a->name).text);
		if (a->image != NONE)
			fputs(" image", out);
		FLAGS(out, a->flags, words);
		fputc('\n', out);
	}
}

static void dump_ports(FILE *out, const struct config *cfg, const struct cfg_part *p)
{
	u32 i;

	for (i = 0; i < p->num_ports; i++) {
		const struct cfg_port *q = cfg_get_port(cfg, p->first_port + i);

		fprintf(out, "  port %u \"%s\" %s %s", i, name_of(cfg, q->name).text,
			q->kind == PORT_QUEUING ? "queuing" : "sampling",
			q->direction == PORT_SOURCE ? "source" : "destination");
		if (q->channel == NONE)
			fputs(" unconnected\n", out);
		else
			fprintf(out, " channel %u\n", q->channel);
	}
}

static void dump_resources(FILE *out, const struct config *cfg, const struct cfg_part *p)
{
	u32 i;

	for (i = 0; i < p->num_irqs; i++) {
		const struct cfg_irq *q = cfg_get_irq(cfg, p->first_irq + i);

		fprintf(out, "  line %u cpu %u\n", q->line, q->cpu);
	}
	for (i = 0; i < p->num_ioranges; i++) {
		const struct cfg_iorange *io = cfg_get_iorange(cfg, p->first_iorange + i);

		fputs("  ioports", out);
		print_range(out, io->base, io->size);
		if (io->kind == IORANGE_RESTRICTED)
			fprintf(out, " mask 0x%08x", io->mask);
		fputc('\n', out);
	}
}

static void dump_files(FILE *out, const struct config *cfg, u32 part)
{
	u32 i;

	for (i = 0; i < cfg_count(cfg, CFG_FILE); i++) {
		const struct cfg_file *f = cfg_get_file(cfg, i);

		if (f->part == part)
			fprintf(out, "  custom file \"%s\"\n", name_of(cfg, f->name).text);
	}
}

static void dump_settings(FILE *out, const struct config *cfg, const struct cfg_part *p)
{
	if (p->console != NONE)
		fprintf(out, " console %u", p->console);
	if (p->image != NONE)
		fprintf(out, " image \"%s\"", name_of(cfg, p->image).text);
	if (p->entry != NONE)
		fprintf(out, " entry 0x%08x", p->entry);
	fputs("\n ", out);
	if (cfg_u64(p->period_lo, p->period_hi) != 0)
		fprintf(out, " needs %s in each %s,", time_of(p->duration_lo, p->duration_hi).text,
			time_of(p->period_lo, p->period_hi).text);
	if (p->scrub_us != 0)
		fprintf(out, " scrubbed every %s,", unit_print_time((u64)p->scrub_us * 1000).text);
	if (p->restart_limit != 0)
		fprintf(out, " restart limit %u,", p->restart_limit);
	if (p->devices != 0)
		fprintf(out, " devices 0x%x,", p->devices);
	fprintf(out, " quota %u, cpu %u\n", p->hm_quota, cfg_get_vcpu(cfg, p->first_vcpu)->cpu);
}

static void dump_parts(FILE *out, const struct config *cfg)
{
	static const struct word words[] = {
		{ PART_SYSTEM, "system" },
		{ PART_FP, "fp" },
		{ PART_BOOT, "boot" },
		{ PART_ICACHE_OFF, "icache_disabled" },
		{ PART_DCACHE_OFF, "dcache_disabled" },
	};
	u32 i;

	for (i = 0; i < cfg_count(cfg, CFG_PART); i++) {
		const struct cfg_part *p = cfg_get_part(cfg, i);

		fprintf(out, "partition %u \"%s\"", p->id, name_of(cfg, p->name).text);
		FLAGS(out, p->flags, words);
		dump_settings(out, cfg, p);
		dump_files(out, cfg, i);
		dump_trace(out, cfg_get_trace(cfg, i), 0xffffffff);
		dump_areas(out, cfg, p);
		dump_ports(out, cfg, p);
		dump_resources(out, cfg, p);
		dump_monitor(out, cfg, p->first_hm);
	}
}

/* --- channels -------------------------------------------------------------------------- */

static void print_end(FILE *out, const struct config *cfg, const char *word, u32 port)
{
	const struct cfg_port *p = cfg_get_port(cfg, port);

	fprintf(out, " %s P%u:%s", word, p->part, name_of(cfg, p->name).text);
}

static void dump_channels(FILE *out, const struct config *cfg)
{
	u32 i, j;

	for (i = 0; i < cfg_count(cfg, CFG_CHANNEL); i++) {
		const struct cfg_channel *k = cfg_get_channel(cfg, i);

		fprintf(out, "channel %u %s %u bytes", i,
			k->kind == PORT_QUEUING ? "queuing" : "sampling", k->max_len);
		if (k->kind == PORT_QUEUING)
			fprintf(out, " depth %u", k->depth);
		else
			fprintf(out, " refresh %s", time_of(k->refresh_lo, k->refresh_hi).text);
		print_end(out, cfg, "from", k->src);
		for (j = 0; j < k->num_dests; j++)
			print_end(out, cfg, "to", cfg_get_dest(cfg, k->first_dest + j)->port);
		fputc('\n', out);
	}
}

/* config_check() leaves sections alone that the core does not use yet, so the
   destinations are looked at before they are followed. */
static void dump_ipvis(FILE *out, const struct config *cfg)
{
	u32 dests = cfg_count(cfg, CFG_IPVI_DEST);
	u32 i, j;

	for (i = 0; i < cfg_count(cfg, CFG_IPVI); i++) {
		const struct cfg_ipvi *v = cfg_get_ipvi(cfg, i);

		fprintf(out, "ipvi %u from P%u to", v->id, v->src);
		for (j = 0; j < v->num_dests && v->first_dest < dests && j < dests - v->first_dest;
		     j++)
			fprintf(out, " P%u", cfg_get_ipvi_dest(cfg, v->first_dest + j)->part);
		fputc('\n', out);
	}
}

/* --- the whole ------------------------------------------------------------------------- */

static const char *section_name(u32 section)
{
	static const char *const names[] = {
#define CFG_REC(type, name, NAME, need) #name,
#define F(field)
#define CFG_END(name)
#include "config.def"
	};

	return section < ARRAY_LEN(names) ? names[section] : "header";
}

static bool check_table(struct config *cfg, const void *data, size_t size, char why[160])
{
	static const char *const reasons[] = {
#define CFG_ERROR(name, sentence) [CFG_ERR_##name] = sentence,
#include "cfg_errors.def"
	};
	const struct cfg_header *h = data;
	struct config_limits limits = { .block = BLOCK_LEAST };
	struct cfg_fault fault = { CFG_ERR_SHORT, NONE, 0 };

	if (size >= sizeof(*h)) {
		limits.machine = board_by_number(h->board);
		fault.error = h->magic == CFG_MAGIC ? CFG_ERR_BOARD : CFG_ERR_MAGIC;
	}
	if (limits.machine != NULL && size <= 0xffffffff &&
	    table_check(cfg, data, (u32)size, &limits, &fault))
		return true;
	snprintf(why, 160, "%s, record %u: %s", section_name(fault.section), fault.index,
		 reasons[fault.error]);
	return false;
}

bool cfgc_dump(FILE *out, const void *data, size_t size, char why[160])
{
	struct config cfg = { 0 };

	if (!check_table(&cfg, data, size, why))
		return false;
	fprintf(out, "table version %u, %u bytes, crc32 0x%08x, board %s, abi %u\n",
		cfg.header->version, cfg.header->size, cfg.header->crc32,
		board_by_number(cfg.header->board)->name, cfg.header->abi_version);
	dump_machine(out, &cfg);
	dump_monitor(out, &cfg, cfg_get_machine(&cfg, 0)->first_hm);
	dump_regions(out, &cfg);
	dump_cpus(out, &cfg);
	dump_parts(out, &cfg);
	dump_channels(out, &cfg);
	dump_ipvis(out, &cfg);
	return true;
}
