/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - waits until all have spoken; its own last words are cut by the halt. */
#include "../common/report.h"

#include <stdio.h>

/* One service may be under way at a boundary; waiting for a UART would take longer. */
enum { LATE_NS = 5000 };

void PartitionMain(void)
{
	struct xm_part_state state;
	xm_u32_t i, last = 0;

	for (i = 0; i < 4; i++)
		wait_step(i, 1);
	wait_slots(20);
	for (i = 0; i < 4; i++) {
		XM_get_partition_state(i, &state);
		check("no slot was late for the console", state.late_ns_max < LATE_NS);
		last = state.state;
	}
	check_equal("mute goes on", last, XM_STATUS_READY);
	XM_get_partition_state(2, &state);
	check_equal("eve is halted", state.state, XM_STATUS_HALTED);
	printf("[4] half a line\n");
	judge(5);
}
