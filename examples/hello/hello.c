/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hello.c - the smallest useful partition: it prints in three of its slots,
 * gives the rest of each slot away, and ends the run.
 */
#include <xm.h>
#include <stdio.h>

void PartitionMain(void)
{
	/* The hypervisor's read-only page about this partition. */
	partitionControlTable_t *pct = XM_params_get_PCT();
	xmTime_t now;
	int slot;

	printf("Hello from partition %d, \"%s\".\n", XM_PARTITION_SELF, pct->name);
	for (slot = 0; slot < 3; slot++) {
		XM_get_time(XM_HW_CLOCK, &now);
		printf("slot %d: %d ms after the start\n", slot, (int)(now / 1000));
		XM_idle_self(); /* until the next slot */
	}
	XM_halt_system(); /* status 0: all is well */
}
