/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc_time.c - clocks and timers.
 */
#include "gmem.h"
#include "guards.h"
#include "hypercall.h"
#include "part.h"

/* What is not as usual; but for the tick clock it is too long for the end of a slot. */
static NOINLINE s32 get_time(struct vcpu *v, u32 clock, gaddr_t to)
{
	u64 now = hal_time_now();
	void *near;
	s32 error;

	if (clock == XM_TICK_CLOCK && gmem_word(v->part, to, sizeof(now), &near)) {
		*(u64 *)near = now;
		return XM_OK;
	}
	error = time_or_wait(v, FAR_INSNS);
	WAY_OF(asks);
	if (error)
		return error;
	if (clock == XM_HW_CLOCK)
		now = vtime_now_us(now);
	else if (clock == XM_EXEC_CLOCK)
		now = ticks_to_us(vtime_exec(v, now));
	else if (clock != XM_TICK_CLOCK)
		return XM_INVALID_PARAM;
	return gmem_put(v->part, to, &now, sizeof(now));
}

/* The usual case by itself. */
FLATTEN s32 hc_get_time(struct vcpu *v, const union hc_args *a)
{
	void *to;
	u64 now;

	if (a->get_time.clock != XM_HW_CLOCK || !vtime_glance(v->cpu, &now) ||
	    !gmem_word(v->part, a->get_time.time, sizeof(now), &to))
		return get_time(v, a->get_time.clock, a->get_time.time);
	*(u64 *)to = now;
	return XM_OK;
}

s32 hc_set_timer(struct vcpu *v, const union hc_args *a)
{
	u32 clock = a->set_timer.clock;
	u64 at = cfg_u64(a->set_timer.abs_lo, a->set_timer.abs_hi);
	u64 interval = cfg_u64(a->set_timer.interval_lo, a->set_timer.interval_hi);

	if (clock > XM_EXEC_CLOCK || (s64)(at | interval) < 0 ||
	    (interval != 0 && interval < XM_MIN_INTERVAL_US))
		return XM_INVALID_PARAM;
	vtime_set(v, clock, at, interval);
	vtime_expire(v, hal_time_now());
	v->flags |= VF_RESCHED;
	return XM_OK;
}

s32 hc_reload_watchdog(struct vcpu *v, const union hc_args *a)
{
	u64 budget = cfg_u64(a->reload_watchdog.budget_lo, a->reload_watchdog.budget_hi);

	if ((s64)budget < 0)
		return XM_INVALID_PARAM;
	if (cfg_get_machine(&sys.cfg, 0)->watchdog_us == 0)
		return XM_INVALID_CONFIG;
	watchdog_serve(&this_cpu()->watchdog, v->part, budget, hal_time_now());
	v->flags |= VF_RESCHED; /* the deadline is another one */
	return XM_OK;
}
