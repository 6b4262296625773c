/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * checks_service.c - does each service of a partition fit its slots; called by
 * compile.c when all else is known.
 *
 * A service begins only if what is left of the slot is enough for its bound, else the
 * partition waits for its next slot: for ever, if none is long enough.  What is left is
 * less than the slot, by what the hypervisor does where it begins.
 */
#include "checks.h"
#include "overhead.h"
#include "units.h"

enum right { ANY, SELF, OWN, SYS };

static const struct service {
	const char *name;
	enum right right;
	u32 bound;
} services[] = {
#define HC(nr, name, right, bound, nargs) { #name, right, bound },
#include "hypercalls.def"
};

/*
 * Instructions from the start of a slot to where the core looks at the clock for a
 * service: no start takes fewer than LEAST (test/bench: that of the next slot of the
 * same partition).  The way from the svc, which is not in the bounds of visits.def,
 * takes at most WAY, with a trace of the call.
 */
enum { LEAST = 500, WAY = 3000 };

/* What the formulas of bounds.def count. */
struct counts {
	u64 words, dests, ipvi_dests, ports, areas;
};

/* --- the slots of a partition --------------------------------------------------------- */

struct room {
	struct checker *c;
	const struct m_part *p;
	const struct overhead *taken;
	const u64 *longest;	   /* slot in each plan of its processor; 0: none */
	const struct m_plan *plan; /* where that is the shortest */
	u64 most, least;	   /* the longest slot of all plans, and of this one */
	u64 fixed;		   /* the longest service of a fixed length, in ns */
	u64 surplus; /* instructions by which all bounds are longer: the plan is so large */
};

static u64 longest_slot(const struct m_plan *plan, const struct m_part *p)
{
	u64 longest = 0;
	u32 i;

	for (i = 0; i < plan->num_slots; i++)
		if (plan->slots[i].part_id == p->id && plan->slots[i].length > longest)
			longest = plan->slots[i].length;
	return longest;
}

static void find_room(struct room *r)
{
	const struct m_cpu *cpu = &r->c->m->cpus[r->p->cpu];
	u64 *longest = arena_alloc(r->c->arena, cpu->num_plans, sizeof(u64));
	u32 i;

	r->longest = longest;
	r->least = ~0ull;
	for (i = 0; i < cpu->num_plans; i++) {
		longest[i] = longest_slot(&cpu->plans[i], r->p);
		if (longest[i] > r->most)
			r->most = longest[i];
		if (longest[i] != 0 && longest[i] < r->least) {
			r->least = longest[i];
			r->plan = &cpu->plans[i];
		}
	}
}

/* What a service surely finds left of a slot. */
static u64 surely(const struct room *r, u64 slot)
{
	u64 left = overhead_left(r->taken, slot), way = overhead_ns(r->c->hw, WAY);

	return left > way ? left - way : 0;
}

/* In how many plans is it not sure that something so long begins? */
static u32 unsure(const struct room *r, u64 ns)
{
	u32 i, count = 0;

	for (i = 0; i < r->c->m->cpus[r->p->cpu].num_plans; i++)
		count += r->longest[i] != 0 && ns >= surely(r, r->longest[i]);
	return count;
}

static bool never_begins(const struct room *r, u64 ns)
{
	return ns + overhead_ns(r->c->hw, LEAST) >= r->most;
}

static void refuse(const struct room *r, struct diag_pos at, u64 ns, const char *what)
{
	complain(r->c, CHECK_service_too_long, at,
		 "%s may take %s, the longest slot of partition %llu is %s", what,
		 unit_print_time(ns).text, r->p->id, unit_print_time(r->most).text);
}

static void warn(const struct room *r, struct diag_pos at, u64 ns, const char *what)
{
	u32 plans = unsure(r, ns);

	complain(r->c, CHECK_service_waits, at,
		 "%s may take %s, the longest slot of partition %llu in plan %llu is %s, of which "
		 "%s are sure to be left",
		 what, unit_print_time(ns).text, r->p->id, r->plan->id,
		 unit_print_time(r->least).text, unit_print_time(surely(r, r->least)).text);
	if (plans > 1)
		hint(r->c, at, "in other plans too: %u", plans - 1);
}

/* Complain if something so long may have to wait for ever. */
static bool check_length(const struct room *r, struct diag_pos at, u64 ns, const char *what)
{
	if (never_begins(r, ns))
		refuse(r, at, ns, what);
	else if (unsure(r, ns) != 0)
		warn(r, at, ns, what);
	else
		return false;
	return true;
}

/* --- services of a fixed length -------------------------------------------------------- */

/* The longest that the partition may call. */
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

