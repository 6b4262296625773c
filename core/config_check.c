/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config_check.c - may this table be used?
 *
 * Total: for any bytes it ends, reads nothing outside the table and names the
 * first fault by section, index and reason.  It is the last step of cfgc, a
 * step of packer, the first step of the boot, and the target of a fuzzer.
 *
 * config_rules.def says what is checked, in its order; what concerns single
 * fields comes first, so that the functions for whole records can follow every
 * index and span.
 */
#include "abi.h"
#include "config_bind.h"
#include "lib.h"
#include "pct.h"

enum { PAGE = 4096, MAX_CPUS = 255 };
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

/* --- memory ----------------------------------------------------------------- */

enum place { APART, TOUCHING, INSIDE };

/* Where [start, start + size) lies as seen from n ranges, none over another. */
static enum place place_in(const struct hal_range *r, u32 n, u32 start, u32 size)
{
	for (; n; n--, r++) {
		LOOP_BOUND(4);
		if (range_inside(start, size, r->base, r->size))
			return INSIDE;
		if (r->size != 0 && range_overlap(start, size, r->base, r->size))
			return TOUCHING;
	}
	return APART;
}

/* Is it the page of a UART that the hypervisor drives? */
static bool is_console(const struct check *c, u32 start, u32 size)
{
	u32 i;

	for (i = 0; i < count(c, CFG_CONSOLE); i++) {
		LOOP_BOUND_OF(consoles);
		u32 uart = cfg_get_console(c->cfg, i)->uart;

		if (range_overlap(start, size, c->lim->machine->device[HAL_UART + uart], PAGE))
			return true;
	}
	return false;
}

/* RAM, or a device that is not the hypervisor's, away from the image. */
static u32 check_place(const struct check *c, u32 start, u32 size, bool device)
{
	const struct hal_machine *m = c->lim->machine;
	enum place at = device ? place_in(m->io, ARRAY_LEN(m->io), start, size)
			       : place_in(m->ram, ARRAY_LEN(m->ram), start, size);

	if (device && is_console(c, start, size))
		return CFG_ERR_RAM;

	if (at != INSIDE || place_in(m->private_io, ARRAY_LEN(m->private_io), start, size) != APART)
		return CFG_ERR_RAM;
	return place_in(&c->lim->image, 1, start, size) == APART ? 0 : CFG_ERR_OVERLAP;
}

enum { HYP_PAGES_MAX = 4 << 20 };

static u32 check_machine(const struct check *c, const struct cfg_machine *m)
{
	/* The boot code has translation tables for so many pages only. */
	if (m->hyp_size > HYP_PAGES_MAX && !is_aligned(m->hyp_phys, c->lim->block))
		return CFG_ERR_ALIGN;
	return check_place(c, m->hyp_phys, m->hyp_size, false);
}

static u32 check_area(const struct check *c, const struct cfg_area *a)
{
	const struct cfg_machine *m = cfg_get_machine(c->cfg, 0);
	bool device = (a->flags & AREA_DEVICE) != 0;
	u32 i, error;

	if (a->size > -a->mapped) /* also if that is 0 */
		return CFG_ERR_RANGE;
	error = check_place(c, a->phys, a->size, device);
	if (error)
		return error;
	if (range_overlap(a->mapped, a->size, HAL_WINDOW_BASE, HAL_WINDOW_SIZE) ||
	    range_overlap(a->phys, a->size, m->hyp_phys, m->hyp_size))
		return CFG_ERR_OVERLAP;
	if (a->image != NONE && (a->image != a->part || device))
		return CFG_ERR_INDEX;
	for (i = cfg_get_part(c->cfg, a->part)->first_area; i < c->index; i++) {
		LOOP_BOUND_OF(areas);
		const struct cfg_area *b = cfg_get_area(c->cfg, i);

		if (range_overlap(a->mapped, a->size, b->mapped, b->size))
			return CFG_ERR_OVERLAP;
	}
	return 0;
}

