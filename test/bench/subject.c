/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * subject.c - measures every service of the list, then interrupts (bench.h).
 */
#include "bench.h"

#include <irqs.h>
#include <stdio.h>

static const char *service;

void section(const char *name)
{
	service = name;
}

static xm_u64_t ticks(void)
{
	xm_u64_t now;

	XM_get_ticks(&now);
	return now;
}

static void report(const char *what, xm_u32_t calls, xm_u32_t rounds, const xm_u64_t t[4],
		   xm_u32_t wrong)
{
	printf("BENCH section=%s case=%s calls=%u rounds=%u ticks=%u empty=%u wrong=%u\n", service,
	       what, calls, rounds, (xm_u32_t)(t[1] - t[0]), (xm_u32_t)(t[3] - t[2]), wrong);
}

void measure(const char *what, const struct call *first, xm_u32_t calls, xm_u32_t rounds)
{
	xm_u64_t t[4];
	xm_u32_t wrong;

	t[0] = ticks();
	wrong = bench_calls(first, first + calls, rounds);
	t[1] = ticks();
	t[2] = ticks();
	bench_empty(first, first + calls, rounds);
	t[3] = ticks();
	report(what, calls, rounds, t, wrong);
}

static void measure_stub(void)
{
	xm_u64_t t[4];

	section("null_hypercall");
	t[0] = ticks();
	bench_stubs(REPEAT);
	t[1] = ticks();
	t[2] = ticks();
	bench_no_stubs(REPEAT);
	t[3] = ticks();
	report("with its stub", 1, REPEAT, t, 0);
}

void PartitionMain(void)
{
	open_ports();
	refill(16);
	measure_stub();
	all_services();
	bench_sizes();
	bench_sweep();
	bench_interrupts();
	XM_halt_system_status(0);
}
