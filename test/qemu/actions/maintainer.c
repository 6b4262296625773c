/* SPDX-License-Identifier: BSD-2-Clause */
/* maintainer.c - has slots in plan 1 only. */
#include "actions.h"

void PartitionMain(void)
{
	check_equal("the first time", begin_life(), 1);
	watch_maintenance();
	for (;;)
		XM_idle_self();
}
