/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - waits until ada and bob were told to end, then hears the witness. */
#include "../common/report.h"

enum { LATE_NS = 5000 };

void PartitionMain(void)
{
	struct xm_part_state state;
	xm_u32_t p;

	for (p = 0; p < 3; p++)
		wait_step(p, 2);
	set_step(1);
	wait_step(3, 2);
	for (p = 0; p < 5; p++) {
		XM_get_partition_state(p, &state);
		check("no slot was late for the input", state.late_ns_max < LATE_NS);
	}
	judge(5);
}
