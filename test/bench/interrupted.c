/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * interrupted.c - measures nothing but interrupts, for plans that are not that of the
 * services.  The device is asked for even where its line is not given.
 */
#include "bench.h"

/* Text is out a frame later, so that no slot has to do with it. */
void PartitionMain(void)
{
	XM_idle_self();
	bench_handlers_on();
	bench_timer();
	XM_idle_self();
	bench_device();
	XM_halt_system_status(0);
}
