/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hypercall.c - from a number to a service: rights, time left, body.
 *
 * A service that might not end before the slot does is not started: the
 * partition goes back to its svc and issues it again when its slot goes on.
 */
#include "hypercall.h"

#include "part.h"

enum { RIGHT_ANY, RIGHT_SYS, RIGHT_SELF };

/* Right and bound of each service, packed: both are looked at on every call. */
enum { BOUND_BITS = 14, COPIES = 1 };
#define PACK(right, bound) \
	((u16)(RIGHT_##right << BOUND_BITS | ((bound) == HC_COPY ? COPIES : (bound))))

static const u16 services[XM_HC_COUNT] = {
#define HC(nr, name, right, bound, nargs) [nr] = PACK(right, bound),
#include "hypercalls.def"
};

static bool permitted(const struct vcpu *v, u32 right, u32 first)
{
	const struct cfg_part *p = v->part->cfg;

	return right == RIGHT_ANY || (p->flags & PART_SYSTEM) != 0 ||
	       (right == RIGHT_SELF && first == p->id);
}

bool time_for(u32 insns)
{
	u64 left = this_cpu()->sched.boundary - hal_time_now();

	/* A boundary that has passed leaves a huge number. */
	return (s64)left > 0 && left * hal_machine.insns_per_tick >= insns;
}

/* Does the call fit what is left of the slot?  A length beyond any message is
   an error found at once. */
static bool fits(u32 bound, u32 length)
{
	if (bound == HC_FREE)
		return true;
	if (bound == COPIES)
		bound = HC_COPY_BASE + (length < 0x1000000 ? HC_COPY_WORD * (length / 4) : 0);
	return time_for(bound);
}

/*
 * As the list says.  The arguments are already where each service expects
 * them, so every case is a jump - if this stays a function of its own.
 */
static __attribute__((noinline)) s32 call(struct vcpu *v, u32 a0, u32 a1, u32 a2, u32 a3, u32 a4,
					  u32 nr)
{
	switch (nr) {
#define HC0(nr, n, r, b) \
	case nr:         \
		return hc_##n(v);
#define HC1(nr, n, r, b, t1, n1) \
	case nr:                 \
		return hc_##n(v, a0);
#define HC2(nr, n, r, b, t1, n1, t2, n2) \
	case nr:                         \
		return hc_##n(v, a0, a1);
#define HC3(nr, n, r, b, t1, n1, t2, n2, t3, n3) \
	case nr:                                 \
		return hc_##n(v, a0, a1, a2);
#define HC4(nr, n, r, b, t1, n1, t2, n2, t3, n3, t4, n4) \
	case nr:                                         \
		return hc_##n(v, a0, a1, a2, a3);
#define HC5(nr, n, r, b, t1, n1, t2, n2, t3, n3, t4, n4, t5, n5) \
	case nr:                                                 \
		return hc_##n(v, a0, a1, a2, a3, a4);
#include "hypercalls.def"
	default:
		return XM_UNKNOWN_HYPERCALL;
	}
}

s32 hypercall(struct vcpu *v, u32 nr, const u32 arg[5])
{
	u32 service;

	if (nr >= XM_HC_COUNT)
		return XM_UNKNOWN_HYPERCALL;
	service = services[nr];
	if (!permitted(v, service >> BOUND_BITS, arg[0]))
		return XM_PERM_ERROR;
	if (!fits(service & ((1u << BOUND_BITS) - 1), arg[2])) {
		v->waiting = true;
		this_cpu()->resched = true;
		hal_vcpu_rewind(&v->hal);
		return HC_NO_RESULT;
	}
	return call(v, arg[0], arg[1], arg[2], arg[3], arg[4], nr);
}
