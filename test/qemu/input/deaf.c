/* SPDX-License-Identifier: BSD-2-Clause */
/* deaf.c - the plan gives it no console. */
#include "../common/report.h"

void PartitionMain(void)
{
	char c;

	check_equal("nothing to read from", XM_read_console(&c, 1), XM_INVALID_CONFIG);
	set_step(2);
	for (;;)
		XM_idle_self();
}
