/* SPDX-License-Identifier: BSD-2-Clause */
/* end.c - P1: shows where the slots end, and ends the run when the other has halted. */
#include <stdio.h>
#include <xm.h>

void PartitionMain(void)
{
	xmPartitionStatus_t status;
	int frame = 0;

	do {
		printf("[P%d] frame %d\n", XM_PARTITION_SELF, frame++);
		XM_idle_self();
		XM_get_partition_status(0, &status);
	} while (status.state[0] != XM_STATUS_HALTED);
	printf("[P%d] the other took %lld interrupts\n", XM_PARTITION_SELF, status.noVIrqs);
	XM_halt_system();
}
