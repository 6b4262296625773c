/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config_check.c - may this table be used?
 *
 * Total: for any bytes it ends, reads nothing outside the table and names the
 * first fault by section, index and reason.  It is the last step of cfgc, a
 * step of packer, the first step of the boot, and the target of a fuzzer.  The
 * order matters: a record is only followed after the range it points into has
 * been checked, so each function says what it relies on.
 */
#include "abi.h"
#include "carve.h"
#include "config_bind.h"
#include "lib.h"

enum { PAGE = 4096, HYP_ALIGN = 0x10000, LOG_MAX = 0x10000, RING_MAX = 0x100000, MESSAGE_MAX = 0x1000000 };
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

static u32 count(const struct check *c, enum cfg_sec s)
{
	return cfg_count(c->cfg, s);
}

/* NONE, or the offset of a terminated string of at most CFG_NAME_MAX characters. */
static bool name_ok(struct check *c, u32 offset, bool optional)
{
	const struct config_section *s = &c->cfg->strings;
	u32 i;

	if (offset == NONE)
		return optional || no(c, CFG_ERR_STRING);
	for (i = 0; i <= CFG_NAME_MAX; i++) {
		if (offset >= s->count || i >= s->count - offset)
			break;
		if (s->base[offset + i] == 0)
			return i > 0 || no(c, CFG_ERR_STRING);
	}
	return no(c, CFG_ERR_STRING);
}

/* An owner's records begin where those of the owner before it ended. */
static bool span_ok(struct check *c, u32 *next, u32 first, u32 num, enum cfg_sec s)
{
	if (first != *next || num > count(c, s) - first)
		return no(c, CFG_ERR_INDEX);
	*next = first + num;
	return true;
}

static bool index_ok(struct check *c, u32 index, enum cfg_sec s, bool optional)
{
	if (index < count(c, s) || (optional && index == NONE))
		return true;
	return no(c, CFG_ERR_INDEX);
}

/* Does [start, start + size) lie in one of n ranges? */
static bool in_ranges(u32 start, u32 size, const struct hal_range *r, u32 n)
{
	for (; n; n--, r++)
		if (r->size && range_inside(start, size, r->base, r->size))
			return true;
	return false;
}

static bool touches_ranges(u32 start, u32 size, const struct hal_range *r, u32 n)
{
	for (; n; n--, r++)
		if (r->size && range_overlap(start, size, r->base, r->size))
			return true;
	return false;
}

/* Sizes of rings, so that indices need no division. */
static bool power_of_two(u32 n, u32 max)
{
	return n != 0 && n <= max && (n & (n - 1)) == 0;
}

static bool in_ram(const struct check *c, u32 start, u32 size)
{
	const struct hal_machine *m = c->lim->machine;

	return in_ranges(start, size, m->ram, ARRAY_LEN(m->ram));
}

/* --- one record each ----------------------------------------------------------- */

static bool check_machine(struct check *c, const struct cfg_machine *m)
{
	if (!name_ok(c, m->name, true) || !index_ok(c, m->console, CFG_CONSOLE, true))
		return false;
	if (!is_aligned(m->hyp_phys, HYP_ALIGN) || !is_aligned(m->hyp_size, PAGE))
		return no(c, CFG_ERR_ALIGN);
	if (m->hyp_size == 0 || m->hyp_size > HAL_WINDOW_SIZE / 8)
		return no(c, CFG_ERR_RANGE);
	if (!in_ram(c, m->hyp_phys, m->hyp_size))
		return no(c, CFG_ERR_RAM);
	if (touches_ranges(m->hyp_phys, m->hyp_size, &c->lim->image, 1))
		return no(c, CFG_ERR_OVERLAP);
	if (!power_of_two(m->hm_log_len, LOG_MAX) || m->boot_plan != 0 || m->ring_bytes < 128 ||
	    !power_of_two(m->ring_bytes, RING_MAX))
		return no(c, CFG_ERR_RANGE);
	return true;
}

static bool check_console(struct check *c, const struct cfg_console *k)
{
	u32 i;

	if (k->uart >= c->lim->machine->num_uarts)
		return no(c, CFG_ERR_RANGE);
	for (i = 0; i < c->index; i++)
		if (cfg_get_console(c->cfg, i)->uart == k->uart)
			return no(c, CFG_ERR_INDEX);
	return name_ok(c, k->name, true);
}

static bool check_cpu(struct check *c, const struct cfg_cpu *cpu, u32 *next_plan)
{
	if (cpu->id != c->index || cpu->num_plans == 0 ||
	    cpu->num_plans != cfg_get_cpu(c->cfg, 0)->num_plans)
		return no(c, CFG_ERR_RANGE);
	return span_ok(c, next_plan, cpu->first_plan, cpu->num_plans, CFG_PLAN);
}

