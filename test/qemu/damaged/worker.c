/* SPDX-License-Identifier: BSD-2-Clause */
/* worker.c - victim and other: shows that it runs. */
#include "../common/report.h"

void PartitionMain(void)
{
	for (;;) {
		own_page()->word[0]++;
		XM_idle_self();
	}
}
