/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - reads the log after each action; ends the run. */
#include "actions.h"

static void counts(xm_s32_t unread, xm_s32_t total)
{
	struct xm_hm_counts counts;

	XM_hm_counts(&counts);
	check_equal("unread records", counts.unread, unread);
	check_equal("records in all", counts.total, total);
}

/* The next record: of actor, who raised the event itself if the cause does not say else. */
static struct xm_hm_record record(xm_u32_t seq, xm_u32_t event, xm_u32_t cause, xm_u32_t action)
{
	struct xm_hm_record r = { 0 };

	check_equal("a record", XM_hm_read_records(&r, 1), 1);
	check_equal("its number", r.seq, seq);
	check_equal("of actor", r.where, ACTOR);
	check_equal("event, cause, action", r.what & 0xffffff, event | cause << 8 | action << 16);
	return r;
}

/* The judge has one slot in plan 0, and one in plan 1, where nobody has been. */
static void late_slots(xm_u64_t worst_ns)
{
	struct xm_slot_state slot;

	check_equal("the status of the slot", XM_get_slot_status(0, 1, &slot), XM_OK);
	check("which is the judge's", slot.id == 1 && slot.partition == JUDGE);
	check("and was late", slot.late_count > 0 && slot.late_ns_max == worst_ns);
	check("beyond the bound", slot.late_ns_max > slot.late_bound_ns);
	check_equal("that of another plan", XM_get_slot_status(1, 2, &slot), XM_OK);
	check("is the judge's", slot.id == 12 && slot.partition == JUDGE);
	check("and was not", slot.late_count == 0 && slot.late_ns_max == 0);
}

/* The lateness is that of a slot of the judge, who is not charged with it. */
static void overrun_record(xm_u32_t seq)
{
	struct xm_hm_record r = record(seq, XM_HM_EV_OVERRUN, CAUSE_LATE_SLOT, XM_HM_AC_IGNORE);
	struct xm_part_state state;

	XM_get_partition_state(JUDGE, &state);
	check("with a lateness", r.address > 0 && r.address <= state.late_ns_max);
	check_equal("and no address", r.access, XM_ACCESS_NONE);
	late_slots(state.late_ns_max);
}

/* Nobody has been in plan 1. */
static void not_in_maintenance(void)
{
	struct xm_part_state state = { .exec_us = 1 };

	XM_get_partition_state(MAINTAINER, &state);
	check_equal("plan 0 runs", (xm_s32_t)state.exec_us, 0);
}

/* Until actor has made a slot late, or never will. */
static void watch_slots(void)
{
	struct xm_hm_counts counts = { 0 };
	xm_u32_t n;

	for (n = 0; n < 200 && counts.total == 0; n++) {
		wait_slots(1);
		XM_hm_counts(&counts);
	}
	own_page()->word[WORD_LATE] = 1;
}

static void first_life(void)
{
	counts(0, 0);
	watch_slots();
	wait_slots(2);
	counts(1, 1);
	overrun_record(1);
	wait_slots(2);
	set_step(LIFE_WARM);
}

static void after_warm_reset(void)
{
	/* the overrun was read, and is not read again */
	counts(1, 2);
	record(2, XM_HM_EV_APP_NUMERIC_ERROR, CAUSE_SELF_REPORTED, XM_HM_AC_HYPERVISOR_WARM_RESET);
	counts(0, 2);
	set_step(LIFE_COLD);
}

static void after_cold_reset(void)
{
	counts(0, 0);
	set_step(LIFE_MAINTENANCE);
	watch_maintenance();
	record(1, XM_HM_EV_APP_POWER_FAIL, CAUSE_SELF_REPORTED, XM_HM_AC_SWITCH_TO_MAINTENANCE);
	wait_step(ACTOR, LIFE_MAINTENANCE + 1);
	wait_step(MAINTAINER, LIFE_MAINTENANCE + 1);
	counts(0, 1);
	judge(NUM_PARTITIONS);
}

void PartitionMain(void)
{
	static void (*const what[])(void) = { 0, first_life, after_warm_reset, after_cold_reset };
	xm_u32_t life = begin_life();

	not_in_maintenance();
	what[life]();
	for (;;)
		XM_idle_self();
}
