/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - waits for the others, looks at their slots. */
#include "../common/report.h"

void PartitionMain(void)
{
	struct xm_part_state state;
	xm_u32_t p;

	for (p = 0; p < 2; p++)
		wait_step(p, 1);
	for (p = 0; p < 3; p++) {
		XM_get_partition_state(p, &state);
		check("no slot was late", state.late_ns_max < 5000);
	}
	judge(3);
}
