/* SPDX-License-Identifier: BSD-2-Clause */
/* director.c - P0: switches plans, and has the last word after maintenance. */
#include <string.h>
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

static void show(void)
{
	partitionControlTable_t *pct = XM_params_get_PCT();
	xmPlanStatus_t status;
	xmTime_t now;

	XM_get_time(XM_HW_CLOCK, &now);
	XM_get_plan_status(&status);
	PRINT("plan %d, next %d, before %d, slot %d (id %d)", status.current, status.next,
	      status.prev, pct->schedInfo.noSlot, pct->schedInfo.id);
	if (status.switchTime)
		printf(", for %d ms", (xm_s32_t)((now - status.switchTime) / 1000));
	printf("\n");
}

/* Septum's own: each slot of each plan in order, and how it was kept. */
static void show_slots(void)
{
	struct xm_slot_state slot;
	xm_u32_t plan, i;

	for (plan = 0; XM_get_slot_status(plan, 0, &slot) == XM_OK; plan++)
		for (i = 0; XM_get_slot_status(plan, i, &slot) == XM_OK; i++)
			PRINT("plan %u, slot %u (id %u) of partition %u: %u us, %u starts later "
			      "than %u ns\n",
			      plan, i, slot.id, slot.partition, slot.duration_us, slot.late_count,
			      slot.late_bound_ns);
}

static xm_u32_t find(char *name)
{
	xm_s32_t id = XM_get_gid_by_name((xm_u8_t *)name, XM_PLAN_NAME);

	PRINT("plan \"%s\": %d\n", name, id);
	return (xm_u32_t)id;
}

static void at_frame_end(xm_u32_t plan)
{
	xm_u32_t current = 99;
	xm_s32_t ret = XM_switch_sched_plan(plan, &current);

	PRINT("switch to %d: %d, now %d\n", plan, ret, current);
}

static void at_once(xm_u32_t plan)
{
	xm_u32_t current = 99;
	xm_s32_t ret = XM_switch_imm_sched_plan(plan, &current);

	PRINT("at once to %d: %d, then %d\n", plan, ret, current);
}

void PartitionMain(void)
{
	xm_u32_t cruise, landing;

	show();
	cruise = find("cruise");
	landing = find("landing");
	find("Worker");
	at_frame_end(landing);
	at_frame_end(cruise);
	at_frame_end(0);
	at_frame_end(4);
	show();
	XM_idle_self();
	show();
	at_frame_end(landing);
	at_frame_end(cruise);
	XM_idle_self();
	show();
	at_once(landing);
	show();
	XM_idle_self();
	show();
	PRINT("reset of the worker: %d\n",
	      XM_reset_partition(1, (xmAddress_t)-1, XM_WARM_RESET, 1));
	at_once(1);
	at_frame_end(landing);
	XM_idle_self();
	show();
	XM_idle_self();
	show();
	show_slots();
	XM_halt_system();
}
