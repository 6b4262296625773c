/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * checks_timing.c - does the schedule give what partitions ask for, and does
 * each of their services fit a slot; called by compile.c when all else is known.
 *
 * Requirement: in each period the partition's slots last its duration.  With
 * --strict-timing what counts is what the hypervisor surely leaves of them.
 */
#include "checks.h"
#include "overhead.h"
#include "supply.h"
#include "units.h"

static void check_requirement(struct checker *c, const struct m_part *p, const struct m_plan *plan,
			      const struct overhead *taken)
{
	struct supply all, *s = &all;

	supply_collect(s, c->arena, plan, p, c->strict_timing ? taken : NULL);
	if (s->count == 0)
		return; /* a plan need not run everybody */
	supply_find_least(s, p->period);
	if (s->least >= p->duration)
		return;
	complain(c, CHECK_temporal_requirements, p->requirements_at,
		 "partition %llu needs %s in each %s; plan %llu gives %s in that from %s on", p->id,
		 unit_print_time(p->duration).text, unit_print_time(p->period).text, s->plan->id,
		 unit_print_time(s->least).text, unit_print_time(s->worst).text);
	if (c->strict_timing)
		hint(c, plan->at, "the hypervisor may take %s of each slot",
		     unit_print_time(taken->worst).text);
}

static void check_part_timing(struct checker *c, const struct m_part *p,
			      const struct overhead *taken)
{
	const struct m_cpu *cpu = &c->m->cpus[p->cpu];
	u32 i;

	if (p->period == 0) {
		complain(c, CHECK_temporal_requirements, p->requirements_at, "the period is 0");
		return;
	}
	for (i = 0; i < cpu->num_plans; i++)
		check_requirement(c, p, &cpu->plans[i], taken);
}

static void check_slot(struct checker *c, const struct m_slot *s, const struct overhead *taken)
{
	if (overhead_left(taken, s->length) == 0)
		complain(c, CHECK_slot_short, s->at,
			 "slot %llu lasts %s, of which the hypervisor takes %s and may take %s",
			 s->id, unit_print_time(s->length).text, unit_print_time(taken->usual).text,
			 unit_print_time(taken->worst).text);
}

void check_timing(struct checker *c)
{
	const struct overhead taken = overhead_of(c->m, c->hw);
	u32 i, j, k;

	for (i = 0; i < c->m->num_parts && i < HAL_MAX_SPACES; i++)
		if (c->m->parts[i].has_requirements && c->m->parts[i].cpu != NONE)
			check_part_timing(c, &c->m->parts[i], &taken);
	for (i = 0; i < c->m->num_cpus; i++)
		for (j = 0; j < c->m->cpus[i].num_plans; j++)
			for (k = 0; k < c->m->cpus[i].plans[j].num_slots; k++)
				check_slot(c, &c->m->cpus[i].plans[j].slots[k], &taken);
}

/* --- services ------------------------------------------------------------------------ */

enum right { ANY, SELF, OWN, SYS };

static const struct service {
	const char *name;
	enum right right;
	u32 bound;
} services[] = {
#define HC(nr, name, right, bound, nargs) { #name, right, bound },
#include "hypercalls.def"
};

/* What the formulas of bounds.def count. */
struct counts {
	u64 words, dests, ipvi_dests, ports, areas;
};

/* The longest service of a fixed length that the partition may call. */
static const struct service *longest_service(const struct m_part *p)
{
	const struct service *longest = &services[0];
	u32 i;

	for (i = 1; i < ARRAY_LEN(services); i++) {
		const struct service *s = &services[i];

		if (s->right == SYS && (p->flags & PART_SYSTEM) == 0)
			continue;
		if (s->bound < HC_FORMULA && s->bound > longest->bound)
			longest = s;
	}
	return longest;
}

static void check_fixed(struct checker *c, const struct m_part *p)
{
	const struct service *s = longest_service(p);
	u64 ns = overhead_ns(c->hw, s->bound);

	if (ns >= p->longest_slot)
		complain(c, CHECK_service_too_long, p->at,
			 "%s may take %s, the longest slot of partition %llu is %s", s->name,
			 unit_print_time(ns).text, p->id, unit_print_time(p->longest_slot).text);
}

