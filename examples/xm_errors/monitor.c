/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * monitor.c - P0: reads whole records of the log, with cause and action, and says in the
 * end what became of the others.
 */
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

#define KEEPER 2

static void ShowLog(void)
{
	struct xm_hm_record r;

	while (XM_hm_read_records(&r, 1) == 1)
		PRINT("record %u: partition %u, event %u, cause %u, action %u\n", r.seq,
		      r.where & 0xffff, r.what & 0xff, r.what >> 8 & 0xff, r.what >> 16);
}

static void ShowPartition(xmId_t id)
{
	static const char *states[] = { "idle", "ready", "suspended", "halted" };
	struct xm_part_state status;

	XM_get_partition_state(id, &status);
	PRINT("partition %d is %s, reset cause %x, %s\n", id, states[status.state],
	      status.reset_cause, status.exec_us > 0 ? "has run" : "never ran");
}

void PartitionMain(void)
{
	struct xm_part_state status;
	struct xm_hm_counts counts;
	int id;

	do {
		ShowLog();
		XM_idle_self();
		XM_get_partition_state(KEEPER, &status);
	} while (status.reset_cause == XM_RESET_STATUS_PARTITION_NORMAL_START);
	XM_idle_self();
	ShowLog();
	for (id = 1; id <= 3; id++)
		ShowPartition(id);
	XM_hm_counts(&counts);
	PRINT("records: %u in all, %u lost\n", counts.total, counts.lost);
	XM_halt_system();
}
