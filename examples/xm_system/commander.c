/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * commander.c - P0: resets the system warm, then cold, then halts it, and says what each
 * life finds of the one before.
 */
#include <string.h>
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

static xm_u32_t in_data = 1;

#define MAGIC 0x4c495645

/* Which life this is: in a page that the plan calls read-only memory, which nobody loads
   or clears, so at first there may be anything. */
static xm_u32_t CountLives(void)
{
	xm_u32_t *page = (xm_u32_t *)XM_get_partition_mmap()[1].mappedAt;

	if (page[0] != MAGIC || page[1] == 3)
		page[1] = 0;
	page[0] = MAGIC;
	return ++page[1];
}

static void ShowLog(void)
{
	xmHmStatus_t hm;
	xmHmLog_t log;

	XM_hm_status(&hm);
	PRINT("log: %d\n", hm.noEvents);
	while (XM_hm_read(&log, 1) == 1)
		PRINT("event %u of partition %u\n",
		      (log.opCode & HMLOG_OPCODE_EVENT_MASK) >> HMLOG_OPCODE_EVENT_BIT,
		      (log.opCode & HMLOG_OPCODE_PARTID_MASK) >> HMLOG_OPCODE_PARTID_BIT);
}

static void ShowTrace(void)
{
	xmTraceStatus_t trace;
	xmTraceEvent_t event;

	XM_trace_status(1, &trace);
	PRINT("trace: %d\n", trace.noEvents);
	while (XM_trace_read(1, &event, 1) == 1)
		PRINT("\"%s\"\n", event.payload);
}

static void ShowSystem(void)
{
	xmSystemStatus_t system;
	xmPartitionStatus_t worker;

	XM_get_system_status(&system);
	PRINT("system: resets %u, status %u, frame %lld, %lld events\n", system.resetCounter,
	      system.resetStatus, system.currentMaf, system.noHmEvents);
	XM_get_partition_status(1, &worker);
	PRINT("worker: state %u, resets %u\n", worker.state[0], worker.resetCounter);
	PRINT("data %u\n", in_data++);
}

void PartitionMain(void)
{
	xm_u32_t life = CountLives();

	ShowSystem();
	ShowLog();
	ShowTrace();
	XM_idle_self();
	XM_idle_self();
	PRINT("no such mode: %d\n", XM_reset_system(2));
	PRINT("ends life %u\n", life);
	if (life == 1)
		XM_reset_system(XM_WARM_RESET);
	if (life == 2)
		XM_reset_system(XM_COLD_RESET);
	XM_halt_system();
}