/* May two areas that overlap in physical memory both stand?  A device has one owner. */
static bool may_share(const struct cfg_area *a, const struct cfg_area *b)
{
	return a->phys == b->phys && a->size == b->size && a->part != b->part &&
	       (a->flags & b->flags & (AREA_SHARED | AREA_DEVICE)) == AREA_SHARED;
}

/* By ascending address and number, so that each area occurs once and meets only
   the one before it. */
static u32 check_amap(const struct check *c, const struct cfg_amap *m)
{
	const struct cfg_area *a, *before;
	u32 last;

	if (c->index == 0)
		return 0;
	last = cfg_get_amap(c->cfg, c->index - 1)->area;
	a = cfg_get_area(c->cfg, m->area);
	before = cfg_get_area(c->cfg, last);
	if (cfg_u64(m->area, a->phys) <= cfg_u64(last, before->phys))
		return CFG_ERR_ORDER;
	return a->phys - before->phys >= before->size || may_share(before, a) ? 0 : CFG_ERR_OVERLAP;
}

static u32 check_part(const struct check *c, const struct cfg_part *p)
{
	u64 control = (u64)p->num_vcpus * (config_pct_bytes(p) + PAGE);
	const struct cfg_area *code = config_area_at(c->cfg, p, p->entry, 4);

	return (p->entry == NONE ||
		(code != NULL && (code->flags & (AREA_DEVICE | AREA_UNMAPPED)) == 0)) &&
			       p->first_hm == (1 + c->index) * XM_HM_EV_COUNT &&
			       control <= HAL_WINDOW_BASE + HAL_WINDOW_SIZE - HAL_PCT_BASE
		       ? 0
		       : CFG_ERR_RANGE;
}

/* --- time ------------------------------------------------------------------- */

/* Slots of a plan: inside the frame, in order, on their own processor. */
static u32 check_slots(struct check *c, const struct cfg_plan *p, u64 frame)
{
	u64 at = 0;
	u32 i;

	c->section = CFG_SLOT;
	for (i = 0; i < p->num_slots; i++) {
		LOOP_BOUND_OF(slots);
		const struct cfg_slot *s = cfg_get_slot(c->cfg, p->first_slot + i);
		u64 start = cfg_u64(s->start_lo, s->start_hi);
		u64 len = cfg_u64(s->len_lo, s->len_hi);

		c->index = p->first_slot + i;
		if (start < at || start > frame || len < SLOT_MIN_NS || len > frame - start)
			return CFG_ERR_SLOT;
		if (cfg_get_vcpu(c->cfg, s->vcpu)->cpu != p->cpu)
			return CFG_ERR_CPU;
		at = start + len;
	}
	return 0;
}

/* Plan id of every processor has the same frame. */
static NOINLINE u32 check_plan(struct check *c, const struct cfg_plan *p)
{
	const struct cfg_cpu *cpu = cfg_get_cpu(c->cfg, p->cpu);
	u32 id = c->index - cpu->first_plan;
	const struct cfg_plan *twin = cfg_get_plan(c->cfg, id);
	u64 frame = cfg_u64(p->frame_lo, p->frame_hi);

	if (p->id != id || cpu->num_plans != cfg_get_cpu(c->cfg, 0)->num_plans)
		return CFG_ERR_INDEX;
	if (frame < SLOT_MIN_NS || frame > FRAME_MAX_NS ||
	    frame != cfg_u64(twin->frame_lo, twin->frame_hi))
		return CFG_ERR_FRAME;
	return check_slots(c, p, frame);
}

/* --- channels, lines ---------------------------------------------------------- */

/* Is the port the end, in this direction, of channel c->index? */
static bool is_end(const struct check *c, u32 port, const struct cfg_channel *k, u32 direction)
{
	const struct cfg_port *p = cfg_get_port(c->cfg, port);

	return p->kind == k->kind && p->direction == direction && p->channel == c->index;
}

