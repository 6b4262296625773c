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

/* What every step needs.  A step returns 0 or why the record it was looking at
   is wrong. */
struct check {
	const struct config *cfg;
	const struct config_limits *lim;
	u32 section, index; /* the record being looked at */
};

static u32 count(const struct check *c, enum cfg_sec s)
{
	return cfg_count(c->cfg, s);
}

/* --- the rules of single fields ----------------------------------------------------- */

enum kind {
	KIND_LESS,
	KIND_NOT0,
	KIND_SAME,
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

/* word[1] records from word[0] on, which is where those of the owner before
   ended.  Owned records begin with the owner's number. */
static bool span_sound(const struct check *c, const struct rule *r, const u32 *word, u32 *next)
{
	u32 i = *next;

	if (word[0] != i || word[1] > count(c, r->argument) - i)
		return false;
	*next = i + word[1];
	for (; r->kind == KIND_OWNS && i < *next; i++)
		if (*(const u32 *)cfg_record(c->cfg, r->argument, i) != c->index)
			return false;
	return true;
}

static u32 check_word(const struct check *c, const struct rule *r, const u32 *word, u32 *next)
{
	u32 value = *word;
	u32 argument = r->argument;

	switch (r->kind) {
	case KIND_SAME:
		return value == c->index ? 0 : CFG_ERR_ORDER;
	case KIND_LESS:
		return value < argument ? 0 : CFG_ERR_RANGE;
	case KIND_NOT0:
		return value != 0 ? 0 : CFG_ERR_RANGE;
	case KIND_PAGE:
		return is_aligned(value, PAGE) ? 0 : CFG_ERR_ALIGN;
	case KIND_NAME_:
	case KIND_INDEX_:
		if (value == NONE)
			return 0;
		break;
	default:
		break;
	}
	if (r->kind <= KIND_NAME_)
		return is_name(&c->cfg->strings, value,
			       r->kind == KIND_TEXT ? CFG_TEXT_MAX : CFG_NAME_MAX)
			       ? 0
			       : CFG_ERR_STRING;
	if (r->kind <= KIND_INDEX_)
		return value < count(c, argument) ? 0 : CFG_ERR_INDEX;
	return span_sound(c, r, word, next) ? 0 : CFG_ERR_INDEX;
}

static u32 check_rule(struct check *c, const struct rule *r)
{
	u32 next = 0, error;

	c->section = r->section;
	for (c->index = 0; c->index < count(c, r->section); c->index++) {
		const u32 *record = cfg_record(c->cfg, r->section, c->index);

		error = check_word(c, r, record + r->word, &next);
		if (error)
			return error;
	}
	return r->kind < KIND_SPAN || next == count(c, r->argument) ? 0 : CFG_ERR_RECORDS;
}

/* --- ranges ----------------------------------------------------------------------------- */

/* Does [start, start + size) lie inside, or touch, one of n ranges? */
static bool meets(bool inside, u32 start, u32 size, const struct hal_range *r, u32 n)
{
	for (; n; n--, r++)
		if (r->size != 0 && (inside ? range_inside(start, size, r->base, r->size)
					    : range_overlap(start, size, r->base, r->size)))
			return true;
	return false;
}

/* Sizes of rings, so that indices need no division. */
static bool power_of_two(u32 n, u32 max)
{
	return n != 0 && n <= max && (n & (n - 1)) == 0;
}

/* --- machine, time ------------------------------------------------------------------------ */

static u32 check_machine(const struct check *c, const struct cfg_machine *m)
{
	if (!is_aligned(m->hyp_phys, HYP_ALIGN))
		return CFG_ERR_ALIGN;
	if (!meets(true, m->hyp_phys, m->hyp_size, c->lim->machine->ram, 2))
		return CFG_ERR_RAM;
	if (meets(false, m->hyp_phys, m->hyp_size, &c->lim->image, 1))
		return CFG_ERR_OVERLAP;
	return m->hyp_size <= HAL_WINDOW_SIZE / 8 && power_of_two(m->hm_log_len, LOG_MAX) &&
			       m->ring_bytes >= RING_MIN && power_of_two(m->ring_bytes, RING_MAX)
		       ? 0
		       : CFG_ERR_RANGE;
}

static u32 check_console(const struct check *c, const struct cfg_console *k)
{
	u32 i;

	for (i = 0; i < c->index; i++)
		if (cfg_get_console(c->cfg, i)->uart == k->uart)
			return CFG_ERR_INDEX;
	return k->uart < c->lim->machine->num_uarts ? 0 : CFG_ERR_RANGE;
}

/* Plan id of every processor has the same frame. */
static u32 check_plan(const struct check *c, const struct cfg_plan *p)
{
	const struct cfg_cpu *cpu = cfg_get_cpu(c->cfg, p->cpu);
	u32 id = c->index - cpu->first_plan;
	const struct cfg_plan *twin = cfg_get_plan(c->cfg, id);
	u64 frame = cfg_u64(p->frame_lo, p->frame_hi);

	if (p->id != id || cpu->num_plans != cfg_get_cpu(c->cfg, 0)->num_plans)
		return CFG_ERR_INDEX;
	return frame >= SLOT_MIN_NS && frame <= FRAME_MAX_NS &&
			       frame == cfg_u64(twin->frame_lo, twin->frame_hi)
		       ? 0
		       : CFG_ERR_FRAME;
}

/* Slots of each plan: inside the frame, in order, on their own processor. */
static u32 check_slots(struct check *c, const struct cfg_plan *p)
{
	u64 room = cfg_u64(p->frame_lo, p->frame_hi);
	u64 at = 0;
	u32 n = p->num_slots;

	c->section = CFG_SLOT;
	for (c->index = p->first_slot; n; n--, c->index++) {
		const struct cfg_slot *s = cfg_get_slot(c->cfg, c->index);
		u64 gap = cfg_u64(s->start_lo, s->start_hi) - at;
		u64 len = cfg_u64(s->len_lo, s->len_hi);

		/* a start before at makes the gap huge */
		if (len < SLOT_MIN_NS || gap > room || len > room - gap)
			return CFG_ERR_SLOT;
		if (cfg_get_vcpu(c->cfg, s->vcpu)->cpu != p->cpu)
			return CFG_ERR_CPU;
		room -= gap + len;
		at += gap + len;
	}
	return 0;
}

/* --- partitions and memory ------------------------------------------------------------------ */

static u32 check_area(const struct check *c, const struct cfg_area *a)
{
	const struct hal_machine *m = c->lim->machine;
	bool device = (a->flags & AREA_DEVICE) != 0;
	u32 i;

	if (a->size - 1 > ~a->phys || a->size - 1 > ~a->mapped)
		return CFG_ERR_RANGE;
	if (device ? !meets(true, a->phys, a->size, m->io, ARRAY_LEN(m->io)) ||
			     meets(false, a->phys, a->size, m->private_io, ARRAY_LEN(m->private_io))
		   : !meets(true, a->phys, a->size, m->ram, ARRAY_LEN(m->ram)))
		return CFG_ERR_RAM;
	if (range_overlap(a->mapped, a->size, HAL_WINDOW_BASE, HAL_WINDOW_SIZE))
		return CFG_ERR_OVERLAP;
	if (a->image != NONE && (a->image != a->part || device))
		return CFG_ERR_INDEX;
	for (i = cfg_get_part(c->cfg, a->part)->first_area; i < c->index; i++) {
		const struct cfg_area *b = cfg_get_area(c->cfg, i);

		if (range_overlap(a->mapped, a->size, b->mapped, b->size))
			return CFG_ERR_OVERLAP;
	}
	return 0;
}

/* Does an entry lie in an area of the partition that may hold code? */
static bool entry_sound(const struct check *c, const struct cfg_part *p)
{
	u32 i;

	for (i = p->first_area; i < p->first_area + p->num_areas; i++) {
		const struct cfg_area *a = cfg_get_area(c->cfg, i);

		if (range_inside(p->entry, 4, a->mapped, a->size) &&
		    (a->flags & (AREA_UNMAPPED | AREA_DEVICE)) == 0)
			return true;
	}
	return p->entry == NONE;
}

static u32 check_part(const struct check *c, const struct cfg_part *p)
{
	u64 control = (u64)p->num_vcpus * (carve_pct_bytes(c->cfg, c->index) + PAGE);

	if (p->image != 0 && !is_name(&c->cfg->strings, p->image - 1, CFG_NAME_MAX))
		return CFG_ERR_STRING;
	return power_of_two(p->hm_quota, LOG_MAX) && entry_sound(c, p) &&
			       p->first_hm == (1 + c->index) * XM_HM_EV_COUNT &&
			       control <= HAL_WINDOW_BASE + HAL_WINDOW_SIZE - HAL_PCT_BASE
		       ? 0
		       : CFG_ERR_RANGE;
}

/* May two areas that overlap in physical memory both stand? */
static bool may_share(const struct cfg_area *a, const struct cfg_area *b)
{
	return a->phys == b->phys && a->size == b->size && a->part != b->part &&
	       (a->flags & b->flags & AREA_SHARED) != 0;
}

/* By ascending address and number, so that each area occurs once and meets only
   the one before it. */
static u32 check_amap(const struct check *c, const struct cfg_amap *m)
{
	const struct cfg_machine *machine = cfg_get_machine(c->cfg, 0);
	const struct cfg_area *a = cfg_get_area(c->cfg, m->area);

	if (c->index > 0) {
		u32 last = cfg_get_amap(c->cfg, c->index - 1)->area;
		const struct cfg_area *before = cfg_get_area(c->cfg, last);

		if (a->phys < before->phys || (a->phys == before->phys && m->area <= last))
			return CFG_ERR_ORDER;
		if (range_overlap(a->phys, a->size, before->phys, before->size) &&
		    !may_share(before, a))
			return CFG_ERR_OVERLAP;
	}
	return range_overlap(a->phys, a->size, machine->hyp_phys, machine->hyp_size) ||
			       meets(false, a->phys, a->size, &c->lim->image, 1)
		       ? CFG_ERR_OVERLAP
		       : 0;
}

/* --- channels, health monitor, lines -----------------------------------------------------------
 */

/* Is the port the end, in this direction, of channel c->index? */
static bool is_end(const struct check *c, u32 port, const struct cfg_channel *k, u32 direction)
{
	const struct cfg_port *p = cfg_get_port(c->cfg, port);

	return p->kind == k->kind && p->direction == direction && p->channel == c->index;
}

/* Destinations ascend, so none is named twice; check_ends() sees to it that no
   connected port is left out. */
static u32 check_channel(const struct check *c, const struct cfg_channel *k)
{
	u32 i, port, last = NONE;

	if (k->max_len > MESSAGE_MAX || (u64)k->depth * (k->max_len + 16) > 0xffffff00u ||
	    (k->kind == PORT_SAMPLING && k->depth != 1))
		return CFG_ERR_RANGE;
	if ((k->kind == PORT_QUEUING && k->num_dests != 1) || !is_end(c, k->src, k, PORT_SOURCE))
		return CFG_ERR_CHANNEL;
	for (i = 0; i < k->num_dests; i++, last = port) {
		port = cfg_get_dest(c->cfg, k->first_dest + i)->port;
		if (!is_end(c, port, k, PORT_DESTINATION) || port + 1 <= last + 1)
			return CFG_ERR_CHANNEL;
	}
	return 0;
}

static u32 check_ends(struct check *c)
{
	u32 ends = count(c, CFG_CHANNEL) + count(c, CFG_DEST);

	c->section = CFG_DEST;
	for (c->index = 0; c->index < count(c, CFG_PORT); c->index++)
		ends -= cfg_get_port(c->cfg, c->index)->channel != NONE;
	return ends == 0 ? 0 : CFG_ERR_RECORDS;
}

/* The hypervisor's rows come first, then those of each partition. */
static u32 check_actions(struct check *c)
{
	static const u16 permitted[2 * XM_HM_EV_COUNT] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) \
	[nr] = (hyp) ? (hyp) : 0xffff, [XM_HM_EV_COUNT + (nr)] = (part),
#include "hm_events.def"
	};
	u32 plans = cfg_get_cpu(c->cfg, 0)->num_plans;
	u32 row = 0;

	c->section = CFG_HM;
	for (c->index = 0; c->index < count(c, CFG_HM); c->index++) {
		u32 action = cfg_get_hm(c->cfg, c->index)->action;

		if ((permitted[row] >> action & 1) == 0 ||
		    (action == XM_HM_AC_SWITCH_TO_MAINTENANCE && plans < 2))
			return CFG_ERR_ACTION;
		if (++row == 2 * XM_HM_EV_COUNT)
			row = XM_HM_EV_COUNT;
	}
	return 0;
}

