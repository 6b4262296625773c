/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config_check.c - may this table be used?
 *
 * Total: for any bytes it ends, reads nothing outside the table and names the
 * first fault by section, index and reason.  It is the last step of cfgc, a
 * step of packer, the first step of the boot, and the target of a fuzzer.
 *
 * What concerns single fields is in config_rules.def and comes first; after it
 * every index and span can be followed, and the functions below check what
 * involves several records.
 */
#include "abi.h"
#include "carve.h"
#include "config_bind.h"
#include "lib.h"

enum { PAGE = 4096, HYP_ALIGN = 0x10000, LOG_MAX = 0x10000, RING_MAX = 0x100000 };
enum { MESSAGE_MAX = 0x1000000, RING_MIN = 128 };
#define FRAME_MAX_NS 4294967296000ull /* 2^32 microseconds */
#define SLOT_MIN_NS  1000u

/* What every step needs. */
struct check {
	const struct config *cfg;
	const struct config_limits *lim;
	struct cfg_fault *fault;
	u32 section, index; /* the record being looked at */
};

static bool no(struct check *c, enum cfg_error error)
{
	c->fault->error = error;
	c->fault->section = c->section;
	c->fault->index = c->index;
	return false;
}

/* The check of one condition. */
static bool must(struct check *c, bool condition, enum cfg_error error)
{
	return condition || no(c, error);
}

static u32 count(const struct check *c, enum cfg_sec s)
{
	return cfg_count(c->cfg, s);
}

/* --- the rules of single fields ----------------------------------------------------- */

enum kind {
	KIND_LESS,
	KIND_NOT0,
	KIND_PAGE,
	KIND_TEXT,
	KIND_NAME,
	KIND_NAME_,
	KIND_INDEX,
	KIND_INDEX_,
	KIND_SPAN,
	KIND_OWNS,
};

struct rule {
	u8 section, word, kind, argument;
};

