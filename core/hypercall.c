/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hypercall.c - from a number to a service: rights, time left, body.
 *
 * A service that might not end before the slot does is not started: the
 * partition goes back to its svc and issues it again when its slot goes on.
 */
#include "hypercall.h"

#include "guards.h"
#include "part.h"
#include "port.h"
#include "trace.h"
#include "virq.h"

enum { RIGHT_ANY, RIGHT_SYS, RIGHT_SELF, RIGHT_OWN }; /* 0: everybody has it */

/* Right and bound of each service, packed: both are looked at on every call.
   The bound is in units of instructions, rounded up, or one of bounds.def. */
enum { BOUND_BITS = 6, BOUND_MASK = (1 << BOUND_BITS) - 1, UNIT = 300 };
enum { FIRST_FORMULA = BOUND_MASK + 1 - (HC_BOUNDS - HC_FORMULA - 1) };
#define UNITS(bound)                                                            \
	((bound) > HC_FORMULA ? FIRST_FORMULA + (u32)(bound) - (HC_FORMULA + 1) \
			      : ((bound) + UNIT - 1) / UNIT)

static const u8 services[XM_HC_COUNT] = {
#define HC(nr, name, right, bound, nargs) [nr] = RIGHT_##right << BOUND_BITS | UNITS(bound),
#include "hypercalls.def"
};
#define HC(nr, name, right, bound, nargs) \
	_Static_assert((bound) > HC_FORMULA || UNITS(bound) < FIRST_FORMULA, "bound of " #name);
#include "hypercalls.def"

/* XM_OK, or why v may not ask for what not everybody may; id: the first argument. */
static NOINLINE s32 permitted(const struct vcpu *v, u32 right, u32 id)
{
	const struct cfg_part *p = v->part->cfg;

	if ((p->flags & PART_SYSTEM) == 0 && (right == RIGHT_SYS || id != p->id))
		return XM_PERM_ERROR;
	return right == RIGHT_SELF && id >= cfg_count(&sys.cfg, CFG_PART) ? XM_INVALID_PARAM
									  : XM_OK;
}

bool time_for(u32 insns)
{
	s64 left = (s64)(this_cpu()->sched.boundary - hal_time_now());

	return left > (insns + sys.surplus - 1) / hal_machine.insns_per_tick;
}

NOINLINE s32 time_or_wait(struct vcpu *v, u32 insns)
{
	if (time_for(insns))
		return XM_OK;
	v->flags |= VF_WAITING;
	return HC_AGAIN;
}

/* What bounds grow with. */
struct counts {
	u32 ports, areas, words, dests, ipvi_dests;
};
#define PORTS	   n->ports
#define AREAS	   n->areas
#define WORDS	   n->words
#define DESTS	   n->dests
#define IPVI_DESTS n->ipvi_dests

/* A bound of bounds.def. */
static u32 formula(const struct counts *n, u32 bound)
{
	switch (bound) {
#define BOUND(NAME, instructions, sentence) \
	case UNITS(HC_##NAME):              \
		return instructions;
#include "bounds.def"
	}
	return bound * UNIT;
}

/* Of a call; of words at most what it names, and no more than a message of the channel
   has. */
static void count(struct counts *n, const struct part *p, const union hc_args *a)
{
	const struct channel *k = a->word[0] < p->num_ports ? p->ports[a->word[0]].channel : NULL;
	const struct cfg_channel *c = k ? k->cfg : NULL;
	const struct cfg_ipvi *ipvi = virq_ipvi(p, a->word[0]);
	u32 most = c ? c->max_len : 0;

	n->ports = p->cfg->num_ports;
	n->areas = p->cfg->num_areas;
	n->words = (a->word[2] < most ? a->word[2] : most) / 4;
	n->dests = c ? c->num_dests : 0;
	n->ipvi_dests = ipvi ? ipvi->num_dests : 0;
}

NOINLINE bool hc_fits(struct vcpu *v, const union hc_args *a, u32 nr)
{
	struct counts n;

	WAY_OF(timed);
	count(&n, v->part, a);
	return time_or_wait(v, formula(&n, services[nr] & BOUND_MASK)) == XM_OK;
}

/* For everybody, and at any time or asking for that themselves. */
#define OPEN(nr, right, bound) (RIGHT_##right == RIGHT_ANY && ((bound) == HC_FREE || HC_ASKS(nr)))

/* All others.  Every case is a jump. */
static NOINLINE s32 call(struct vcpu *v, const union hc_args *a, u32 nr)
{
	SWITCH_OF(service);
	switch (nr) {
#define HC(nr, name, right, bound, nargs)       \
	case nr:                                \
		if (!OPEN(nr, right, bound))    \
			return hc_##name(v, a); \
		break;
#include "hypercalls.def"
	}
	return XM_UNKNOWN_HYPERCALL;
}

static void at_least(u32 *most, u32 n)
{
	if (n > *most)
		*most = n;
}

/* The most of everything in the plan. */
static void count_most(struct counts *n)
{
	u32 i;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_PART); i++) {
		LOOP_BOUND_OF(parts);
		at_least(&n->ports, cfg_get_part(&sys.cfg, i)->num_ports);
		at_least(&n->areas, cfg_get_part(&sys.cfg, i)->num_areas);
	}
	for (i = 0; i < cfg_count(&sys.cfg, CFG_CHANNEL); i++) {
		LOOP_BOUND_OF(channel_records);
		at_least(&n->words, cfg_get_channel(&sys.cfg, i)->max_len / 4);
		at_least(&n->dests, cfg_get_channel(&sys.cfg, i)->num_dests);
	}
	for (i = 0; i < cfg_count(&sys.cfg, CFG_IPVI); i++) {
		LOOP_BOUND_OF(ipvi_records);
		at_least(&n->ipvi_dests, cfg_get_ipvi(&sys.cfg, i)->num_dests);
	}
}

