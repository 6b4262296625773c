/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc_time.c - clocks and timers.
 */
#include "gmem.h"
#include "hypercall.h"
#include "part.h"

/* So far away that a timer never fires, and sums of two still fit. */
#define FAR_US (1ull << 60)

s32 hc_get_time(struct vcpu *v, u32 clock, gout time)
{
	u64 now = hal_time_now();

	if (clock > XM_TICK_CLOCK)
		return XM_INVALID_PARAM;
	if (clock != XM_TICK_CLOCK)
		now = ticks_to_us(clock == XM_HW_CLOCK ? now : vtime_exec(v, now));
	return gmem_put(v->part, time, &now, sizeof(now)) ? XM_OK : XM_INVALID_PARAM;
}

s32 hc_set_timer(struct vcpu *v, u32 clock, u32 abs_lo, u32 abs_hi, u32 interval_lo,
		 u32 interval_hi)
{
	s64 at = (s64)cfg_u64(abs_lo, abs_hi);
	s64 interval = (s64)cfg_u64(interval_lo, interval_hi);

	if (clock > XM_EXEC_CLOCK || at < 0 || interval < 0 ||
	    (interval != 0 && interval < XM_MIN_INTERVAL_US))
		return XM_INVALID_PARAM;
	vtime_set(v, clock, (u64)at, (u64)interval > FAR_US ? FAR_US : (u64)interval);
	vtime_expire(v, hal_time_now());
	this_cpu()->resched = true;
	return XM_OK;
}
