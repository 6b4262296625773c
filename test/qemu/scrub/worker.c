/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * worker.c - victim and vandal: say where a constant is and what it is now, at every
 * start, and change it when they are told to.
 */
#include "../common/report.h"

/* Read and written as volatile only, but not so declared: that would not be a constant. */
static const xm_u32_t constant = 0x5eed5eed;
#define CONSTANT (*(volatile xm_u32_t *)&constant)
static xm_u32_t variable = 1; /* what a load sets again */

void PartitionMain(void)
{
	struct page *page = own_page();

	page->word[0]++;
	page->word[1] = (xm_u32_t)&constant;
	page->word[2] = CONSTANT;
	page->word[3] = variable++;
	for (;;) {
		XM_idle_self();
		page->word[4]++;
		if (page->word[5]) /* its area may be written */
			CONSTANT = 0;
	}
}
