/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * worker.c - does its work where it is to run, and nothing where it is only kept; a
 * program of two versions.
 */
#include <stdio.h>
#include <xm.h>

#define LOADER 0
#define WORKER 1
#define NOTES  ((char *)0x30100000)

void PartitionMain(void)
{
	static char text[8];

	while (XM_PARTITION_SELF != WORKER)
		XM_idle_self();
	printf("[P%d] version %d, warm resets: %d\n", XM_PARTITION_SELF, VERSION,
	       XM_params_get_PCT()->resetCounter);
	printf("[P%d] memory of the loader: %d\n", XM_PARTITION_SELF,
	       XM_memory_copy(XM_PARTITION_SELF, (xm_u32_t)text, LOADER, 0x10000000, 4));
	sprintf(NOTES, "version %d was here", VERSION);
	while (1)
		XM_idle_self();
}
