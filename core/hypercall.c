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

static const u8 rights[XM_HC_COUNT] = {
#define HC(nr, name, right, bound, nargs) [nr] = RIGHT_##right,
#include "hypercalls.def"
};

static const u32 bounds[XM_HC_COUNT] = {
#define HC(nr, name, right, bound, nargs) [nr] = (bound),
#include "hypercalls.def"
};

static bool permitted(const struct vcpu *v, u32 right, u32 first)
{
	const struct cfg_part *p = v->part->cfg;

	return right == RIGHT_ANY || (p->flags & PART_SYSTEM) != 0 ||
	       (right == RIGHT_SELF && first == p->id);
}

/* The most instructions the call takes.  A length beyond any message is an
   error found at once. */
static u32 bound_of(u32 nr, const u32 arg[5])
{
	if (bounds[nr] != HC_COPY)
		return bounds[nr];
	return HC_COPY_BASE + (arg[2] < 0x1000000 ? HC_COPY_WORD * (arg[2] / 4) : 0);
}

static bool fits_slot(u32 insns)
{
	u64 boundary = this_cpu()->sched.boundary;
	u64 now = hal_time_now();

	return now < boundary && (boundary - now) * hal_machine.insns_per_tick >= insns;
}

/* As the list says, with the arguments it names. */
static s32 call(struct vcpu *v, u32 nr, const u32 *a)
{
	switch (nr) {
#define HC0(nr, n, r, b) \
	case nr:         \
		return hc_##n(v);
#define HC1(nr, n, r, b, t1, a1) \
	case nr:                 \
		return hc_##n(v, a[0]);
#define HC2(nr, n, r, b, t1, a1, t2, a2) \
	case nr:                         \
		return hc_##n(v, a[0], a[1]);
#define HC3(nr, n, r, b, t1, a1, t2, a2, t3, a3) \
	case nr:                                 \
		return hc_##n(v, a[0], a[1], a[2]);
#define HC4(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4) \
	case nr:                                         \
		return hc_##n(v, a[0], a[1], a[2], a[3]);
#define HC5(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5) \
	case nr:                                                 \
		return hc_##n(v, a[0], a[1], a[2], a[3], a[4]);
#include "hypercalls.def"
	default:
		return XM_UNKNOWN_HYPERCALL;
	}
}

s32 hypercall(struct vcpu *v, u32 nr, const u32 arg[5])
{
	if (nr >= XM_HC_COUNT)
		return XM_UNKNOWN_HYPERCALL;
	if (rights[nr] != RIGHT_ANY && !permitted(v, rights[nr], arg[0]))
		return XM_PERM_ERROR;
	if (bounds[nr] != HC_FREE && !fits_slot(bound_of(nr, arg))) {
		v->waiting = true;
		this_cpu()->resched = true;
		hal_vcpu_rewind(&v->hal);
		return HC_NO_RESULT;
	}
	return call(v, nr, arg);
}