/* The time of a call whose bound is a formula of bounds.def. */
static u64 formula_ns(const struct checker *c, u32 bound, const struct counts *n)
{
#define WORDS	   n->words
#define PORTS	   n->ports
#define AREAS	   n->areas
#define DESTS	   n->dests
#define IPVI_DESTS n->ipvi_dests
	switch (bound) {
#define BOUND(NAME, instructions, words) \
	case HC_##NAME:                  \
		return overhead_ns(c->hw, instructions);
#include "bounds.def"
	}
	return 0;
}

/* The time of a message of that length through the port. */
static u64 message_ns(const struct checker *c, const struct m_part *p, const struct m_port *port,
		      u64 length)
{
	const struct counts n = {
		.areas = p->num_areas,
		.words = (length + 3) / 4,
		.dests = c->m->channels[port->channel].num_ends - 1,
	};
	bool write = port->kind == PORT_SAMPLING && port->direction == PORT_SOURCE;

	return formula_ns(c, write ? HC_WRITE : HC_COPY, &n);
}

/* The longest message whose time is below ns; 0: not even one of a byte. */
static u64 longest_message(const struct checker *c, const struct m_part *p,
			   const struct m_port *port, u64 ns)
{
	u64 low = 0, high = port->max_len; /* high does not fit */

	while (high - low > 1) {
		u64 mid = low + (high - low) / 2;

		if (message_ns(c, p, port, mid) < ns)
			low = mid;
		else
			high = mid;
	}
	return low;
}

static void check_copy(struct checker *c, const struct m_part *p, const struct m_port *port)
{
	u64 ns = message_ns(c, p, port, port->max_len);

	if (ns < p->longest_slot)
		return;
	complain(c, CHECK_service_too_long, port->at,
		 "a message of %llu bytes may take %s, the longest slot of partition %llu is %s",
		 port->max_len, unit_print_time(ns).text, p->id,
		 unit_print_time(p->longest_slot).text);
	hint(c, c->m->channels[port->channel].at,
	     "maxMessageLength is given here; the longest message that fits has %llu bytes",
	     longest_message(c, p, port, p->longest_slot));
}

static void check_finding(struct checker *c, const struct m_part *p)
{
	const struct counts n = { .ports = p->num_ports, .areas = p->num_areas };
	u64 ns = formula_ns(c, HC_NAMED, &n);

	if (p->num_ports != 0 && ns >= p->longest_slot)
		complain(c, CHECK_service_too_long, p->at,
			 "to find one of %u ports may take %s, the longest slot of partition %llu "
			 "is %s",
			 p->num_ports, unit_print_time(ns).text, p->id,
			 unit_print_time(p->longest_slot).text);
}

static void check_ipvi_time(struct checker *c, const struct m_ipvi *v)
{
	u32 source = model_find_part(c->m, v->source);
	const struct m_part *p = source == NONE ? NULL : &c->m->parts[source];
	const struct counts n = { .ipvi_dests = v->num_dests, .areas = p ? p->num_areas : 0 };
	u64 ns = formula_ns(c, HC_IPVI, &n), slot = p ? p->longest_slot : 0;

	if (slot != 0 && ns >= slot)
		complain(c, CHECK_service_too_long, v->at,
			 "raising it may take %s, the longest slot of partition %llu is %s",
			 unit_print_time(ns).text, v->source, unit_print_time(slot).text);
}

void check_services(struct checker *c)
{
	u32 i, j;

	for (i = 0; i < c->m->num_parts; i++) {
		const struct m_part *p = &c->m->parts[i];

		if (p->cpu == NONE || p->longest_slot == 0)
			continue;
		check_fixed(c, p);
		check_finding(c, p);
		for (j = 0; j < p->num_ports; j++)
			if (p->ports[j].channel != NONE)
				check_copy(c, p, &p->ports[j]);
	}
	for (i = 0; i < c->m->num_ipvis; i++)
		check_ipvi_time(c, &c->m->ipvis[i]);
}