/* Relies on: CPU. */
static bool check_plan(struct check *c, const struct cfg_plan *p, u32 *next_slot)
{
	u32 plans = cfg_get_cpu(c->cfg, 0)->num_plans;
	const struct cfg_plan *twin = cfg_get_plan(c->cfg, c->index % plans);
	u64 frame = cfg_u64(p->frame_lo, p->frame_hi);

	if (p->cpu != c->index / plans || p->id != c->index % plans)
		return no(c, CFG_ERR_INDEX);
	if (frame < SLOT_MIN_NS || frame > FRAME_MAX_NS ||
	    frame != cfg_u64(twin->frame_lo, twin->frame_hi))
		return no(c, CFG_ERR_FRAME);
	return name_ok(c, p->name, true) &&
	       span_ok(c, next_slot, p->first_slot, p->num_slots, CFG_SLOT);
}

/* Relies on: PLAN, VCPU.  Slots of a plan: inside the frame, in order. */
static bool check_slots(struct check *c, const struct cfg_plan *p)
{
	u64 frame = cfg_u64(p->frame_lo, p->frame_hi);
	u64 end = 0;
	u32 i;

	c->section = CFG_SLOT;
	for (i = p->first_slot; i < p->first_slot + p->num_slots; i++) {
		const struct cfg_slot *s = cfg_get_slot(c->cfg, i);
		u64 start = cfg_u64(s->start_lo, s->start_hi);
		u64 len = cfg_u64(s->len_lo, s->len_hi);

		c->index = i;
		if (len < SLOT_MIN_NS || start < end || start > frame || len > frame - start)
			return no(c, CFG_ERR_SLOT);
		if (!index_ok(c, s->vcpu, CFG_VCPU, false))
			return false;
		if (cfg_get_vcpu(c->cfg, s->vcpu)->cpu != p->cpu)
			return no(c, CFG_ERR_CPU);
		end = start + len;
	}
	return true;
}

/* Where the next owner's records begin, for each section that PART divides. */
struct spans {
	u32 vcpu, area, port, irq, iorange;
};

static bool part_spans(struct check *c, const struct cfg_part *p, struct spans *s)
{
	return span_ok(c, &s->vcpu, p->first_vcpu, p->num_vcpus, CFG_VCPU) &&
	       span_ok(c, &s->area, p->first_area, p->num_areas, CFG_AREA) &&
	       span_ok(c, &s->port, p->first_port, p->num_ports, CFG_PORT) &&
	       span_ok(c, &s->irq, p->first_irq, p->num_irqs, CFG_IRQ) &&
	       span_ok(c, &s->iorange, p->first_iorange, p->num_ioranges, CFG_IORANGE);
}

/* Relies on: PART's spans.  The partition sees its control tables in the last
   megabyte of the window. */
static bool pct_fits(struct check *c, const struct cfg_part *p)
{
	u64 bytes = (u64)p->num_vcpus * (carve_pct_bytes(c->cfg, c->index) + PAGE);

	return bytes <= HAL_WINDOW_BASE + HAL_WINDOW_SIZE - HAL_PCT_BASE || no(c, CFG_ERR_RANGE);
}

static bool check_part(struct check *c, const struct cfg_part *p, struct spans *s)
{
	if (p->id != c->index)
		return no(c, CFG_ERR_ORDER);
	if (p->kind != PART_PARAVIRTUAL || p->num_vcpus == 0 || p->num_areas == 0 ||
	    !power_of_two(p->hm_quota, LOG_MAX))
		return no(c, CFG_ERR_RANGE);
	return name_ok(c, p->name, false) && (p->image == 0 || name_ok(c, p->image - 1, false)) &&
	       index_ok(c, p->console, CFG_CONSOLE, true) && part_spans(c, p, s) && pct_fits(c, p);
}

/* The hypervisor's rows come first, then those of each partition: row r is
   event r % XM_HM_EV_COUNT.  Relies on: CPU. */
static bool check_hm_row(struct check *c, const struct cfg_hm *row)
{
	static const u16 permitted[][2] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) [nr] = { (hyp), (part) },
#include "hm_events.def"
	};
	u32 set = permitted[c->index % XM_HM_EV_COUNT][c->index >= XM_HM_EV_COUNT];
	bool maintenance = row->action == XM_HM_AC_SWITCH_TO_MAINTENANCE;

	if (row->action >= XM_HM_MAX_ACTIONS || row->log > 1)
		return no(c, CFG_ERR_RANGE);
	if (set != 0 && (set >> row->action & 1) == 0)
		return no(c, CFG_ERR_ACTION);
	if (maintenance && cfg_get_cpu(c->cfg, 0)->num_plans < 2)
		return no(c, CFG_ERR_ACTION);
	return true;
}

