/* SPDX-License-Identifier: BSD-2-Clause */
/* talker.c - ada and bob: many lines of every length, events in between. */
#include "../common/report.h"

#include <stdio.h>

enum { LINES = 200, EVENTS = 40, LONGEST = 180 };

void PartitionMain(void)
{
	const char *name = (const char *)XM_params_get_PCT()->name;
	xm_u32_t n, i;

	for (n = 0; n < LINES; n++) {
		printf("[%s] %u ", name, n);
		for (i = 0; i < n * 7 % LONGEST; i++)
			putchar('a' + (n + i) % 26);
		printf(".\n");
		if (n % (LINES / EVENTS) == 0)
			XM_hm_raise_event(XM_HM_EV_APP_APPLICATION_ERROR);
	}
	set_step(1);
	for (;;)
		XM_idle_self();
}
