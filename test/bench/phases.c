/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * phases.c - the cases of all services, and faults, so that each begins at every distance
 * from the end of a slot (phases.S).  bench.py sees how late the next one begins, that of
 * witness.c.  What the calls return is not looked at: others have to do with the same
 * queues, and subject.c looks at it.  A line for each case:
 *
 *	PHASES section=<service> case=<words>
 */
#include "bench.h"

#include <irqs.h>
#include <stdio.h>

static const char *service;

/* Of the first turn, below the wide step FAR of phases.S: the cases of a service meet different
   phases. */
static xm_u32_t next_delay(void)
{
	static xm_u32_t delay;

	delay = (delay + 1) % FAR;
	return delay;
}

void section(const char *name)
{
	service = name;
}

static void report(const char *what)
{
	printf("PHASES section=%s case=%s\n", service, what);
}

void measure(const char *what, const struct call *first, xm_u32_t calls, xm_u32_t rounds)
{
	(void)rounds;
	refill(share()->fill); /* the text before it is out a frame later */
	bench_phases(first, first + calls, next_delay());
	report(what);
}

static void skip(trapCtxt_t *ctxt)
{
	ctxt->pc += 4;
}

/* Before any service has had other handlers set. */
static void measure_faults(void)
{
	const struct call nothing = { .nr = 0 };

	InstallUndefInstrHandler(skip);
	section("fault");
	bench_fault_phases(&nothing, &nothing + 1, next_delay());
	report("undefined instruction");
}

static void report_lateness(void)
{
	struct xm_part_state state;

	if (XM_get_partition_state(WITNESS, &state) == XM_OK)
		printf("LATE ns=%u\n", (xm_u32_t)state.late_ns_max);
}

void PartitionMain(void)
{
	open_ports();
	refill(16);
	measure_faults();
	all_services();
	bench_sizes();
	report_lateness();
	XM_halt_system_status(0);
}
