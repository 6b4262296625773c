/* SPDX-License-Identifier: BSD-2-Clause */
/* other.c - a normal partition: may look at plans and not touch them. */
#include "../common/report.h"

void PartitionMain(void)
{
	xm_u32_t running = 7;
	struct xm_slot_state slot;
	xmPlanStatus_t s;

	check_equal("a switch", XM_switch_sched_plan(1, &running), XM_PERM_ERROR);
	check_equal("at once", XM_switch_imm_sched_plan(1, &running), XM_PERM_ERROR);
	check_equal("nothing was written", (xm_s32_t)running, 7);
	check_equal("a name", XM_get_gid_by_name((xm_u8_t *)"cruise", XM_PLAN_NAME), XM_PERM_ERROR);
	check_equal("the status", XM_get_plan_status(&s), XM_OK);
	check_equal("which is", s.current, 0);
	check_equal("no memory for it", XM_get_plan_status((xmPlanStatus_t *)16), XM_INVALID_PARAM);
	check_equal("of a slot", XM_get_slot_status(0, 1, &slot), XM_PERM_ERROR);
	set_step(1);
	for (;;)
		XM_idle_self();
}
