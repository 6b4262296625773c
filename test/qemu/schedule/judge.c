/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - did the others see the same grid?  Ends the run. */
#include "../common/report.h"
#include "schedule.h"

/* Where partition puts the start of the frames in which it watched, in a frame. */
static xm_s64_t origin(xm_u32_t partition)
{
	const struct page *page = page_of(partition);
	xm_u64_t ns = (xm_u64_t)page->word[WORD_ORIGIN_HIGH] << 32 | page->word[WORD_ORIGIN_LOW];

	return (xm_s64_t)(ns % 1000333);
}

void PartitionMain(void)
{
	struct xm_part_state state;
	xm_s64_t apart;
	xm_u32_t i;

	for (i = 0; i < NUM_WATCHERS; i++)
		wait_step(i, 1);
	for (i = 1; i < NUM_WATCHERS; i++) {
		apart = origin(i) - origin(0);
		check("partitions agree on the grid", apart <= BOUND_NS && apart >= -BOUND_NS);
	}
	XM_get_partition_state(4, &state);
	check_equal("a halted partition used nothing of its slot", (xm_s32_t)state.exec_us, 0);
	judge(4);
}
