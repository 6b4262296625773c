/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - who runs?  And after a reset?  Ends the run. */
#include "../common/report.h"

static const char *state_name(xm_u32_t partition)
{
	static const char *const name[] = { "idle", "ready", "suspended", "halted" };
	struct xm_part_state state = { 0 };

	XM_get_partition_state(partition, &state);
	return name[state.state & 3];
}

static void look(xm_u32_t partition)
{
	say("partition %u is %s and %s", partition, state_name(partition),
	    page_of(partition)->word[0] ? "ran" : "did not run");
}

void PartitionMain(void)
{
	wait_slots(3);
	look(1);
	look(2);
	say("a reset: %d", XM_reset_partition(1, XM_DEFAULT_ENTRY, XM_COLD_RESET, 0));
	page_of(1)->word[0] = 0;
	wait_slots(5);
	look(1);
	say("a warm one: %d", XM_reset_partition(1, XM_DEFAULT_ENTRY, XM_WARM_RESET, 0));
	page_of(1)->word[0] = 0;
	wait_slots(5);
	look(1);
	look(2);
	wait_slots(5);
	judge(3);
}
