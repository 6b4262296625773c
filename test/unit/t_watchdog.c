/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_watchdog.c - the watchdog of the system: when it expires, and what that does.
 */
#include "unit.h"
#include "guest.h"
#include "part.h"
#include "plans.h"
#include "system.h"
#include "vtime.h"

enum { INITIAL_US = 12500 };

static struct tb tb;

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	tb.machine.watchdog_us = INITIAL_US;
	tb_hm(&tb, TB_HYP, XM_HM_EV_WATCHDOG_TIMER, XM_HM_AC_IGNORE, 1);
	return 0;
}

static s32 serve(s64 budget_us)
{
	return rig_call2(XM_HC_reload_watchdog, (u32)budget_us, (u32)((u64)budget_us >> 32));
}

static u32 events(void)
{
	struct xm_hm_counts c;

	rig_run_to(ALPHA);
	guest_hm_counts(&c);
	return c.total;
}

/* The one record there is says so, at that time after the first frame began. */
static void expect_expiry(u64 at_us, u32 budget_us)
{
	struct xm_hm_record rec;

	rig_run_to(ALPHA);
	assert_int_equal(guest_hm_read(&rec, 1), 1);
	assert_int_equal(rec.time_lo, RIG_T0_US + at_us);
	assert_int_equal(rec.where, XM_HM_WHERE_HYP);
	assert_int_equal(rec.what & 0xffff, XM_HM_EV_WATCHDOG_TIMER | CAUSE_NOT_SERVED << 8);
	assert_int_equal(rec.address, budget_us);
	assert_int_equal(guest_hm_read(&rec, 1), 0);
}

/* SEP-WDG-001 SEP-WDG-003 SEP-WDG-004: in a slot of beta's */
static void unserved_it_expires_once_at_the_plans_moment(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_until(rig_at(INITIAL_US * TB_US));
	assert_int_equal(rig_running(), BETA);
	rig_run_ns(300 * TB_MS);
	expect_expiry(INITIAL_US, INITIAL_US);
}

/* SEP-WDG-003: the gap of the frame, from its 5th to its 6th millisecond */
static void it_expires_while_everybody_sleeps(void **state)
{
	(void)state;
	tb.machine.watchdog_us = 5250;
	rig_start(&tb);
	rig_run_until(rig_at(5250 * TB_US) - 1);
	assert_null(rig.current);
	rig_run_ns(30 * TB_MS);
	expect_expiry(5250, 5250);
}

/* SEP-WDG-001 */
static void a_plan_without_one_has_none(void **state)
{
	(void)state;
	tb.machine.watchdog_us = 0;
	rig_start(&tb);
	rig_run_to(ALPHA);
	assert_int_equal(serve(100), XM_INVALID_CONFIG);
	assert_int_equal(serve(0), XM_INVALID_CONFIG);
	rig_run_ns(300 * TB_MS);
	assert_int_equal(events(), 0);
}

/* SEP-WDG-002 */
static void who_serves_it_in_time_hears_nothing(void **state)
{
	(void)state;
	rig_start(&tb);
	for (u32 i = 0; i < 20; i++) {
		rig_run_until(rig_at(10 * i * TB_MS));
		assert_int_equal(rig_running(), ALPHA);
		assert_int_equal(serve(10001), XM_OK);
	}
	assert_int_equal(events(), 0);
	rig_run_until(rig_at(220 * TB_MS));
	expect_expiry(200001, 10001);
}

/* SEP-WDG-002 */
static void a_shorter_budget_counts_as_well(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_until(rig_at(500 * TB_US));
	assert_int_equal(serve(1000), XM_OK);
	rig_run_ns(30 * TB_MS);
	expect_expiry(1500, 1000);
}

/* SEP-WDG-002 SEP-WDG-004 */
static void nothing_left_expires_at_once_and_again_when_served_again(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_to(ALPHA);
	for (u32 i = 1; i <= 3; i++) {
		assert_int_equal(serve(0), XM_OK);
		rig_run_until(fake.now);
		assert_int_equal(events(), i);
	}
}

/* SEP-WDG-002 */
static void extremes_of_the_budget(void **state)
{
	static const s64 never[] = { 0x7fffffffffffffff, 1ll << 62, (1ll << 50) + 1 };

	(void)state;
	rig_start(&tb);
	rig_run_to(ALPHA);
	assert_int_equal(serve(-1), XM_INVALID_PARAM);
	assert_int_equal(serve((s64)0x8000000000000000), XM_INVALID_PARAM);
	assert_int_equal(sys.cpu->watchdog.budget_us, INITIAL_US); /* not touched */
	for (u32 i = 0; i < ARRAY_LEN(never); i++) {
		assert_int_equal(serve(never[i]), XM_OK);
		assert_true(sys.cpu->watchdog.deadline > 1ull << 62);
		assert_int_equal(sys.cpu->watchdog.budget_us, 0xffffffff);
	}
	rig_run_ns(100 * TB_MS);
	assert_int_equal(events(), 0);
}

