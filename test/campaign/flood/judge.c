/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - lets the interrupts come for a while, then hears the witnesses. */
#include "../common/layout.h"
#include "../../qemu/common/report.h"

#include <stdio.h>

enum { FRAMES = 200, AT_LEAST = 50 };

void PartitionMain(void)
{
	struct xm_part_state s;
	struct xm_hm_counts counts;
	xm_u32_t p, interrupts;

	wait_step(LEFT, 1);
	wait_step(RIGHT, 1);
	wait_slots(FRAMES);
	interrupts = page_of(NORMAL)->word[0];
	set_step(1);
	wait_step(LEFT, 2);
	wait_step(RIGHT, 2);
	check("they came", interrupts > FRAMES * AT_LEAST);
	XM_hm_counts(&counts);
	check_equal("events in the log", (xm_s32_t)counts.total, 0);
	for (p = NORMAL; p < PARTITIONS; p++) {
		XM_get_partition_state(p, &s);
		check("no slot was late", s.late_ns_max < 5000);
		check_equal("ready", (xm_s32_t)s.state, XM_STATUS_READY);
	}
	printf("campaign: %u interrupts in %u frames\n", interrupts, FRAMES);
	page_of(NORMAL)->length = 0;
	judge(PARTITIONS);
}
