/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - restarts the painters while they and their neighbours hold patterns. */
#include "../common/report.h"

enum { PAINTERS = 3, RESTARTS = 20 };

void PartitionMain(void)
{
	xm_u32_t n, i;

	for (i = 0; i < PAINTERS; i++)
		wait_step(i, 1);
	for (n = 0; n < RESTARTS; n++) {
		i = n % PAINTERS;
		XM_reset_partition(i, XM_DEFAULT_ENTRY, n & 1 ? XM_COLD_RESET : XM_WARM_RESET, n);
		wait_slots(12);
	}
	for (i = 0; i < PAINTERS; i++)
		check_equal("lives", page_of(i)->word[0],
			    1 + (RESTARTS + PAINTERS - 1 - i) / PAINTERS);
	judge(PAINTERS + 1);
}
