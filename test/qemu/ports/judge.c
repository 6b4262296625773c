/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - resets late, warm in round 2 and cold in round 3; ends the run. */
#include "ports.h"

static void reset_late(xm_u32_t round, xm_u32_t mode)
{
	set_step(round);
	wait_step(WRITER, round);
	check_equal("reset", XM_reset_partition(LATE, XM_DEFAULT_ENTRY, mode, round), XM_OK);
	wait_step(LATE, round);
}

void PartitionMain(void)
{
	wait_step(READER, 2);
	wait_step(LATE, 1);
	reset_late(2, XM_WARM_RESET);
	reset_late(3, XM_COLD_RESET);
	set_step(4);
	wait_step(LATE, 4);
	judge(4);
}
