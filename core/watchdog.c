/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * watchdog.c - the watchdog of the system; called by boot, by the service and by
 * the timer entry, which has its deadline among those it arms.
 */
#include "watchdog.h"

#include "hm.h"
#include "system.h"
#include "vtime.h"

static void arm(struct watchdog *w, u64 budget_us, u64 now)
{
	w->budget_us = budget_us > 0xffffffffu ? 0xffffffffu : (u32)budget_us;
	w->deadline = now + us_to_ticks(budget_us);
}

void watchdog_start(struct watchdog *w, u64 first_frame)
{
	u32 us = cfg_get_machine(&sys.cfg, 0)->watchdog_us;

	w->deadline = NEVER;
	if (us != 0)
		arm(w, us, first_frame);
}

void watchdog_serve(struct watchdog *w, struct part *p, u64 budget_us, u64 now)
{
	arm(w, budget_us, now);
	w->last = p;
}

void watchdog_expire(struct watchdog *w)
{
	w->deadline = NEVER;
	hm_raise_value(NULL, XM_HM_EV_WATCHDOG_TIMER, CAUSE_NOT_SERVED, w->budget_us);
}
