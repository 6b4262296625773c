/* SPDX-License-Identifier: BSD-2-Clause */
/* commander.c - P0: every service of a system partition on the others. */
#include <string.h>
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

static const char *states[] = { "idle", "ready", "suspended", "halted" };

/* What came of it, two frames later. */
static void show(char *what, xm_s32_t ret, xmId_t id)
{
	xmPartitionStatus_t status;

	PRINT("%s: %d\n", what, ret);
	XM_idle_self();
	XM_idle_self();
	if ((ret = XM_get_partition_status(id, &status)) < 0) {
		PRINT("no status: %d\n", ret);
		return;
	}
	PRINT("partition %d is %s, counter %u, status 0x%x, %s\n", id, states[status.state[0]],
	      status.resetCounter, status.resetStatus,
	      status.execClock[0] > 0 ? "has run" : "never ran");
}

static void refused(void)
{
	PRINT("no such partition: %d %d %d %d %d\n", XM_halt_partition(3), XM_suspend_partition(-1),
	      XM_resume_partition(77), XM_shutdown_partition(3),
	      XM_reset_partition(3, (xmAddress_t)-1, XM_COLD_RESET, 0));
	PRINT("no such mode: %d\n", XM_reset_partition(1, (xmAddress_t)-1, 2, 0));
}

void PartitionMain(void)
{
	xm_s32_t id = XM_get_gid_by_name((xm_u8_t *)"Worker", XM_PARTITION_NAME);

	show("start", 0, id);
	refused();
	show("suspend", XM_suspend_partition(id), id);
	show("suspend again", XM_suspend_partition(id), id);
	show("resume", XM_resume_partition(id), id);
	show("warm reset", XM_reset_partition(id, (xmAddress_t)-1, XM_WARM_RESET, 0x1234), id);
	show("warm reset", XM_reset_partition(id, (xmAddress_t)-1, XM_WARM_RESET, 0x5678), id);
	show("cold reset", XM_reset_partition(id, (xmAddress_t)-1, XM_COLD_RESET, 0x9a), id);
	show("shutdown", XM_shutdown_partition(id), id);
	show("resume what is halted", XM_resume_partition(id), id);
	show("halt again", XM_halt_partition(id), id);
	show("warm reset", XM_reset_partition(id, 0x12345678, XM_WARM_RESET, 1), id);
	show("halt", XM_halt_partition(id), id);

	show("the sleeper", 0, 2);
	show("cold reset", XM_reset_partition(2, (xmAddress_t)-1, XM_COLD_RESET, 0), 2);
	XM_halt_system();
}
