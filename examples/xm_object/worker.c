/* SPDX-License-Identifier: BSD-2-Clause */
/* worker.c - P1: has something of everything, and may not read what is not its own. */
#include <string.h>
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

void PartitionMain(void)
{
	xm_s32_t port = XM_create_queuing_port("reports", 4, 16, XM_SOURCE_PORT);
	xmObjDesc_t trace = OBJDESC_BUILD(OBJ_CLASS_TRACE, XM_PARTITION_SELF, 0);
	char *notes = (char *)XM_get_partition_mmap()[1].mappedAt;
	char payload[XM_TRACE_PAYLOAD_LENGTH] = "started";
	xm_u32_t event = XM_HM_EV_PARTITION_ERROR;
	xmHmLog_t log;

	PRINT("queue: %d\n", XM_write_object(port, "one", 4, 0));
	PRINT("queue: %d\n", XM_write_object(port, "two", 4, 0));
	PRINT("queue: %d\n", XM_write_object(port, "three", 6, 0));
	PRINT("trace: %d\n", XM_write_object(trace, payload, sizeof(payload), 0));
	strcpy(notes, "to be read");
	PRINT("log: %d\n", XM_read_object(OBJDESC_BUILD(OBJ_CLASS_HM, 0, 0), &log, sizeof(log), 0));
	XM_idle_self();
	XM_write_object(OBJDESC_BUILD(OBJ_CLASS_HM, 0, 0), &event, sizeof(event), 0);
	XM_idle_self();
	PRINT("notes: \"%s\"\n", notes);
	XM_idle_self();
}