/* A line has one owner, and the hypervisor needs some for itself. */
static u32 check_irq(const struct check *c, const struct cfg_irq *q)
{
	const struct hal_machine *m = c->lim->machine;
	bool taken = q->line >= m->num_lines;
	u32 i;

	for (i = 0; i < ARRAY_LEN(m->own_lines); i++)
		taken |= m->own_lines[i] == q->line;
	for (i = 0; i < count(c, CFG_CONSOLE); i++) {
		u32 uart = cfg_get_console(c->cfg, i)->uart; /* is checked later */

		taken |= uart < ARRAY_LEN(m->uart) && m->uart[uart].line == q->line;
	}
	for (i = 0; i < c->index; i++)
		taken |= cfg_get_irq(c->cfg, i)->line == q->line;
	return taken ? CFG_ERR_LINE : 0;
}

/* --- the whole
 * ------------------------------------------------------------------------------------ */

/* How many records there are, where that is not free. */
static u32 check_counts(struct check *c)
{
	u32 parts = count(c, CFG_PART);
	u32 names = count(c, CFG_HM_NAME);

	c->index = 0;
	if (count(c, CFG_MACHINE) == 1 && count(c, CFG_CPU) - 1 < 255 &&
	    parts - 1 < c->lim->machine->max_spaces &&
	    count(c, CFG_HM) == (1 + parts) * XM_HM_EV_COUNT &&
	    count(c, CFG_AMAP) == count(c, CFG_AREA) && (names == 0 || names == HM_NAME_COUNT))
		return 0;
	return CFG_ERR_RECORDS;
}

