/* SPDX-License-Identifier: BSD-2-Clause */
/* mute.c - prints where nobody listens. */
#include "../common/report.h"

#include <stdio.h>

void PartitionMain(void)
{
	char text[] = "[mute] hears nobody\n";
	xm_s32_t n;

	for (n = 0; n < 100; n++) {
		xm_s32_t taken = XM_write_console(text, sizeof(text) - 1);

		must("taken", n, taken == sizeof(text) - 1);
		printf("[mute] %d\n", n);
	}
	check("a partition without a console goes on", 1);
	set_step(1);
	for (;;)
		XM_idle_self();
}
