/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - lets interrupts and typed bytes come for a while, then hears the witnesses. */
#include "../common/layout.h"
#include "../../qemu/common/report.h"

#include <stdio.h>

enum { FRAMES = 200, AT_LEAST = 50, BYTES_AT_LEAST = 2 };

/* n slots pass; what was typed for the judge, and what of it was lost. */
static xm_u32_t typed(xm_u32_t n)
{
	struct xm_part_state s;
	char bytes[64];
	xm_u32_t sum = 0;

	for (; n; n--) {
		xm_s32_t got = XM_read_console(bytes, sizeof(bytes));

		must("a number of bytes", n, got >= 0 && got <= (xm_s32_t)sizeof(bytes));
		sum += (xm_u32_t)got;
		wait_slots(1);
	}
	XM_get_partition_state(XM_PARTITION_SELF, &s);
	return sum + s.input_lost;
}

void PartitionMain(void)
{
	struct xm_part_state s;
	struct xm_hm_counts counts;
	xm_u32_t p, interrupts, bytes;

	wait_step(LEFT, 1);
	wait_step(RIGHT, 1);
	bytes = typed(FRAMES);
	interrupts = page_of(NORMAL)->word[0];
	set_step(1);
	wait_step(LEFT, 2);
	wait_step(RIGHT, 2);
	check("they came", interrupts > FRAMES * AT_LEAST);
	check("bytes came", bytes > FRAMES * BYTES_AT_LEAST);
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
