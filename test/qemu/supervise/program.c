/* SPDX-License-Identifier: BSD-2-Clause */
/* program.c - has a variable and a constant, and says where and what they are. */
#include "../common/report.h"
#include "seen.h"

static volatile xm_u32_t variable = INITIAL;
/* Not volatile: that would not be among the constants. */
static const xm_u32_t constant = CONSTANT;

void PartitionMain(void)
{
	struct page *page = own_page();
	xm_u32_t base = XM_get_partition_mmap()[0].mappedAt;

	page->word[VARIABLE_AT] = (xm_u32_t)&variable - base;
	page->word[CONSTANT_AT] = (xm_u32_t)&constant - base;
	page->word[FOUND] = variable;
	page->word[STARTS]++;
	for (;;) {
		page->word[VALUE] = variable;
		XM_idle_self();
	}
}
