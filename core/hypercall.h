/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hypercall.h - dispatch from the list, and the bodies of the services.
 */
#ifndef CORE_HYPERCALL_H
#define CORE_HYPERCALL_H

#include "abi.h"

struct vcpu;

/* The context of the caller is not to be touched: it is new, or will issue
   the call again. */
#define HC_NO_RESULT ((s32)0x80000000)

/* Rights, guard, body.  Returns the result for r0, or HC_NO_RESULT. */
s32 hypercall(struct vcpu *v, u32 nr, const u32 arg[5]);

/* Is there time for so many instructions before this CPU's next boundary? */
bool time_for(u32 insns);

typedef u32 gin;
typedef u32 gout;
typedef u32 gio;

/* hc_idle_self(v), hc_get_time(v, clock, time), ...: each returns an XM_* code
   or what the partition API documents. */
#define HC0(nr, n, r, b)			 s32 hc_##n(struct vcpu *v);
#define HC1(nr, n, r, b, t1, a1)		 s32 hc_##n(struct vcpu *v, t1 a1);
#define HC2(nr, n, r, b, t1, a1, t2, a2)	 s32 hc_##n(struct vcpu *v, t1 a1, t2 a2);
#define HC3(nr, n, r, b, t1, a1, t2, a2, t3, a3) s32 hc_##n(struct vcpu *v, t1 a1, t2 a2, t3 a3);
#define HC4(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4) \
	s32 hc_##n(struct vcpu *v, t1 a1, t2 a2, t3 a3, t4 a4);
#define HC5(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5) \
	s32 hc_##n(struct vcpu *v, t1 a1, t2 a2, t3 a3, t4 a4, t5 a5);
#include "hypercalls.def"

#endif
