/* SPDX-License-Identifier: BSD-2-Clause */
/* shell.c - P0: does what is typed for it. */
#include <string.h>
#include "line.h"

static void Status(void)
{
	xmPartitionStatus_t status;

	XM_get_partition_status(1, &status);
	PRINT("Echo is in state %u, %u resets\n", status.state[0], status.resetCounter);
}

void PartitionMain(void)
{
	char line[LINE];

	PRINT("status, reset or halt?\n");
	while (1) {
		ReadLine(line);
		if (strcmp(line, "status") == 0)
			Status();
		else if (strcmp(line, "reset") == 0)
			PRINT("reset: %d\n", XM_reset_partition(1, -1, XM_WARM_RESET, 0));
		else if (strcmp(line, "halt") == 0)
			XM_halt_system();
		else
			PRINT("no such order: %s\n", line);
	}
}
