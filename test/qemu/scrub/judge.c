/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - changes one bit elsewhere, and sees what comes of it. */
#include "../common/report.h"

enum { PASS = 120 }; /* frames of 5 ms, more than a period and a pass */

static void look(const char *when)
{
	say("%s: victim started %u times, vandal %u times", when, page_of(1)->word[0],
	    page_of(2)->word[0]);
}

static void change_victim(void)
{
	static xm_u32_t changed = 0x5eed5eec;

	say("copy: %d", XM_memory_copy(1, page_of(1)->word[1], XM_PARTITION_SELF,
				       (xm_u32_t)&changed, sizeof(changed)));
}

void PartitionMain(void)
{
	xm_u32_t slots;

	wait_slots(2 * PASS);
	look("nothing changed");
	change_victim();
	wait_slots(PASS);
	look("a bit of the victim's constant changed");
	check_equal("the constant is as it was", (xm_s32_t)page_of(1)->word[2], 0x5eed5eed);
	check_equal("all was loaded again", (xm_s32_t)page_of(1)->word[3], 1);
	check_equal("reset by hand", XM_reset_partition(1, XM_DEFAULT_ENTRY, XM_WARM_RESET, 0), 0);
	wait_slots(PASS);
	look("a warm reset in the midst of a pass");
	check_equal("nothing was loaded", (xm_s32_t)page_of(1)->word[3], 2);
	check_equal("suspended", XM_suspend_partition(1), 0);
	change_victim();
	wait_slots(PASS);
	look("the victim was suspended");
	page_of(2)->word[5] = 1;
	wait_slots(PASS);
	look("the vandal changed its own");
	slots = page_of(2)->word[4];
	wait_slots(3);
	check_equal("the vandal is halted", (xm_s32_t)(page_of(2)->word[4] - slots), 0);
	slots = page_of(1)->word[4];
	wait_slots(3);
	check_equal("the victim runs", (xm_s32_t)(page_of(1)->word[4] - slots), 3);
	judge(3);
}