/* SEP-WDG-006 */
static void it_is_not_for_everybody(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	assert_int_equal(serve(1000000), XM_PERM_ERROR);
	rig_run_ns(30 * TB_MS);
	assert_int_equal(events(), 1);
}

/* SEP-WDG-005 */
static void suspend_means_who_served_it_last(void **state)
{
	(void)state;
	tb.part[GAMMA].flags |= PART_SYSTEM;
	tb_hm(&tb, TB_HYP, XM_HM_EV_WATCHDOG_TIMER, XM_HM_AC_SUSPEND, 1);
	rig_start(&tb);
	rig_run_to(ALPHA);
	assert_int_equal(serve(20000), XM_OK);
	rig_run_to(GAMMA);
	assert_int_equal(serve(1000), XM_OK);
	rig_run_ns(30 * TB_MS);
	assert_true(rig_pct(GAMMA)->flags & XM_PCT_SUSPENDED);
	assert_true(rig_pct(ALPHA)->flags & XM_PCT_READY);
}

/* SEP-WDG-005 */
static void suspend_means_nobody_before_anybody_served_it(void **state)
{
	(void)state;
	tb_hm(&tb, TB_HYP, XM_HM_EV_WATCHDOG_TIMER, XM_HM_AC_SUSPEND, 1);
	rig_start(&tb);
	rig_run_ns(30 * TB_MS);
	for (u32 i = ALPHA; i <= GAMMA; i++)
		assert_true(rig_pct(i)->flags & XM_PCT_READY);
	assert_int_equal(events(), 1);
}

/* SEP-WDG-001 SEP-HM-005 */
static void a_reset_of_the_system_arms_it_again(void **state)
{
	(void)state;
	tb_hm(&tb, TB_HYP, XM_HM_EV_WATCHDOG_TIMER, XM_HM_AC_HYPERVISOR_WARM_RESET, 1);
	rig_start(&tb);
	rig_run_ns(30 * TB_MS);
	assert_int_equal(fake.end, FAKE_RESET);
	assert_int_equal(fake.reset_mode, XM_WARM_RESET);
	assert_int_equal(rig_reboot(XM_WARM_RESET), FAKE_RUNS);
	assert_int_equal(sys.cpu->watchdog.deadline,
			 sys.cpu->sched.boundary + us_to_ticks(INITIAL_US));
}

/* SEP-HM-006 */
static void maintenance_begins_at_the_expiry(void **state)
{
	(void)state;
	tb_hm(&tb, TB_HYP, XM_HM_EV_WATCHDOG_TIMER, XM_HM_AC_SWITCH_TO_MAINTENANCE, 1);
	rig_start(&tb);
	rig_run_until(rig_at(INITIAL_US * TB_US) + 1);
	assert_int_equal(sys.cpu->sched.plan->id, 1);
	assert_int_equal(rig_running(), ALPHA);
}

/* SEP-WDG-001 */
static void it_expires_between_two_points_of_a_timers_grid(void **state)
{
	(void)state;
	tb.machine.watchdog_us = 11500;
	rig_start(&tb);
	rig_run_until(rig_at(10100 * TB_US));
	assert_int_equal(rig_running(), ALPHA);
	guest_interrupts(1u << XM_VT_EXT_HW_TIMER);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, RIG_T0_US + 10800, 900), XM_OK);
	rig_run_until(rig_at(11000 * TB_US));
	assert_true(guest_handles(ALPHA, XM_VT_HW_MAX + XM_VT_EXT_HW_TIMER));
	rig_run_until(rig_at(11600 * TB_US));
	expect_expiry(11500, 11500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(unserved_it_expires_once_at_the_plans_moment, setup),
		cmocka_unit_test_setup(it_expires_while_everybody_sleeps, setup),
		cmocka_unit_test_setup(it_expires_between_two_points_of_a_timers_grid, setup),
		cmocka_unit_test_setup(a_plan_without_one_has_none, setup),
		cmocka_unit_test_setup(who_serves_it_in_time_hears_nothing, setup),
		cmocka_unit_test_setup(a_shorter_budget_counts_as_well, setup),
		cmocka_unit_test_setup(nothing_left_expires_at_once_and_again_when_served_again,
				       setup),
		cmocka_unit_test_setup(extremes_of_the_budget, setup),
		cmocka_unit_test_setup(it_is_not_for_everybody, setup),
		cmocka_unit_test_setup(suspend_means_who_served_it_last, setup),
		cmocka_unit_test_setup(suspend_means_nobody_before_anybody_served_it, setup),
		cmocka_unit_test_setup(a_reset_of_the_system_arms_it_again, setup),
		cmocka_unit_test_setup(maintenance_begins_at_the_expiry, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