/* What the plan has more of than the bounds are for makes them all longer. */
static u32 surplus_of(const struct counts *n)
{
	u32 insns = 0;

#define PARTS cfg_count(&sys.cfg, CFG_PART)
#define MORE(COUNT, usual, each, words) \
	if ((COUNT) > (usual))          \
		insns += ((COUNT) - (usual)) * (each);
#include "bounds.def"
	return insns;
}

void hypercall_init(void)
{
	struct counts n = { 0, 0, 0, 0, 0 };
	u32 nr, insns = 0;

	count_most(&n);
	for (nr = 0; nr < XM_HC_COUNT; nr++) {
		LOOP_BOUND(XM_HC_COUNT);
		at_least(&insns, formula(&n, services[nr] & BOUND_MASK));
	}
	sys.surplus = surplus_of(&n);
	this_cpu()->longest = (s32)((insns + sys.surplus) >> HAL_LOG2(hal_machine.insns_per_tick));
	this_cpu()->decision =
		(DECISION_INSNS + sys.surplus) >> HAL_LOG2(hal_machine.insns_per_tick);
}

/* What is not OPEN(). */
static NOINLINE s32 guarded(struct vcpu *v, const union hc_args *a, u32 nr)
{
	u32 service = services[nr], bound = service & BOUND_MASK;
	s32 result = service == bound ? XM_OK : permitted(v, service >> BOUND_BITS, a->word[0]);

	if (result)
		return result;
	if (bound != HC_FREE && !hc_begins(v, a, nr))
		return HC_AGAIN;
	result = call(v, a, nr);
	if (result <= HC_RESULTS)
		v->flags |= VF_CALL;
	return result;
}

/* Every case is a jump, and so is the call behind it. */
static NOINLINE s32 usual(struct vcpu *v, const void *a, u32 nr)
{
	SWITCH_OF(service);
	switch (nr) {
#define HC(nr, name, right, bound, nargs)       \
	case nr:                                \
		if (OPEN(nr, right, bound))     \
			return hc_##name(v, a); \
		break;
#include "hypercalls.def"
	default:
		return XM_UNKNOWN_HYPERCALL;
	}
	return guarded(v, a, nr);
}

/* Reading a trace, by a list of calls too, adds nothing to it, or it would have no end. */
static NOINLINE s32 traced(struct vcpu *v, const void *a, u32 nr)
{
	WAY_OF(audit);
	if (nr != XM_HC_trace_read && nr != XM_HC_trace_status && nr != XM_HC_multicall)
		trace_audit(XM_TRACE_CODE_CALL, v, nr);
	return usual(v, a, nr);
}

s32 core_hypercall(struct vcpu *v, const u32 arg[5], u32 nr)
{
	return v->traced ? traced(v, arg, nr) : usual(v, arg, nr);
}
