/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - halts the other partition, watches it stay so, ends the run. */
#include "../common/report.h"

void PartitionMain(void)
{
	struct xm_part_state before, after;

	wait_step(0, 2);
	check_equal("halting clock", XM_halt_partition(0), XM_OK);
	XM_get_partition_state(0, &before);
	wait_slots(3);
	XM_get_partition_state(0, &after);
	check_equal("it is halted", after.state, XM_STATUS_HALTED);
	check("and its interrupts are over", before.virqs == after.virqs);
	judge(2);
}
