/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * reader.c - P0: a system partition that reads the worker's trace in each of its
 * slots, and in the end what the hypervisor has traced.
 */
#include <string.h>
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

#define WORKER	1
#define FRAMES	3
#define AT_ONCE 8

static void read_worker(void)
{
	struct xm_trace_counts counts;
	xmTraceEvent_t event[AT_ONCE];
	xmTraceStatus_t status;
	char first[9] = "", last[9] = "";
	xm_s32_t n, total = 0;

	XM_trace_status(WORKER, &status);
	while ((n = XM_trace_read(WORKER, event, AT_ONCE)) > 0) {
		if (total == 0)
			memcpy(first, event[0].payload, 8);
		memcpy(last, event[n - 1].payload, 8);
		total += n;
	}
	XM_trace_counts(WORKER, &counts);
	PRINT("%d unread, %d read, \"%s\" to \"%s\", %u lost so far\n", status.noEvents, total,
	      first, last, counts.lost);
}

static void print_audit(const struct xm_trace_record *record)
{
	struct xm_trace_audit audit;

	memcpy(&audit, record->payload, sizeof(audit));
	if (audit.code == XM_TRACE_CODE_SLOT)
		PRINT("%u ms: slot %u, of partition %u\n", record->time_lo / 1000, audit.value,
		      audit.partition);
	else if (audit.code == XM_TRACE_CODE_RUN && audit.partition == 0xffff)
		PRINT("%u ms: the processor sleeps\n", record->time_lo / 1000);
	else if (audit.code == XM_TRACE_CODE_RUN)
		PRINT("%u ms: partition %u runs\n", record->time_lo / 1000, audit.partition);
	else if (audit.code == XM_TRACE_CODE_EVENT)
		PRINT("%u ms: event %u of partition %u, action %u\n", record->time_lo / 1000,
		      audit.value & 0xff, audit.partition, audit.value >> 16);
}

void PartitionMain(void)
{
	struct xm_trace_record record;
	char payload[XM_TRACE_PAYLOAD_LENGTH] = "frame 0";
	int frame;

	for (frame = 0; frame < FRAMES; frame++) {
		XM_idle_self();
		read_worker();
		payload[6] = '0' + frame;
		XM_trace_event((xm_u8_t *)payload);
	}
	while (XM_trace_read_records(XM_HYPERVISOR_ID, &record, 1) == 1)
		print_audit(&record);
	XM_halt_system();
}