/* Destinations ascend, so none is named twice.  A message may be too long for all slots
   of a partition: its call waits for ever then, which is nobody else's loss. */
static u32 check_channel(const struct check *c, const struct cfg_channel *k)
{
	u32 i, port, last = NONE;

	if (k->kind == PORT_SAMPLING && k->depth != 1)
		return CFG_ERR_RANGE;
	if ((k->kind == PORT_QUEUING && k->num_dests != 1) || !is_end(c, k->src, k, PORT_SOURCE))
		return CFG_ERR_CHANNEL;
	for (i = 0; i < k->num_dests; i++, last = port) {
		LOOP_BOUND_OF(dests);
		port = cfg_get_dest(c->cfg, k->first_dest + i)->port;
		if (!is_end(c, port, k, PORT_DESTINATION) || port + 1 <= last + 1)
			return CFG_ERR_CHANNEL;
	}
	return 0;
}

/* The hypervisor needs some lines for itself. */
static u32 check_irq(const struct check *c, const struct cfg_irq *q)
{
	const struct hal_machine *m = c->lim->machine;
	u32 i;

	for (i = 0; i < ARRAY_LEN(m->own_lines); i++) {
		LOOP_BOUND(ARRAY_LEN(m->own_lines));
		if (m->own_lines[i] == q->line)
			return CFG_ERR_LINE;
	}
	for (i = 0; i < count(c, CFG_CONSOLE); i++) {
		LOOP_BOUND_OF(consoles);
		if (m->uart_line[cfg_get_console(c->cfg, i)->uart] == q->line)
			return CFG_ERR_LINE;
	}
	return 0;
}

/* In order, so that none is given twice; nor is a destination, or the source one. */
static u32 check_ipvi(const struct check *c, const struct cfg_ipvi *v)
{
	const struct cfg_ipvi *before = c->index ? cfg_get_ipvi(c->cfg, c->index - 1) : NULL;
	u32 i, part, last = NONE;

	if (before != NULL && before->src == v->src && before->id >= v->id)
		return CFG_ERR_ORDER;
	for (i = 0; i < v->num_dests; i++, last = part) {
		LOOP_BOUND_OF(ipvi_dests);
		part = cfg_get_ipvi_dest(c->cfg, v->first_dest + i)->part;
		if (part == v->src || part + 1 <= last + 1)
			return CFG_ERR_IPVI;
	}
	return 0;
}

/* May two ranges both stand?  Those of a partition ascend; others may share a word
   bit by bit. */
static bool may_meet(const struct cfg_iorange *a, const struct cfg_iorange *b)
{
	return a->part != b->part && a->base == b->base && a->size == b->size &&
	       (a->mask & b->mask) == 0;
}

/* Nobody else has the registers: neither a range nor the page. */
static u32 check_iorange(const struct check *c, const struct cfg_iorange *r)
{
	const struct cfg_iorange *other = NULL;
	const struct cfg_area *a;
	u32 i;

	if (r->kind == IORANGE_RANGE ? r->mask != NONE : r->mask == 0 || r->size != 4)
		return CFG_ERR_RANGE;
	for (i = 0; i < c->index; i++) {
		LOOP_BOUND_OF(iorange_records);
		other = cfg_get_iorange(c->cfg, i);
		if (range_overlap(r->base, r->size, other->base, other->size) &&
		    !may_meet(r, other))
			return CFG_ERR_OVERLAP;
	}
	if (other != NULL && other->part == r->part && other->base > r->base)
		return CFG_ERR_ORDER;
	for (i = 0; i < count(c, CFG_AREA); i++) {
		LOOP_BOUND_OF(area_records);
		a = cfg_get_area(c->cfg, i);
		if (a->part != r->part && range_overlap(r->base, r->size, a->phys, a->size))
			return CFG_ERR_OVERLAP;
	}
	return check_place(c, r->base, r->size, true);
}