static const struct rule rules[] = {
#define RULE(SECTION, record, field, kind, argument) \
	{ CFG_##SECTION, offsetof(struct cfg_##record, field) / 4, KIND_##kind, (argument) },
#include "config_rules.def"
};

/* A terminated string of 1 to max characters. */
static bool is_name(const struct config_section *s, u32 offset, u32 max)
{
	u32 i;

	for (i = 0; i <= max && offset < s->count; i++, offset++)
		if (s->base[offset] == 0)
			return i > 0;
	return false;
}

/* Records of an owner begin with its number. */
static bool owns(struct check *c, u32 section, u32 first, u32 end)
{
	for (; first < end; first++)
		if (*(const u32 *)cfg_record(c->cfg, section, first) != c->index)
			return no(c, CFG_ERR_INDEX);
	return true;
}

/* word[0] records, from where those of the owner before ended. */
static bool check_span(struct check *c, const struct rule *r, const u32 *word, u32 *next)
{
	u32 first = *next;

	if (word[0] != first || word[1] > count(c, r->argument) - first)
		return no(c, CFG_ERR_INDEX);
	*next = first + word[1];
	return r->kind == KIND_SPAN || owns(c, r->argument, first, *next);
}

static bool check_word(struct check *c, const struct rule *r, const u32 *word, u32 *next)
{
	switch (r->kind) {
	case KIND_LESS:
		return must(c, *word < r->argument, CFG_ERR_RANGE);
	case KIND_NOT0:
		return must(c, *word != 0, CFG_ERR_RANGE);
	case KIND_PAGE:
		return must(c, is_aligned(*word, PAGE), CFG_ERR_ALIGN);
	case KIND_TEXT:
	case KIND_NAME:
	case KIND_NAME_:
		return must(c,
			    (*word == NONE && r->kind == KIND_NAME_) ||
				    is_name(&c->cfg->strings, *word,
					    r->kind == KIND_TEXT ? CFG_TEXT_MAX : CFG_NAME_MAX),
			    CFG_ERR_STRING);
	case KIND_INDEX:
	case KIND_INDEX_:
		return must(c,
			    (*word == NONE && r->kind == KIND_INDEX_) ||
				    *word < count(c, r->argument),
			    CFG_ERR_INDEX);
	default:
		return check_span(c, r, word, next);
	}
}

static bool check_rule(struct check *c, const struct rule *r)
{
	u32 next = 0;

	c->section = r->section;
	for (c->index = 0; c->index < count(c, r->section); c->index++) {
		const u32 *record = cfg_record(c->cfg, r->section, c->index);

		if (!check_word(c, r, record + r->word, &next))
			return false;
	}
	return must(c, r->kind < KIND_SPAN || next == count(c, r->argument), CFG_ERR_RECORDS);
}

static bool check_rules(struct check *c)
{
	u32 i;

	for (i = 0; i < ARRAY_LEN(rules); i++)
		if (!check_rule(c, &rules[i]))
			return false;
	return true;
}

/* --- ranges ----------------------------------------------------------------------------- */

enum { INSIDE, TOUCHES };

/* Does [start, start + size) lie inside, or touch, one of n ranges? */
static bool meets(u32 how, u32 start, u32 size, const struct hal_range *r, u32 n)
{
	for (; n; n--, r++) {
		if (r->size == 0)
			continue;
		if (how == INSIDE ? range_inside(start, size, r->base, r->size)
				  : range_overlap(start, size, r->base, r->size))
			return true;
	}
	return false;
}

static bool in_ram(const struct check *c, u32 start, u32 size)
{
	return meets(INSIDE, start, size, c->lim->machine->ram, ARRAY_LEN(c->lim->machine->ram));
}

/* Sizes of rings, so that indices need no division. */
static bool power_of_two(u32 n, u32 max)
{
	return n != 0 && n <= max && (n & (n - 1)) == 0;
}

/* --- machine, time ------------------------------------------------------------------------ */

static bool check_machine(struct check *c, const struct cfg_machine *m)
{
	if (!is_aligned(m->hyp_phys, HYP_ALIGN))
		return no(c, CFG_ERR_ALIGN);
	if (!in_ram(c, m->hyp_phys, m->hyp_size))
		return no(c, CFG_ERR_RAM);
	if (meets(TOUCHES, m->hyp_phys, m->hyp_size, &c->lim->image, 1))
		return no(c, CFG_ERR_OVERLAP);
	return must(c,
		    m->hyp_size <= HAL_WINDOW_SIZE / 8 && power_of_two(m->hm_log_len, LOG_MAX) &&
			    m->ring_bytes >= RING_MIN && power_of_two(m->ring_bytes, RING_MAX) &&
			    m->first_hm == 0,
		    CFG_ERR_RANGE);
}

static bool check_console(struct check *c, const struct cfg_console *k)
{
	u32 i;

	for (i = 0; i < c->index; i++)
		if (cfg_get_console(c->cfg, i)->uart == k->uart)
			return no(c, CFG_ERR_INDEX);
	return must(c, k->uart < c->lim->machine->num_uarts, CFG_ERR_RANGE);
}

static bool check_cpu(struct check *c, const struct cfg_cpu *cpu)
{
	return must(c, cpu->id == c->index && cpu->num_plans == cfg_get_cpu(c->cfg, 0)->num_plans,
		    CFG_ERR_RANGE);
}

/* Slots of a plan: inside the frame, in order, on their own processor. */
static bool check_slots(struct check *c, const struct cfg_plan *p, u64 frame)
{
	u32 end = p->first_slot + p->num_slots;
	u64 at = 0;

	c->section = CFG_SLOT;
	for (c->index = p->first_slot; c->index < end; c->index++) {
		const struct cfg_slot *s = cfg_get_slot(c->cfg, c->index);
		u64 start = cfg_u64(s->start_lo, s->start_hi);
		u64 len = cfg_u64(s->len_lo, s->len_hi);

		if (len < SLOT_MIN_NS || start < at || start > frame || len > frame - start)
			return no(c, CFG_ERR_SLOT);
		if (cfg_get_vcpu(c->cfg, s->vcpu)->cpu != p->cpu)
			return no(c, CFG_ERR_CPU);
		at = start + len;
	}
	return true;
}

/* Plan id of every processor has the same frame. */
static bool check_plans(struct check *c, const struct cfg_cpu *cpu)
{
	u32 id;

	for (id = 0; id < cpu->num_plans; id++) {
		const struct cfg_plan *p = cfg_get_plan(c->cfg, cpu->first_plan + id);
		const struct cfg_plan *twin = cfg_get_plan(c->cfg, id);
		u64 frame = cfg_u64(p->frame_lo, p->frame_hi);

		c->section = CFG_PLAN;
		c->index = cpu->first_plan + id;
		if (p->id != id)
			return no(c, CFG_ERR_INDEX);
		if (frame < SLOT_MIN_NS || frame > FRAME_MAX_NS ||
		    frame != cfg_u64(twin->frame_lo, twin->frame_hi))
			return no(c, CFG_ERR_FRAME);
		if (!check_slots(c, p, frame))
			return false;
	}
	return true;
}

/* --- partitions and memory ------------------------------------------------------------------ */

static bool check_area(struct check *c, const struct cfg_area *a)
{
	const struct hal_machine *m = c->lim->machine;
	bool device = (a->flags & AREA_DEVICE) != 0;
	bool present;

	if (a->size - 1 > ~a->phys || a->size - 1 > ~a->mapped)
		return no(c, CFG_ERR_RANGE);
	if (device)
		present =
			meets(INSIDE, a->phys, a->size, m->io, ARRAY_LEN(m->io)) &&
			!meets(TOUCHES, a->phys, a->size, m->private_io, ARRAY_LEN(m->private_io));
	else
		present = in_ram(c, a->phys, a->size);
	if (!present)
		return no(c, CFG_ERR_RAM);
	if (range_overlap(a->mapped, a->size, HAL_WINDOW_BASE, HAL_WINDOW_SIZE))
		return no(c, CFG_ERR_OVERLAP);
	return must(c, a->image == NONE || (a->image == a->part && !device), CFG_ERR_INDEX);
}

/* A partition's areas do not overlap as it sees them; *entry is cleared if it
   lies in one that may hold code. */
static bool check_mapping(struct check *c, const struct cfg_part *p, u32 *entry)
{
	u32 i, j;

	for (i = p->first_area; i < p->first_area + p->num_areas; i++) {
		const struct cfg_area *a = cfg_get_area(c->cfg, i);

		for (j = p->first_area; j < i; j++) {
			const struct cfg_area *b = cfg_get_area(c->cfg, j);

			if (range_overlap(a->mapped, a->size, b->mapped, b->size))
				return no(c, CFG_ERR_OVERLAP);
		}
		if (range_inside(*entry, 4, a->mapped, a->size) &&
		    (a->flags & (AREA_UNMAPPED | AREA_DEVICE)) == 0)
			*entry = NONE;
	}
	return true;
}

static bool check_part(struct check *c, const struct cfg_part *p)
{
	u64 control = (u64)p->num_vcpus * (carve_pct_bytes(c->cfg, c->index) + PAGE);
	u32 entry = p->entry;
	u32 i;

	if (p->id != c->index)
		return no(c, CFG_ERR_ORDER);
	if (p->first_hm != (1 + c->index) * XM_HM_EV_COUNT)
		return no(c, CFG_ERR_INDEX);
	if (p->image != 0 && !is_name(&c->cfg->strings, p->image - 1, CFG_NAME_MAX))
		return no(c, CFG_ERR_STRING);
	for (i = 0; i < p->num_vcpus; i++)
		if (cfg_get_vcpu(c->cfg, p->first_vcpu + i)->id != i)
			return no(c, CFG_ERR_INDEX);
	if (!check_mapping(c, p, &entry))
		return false;
	return must(c,
		    power_of_two(p->hm_quota, LOG_MAX) && entry == NONE &&
			    control <= HAL_WINDOW_BASE + HAL_WINDOW_SIZE - HAL_PCT_BASE,
		    CFG_ERR_RANGE);
}

/* May two areas that overlap in physical memory both stand? */
static bool may_share(const struct cfg_area *a, const struct cfg_area *b)
{
	return a->phys == b->phys && a->size == b->size && a->part != b->part &&
	       (a->flags & b->flags & AREA_SHARED) != 0;
}

/* By ascending address and number, so that each area occurs once and meets only
   the one before it. */
static bool check_amap(struct check *c, const struct cfg_amap *m)
{
	const struct cfg_machine *machine = cfg_get_machine(c->cfg, 0);
	const struct cfg_area *a = cfg_get_area(c->cfg, m->area);

	if (c->index > 0) {
		u32 last = cfg_get_amap(c->cfg, c->index - 1)->area;
		const struct cfg_area *before = cfg_get_area(c->cfg, last);

		if (a->phys < before->phys || (a->phys == before->phys && m->area <= last))
			return no(c, CFG_ERR_ORDER);
		if (range_overlap(a->phys, a->size, before->phys, before->size) &&
		    !may_share(before, a))
			return no(c, CFG_ERR_OVERLAP);
	}
	return must(c,
		    !range_overlap(a->phys, a->size, machine->hyp_phys, machine->hyp_size) &&
			    !meets(TOUCHES, a->phys, a->size, &c->lim->image, 1),
		    CFG_ERR_OVERLAP);
}

/* --- channels, health monitor, lines -----------------------------------------------------------
 */

/* Is the port the end, in this direction, of channel c->index? */
static bool end_ok(struct check *c, u32 port, const struct cfg_channel *k, u32 direction)
{
	const struct cfg_port *p = cfg_get_port(c->cfg, port);

	return must(c, p->kind == k->kind && p->direction == direction && p->channel == c->index,
		    CFG_ERR_CHANNEL);
}

/* Relies on: every connected port is named by exactly one channel end, which
   check_ends() counts. */
static bool check_channel(struct check *c, const struct cfg_channel *k)
{
	u32 i, j;

	if (k->max_len > MESSAGE_MAX || (u64)k->depth * (k->max_len + 16) > 0xffffff00u ||
	    (k->kind == PORT_SAMPLING && k->depth != 1))
		return no(c, CFG_ERR_RANGE);
	if (k->kind == PORT_QUEUING && k->num_dests != 1)
		return no(c, CFG_ERR_CHANNEL);
	if (!end_ok(c, k->src, k, PORT_SOURCE))
		return false;
	for (i = k->first_dest; i < k->first_dest + k->num_dests; i++) {
		u32 port = cfg_get_dest(c->cfg, i)->port;

		if (!end_ok(c, port, k, PORT_DESTINATION))
			return false;
		for (j = k->first_dest; j < i; j++)
			if (cfg_get_dest(c->cfg, j)->port == port)
				return no(c, CFG_ERR_CHANNEL);
	}
	return true;
}

static bool check_ends(struct check *c)
{
	u32 ends = count(c, CFG_CHANNEL) + count(c, CFG_DEST);

	c->section = CFG_DEST;
	for (c->index = 0; c->index < count(c, CFG_PORT); c->index++)
		ends -= cfg_get_port(c->cfg, c->index)->channel != NONE;
	return must(c, ends == 0, CFG_ERR_RECORDS);
}

/* The hypervisor's rows come first, then those of each partition. */
static bool check_actions(struct check *c)
{
	static const u16 permitted[XM_HM_EV_COUNT][2] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) [nr] = { (hyp), (part) },
#include "hm_events.def"
	};
	bool maintenance = cfg_get_cpu(c->cfg, 0)->num_plans > 1;
	u32 event = 0, owner = 0;

	c->section = CFG_HM;
	for (c->index = 0; c->index < count(c, CFG_HM); c->index++) {
		u32 action = cfg_get_hm(c->cfg, c->index)->action;
		u32 set = permitted[event][owner];

		if ((set != 0 && (set >> action & 1) == 0) ||
		    (action == XM_HM_AC_SWITCH_TO_MAINTENANCE && !maintenance))
			return no(c, CFG_ERR_ACTION);
		if (++event == XM_HM_EV_COUNT) {
			event = 0;
			owner = 1;
		}
	}
	return true;
}

