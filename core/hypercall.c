/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hypercall.c - from a number to a service: rights, time left, body.
 *
 * A service that might not end before the slot does is not started: the
 * partition goes back to its svc and issues it again when its slot goes on.
 */
#include "hypercall.h"

#include "part.h"
#include "port.h"
#include "trace.h"
#include "virq.h"

enum { RIGHT_ANY, RIGHT_SYS, RIGHT_SELF, RIGHT_OWN };

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

/* XM_OK, or why v may not ask for this; id: the first argument. */
static s32 permitted(const struct vcpu *v, u32 right, u32 id)
{
	const struct cfg_part *p = v->part->cfg;

	if (right != RIGHT_ANY && (p->flags & PART_SYSTEM) == 0 &&
	    (right == RIGHT_SYS || id != p->id))
		return XM_PERM_ERROR;
	return right == RIGHT_SELF && id >= cfg_count(&sys.cfg, CFG_PART) ? XM_INVALID_PARAM
									  : XM_OK;
}

bool time_for(u32 insns)
{
	u64 left = this_cpu()->sched.boundary - hal_time_now();

	/* A boundary that has passed leaves a huge number. */
	return (s64)left > 0 && left * hal_machine.insns_per_tick >= insns;
}

/* The channel of port d, if there are both. */
static const struct cfg_channel *channel_of(const struct part *p, u32 d)
{
	const struct channel *c = d < p->cfg->num_ports ? p->ports[d].channel : NULL;

	return c ? c->cfg : NULL;
}

/* Words that a call on port d moves at most: what it names, and no more than a
   message of the channel has. */
static u32 words(const struct part *p, u32 d, u32 length)
{
	const struct cfg_channel *c = channel_of(p, d);
	u32 most = c ? c->max_len : 0;

	return (length < most ? length : most) / 4;
}

static u32 dests(const struct part *p, u32 d)
{
	const struct cfg_channel *c = channel_of(p, d);

	return c ? c->num_dests : 0;
}

static u32 ipvi_dests(const struct part *p, u32 no)
{
	const struct cfg_ipvi *ipvi = virq_ipvi(p, no);

	return ipvi ? ipvi->num_dests : 0;
}

#define PORTS	   p->cfg->num_ports
#define AREAS	   p->cfg->num_areas
#define WORDS	   words(p, a->word[0], a->word[2])
#define DESTS	   dests(p, a->word[0])
#define IPVI_DESTS ipvi_dests(p, a->word[0])

/* A bound of bounds.def for this call. */
static u32 formula(const struct part *p, u32 bound, const union hc_args *a)
{
	WAY_OF(formula);
	switch (bound) {
#define BOUND(NAME, instructions, sentence) \
	case UNITS(HC_##NAME):              \
		return instructions;
#include "bounds.def"
	}
	return 0;
}

/* Does the call fit what is left of the slot? */
static bool fits(const struct part *p, u32 bound, const union hc_args *a)
{
	if (bound == HC_FREE)
		return true;
	WAY_OF(timed);
	return time_for(bound < FIRST_FORMULA ? bound * UNIT : formula(p, bound, a));
}

/* Every case is a jump, if this stays a function of its own. */
NOINLINE s32 hc_call(struct vcpu *v, const union hc_args *a, u32 nr)
{
	SWITCH_OF(service);
	switch (nr) {
#define HC(nr, name, right, bound, nargs) \
	case nr:                          \
		return hc_##name(v, a);
#include "hypercalls.def"
	default:
		return XM_UNKNOWN_HYPERCALL;
	}
}

/* Reading a trace, by a list of calls too, adds nothing to it, or it would have no end. */
static NOINLINE void audit_call(const struct vcpu *v, u32 nr)
{
	if (nr != XM_HC_trace_read && nr != XM_HC_trace_status && nr != XM_HC_multicall)
		trace_audit(XM_TRACE_CODE_CALL, v, nr);
}

bool hc_guarded[XM_HC_COUNT];

void hypercall_init(void)
{
	bool audited = (sys.audit & XM_TRACE_MODULE_HCALL) != 0;
	u32 nr;

	for (nr = 0; nr < XM_HC_COUNT; nr++)
		hc_guarded[nr] = audited || services[nr] != (RIGHT_ANY << BOUND_BITS | HC_FREE);
}

s32 hypercall_guarded(struct vcpu *v, u32 nr, const union hc_args *a)
{
	u32 service;
	s32 error;

	if (sys.audit & XM_TRACE_MODULE_HCALL)
		audit_call(v, nr);
	if (nr >= XM_HC_COUNT)
		return XM_UNKNOWN_HYPERCALL;
	service = services[nr];
	error = permitted(v, service >> BOUND_BITS, a->word[0]);
	if (error)
		return error;
	if (!fits(v->part, service & BOUND_MASK, a)) {
		v->waiting = true;
		this_cpu()->resched = true;
		return HC_AGAIN;
	}
	return hc_call(v, a, nr);
}
