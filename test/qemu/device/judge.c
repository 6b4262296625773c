/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - ends the run. */
#include "../common/report.h"

void PartitionMain(void)
{
	wait_step(0, 3);
	judge(3);
}
