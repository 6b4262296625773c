/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * watchdog.h - the watchdog of the system: a deadline that system partitions
 * move on, and whose passing is an event of the hypervisor.
 */
#ifndef CORE_WATCHDOG_H
#define CORE_WATCHDOG_H

#include "types.h"

struct part;

struct watchdog {
	u64 deadline;	   /* in ticks, NEVER: expired, or the plan has none */
	u32 budget_us;	   /* that it was given last, saturated */
	struct part *last; /* who served it last; NULL: nobody yet */
};

/* Boot: as the plan says, from the moment at which the first frame begins. */
void watchdog_start(struct watchdog *w, u64 first_frame);

/* p serves it: it expires budget_us after now, 0: at once. */
void watchdog_serve(struct watchdog *w, struct part *p, u64 budget_us, u64 now);

/* The deadline has passed: the event, once until it is served again. */
void watchdog_expire(struct watchdog *w);

#endif
