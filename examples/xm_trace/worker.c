/* SPDX-License-Identifier: BSD-2-Clause */
/* worker.c - P1: traces a little, too much, and in the end its own failure. */
#include <string.h>
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

#define STORM	 40

/* Bits of its own choice; the plan wants the first two. */
#define EV_WORK	 0x1
#define EV_STATE 0x2
#define EV_NOISE 0x4

void PartitionMain(void)
{
	char payload[XM_TRACE_PAYLOAD_LENGTH] = "started";
	xmTraceEvent_t event;
	int i;

	PRINT("event: %d\n", XM_trace_event((xm_u8_t *)payload));
	strcpy(payload, "working");
	PRINT("wanted: %d\n",
	      XM_trace_masked_event(EV_WORK | EV_NOISE, XM_TRACE_DEBUG, (xm_u8_t *)payload));
	strcpy(payload, "noise");
	PRINT("not wanted: %d\n",
	      XM_trace_masked_event(EV_NOISE, XM_TRACE_DEBUG, (xm_u8_t *)payload));
	PRINT("another's: %d\n", XM_trace_read(0, &event, 1));
	XM_idle_self();

	for (i = 0; i < STORM; i++) {
		sprintf(payload, "storm%d", i);
		XM_trace_event((xm_u8_t *)payload);
	}
	PRINT("%d events in a row\n", STORM);
	XM_idle_self();

	strcpy(payload, "failing");
	XM_trace_masked_event(EV_STATE, XM_TRACE_UNRECOVERABLE, (xm_u8_t *)payload);
	PRINT("not reached\n");
}
