/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * overhead.c - evaluate the bounds of visits.def for a plan; called by
 * checks_timing.c and timing.c.
 */
#include "overhead.h"

#include <string.h>

/* As tools/bound/counts.py says what they are. */
struct counts {
	u64 areas, area_bits, consoles, dests, ipvi_dests, irqs, length, parts;
	u64 ports, refusals, register_bits, vcpus;
};

struct visits {
	u64 LATE, EDGE, START, WORST, SCRUB;
};

static u64 bits_of(u64 number)
{
	u64 bits = 0;

	for (; number != 0; number /= 2)
		bits++;
	return bits;
}

static void count_parts(struct counts *n, const struct model *m)
{
	u64 areas = 0, registers = 0;
	u32 i;

	for (i = 0; i < m->num_parts; i++) {
		const struct m_part *p = &m->parts[i];

		areas += p->num_areas;
		if (p->num_areas > p->num_plan_areas)
			n->refusals = 1;
		n->irqs += p->num_lines;
		raise_to(&n->areas, p->num_areas);
		raise_to(&n->ports, p->num_ports);
		raise_to(&registers, p->num_ioranges);
	}
	n->area_bits = bits_of(areas);
	n->register_bits = bits_of(registers);
	n->parts = m->num_parts;
	n->vcpus = 1;
}

static void count_rest(struct counts *n, const struct model *m)
{
	u32 i;

	for (i = 0; i < m->num_devices; i++)
		n->consoles += m->devices[i].kind == DEVICE_UART;
	for (i = 0; i < m->num_channels; i++) {
		raise_to(&n->length, m->channels[i].max_len);
		if (m->channels[i].num_ends > 1)
			raise_to(&n->dests, m->channels[i].num_ends - 1);
	}
	for (i = 0; i < m->num_ipvis; i++)
		raise_to(&n->ipvi_dests, m->ipvis[i].num_dests);
}

#define AREAS	      n->areas
#define AREA_BITS     n->area_bits
#define CALLS	      1 /* of a list: the one that holds the slot up */
#define CONSOLES      n->consoles
#define DAMAGED	      0 /* records of the log: with sound memory */
#define DESTS	      n->dests
#define IPVI_DESTS    n->ipvi_dests
#define IRQS	      n->irqs
#define LENGTH	      n->length
#define PARTS	      n->parts
#define PORTS	      n->ports
#define REFUSALS      n->refusals
#define REGISTER_BITS n->register_bits
#define VCPUS	      n->vcpus

static struct visits visits_of(const struct counts *n, const char *board)
{
	struct visits v = { 0 };

#define VISIT(name, visit, instructions) \
	if (strcmp(board, #name) == 0)   \
		v.visit = instructions;
#define BOOT(name, instructions) /* boot.c */
#include "visits.def"
	return v;
}

static bool has_scrub(const struct model *m)
{
	bool found = false;
	u32 i;

	for (i = 0; i < m->num_parts; i++)
		found |= m->parts[i].has_scrub;
	return found;
}

u64 overhead_ns(const struct hal_machine *hw, u64 instructions)
{
	u64 ticks = (instructions + hw->insns_per_tick - 1) / hw->insns_per_tick;

	return (ticks * hw->tick.d + hw->tick.n - 1) / hw->tick.n;
}

/* So much later than usual is what follows something so short. */
static u64 behind(u64 later, u64 edge, u64 length)
{
	return later + edge > length ? later + edge - length : 0;
}

/*
 * By how much more than LATE a visit may be late, because slots, or gaps between them,
 * are shorter than EDGE is longer than that: what one holds up, the next one passes on.
 * A frame that is later after each round gets later for ever.
 */
static u64 passed_on(const struct m_plan *p, u64 edge)
{
	u64 later = 0, most = 0, first = 0;
	u32 round, i;

	for (round = 0; round < 2; round++) {
		u64 end = 0;

		first = later;
		for (i = 0; i < p->num_slots; i++) {
			const struct m_slot *s = &p->slots[i];

			if (s->start > end)
				later = behind(later, edge, s->start - end);
			raise_to(&most, later);
			later = behind(later, edge, s->length);
			raise_to(&most, later);
			end = s->start + s->length;
		}
		if (p->frame > end)
			later = behind(later, edge, p->frame - end);
		raise_to(&most, later);
	}
	return later > first ? p->frame : most;
}

struct overhead overhead_of(const struct model *m, const struct hal_machine *hw)
{
	struct counts n = { 0 };
	struct visits v;
	u64 later = 0;
	u32 i, j;

	count_parts(&n, m);
	count_rest(&n, m);
	v = visits_of(&n, hw->name);
	for (i = 0; i < m->num_cpus; i++)
		for (j = 0; j < m->cpus[i].num_plans; j++)
			raise_to(&later, passed_on(&m->cpus[i].plans[j], overhead_ns(hw, v.EDGE)));
	return (struct overhead){
		.late = overhead_ns(hw, v.LATE) + later,
		.usual = overhead_ns(hw, v.START),
		.worst = overhead_ns(hw, v.LATE + (has_scrub(m) ? v.SCRUB : v.WORST)) + later,
	};
}

u64 overhead_left(const struct overhead *o, u64 length)
{
	return length > o->worst ? length - o->worst : 0;
}