/* --- the rules ---------------------------------------------------------------- */

enum kind {
	KIND_LESS,
	KIND_MAX,
	KIND_POWER,
	KIND_ALIGN,
	KIND_SAME,
	KIND_LIMIT,
	KIND_INDEX,
	KIND_ONCE,
	KIND_NAME,
	KIND_EVENT,
	KIND_ENDS,
	KIND_SPAN,
	KIND_OWNS,
	KIND_MACHINE,
	KIND_PLAN,
	KIND_AREA,
	KIND_PART,
	KIND_AMAP,
	KIND_CHANNEL,
	KIND_IRQ,
	KIND_IPVI,
	KIND_IORANGE,
	OR_NONE = 0x20,
	KIND_INDEX_ = KIND_INDEX | OR_NONE,
	KIND_NAME_ = KIND_NAME | OR_NONE,
};

struct rule {
	u8 argument, kind;
	u16 section : 5, word : 6, error : 5;
};

#define MACHINE_WORD(field) (offsetof(struct hal_machine, field) / 4)

static const struct rule rules[] = {
#define RULE(SECTION, record, field, kind, argument, error)                                 \
	{ (argument), KIND_##kind, CFG_##SECTION, offsetof(struct cfg_##record, field) / 4, \
	  CFG_ERR_##error },
#include "config_rules.def"
};

/* Actions permitted for each event of the hypervisor, then of a partition;
   SWITCH_TO_MAINTENANCE does not fit, and is permitted for all. */
static const u8 permitted[2 * XM_HM_EV_COUNT] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) \
	[nr] = (u8)((hyp) ? (hyp) : 0xff), [XM_HM_EV_COUNT + (nr)] = (u8)(part),
#include "hm_events.def"
};

/* The hypervisor's rows come first, then those of each partition. */
static bool may_act(const struct check *c, u32 action, u32 *row)
{
	u32 plans = cfg_get_cpu(c->cfg, 0)->num_plans;
	u32 set = permitted[*row] | (u32)(plans > 1) << XM_HM_AC_SWITCH_TO_MAINTENANCE;

	if (++*row == ARRAY_LEN(permitted))
		*row = XM_HM_EV_COUNT;
	return set >> action & 1;
}

/* A terminated string of 1 to max characters. */
static bool is_name(const struct config_section *s, u32 offset, u32 max)
{
	u32 i;

	for (i = 0; i <= max && offset < s->count; i++, offset++) {
		LOOP_BOUND_OF(letters + 1);
		if (s->base[offset] == 0)
			return i > 0;
	}
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
	for (; r->kind == KIND_OWNS && i < *next; i++) {
		LOOP_BOUND_OF(owned);
		if (*(const u32 *)cfg_record(c->cfg, r->argument, i) != c->index)
			return false;
	}
	return true;
}

/* No record before has the same word. */
static bool is_first(const struct check *c, const struct rule *r, u32 value)
{
	u32 i;

	for (i = 0; i < c->index; i++) {
		LOOP_BOUND_OF(records);
		if (((const u32 *)cfg_record(c->cfg, r->section, i))[r->word] == value)
			return false;
	}
	return true;
}

static u32 check_whole(struct check *c, u32 kind, const void *record)
{
	switch (kind) {
	case KIND_MACHINE:
		WAY_OF(MACHINE);
		return check_machine(c, record);
	case KIND_PLAN:
		WAY_OF(PLAN);
		return check_plan(c, record);
	case KIND_AREA:
		WAY_OF(AREA);
		return check_area(c, record);
	case KIND_PART:
		WAY_OF(PART);
		return check_part(c, record);
	case KIND_AMAP:
		WAY_OF(AMAP);
		return check_amap(c, record);
	case KIND_CHANNEL:
		WAY_OF(CHANNEL);
		return check_channel(c, record);
	case KIND_IPVI:
		WAY_OF(IPVI);
		return check_ipvi(c, record);
	case KIND_IRQ:
		WAY_OF(IRQ);
		return check_irq(c, record);
	default:
		WAY_OF(IORANGE);
		return check_iorange(c, record);
	}
}