static bool check_area(struct check *c, const struct cfg_area *a)
{
	const struct hal_machine *m = c->lim->machine;
	bool device = (a->flags & AREA_DEVICE) != 0;

	if (!is_aligned(a->phys | a->size | a->mapped, PAGE))
		return no(c, CFG_ERR_ALIGN);
	if (a->size == 0 || a->mapped == 0 || a->size - 1 > ~a->phys || a->size - 1 > ~a->mapped)
		return no(c, CFG_ERR_RANGE);
	if (device ? !in_ranges(a->phys, a->size, m->io, ARRAY_LEN(m->io)) ||
			     touches_ranges(a->phys, a->size, m->private_io,
					    ARRAY_LEN(m->private_io))
		   : !in_ram(c, a->phys, a->size))
		return no(c, CFG_ERR_RAM);
	if (range_overlap(a->mapped, a->size, HAL_WINDOW_BASE, HAL_WINDOW_SIZE))
		return no(c, CFG_ERR_OVERLAP);
	if (a->image != NONE && (a->image != a->part || device))
		return no(c, CFG_ERR_INDEX);
	return name_ok(c, a->name, true);
}

/* Relies on: AREA.  A partition's areas do not overlap as it sees them. */
static bool check_mapping(struct check *c, const struct cfg_part *p)
{
	u32 i, j;

	c->section = CFG_AREA;
	for (i = p->first_area; i < p->first_area + p->num_areas; i++) {
		const struct cfg_area *a = cfg_get_area(c->cfg, i);

		c->index = i;
		if (a->part != p->id)
			return no(c, CFG_ERR_INDEX);
		for (j = p->first_area; j < i; j++) {
			const struct cfg_area *b = cfg_get_area(c->cfg, j);

			if (range_overlap(a->mapped, a->size, b->mapped, b->size))
				return no(c, CFG_ERR_OVERLAP);
		}
	}
	return true;
}

/* Relies on: AREA.  The entry lies in a mapped area of the partition. */
static bool check_entry(struct check *c, const struct cfg_part *p)
{
	u32 i;

	if (p->entry == NONE)
		return true;
	for (i = p->first_area; i < p->first_area + p->num_areas; i++) {
		const struct cfg_area *a = cfg_get_area(c->cfg, i);

		if (range_inside(p->entry, 4, a->mapped, a->size) &&
		    (a->flags & (AREA_UNMAPPED | AREA_DEVICE)) == 0)
			return true;
	}
	return no(c, CFG_ERR_RANGE);
}

/* May two areas that overlap in physical memory both stand? */
static bool may_share(const struct cfg_area *a, const struct cfg_area *b)
{
	return a->phys == b->phys && a->size == b->size && a->part != b->part &&
	       (a->flags & b->flags & AREA_SHARED) != 0;
}

/* Relies on: AREA.  By ascending address, so each area meets only the one that
   reaches farthest of those before it. */
static bool check_amap(struct check *c)
{
	const struct cfg_machine *m = cfg_get_machine(c->cfg, 0);
	const struct hal_range *image = &c->lim->image;
	const struct cfg_area *before = NULL;
	u32 last = NONE;

	c->section = CFG_AMAP;
	if (count(c, CFG_AMAP) != count(c, CFG_AREA))
		return no(c, CFG_ERR_RECORDS);
	for (c->index = 0; c->index < count(c, CFG_AMAP); c->index++) {
		u32 i = cfg_get_amap(c->cfg, c->index)->area;
		const struct cfg_area *a;

		if (!index_ok(c, i, CFG_AREA, false))
			return false;
		a = cfg_get_area(c->cfg, i);
		if (before && (a->phys < before->phys || (a->phys == before->phys && i <= last)))
			return no(c, CFG_ERR_ORDER);
		if (before && range_overlap(a->phys, a->size, before->phys, before->size) &&
		    !may_share(before, a))
			return no(c, CFG_ERR_OVERLAP);
		if (range_overlap(a->phys, a->size, m->hyp_phys, m->hyp_size) ||
		    touches_ranges(a->phys, a->size, image, 1))
			return no(c, CFG_ERR_OVERLAP);
		before = a;
		last = i;
	}
	return true;
}

