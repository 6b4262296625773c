/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hypercall.h - dispatch from the list, and the bodies of the services.
 */
#ifndef CORE_HYPERCALL_H
#define CORE_HYPERCALL_H

#include "part.h"

/* What is no result, but says what becomes of the caller, of which some flag says so too:
   VF_CALL if no other. */
#define HC_NO_RESULT ((s32)0x80000000) /* its context is not to be touched: it is another */
#define HC_AGAIN     ((s32)0x80000001) /* it goes back to its svc and issues the call again */
#define HC_LIST	     ((s32)0x80000002) /* multicall() goes on with its list */
#define HC_RESULTS   HC_LIST	       /* all results are above */

/* Is there time for so many instructions before this CPU's next boundary? */
bool time_for(u32 insns);
/* The same: XM_OK; or HC_AGAIN, and v waits for its next slot and comes upon it again. */
s32 time_or_wait(struct vcpu *v, u32 insns);

typedef u32 gin, gout, gio;

/* The arguments as the list names them, a->get_time.clock say. */
union hc_args {
	u32 word[5];
/* clang-format off */
#define HC0(nr, n, r, b)
#define HC1(nr, n, r, b, t1, a1) struct { t1 a1; } n;
#define HC2(nr, n, r, b, t1, a1, t2, a2) struct { t1 a1; t2 a2; } n;
#define HC3(nr, n, r, b, t1, a1, t2, a2, t3, a3) struct { t1 a1; t2 a2; t3 a3; } n;
#define HC4(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4) struct { t1 a1; t2 a2; t3 a3; t4 a4; } n;
#define HC5(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5) \
	struct { t1 a1; t2 a2; t3 a3; t4 a4; t5 a5; } n;
/* clang-format on */
#include "hypercalls.def"
};

/* Boot, when it is known what is traced. */
void hypercall_init(void);

/* They ask for time themselves, as they are called most. */
#define HC_ASKS(nr) ((nr) >= XM_HC_write_sampling_message && (nr) <= XM_HC_receive_queuing_message)

/* May the call, which is about to do something, do it now?  If not, v waits: HC_AGAIN. */
bool hc_fits(struct vcpu *v, const union hc_args *a, u32 nr);

/* Of what is left of the slot the low word will do: where it seems less, that is looked at. */
static FAST bool hc_begins(struct vcpu *v, const union hc_args *a, u32 nr)
{
	s32 left = (s32)((u32)v->cpu->sched.boundary - hal_time_low());

	return left > v->cpu->longest || hc_fits(v, a, nr);
}

/* The same for what has to know when. */
static FAST bool hc_begins_at(struct vcpu *v, const union hc_args *a, u32 nr, u64 *now)
{
	u64 left;

	*now = hal_time_glance();
	left = v->cpu->sched.boundary - *now;
	if (left >> 32 == 0 && (s32)left > v->cpu->longest)
		return true;
	*now = hal_time_now();
	return hc_fits(v, a, nr);
}

/*
 * Issue the calls of the list that hc_multicall() has found to be one, as far as they fit this
 * visit.  XM_OK, HC_NO_RESULT or HC_AGAIN.
 */
s32 multicall(struct vcpu *v);

/* hc_idle_self, hc_get_time, ...: each returns an XM_* code or what the
   partition API documents. */
#define HC(nr, n, right, bound, nargs) NOINLINE s32 hc_##n(struct vcpu *v, const union hc_args *a);
#include "hypercalls.def"

#endif