/* A line has one owner, and the hypervisor needs some for itself. */
static bool check_irq(struct check *c, const struct cfg_irq *q)
{
	const struct hal_machine *m = c->lim->machine;
	bool taken = q->line >= m->num_lines;
	u32 i;

	for (i = 0; i < ARRAY_LEN(m->own_lines); i++)
		taken |= m->own_lines[i] == q->line;
	for (i = 0; i < count(c, CFG_CONSOLE); i++)
		taken |= m->uart[cfg_get_console(c->cfg, i)->uart].line == q->line;
	for (i = 0; i < c->index; i++)
		taken |= cfg_get_irq(c->cfg, i)->line == q->line;
	return must(c, !taken, CFG_ERR_LINE);
}

/* --- the whole
 * ------------------------------------------------------------------------------------ */

/* How many records there are, where that is not free. */
static bool records(struct check *c, enum cfg_sec s, u32 min, u32 max)
{
	c->section = s;
	c->index = count(c, s);
	return must(c, c->index >= min && c->index <= max, CFG_ERR_RECORDS);
}

static bool check_counts(struct check *c)
{
	u32 parts = count(c, CFG_PART);
	u32 rows = (1 + parts) * XM_HM_EV_COUNT;
	u32 areas = count(c, CFG_AREA);

	return records(c, CFG_MACHINE, 1, 1) && records(c, CFG_CPU, 1, 255) &&
	       records(c, CFG_PART, 1, c->lim->machine->max_spaces) &&
	       records(c, CFG_HM, rows, rows) &&
	       (count(c, CFG_HM_NAME) == 0 ||
		records(c, CFG_HM_NAME, HM_NAME_COUNT, HM_NAME_COUNT)) &&
	       records(c, CFG_AMAP, areas, areas);
}