/* The time of a call whose bound is a formula of bounds.def. */
static u64 formula_ns(const struct room *r, u32 bound, const struct counts *n)
{
#define WORDS	   n->words
#define PORTS	   n->ports
#define AREAS	   n->areas
#define DESTS	   n->dests
#define IPVI_DESTS n->ipvi_dests
	switch (bound) {
#define BOUND(NAME, instructions, words) \
	case HC_##NAME:                  \
		return overhead_ns(r->c->hw, (instructions) + r->surplus);
#include "bounds.def"
	}
	return 0;
}

/* Few partitions flush their caches: one that cannot is worth no more than a warning. */
static void check_fixed(struct room *r)
{
	const struct service *s = longest_service(r->p);
	const struct counts n = { 0 };
	u64 flush = formula_ns(r, HC_FLUSH, &n);

	r->fixed = overhead_ns(r->c->hw, s->bound + r->surplus);
	if (!check_length(r, r->p->at, r->fixed, s->name) && unsure(r, flush) != 0)
		warn(r, r->p->at, flush, "set_cache_state");
}

/* --- those whose length the plan says --------------------------------------------------- */

/* Is there anything to say that was not said of the fixed ones? */
static bool check_formula(const struct room *r, struct diag_pos at, u64 ns, const char *what)
{
	return ns > r->fixed && check_length(r, at, ns, what);
}

/* The time of a message of that length through the port. */
static u64 message_ns(const struct room *r, const struct m_port *port, u64 length)
{
	const struct counts n = {
		.areas = r->p->num_areas,
		.words = (length + 3) / 4,
		.dests = r->c->m->channels[port->channel].num_ends - 1,
	};
	bool write = port->kind == PORT_SAMPLING && port->direction == PORT_SOURCE;

	return formula_ns(r, write ? HC_WRITE : HC_COPY, &n);
}

/* The longest message whose time is below ns; 0: not even one of a byte. */
static u64 longest_message(const struct room *r, const struct m_port *port, u64 ns)
{
	u64 low = 0, high = port->max_len; /* high does not fit */

	while (high - low > 1) {
		u64 mid = low + (high - low) / 2;

		if (message_ns(r, port, mid) < ns)
			low = mid;
		else
			high = mid;
	}
	return low;
}

static void check_copy(const struct room *r, const struct m_port *port)
{
	struct diag_pos at = r->c->m->channels[port->channel].at;
	u64 fits = longest_message(r, port, surely(r, r->least));
	char what[64];

	snprintf(what, sizeof(what), "a message of %llu bytes", port->max_len);
	if (!check_formula(r, port->at, message_ns(r, port, port->max_len), what))
		return;
	if (fits != 0)
		hint(r->c, at,
		     "maxMessageLength is given here; the longest message that surely fits has "
		     "%llu bytes",
		     fits);
	else
		hint(r->c, at, "maxMessageLength is given here; of none it is sure that it fits");
}

static void check_finding(const struct room *r)
{
	const struct counts n = { .ports = r->p->num_ports, .areas = r->p->num_areas };
	char what[64];

	snprintf(what, sizeof(what), "to find a port among %u", r->p->num_ports);
	check_formula(r, r->p->at, formula_ns(r, HC_NAMED, &n), what);
}

static void check_ipvi(const struct room *r, const struct m_ipvi *v)
{
	const struct counts n = { .ipvi_dests = v->num_dests, .areas = r->p->num_areas };

	if (v->source == r->p->id)
		check_formula(r, v->at, formula_ns(r, HC_IPVI, &n), "raising it");
}

/* As core/hypercall.c reckons it. */
static u64 surplus_of(const struct model *m)
{
	struct counts most = { 0 };
	const struct counts *n = &most;
	u64 surplus = 0;
	u32 i;

	for (i = 0; i < m->num_parts; i++) {
		raise_to(&most.areas, m->parts[i].num_areas);
		raise_to(&most.ports, m->parts[i].num_ports);
	}
#define PARTS m->num_parts
#define MORE(COUNT, usual, each, words) \
	if ((COUNT) > (usual))          \
		surplus += ((COUNT) - (usual)) * (each);
#include "bounds.def"
	return surplus;
}

static void check_part(struct checker *c, const struct m_part *p, const struct overhead *taken)
{
	struct room r = { .c = c, .p = p, .taken = taken, .surplus = surplus_of(c->m) };
	u32 i;

	find_room(&r);
	if (r.most == 0)
		return;
	check_fixed(&r);
	check_finding(&r);
	for (i = 0; i < p->num_ports; i++)
		if (p->ports[i].channel != NONE)
			check_copy(&r, &p->ports[i]);
	for (i = 0; i < c->m->num_ipvis; i++)
		check_ipvi(&r, &c->m->ipvis[i]);
}

void check_services(struct checker *c)
{
	const struct overhead taken = overhead_of(c->m, c->hw);
	u32 i;

	for (i = 0; i < c->m->num_parts && i < HAL_MAX_SPACES; i++)
		if (c->m->parts[i].cpu != NONE)
			check_part(c, &c->m->parts[i], &taken);
}
