/* SPDX-License-Identifier: BSD-2-Clause */
/* end.c - P3: ends the run when the others have halted. */
#include <xm.h>

static int running(xmId_t id)
{
	xmPartitionStatus_t status;

	return XM_get_partition_status(id, &status) >= 0 && status.state[0] != XM_STATUS_HALTED;
}

void PartitionMain(void)
{
	while (running(0) || running(1) || running(2))
		XM_idle_self();
	XM_halt_system();
}
