/* SPDX-License-Identifier: BSD-2-Clause */
/* worker.c - P1: works, and may not serve the watchdog. */
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

void PartitionMain(void)
{
	int frame;

	PRINT("serves the watchdog: %d\n", XM_reload_watchdog(1000000));
	for (frame = 0;; frame++) {
		PRINT("works in frame %d\n", frame);
		XM_idle_self();
	}
}
