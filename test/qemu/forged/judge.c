/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - ends the run, with a status that is not the forger's. */
#include "../common/report.h"

void PartitionMain(void)
{
	wait_step(0, 1);
	print_pages(1);
	XM_halt_system_status(7);
}
