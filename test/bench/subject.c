/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * subject.c - measures every service of the list, then interrupts (bench.h).
 */
#include "bench.h"

static void measure_stub(void)
{
	xm_u64_t t[4];

	section("null_hypercall");
	t[0] = bench_ticks();
	bench_stubs(REPEAT);
	t[1] = bench_ticks();
	t[2] = bench_ticks();
	bench_no_stubs(REPEAT);
	t[3] = bench_ticks();
	bench_report("with its stub", 1, REPEAT, t, 0);
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
