/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * multicall.c - lists of calls: several services for one svc.
 *
 * Each call of a list is checked and bounded as if it were alone.  Between two
 * of them the caller may be sent back to its svc, with the address of the next
 * one in r0: progress is nowhere but in its registers, so interrupts, the end
 * of its slot and handlers with lists of their own may come in between, and a
 * list that was changed meanwhile is just another list.
 *
 * The service itself only says whether it is one: entry.c calls multicall()
 * when the dispatcher has returned, so no list runs inside another.
 */
#include "gmem.h"
#include "hypercall.h"
#include "lib.h"
#include "part.h"
#include "virq.h"

/* Interrupts stay masked for about so many instructions, and one call more. */
enum { VISIT_INSNS = 2000 };

/* What hc_multicall asks for, and so has every other call of the list. */
enum {
#define HC(nr, name, right, bound, nargs) BOUND_##name = (bound),
#include "hypercalls.def"
};

s32 hc_multicall(struct vcpu *v, const union hc_args *a)
{
	gaddr_t start = a->multicall.start;
	u32 length = a->multicall.end - start;

	/* One that ends before it starts is longer than any area. */
	if (!is_aligned(start, 4) || gmem_ptr(v->part, start, length, GMEM_WRITE) == NULL)
		return XM_INVALID_PARAM;
	if (length % sizeof(struct xm_call) || length > XM_LIST_MAX * sizeof(struct xm_call))
		return XM_MULTICALL_ERROR;
	v->list_at = start;
	v->list_end = start + length;
	return length == 0 ? XM_OK : HC_LIST;
}

static s32 issue(struct vcpu *v, const struct xm_call *c)
{
	if (c->nr == XM_HC_multicall || c->res != 0)
		return XM_MULTICALL_ERROR;
	return core_hypercall(v, c->arg, c->nr);
}

/* May the next call follow at once? */
static bool may_go_on(const struct vcpu *v, u64 begun)
{
	u64 spent = (hal_time_now() - begun) * hal_machine.insns_per_tick;

	return (v->flags & (VF_RETURN & ~VF_PENDING)) == 0 && !virq_due(v) && spent < VISIT_INSNS &&
	       time_for(BOUND_multicall);
}

s32 multicall(struct vcpu *v)
{
	gaddr_t at = v->list_at, end = v->list_end;
	struct xm_call *next = gmem_ptr(v->part, at, end - at, GMEM_WRITE);
	u64 begun = hal_time_now();
	struct xm_call c;
	s32 result;

	do {
		LOOP_BOUND_OF(calls);
		hal_copy(&c, next, sizeof(c));
		result = issue(v, &c);
		if (result == HC_NO_RESULT)
			return HC_NO_RESULT;
		if (result == HC_AGAIN)
			break;
		hal_copy(&next++->result, &result, sizeof(result));
		at += sizeof(c);
		if (at == end)
			return XM_OK;
	} while (may_go_on(v, begun));
	hal_vcpu_result(&v->hal, (s32)at);
	return HC_AGAIN;
}
