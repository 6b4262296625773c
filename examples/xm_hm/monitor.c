/* SPDX-License-Identifier: BSD-2-Clause */
/* monitor.c - P0: reads the log of the health monitor in each of its slots. */
#include <string.h>
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)
#define LOGS 4

static void print_log(xmHmLog_t *log)
{
	xm_u32_t op = log->opCode;

	PRINT("%d ms: event %u of partition %u%s", (xm_s32_t)(log->timestamp / 1000),
	      (op & HMLOG_OPCODE_EVENT_MASK) >> HMLOG_OPCODE_EVENT_BIT,
	      (op & HMLOG_OPCODE_PARTID_MASK) >> HMLOG_OPCODE_PARTID_BIT,
	      op & HMLOG_OPCODE_SYS_MASK ? " (hypervisor)" : "");
	if (op & HMLOG_OPCODE_VALID_CPUCTXT_MASK)
		printf(", pc in %x, far %x", log->cpuCtxt.pc >> 16, log->cpuCtxt.far & ~0xffff);
	printf("\n");
}

void PartitionMain(void)
{
	xmPartitionStatus_t status;
	xmHmStatus_t hm;
	xmHmLog_t logs[LOGS];
	xm_s32_t i, n;
	int frame;

	for (frame = 0; frame < 6; frame++) {
		XM_hm_status(&hm);
		PRINT("frame %d: %d events\n", frame, hm.noEvents);
		while ((n = XM_hm_read(logs, LOGS)) > 0)
			for (i = 0; i < n; i++)
				print_log(&logs[i]);
		XM_get_partition_status(2, &status);
		if (status.state[0] == XM_STATUS_SUSPENDED) {
			PRINT("partition 2 is suspended: resume %d\n", XM_resume_partition(2));
		} else if (status.state[0] == XM_STATUS_HALTED) {
			PRINT("partition 2 is halted, %d resets\n", status.resetCounter);
			break;
		}
		XM_idle_self();
	}
	XM_halt_system();
}
