/* SPDX-License-Identifier: BSD-2-Clause */
/* other.c - reads the variable of the program. */
#include "../common/report.h"
#include "seen.h"

void PartitionMain(void)
{
	xmAddress_t area = area_named("program")->mappedAt;

	own_page()->word[STARTS]++;
	for (;;) {
		own_page()->word[VALUE] =
			*(volatile xm_u32_t *)(area + page_of(1)->word[VARIABLE_AT]);
		XM_idle_self();
	}
}