/* What concerns one word comes down to: is the value below the limit? */
static NOINLINE u32 check_record(struct check *c, const struct rule *r, u32 *state)
{
	const u32 *record = cfg_record(c->cfg, c->section, c->index);
	u32 value = record[r->word], limit = r->argument, kind = r->kind;

	if ((kind & OR_NONE) && value == NONE)
		return 0;
	switch (kind & ~(u32)OR_NONE) {
	case KIND_LESS:
		break;
	case KIND_POWER:
		if (!is_aligned(value, value))
			return r->error;
		/* fall through */
	case KIND_MAX:
		value--;
		limit = 1u << limit;
		break;
	case KIND_ALIGN:
		value &= (1u << limit) - 1;
		limit = 1;
		break;
	case KIND_SAME:
		value -= c->index;
		limit = 1;
		break;
	case KIND_LIMIT:
		limit = ((const u32 *)c->lim->machine)[limit];
		break;
	case KIND_INDEX:
		limit = count(c, limit);
		break;
	case KIND_ENDS:
		*state += value != NONE;
		value = *state;
		limit = count(c, CFG_CHANNEL) + count(c, CFG_DEST) + 1;
		break;
	case KIND_ONCE:
		WAY_OF(ONCE);
		return is_first(c, r, value) ? 0 : r->error;
	case KIND_NAME:
		WAY_OF(NAME);
		return is_name(&c->cfg->sec[CFG_STRINGS], value, limit) ? 0 : r->error;
	case KIND_EVENT:
		return may_act(c, value, state) ? 0 : r->error;
	case KIND_SPAN:
	case KIND_OWNS:
		WAY_OF(OWNS);
		return span_sound(c, r, record + r->word, state) ? 0 : r->error;
	default:
		return check_whole(c, kind, record);
	}
	return value < limit ? 0 : r->error;
}

static u32 check_rule(struct check *c, const struct rule *r)
{
	u32 state = 0, error, i;

	for (i = 0; i < count(c, r->section); i++) {
		LOOP_BOUND_OF(records);
		c->section = r->section;
		c->index = i;
		error = check_record(c, r, &state);
		if (error)
			return error;
	}
	return (r->kind == KIND_SPAN || r->kind == KIND_OWNS) && state != count(c, r->argument)
		       ? CFG_ERR_RECORDS
		       : 0;
}

/* How many records there are, where that is not free. */
static u32 check_counts(const struct check *c)
{
	u32 parts = count(c, CFG_PART);

	return count(c, CFG_MACHINE) == 1 && count(c, CFG_CPU) - 1 < MAX_CPUS &&
			       parts - 1 < HAL_MAX_SPACES &&
			       count(c, CFG_HM) == (1 + parts) * XM_HM_EV_COUNT &&
			       count(c, CFG_AMAP) == count(c, CFG_AREA) &&
			       count(c, CFG_TRACE) == 1 + parts &&
			       count(c, CFG_HM_NAME) == HM_NAME_COUNT
		       ? 0
		       : CFG_ERR_RECORDS;
}

bool config_check(struct config *cfg, const void *table, u32 size,
		  const struct config_limits *limits, struct cfg_fault *fault)
{
	struct check c = { cfg, limits, NONE, 0 };
	u32 i, error;

	if (!config_bind(cfg, table, size, fault))
		return false;
	error = cfg->header->board == limits->machine->board ? check_counts(&c) : CFG_ERR_BOARD;
	for (i = 0; !error && i < ARRAY_LEN(rules); i++) {
		LOOP_BOUND(ARRAY_LEN(rules));
		error = check_rule(&c, &rules[i]);
	}
	*fault = (struct cfg_fault){ (enum cfg_error)error, c.section, c.index };
	return !error;
}
