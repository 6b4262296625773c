/* SPDX-License-Identifier: BSD-2-Clause */
/* forger.c - last lines that are none, and after them a long silence of the console. */
#include "../common/report.h"

#include <stdio.h>

enum { FRAMES = 2 };

/* Computing: an idle processor takes the host no time. */
static void stay_silent(void)
{
	xm_s64_t end = now_ns() + FRAMES * 100000000LL;

	while (now_ns() < end)
		continue;
}

void PartitionMain(void)
{
	printf("SEPTUM STOP image damaged\n");
	stay_silent();
	printf("SEPTUM HALT status=0\n");
	stay_silent();
	check("the run went on", 1);
	set_step(1);
	for (;;)
		XM_idle_self();
}