/* EACH(PART, part, check_part): apply a check to every record. */
#define EACH(NAME, name, check)                                                                  \
	for (c->section = CFG_##NAME, c->index = 0; c->index < count(c, CFG_##NAME); c->index++) \
		if (!check(c, cfg_get_##name(c->cfg, c->index)))                                 \
	return false

static bool check_records(struct check *c)
{
	u32 cpu;

	EACH(MACHINE, machine, check_machine);
	EACH(CONSOLE, console, check_console);
	EACH(CPU, cpu, check_cpu);
	EACH(AREA, area, check_area);
	EACH(PART, part, check_part);
	EACH(AMAP, amap, check_amap);
	EACH(CHANNEL, channel, check_channel);
	EACH(IRQ, irq, check_irq);
	for (cpu = 0; cpu < count(c, CFG_CPU); cpu++)
		if (!check_plans(c, cfg_get_cpu(c->cfg, cpu)))
			return false;
	return check_ends(c) && check_actions(c);
}

static bool check_carve(struct check *c)
{
	const struct cfg_machine *m = cfg_get_machine(c->cfg, 0);
	struct carve need;

	c->section = CFG_MACHINE;
	c->index = 0;
	return c->lim->sizes == NULL ||
	       must(c,
		    carve_layout(&need, c->cfg, c->lim->sizes, c->lim->manifest_size) &&
			    need.size <= m->hyp_size,
		    CFG_ERR_CARVE);
}

bool config_check(struct config *cfg, const void *table, u32 size,
		  const struct config_limits *limits, struct cfg_fault *fault)
{
	struct check check = { cfg, limits, fault, NONE, 0 };
	struct check *c = &check;

	fault->error = CFG_ERR_NONE;
	return config_bind(cfg, table, size, fault) &&
	       must(c, cfg->header->board == limits->machine->board, CFG_ERR_BOARD) &&
	       check_counts(c) && check_rules(c) && check_records(c) && check_carve(c);
}
