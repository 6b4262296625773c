/* SPDX-License-Identifier: BSD-2-Clause */
/* hasty.c - asks for the plan that this processor cannot follow. */
#include "../common/report.h"

#include <stdio.h>

void PartitionMain(void)
{
	xm_u32_t i;

	wait_slots(1);
	for (i = 0; i < 20; i++)
		printf("hasty changes to plan 1, with much to say until that is done\n");
	XM_hm_raise_event(XM_HM_EV_APP_POWER_FAIL);
	for (;;)
		XM_idle_self();
}