static u32 check_record(struct check *c, const void *record)
{
	switch (c->section) {
	case CFG_MACHINE:
		return check_machine(c, record);
	case CFG_CONSOLE:
		return check_console(c, record);
	case CFG_PLAN:
		return check_plan(c, record);
	case CFG_AREA:
		return check_area(c, record);
	case CFG_PART:
		return check_part(c, record);
	case CFG_AMAP:
		return check_amap(c, record);
	case CFG_CHANNEL:
		return check_channel(c, record);
	case CFG_IRQ:
		return check_irq(c, record);
	default:
		return 0;
	}
}

static u32 check_records(struct check *c)
{
	u32 error, i;

	for (c->section = 0; c->section < CFG_SEC_COUNT; c->section++) {
		for (c->index = 0; c->index < count(c, c->section); c->index++) {
			error = check_record(c, cfg_record(c->cfg, c->section, c->index));
			if (error)
				return error;
		}
	}
	for (i = 0; i < count(c, CFG_PLAN); i++) {
		error = check_slots(c, cfg_get_plan(c->cfg, i));
		if (error)
			return error;
	}
	error = check_ends(c);
	return error ? error : check_actions(c);
}

static u32 check_rules(struct check *c)
{
	u32 i, error;

	for (i = 0; i < ARRAY_LEN(rules); i++) {
		error = check_rule(c, &rules[i]);
		if (error)
			return error;
	}
	return 0;
}

static u32 check_carve(struct check *c)
{
	struct carve need;

	c->section = CFG_MACHINE;
	c->index = 0;
	if (c->lim->sizes == NULL ||
	    (carve_layout(&need, c->cfg, c->lim->sizes, c->lim->manifest_size) &&
	     need.size <= cfg_get_machine(c->cfg, 0)->hyp_size))
		return 0;
	return CFG_ERR_CARVE;
}

bool config_check(struct config *cfg, const void *table, u32 size,
		  const struct config_limits *limits, struct cfg_fault *fault)
{
	struct check c = { cfg, limits, NONE, 0 };
	u32 error;

	if (!config_bind(cfg, table, size, fault))
		return false;
	error = cfg->header->board == limits->machine->board ? check_counts(&c) : CFG_ERR_BOARD;
	if (!error)
		error = check_rules(&c);
	if (!error)
		error = check_records(&c);
	if (!error)
		error = check_carve(&c);
	*fault = (struct cfg_fault){ (enum cfg_error)error, c.section, c.index };
	return !error;
}
