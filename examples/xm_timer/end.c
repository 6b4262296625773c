/* SPDX-License-Identifier: BSD-2-Clause */
/* end.c - P2: ends the run when the others have halted. */
#include <xm.h>

void PartitionMain(void)
{
	xmPartitionStatus_t p, q;

	do {
		XM_idle_self();
		XM_get_partition_status(0, &p);
		XM_get_partition_status(1, &q);
	} while (p.state[0] != XM_STATUS_HALTED || q.state[0] != XM_STATUS_HALTED);
	XM_halt_system();
}
