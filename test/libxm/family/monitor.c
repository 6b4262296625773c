/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * monitor.c - P0: starts the others one after the other, none of which has the flag
 * boot, and waits for the end of each; P6 once for each way to end.
 */
#include <stdio.h>
#include <xm.h>

#include "family.h"

static xm_u32_t state_of(xmId_t id)
{
	xmPartitionStatus_t status;

	if (XM_get_partition_status(id, &status) < 0)
		return -1;
	return status.state[0];
}

static void start(xmId_t id, xm_u32_t how)
{
	if (state_of(id) != XM_STATUS_HALTED)
		printf("[P0] P%d runs before it is started\n", id);
	if (XM_reset_partition(id, -1, XM_COLD_RESET, how) < 0)
		printf("[P0] P%d is not started\n", id);
	while (state_of(id) != XM_STATUS_HALTED)
		XM_idle_self();
	printf("[P0] P%d has ended\n", id);
}

void PartitionMain(void)
{
	xm_u32_t how;
	xmId_t id;

	for (id = 1; id < P_ENDS; id++)
		start(id, 0);
	for (how = 0; how < ENDS; how++)
		start(P_ENDS, how);
	XM_halt_system();
}
