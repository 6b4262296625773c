/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * timed.c - measure() of bench.h: a list of calls against the clock.
 */
#include "bench.h"

#include <stdio.h>

static const char *service;

void section(const char *name)
{
	service = name;
}

xm_u64_t bench_ticks(void)
{
	xm_u64_t now;

	XM_get_ticks(&now);
	return now;
}

void bench_report(const char *what, xm_u32_t calls, xm_u32_t rounds, const xm_u64_t t[4],
		  xm_u32_t wrong)
{
	printf("BENCH section=%s case=%s calls=%u rounds=%u ticks=%u empty=%u wrong=%u\n", service,
	       what, calls, rounds, (xm_u32_t)(t[1] - t[0]), (xm_u32_t)(t[3] - t[2]), wrong);
}

void measure(const char *what, const struct call *first, xm_u32_t calls, xm_u32_t rounds)
{
	xm_u64_t t[4];
	xm_u32_t wrong;

	t[0] = bench_ticks();
	wrong = bench_calls(first, first + calls, rounds);
	t[1] = bench_ticks();
	t[2] = bench_ticks();
	bench_empty(first, first + calls, rounds);
	t[3] = bench_ticks();
	bench_report(what, calls, rounds, t, wrong);
}

void measure_lives(const char *what, const struct call *first, xm_u32_t calls, xm_u32_t rounds)
{
	xm_u64_t t[4];

	t[0] = bench_ticks();
	bench_lives(first, first + calls, rounds);
	t[1] = bench_ticks();
	t[2] = bench_ticks();
	bench_no_lives(first, first + calls, rounds);
	t[3] = bench_ticks();
	bench_report(what, calls, rounds, t, 0);
}

void measure_return(const char *what)
{
	struct share *s = share();

	s->frame = (struct xm_upcall_frame){ .pc = PTR(bench_after_bench_calls),
					     .cpsr = XM_FRAME_IRQ_OFF };
	MEASURE(what, upcall_return, XM_OK, PTR(&s->frame));
}
