/* SPDX-License-Identifier: BSD-2-Clause */
/* partitions.c - what the judge sees of those who had nothing to do with it all. */
#include "layout.h"

#include "../../qemu/common/report.h"

void check_partitions(void)
{
	struct xm_part_state s;
	xm_u32_t p;

	for (p = 0; p <= JUDGE; p++) {
		XM_get_partition_state(p, &s);
		check("no slot was late", s.late_ns_max < 5000);
		if (p < LEFT)
			continue;
		check_equal("ready", (xm_s32_t)s.state, XM_STATUS_READY);
		check_equal("never reset", (xm_s32_t)s.reset_counter, 0);
	}
}
