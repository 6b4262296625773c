/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - nothing but the hostile partition's own faults?  Ends the run. */
#include "../common/report.h"

void PartitionMain(void)
{
	struct xm_part_state state;
	struct xm_hm_counts counts;
	xm_u32_t i;

	wait_step(0, 1);
	set_step(1);
	wait_step(1, 2);
	wait_step(2, 2);
	XM_hm_counts(&counts);
	check_equal("events in the log", counts.total, 0);
	for (i = 0; i < 4; i++) {
		XM_get_partition_state(i, &state);
		check_equal("ready", state.state, XM_STATUS_READY);
		check_equal("never reset", state.reset_counter, 0);
		check("no slot was late", state.late_ns_max < 5000);
	}
	judge(4);
}
