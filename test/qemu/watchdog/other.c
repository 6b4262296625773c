/* SPDX-License-Identifier: BSD-2-Clause */
/* other.c - may not serve the watchdog, and does not notice it. */
#include "../common/report.h"

void PartitionMain(void)
{
	check_equal("not for everybody", XM_reload_watchdog(1000000), XM_PERM_ERROR);
	set_step(1);
	for (;;)
		;
}
