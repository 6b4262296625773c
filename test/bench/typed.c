/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * typed.c - reads what measure.py types, in the plan of the services.  That comes when it
 * comes, so that each read waits until the ring is full, and more for it has been lost.
 */
#include "bench.h"

#include <stdio.h>

enum { ROUNDS = 100, RING = 64 };

static void wait_for_more(void)
{
	struct xm_part_state state;
	xm_u32_t before;

	XM_get_partition_state(SUBJECT, &state);
	for (before = state.input_lost; state.input_lost - before < RING;) {
		XM_idle_self();
		XM_get_partition_state(SUBJECT, &state);
	}
}

/* The console has room for a line of the hypervisor: an empty write moves some of one on. */
static void print_all(void)
{
	xm_u32_t i;

	for (i = 0; i < RING; i++)
		XM_write_console("", 0);
}

void PartitionMain(void)
{
	static char typed[RING];
	const struct call read = CALL(read_console, RING, PTR(typed), RING);
	xm_u32_t i;

	printf("BENCH ready\n");
	section("read_console");
	for (i = 0; i < ROUNDS; i++) {
		wait_for_more();
		print_all();
		measure("a full ring and a selection", &read, 1, 1);
	}
	XM_halt_system_status(0);
}