static bool check_vcpu(struct check *c, const struct cfg_vcpu *v)
{
	if (!index_ok(c, v->part, CFG_PART, false) || !index_ok(c, v->cpu, CFG_CPU, false))
		return false;
	if (c->index - cfg_get_part(c->cfg, v->part)->first_vcpu != v->id ||
	    v->id >= cfg_get_part(c->cfg, v->part)->num_vcpus)
		return no(c, CFG_ERR_INDEX);
	return true;
}

/* Is the port owned by the partition it names? */
static bool check_port(struct check *c, const struct cfg_port *p)
{
	if (!index_ok(c, p->part, CFG_PART, false) || !index_ok(c, p->channel, CFG_CHANNEL, true))
		return false;
	if (c->index - cfg_get_part(c->cfg, p->part)->first_port >=
	    cfg_get_part(c->cfg, p->part)->num_ports)
		return no(c, CFG_ERR_INDEX);
	if (p->kind > PORT_QUEUING ||
	    (p->direction != PORT_SOURCE && p->direction != PORT_DESTINATION) ||
	    p->flags != PORT_FIFO)
		return no(c, CFG_ERR_RANGE);
	return name_ok(c, p->name, false);
}

/* Is port p the end of this kind and direction of channel c->index? */
static bool end_ok(struct check *c, u32 port, u32 kind, u32 direction)
{
	const struct cfg_port *p;

	if (!index_ok(c, port, CFG_PORT, false))
		return false;
	p = cfg_get_port(c->cfg, port);
	if (p->kind != kind || p->direction != direction || p->channel != c->index)
		return no(c, CFG_ERR_CHANNEL);
	return true;
}

/* Does no destination before i name the same port? */
static bool dest_unique(struct check *c, u32 first, u32 i)
{
	u32 port = cfg_get_dest(c->cfg, i)->port;

	for (; first < i; first++)
		if (cfg_get_dest(c->cfg, first)->port == port)
			return no(c, CFG_ERR_CHANNEL);
	return true;
}

/* Relies on: PORT.  *ends counts the ports that channels name. */
static bool check_channel(struct check *c, const struct cfg_channel *k, u32 *next, u32 *ends)
{
	u32 i;

	if (k->kind > PORT_QUEUING || k->max_len == 0 || k->max_len > MESSAGE_MAX ||
	    k->depth == 0 || (k->kind == PORT_SAMPLING && k->depth != 1) ||
	    k->depth > 0xffffff00u / (k->max_len + 16) || k->spare != 0)
		return no(c, CFG_ERR_RANGE);
	if (k->num_dests == 0 || (k->kind == PORT_QUEUING && k->num_dests != 1))
		return no(c, CFG_ERR_CHANNEL);
	if (!span_ok(c, next, k->first_dest, k->num_dests, CFG_DEST) ||
	    !end_ok(c, k->src, k->kind, PORT_SOURCE))
		return false;
	for (i = k->first_dest; i < *next; i++)
		if (!end_ok(c, cfg_get_dest(c->cfg, i)->port, k->kind, PORT_DESTINATION) ||
		    !dest_unique(c, k->first_dest, i))
			return false;
	*ends += 1 + k->num_dests;
	return true;
}

/* A line has one owner, and the hypervisor needs some for itself. */
static bool check_irq(struct check *c, const struct cfg_irq *q)
{
	const struct hal_machine *m = c->lim->machine;
	u32 i;

	if (q->part >= count(c, CFG_PART) || c->index - cfg_get_part(c->cfg, q->part)->first_irq >=
						     cfg_get_part(c->cfg, q->part)->num_irqs)
		return no(c, CFG_ERR_INDEX);
	if (q->line >= m->num_lines || q->line >= XM_VT_HW_MAX)
		return no(c, CFG_ERR_LINE);
	for (i = 0; i < ARRAY_LEN(m->own_lines); i++)
		if (m->own_lines[i] == q->line)
			return no(c, CFG_ERR_LINE);
	for (i = 0; i < count(c, CFG_CONSOLE); i++)
		if (m->uart[cfg_get_console(c->cfg, i)->uart].line == q->line)
			return no(c, CFG_ERR_LINE);
	for (i = 0; i < c->index; i++)
		if (cfg_get_irq(c->cfg, i)->line == q->line)
			return no(c, CFG_ERR_LINE);
	return true;
}

/* --- section by section ---------------------------------------------------------- */

/* EACH(PART, part, check_part(c, r, ...)): apply a check to every record r. */
#define EACH(NAME, name, call)                                                                     \
	for (c->section = CFG_##NAME, c->index = 0; c->index < count(c, CFG_##NAME); c->index++) { \
		const struct cfg_##name *r = cfg_get_##name(c->cfg, c->index);                     \
		if (!(call))                                                                       \
			return false;                                                              \
	}

