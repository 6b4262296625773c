/* SPDX-License-Identifier: BSD-2-Clause */
/* worker.c - P1: leaves an event in the log and one in its trace. */
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

void PartitionMain(void)
{
	char payload[XM_TRACE_PAYLOAD_LENGTH] = "at work";

	PRINT("not allowed: %d %d\n", XM_reset_system(XM_WARM_RESET), XM_halt_system());
	PRINT("trace: %d\n", XM_trace_event((xm_u8_t *)payload));
	XM_idle_self();
	PRINT("halts itself by an event\n");
	XM_hm_raise_event(XM_HM_EV_PARTITION_ERROR);
}
