/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ticked.c - the first partition of counters.xml, interrupted by its timer as often as may
 * be.  bench.py puts it into a plan in which its slots end at every distance from an expiry.
 */
#include "bench.h"

#include <irqs.h>

enum { SPIN = 75000000 }; /* turns; a slot has ended at every tick of an interval then */

void PartitionMain(void)
{
	XM_idle_self(); /* what is written at the start is out */
	bench_handlers_on();
	XM_clear_irqmask(0, 1u << XM_VT_EXT_HW_TIMER);
	XM_set_timer(XM_HW_CLOCK, 1, XM_MIN_INTERVAL_US);
	bench_spin(SPIN);
	XM_halt_system_status(0);
}