static bool records(struct check *c, enum cfg_sec s, bool right)
{
	c->section = s;
	c->index = count(c, s);
	return right || no(c, CFG_ERR_RECORDS);
}

/* How many records there are, where that is not free. */
static bool check_counts(struct check *c)
{
	u32 parts = count(c, CFG_PART);

	return records(c, CFG_MACHINE, count(c, CFG_MACHINE) == 1) &&
	       records(c, CFG_CPU, count(c, CFG_CPU) != 0 && count(c, CFG_CPU) <= 255) &&
	       records(c, CFG_PART, parts != 0 && parts <= c->lim->machine->max_spaces) &&
	       records(c, CFG_HM, count(c, CFG_HM) == (1 + parts) * XM_HM_EV_COUNT);
}

/* Rows are where check_hm_row() takes them to be. */
static bool check_hm_owners(struct check *c)
{
	c->section = CFG_MACHINE;
	c->index = 0;
	if (cfg_get_machine(c->cfg, 0)->first_hm != 0)
		return no(c, CFG_ERR_INDEX);
	EACH(PART, part, r->first_hm == (1 + c->index) * XM_HM_EV_COUNT || no(c, CFG_ERR_INDEX));
	EACH(HM, hm, check_hm_row(c, r));
	return true;
}

static bool check_time(struct check *c)
{
	u32 next_plan = 0, next_slot = 0, i;

	EACH(CPU, cpu, check_cpu(c, r, &next_plan));
	if (!records(c, CFG_PLAN, next_plan == count(c, CFG_PLAN)))
		return false;
	EACH(PLAN, plan, check_plan(c, r, &next_slot));
	if (!records(c, CFG_SLOT, next_slot == count(c, CFG_SLOT)))
		return false;
	for (i = 0; i < count(c, CFG_PLAN); i++)
		if (!check_slots(c, cfg_get_plan(c->cfg, i)))
			return false;
	return true;
}

static bool check_parts(struct check *c)
{
	struct spans s = { 0, 0, 0, 0, 0 };

	EACH(PART, part, check_part(c, r, &s));
	if (!records(c, CFG_VCPU, s.vcpu == count(c, CFG_VCPU)) ||
	    !records(c, CFG_AREA, s.area == count(c, CFG_AREA)) ||
	    !records(c, CFG_PORT, s.port == count(c, CFG_PORT)) ||
	    !records(c, CFG_IRQ, s.irq == count(c, CFG_IRQ)))
		return false;
	EACH(VCPU, vcpu, check_vcpu(c, r));
	return true;
}

static bool check_memory(struct check *c)
{
	u32 i;

	EACH(AREA, area, check_area(c, r));
	for (i = 0; i < count(c, CFG_PART); i++)
		if (!check_mapping(c, cfg_get_part(c->cfg, i)))
			return false;
	EACH(PART, part, check_entry(c, r));
	return check_amap(c);
}

static bool check_ports(struct check *c)
{
	u32 next = 0, ends = 0;

	EACH(PORT, port, check_port(c, r));
	EACH(CHANNEL, channel, check_channel(c, r, &next, &ends));
	EACH(PORT, port, (ends -= r->channel != NONE, true));
	return records(c, CFG_DEST, next == count(c, CFG_DEST) && ends == 0);
}

static bool check_carve(struct check *c)
{
	const struct cfg_machine *m = cfg_get_machine(c->cfg, 0);
	struct carve need;

	c->section = CFG_MACHINE;
	c->index = 0;
	if (c->lim->sizes == NULL)
		return true;
	if (!carve_layout(&need, c->cfg, c->lim->sizes, c->lim->manifest_size) ||
	    need.size > m->hyp_size)
		return no(c, CFG_ERR_CARVE);
	return true;
}

bool config_check(struct config *cfg, const void *table, u32 size,
		  const struct config_limits *limits, struct cfg_fault *fault)
{
	struct check check = { cfg, limits, fault, NONE, 0 };
	struct check *c = &check;

	if (!config_bind(cfg, table, size, fault))
		return false;
	if (cfg->header->board != limits->machine->board)
		return no(c, CFG_ERR_BOARD);
	if (!check_counts(c) || !check_parts(c) || !check_hm_owners(c))
		return false;
	EACH(CONSOLE, console, check_console(c, r));
	EACH(MACHINE, machine, check_machine(c, r));
	if (!check_time(c) || !check_memory(c) || !check_ports(c))
		return false;
	EACH(IRQ, irq, check_irq(c, r));
	if (!check_carve(c))
		return false;
	fault->error = CFG_ERR_NONE;
	return true;
}
