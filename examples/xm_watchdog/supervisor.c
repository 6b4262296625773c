/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * supervisor.c - P0: serves the watchdog in each of its slots, until it stops doing
 * so; after the reset the log says why there was one.
 */
#include <string.h>
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)
#define BUDGET 60000LL

static void after_reset(xmHmLog_t *log)
{
	PRINT("%d ms: event %u of the hypervisor, after %u us without service\n",
	      (xm_s32_t)(log->timestamp / 1000),
	      (log->opCode & HMLOG_OPCODE_EVENT_MASK) >> HMLOG_OPCODE_EVENT_BIT, log->payload[0]);
	PRINT("served: %d\n", XM_reload_watchdog(BUDGET));
	XM_halt_system();
}

void PartitionMain(void)
{
	xmHmLog_t log;
	xmTime_t now;
	int frame;

	if (XM_hm_read(&log, 1) == 1)
		after_reset(&log);
	for (frame = 0; frame < 3; frame++) {
		XM_get_time(XM_HW_CLOCK, &now);
		PRINT("%d ms: served: %d\n", (xm_s32_t)(now / 1000), XM_reload_watchdog(BUDGET));
		XM_idle_self();
	}
	PRINT("negative: %d\n", XM_reload_watchdog(-1));
	PRINT("sleeps from now on\n");
	while (1)
		XM_idle_self();
}
