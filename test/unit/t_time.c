/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_time.c - ticks and microseconds, clocks and timers.
 */
#include "unit.h"
#include "guest.h"
#include "part.h"
#include "plans.h"
#include "system.h"
#include "vtime.h"

static struct tb tb;

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	return 0;
}

static void run_to_us(u64 us)
{
	rig_run_until(rig_at(us * TB_US) + 1);
}

/* Microseconds after the first frame began, as the hardware clock shows them. */
static s64 at(u64 us)
{
	return (s64)(RIG_T0_US + us);
}

/* --- conversions ------------------------------------------------------------------------ */

typedef unsigned __int128 u128;

static const u32 rates[][2] = { { 1, 3 },   { 1, 10 }, { 1, 16 }, { 1, 1 }, { 333333, 1000000 },
				{ 3, 125 }, { 1, 41 } };

static void exact_at(u64 ticks)
{
	u128 us = (u128)ticks * hal_machine.tick.d / ((u128)hal_machine.tick.n * 1000);

	if (ticks_to_us(ticks) != (u64)us)
		fail_msg("%llu ticks are %llu us, not %llu", ticks, (u64)us, ticks_to_us(ticks));
}

/* SEP-TIME-001 */
static void ticks_become_microseconds_exactly_for_a_hundred_years(void **state)
{
	(void)state;
	for (u32 r = 0; r < ARRAY_LEN(rates); r++) {
		u64 limit;

		fake_machine_ticks(rates[r][0], rates[r][1]);
		limit = rig_ticks(100ull * 366 * 86400 * 1000000000ull);
		for (u64 t = 0; t < 20000; t++) {
			exact_at(t);
			exact_at(limit - t);
			exact_at(limit / 20000 * t + t * t);
		}
	}
}

/* SEP-TIME-001: however long nobody has asked. */
static void the_present_is_what_its_ticks_are(void **state)
{
	(void)state;
	for (u32 r = 0; r < ARRAY_LEN(rates); r++) {
		u64 now = 0;

		setup(NULL);
		rig_start(&tb);
		fake_machine_ticks(rates[r][0], rates[r][1]);
		for (u64 i = 0; i < 40000; i++) {
			u64 near = 1ull << hal_machine.tick.near;
			u64 steps[] = { 1, i, i * i, near - 1, near, near + 1, near * i, 0 };

			now += steps[i % ARRAY_LEN(steps)];
			if (vtime_now_us(now) != ticks_to_us(now))
				fail_msg("%llu ticks are %llu us, not %llu", now, ticks_to_us(now),
					 vtime_now_us(now));
		}
	}
}

/* SEP-TIME-004 SEP-TIME-005 */
static void microseconds_become_ticks_rounded_up(void **state)
{
	(void)state;
	for (u32 r = 0; r < ARRAY_LEN(rates); r++) {
		u128 n = (u128)rates[r][0] * 1000;
		u32 d = rates[r][1];

		fake_machine_ticks(rates[r][0], d);
		for (u64 i = 0; i < 3000; i++) {
			u64 us = i * i * i * 41000; /* to 35 years */

			assert_true(us_to_ticks(us) == (u64)((us * n + d - 1) / d));
			assert_true(ticks_to_us(us_to_ticks(us)) == us);
		}
	}
}

/* SEP-TIME-014 */
static void moments_beyond_35_years_never_come(void **state)
{
	(void)state;
	setup(NULL);
	assert_true(us_to_ticks(1ull << 50) != NEVER);
	assert_true(us_to_ticks((1ull << 50) + 1) == NEVER);
	assert_true(us_to_ticks(~0ull) == NEVER);
}

/* SEP-SCHED-013 */
static void ticks_become_nanoseconds_and_saturate(void **state)
{
	(void)state;
	setup(NULL);
	assert_int_equal(ticks_to_ns(0), 0);
	assert_int_equal(ticks_to_ns(1), 3);
	assert_int_equal(ticks_to_ns(1431655765), 0xffffffff);
	assert_int_equal(ticks_to_ns(1431655766), 0xffffffff);
	assert_int_equal(ticks_to_ns(~0ull), 0xffffffff);
	fake_machine_ticks(333333, 1000000);
	assert_int_equal(ticks_to_ns(333333), 1000000);
}

static void division_gives_quotient_and_remainder(void **state)
{
	static const u64 n[] = { 0,	    1,	  999, 0xffffffff, 0x100000000, 0x123456789abcdef,
				 ~0ull - 1, ~0ull };
	static const u32 d[] = { 1, 2, 3, 1000, 0x7fffffff, 0xffffffff };
	u32 rem;

	(void)state;
	for (u32 i = 0; i < ARRAY_LEN(n); i++)
		for (u32 j = 0; j < ARRAY_LEN(d); j++) {
			struct divisor by = DIVISOR(d[j]);

			assert_true(divide(n[i], &by, &rem) == n[i] / d[j]);
			assert_int_equal(rem, n[i] % d[j]);
		}
}

/* --- clocks ------------------------------------------------------------------------------- */

/* SEP-TIME-001 SEP-TIME-003 */
static void clocks_show_the_time(void **state)
{
	(void)state;
	rig_start(&tb);
	assert_int_equal(guest_time(XM_HW_CLOCK), RIG_T0_US);
	run_to_us(1234);
	assert_int_equal(guest_time(XM_HW_CLOCK), RIG_T0_US + 1234);
	assert_int_equal(guest_time(XM_TICK_CLOCK), (s64)fake.now);
	assert_int_equal(rig_call2(XM_HC_get_time, 3, guest_at(GUEST_SCRATCH)), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_get_time, XM_HW_CLOCK, ALPHA_RO), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_get_time, XM_HW_CLOCK, 0), XM_INVALID_PARAM);
}

/* SEP-TIME-002 */
static void the_execution_clock_counts_only_time_on_the_processor(void **state)
{
	struct xm_part_state s;

	(void)state;
	rig_start(&tb);
	run_to_us(1000);
	assert_int_equal(guest_time(XM_EXEC_CLOCK), 1000);
	run_to_us(2500); /* beta for 500 us */
	assert_int_equal(guest_time(XM_EXEC_CLOCK), 500);
	rig_call0(XM_HC_idle_self);
	assert_null(rig.current);
	run_to_us(8000);
	assert_in_range(guest_time(XM_EXEC_CLOCK), 1999, 2000);
	run_to_us(8700);
	assert_in_range(guest_time(XM_EXEC_CLOCK), 2699, 2700);
	assert_int_equal(guest_part_state(BETA, &s), XM_OK);
	assert_in_range(s.exec_us, 499, 500);
	assert_int_equal(guest_part_state(GAMMA, &s), XM_OK);
	assert_in_range(s.exec_us, 1999, 2000);
	run_to_us(12700);
	assert_in_range(guest_time(XM_EXEC_CLOCK), 1199, 1201);
}

/* SEP-TIME-002 SEP-PART-011 */
static void reloading_a_partition_is_not_its_predecessors_time(void **state)
{
	struct xm_part_state s;

	(void)state;
	rig_start(&tb);
	assert_int_equal(guest_reset(BETA, XM_COLD_RESET, 0), XM_OK);
	fake.copied_ticks_d = 100; /* 8 KiB take about 1/4 ms */
	run_to_us(8500);
	assert_int_equal(guest_part_state(ALPHA, &s), XM_OK);
	assert_in_range(s.exec_us, 2495, 2501);
}

/* --- timers ------------------------------------------------------------------------------- */

static bool pended(u32 part, u32 line)
{
	return (rig_pct(part)->extIrqsPend >> line & 1) != 0;
}

/* SEP-TIME-004 */
static void a_one_shot_timer_fires_once_at_its_time(void **state)
{
	(void)state;
	rig_start(&tb);
	guest_interrupts(1u << XM_VT_EXT_HW_TIMER);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, at(700), 0), XM_OK);
	rig_run_until(us_to_ticks((u64)at(700)) - 1);
	assert_false(guest_handles(ALPHA, 96 + XM_VT_EXT_HW_TIMER));
	rig_run_until(us_to_ticks((u64)at(700)));
	assert_true(guest_handles(ALPHA, 96 + XM_VT_EXT_HW_TIMER));
	assert_int_equal(rig_pct(ALPHA)->irqIndex, 96 + XM_VT_EXT_HW_TIMER);
	guest_return();
	run_to_us(1990);
	assert_false(guest_handles(ALPHA, 96 + XM_VT_EXT_HW_TIMER));
	assert_false(pended(ALPHA, XM_VT_EXT_HW_TIMER));
}

/* SEP-TIME-007 */
static void a_timer_in_the_past_fires_at_once(void **state)
{
	(void)state;
	rig_start(&tb);
	guest_interrupts(1u << XM_VT_EXT_HW_TIMER);
	run_to_us(500);
	guest_set_timer(XM_HW_CLOCK, 1, 0);
	assert_true(guest_handles(ALPHA, 96 + XM_VT_EXT_HW_TIMER));
	assert_int_equal(rig_peek32(ALPHA, rig.current->sp), XM_OK); /* r0 of the caller */
}

/* SEP-TIME-008 */
static void zero_disarms_and_leaves_what_is_pending(void **state)
{
	(void)state;
	rig_start(&tb);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, at(700), 100), XM_OK);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, 0, 100), XM_OK);
	run_to_us(1500);
	assert_false(pended(ALPHA, XM_VT_EXT_HW_TIMER));
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, at(1600), 0), XM_OK);
	run_to_us(1700);
	assert_true(pended(ALPHA, XM_VT_EXT_HW_TIMER));
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, 0, 0), XM_OK);
	assert_true(pended(ALPHA, XM_VT_EXT_HW_TIMER));
}

/* SEP-TIME-009 */
static void wrong_timer_arguments_are_refused(void **state)
{
	(void)state;
	rig_start(&tb);
	assert_int_equal(guest_set_timer(XM_TICK_CLOCK, 700, 0), XM_INVALID_PARAM);
	assert_int_equal(guest_set_timer(NONE, 700, 0), XM_INVALID_PARAM);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, -1, 0), XM_INVALID_PARAM);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, 700, -1), XM_INVALID_PARAM);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, 700, 1), XM_INVALID_PARAM);
	assert_int_equal(guest_set_timer(XM_EXEC_CLOCK, 700, 49), XM_INVALID_PARAM);
	run_to_us(1500);
	assert_false(pended(ALPHA, XM_VT_EXT_HW_TIMER) || pended(ALPHA, XM_VT_EXT_EXEC_TIMER));
	assert_int_equal(guest_set_timer(XM_EXEC_CLOCK, 1600, 50), XM_OK);
}

static void expect_grid(u64 first, u64 interval)
{
	u64 fired = 0;

	rig_start(&tb);
	guest_interrupts(1u << XM_VT_EXT_HW_TIMER);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, at(first), (s64)interval), XM_OK);
	for (u64 t = 0; t < 200000; t += 10) {
		u64 phase = t % 10000;
		bool inside = phase < 2000 || (phase >= 8000 && phase < 9000);
		u64 due = t < first ? 0 : (t - first) / interval + 1; /* expiries so far */

		run_to_us(t);
		if (!inside)
			continue;
		if (due > fired) {
			assert_true(guest_handles(ALPHA, 96 + XM_VT_EXT_HW_TIMER));
			assert_int_equal(sys.part[ALPHA].vcpus->timer[XM_HW_CLOCK].deadline,
					 us_to_ticks((u64)at(first + due * interval)));
			fired = due; /* those of outside counted as one */
			guest_return();
		}
		assert_false(guest_handles(ALPHA, 96 + XM_VT_EXT_HW_TIMER));
	}
	assert_int_equal(fired, (198990 - first) / interval + 1);
}

/* SEP-TIME-005 SEP-TIME-006 SEP-TIME-010 */
static void a_periodic_timer_stays_on_its_grid(void **state)
{
	(void)state;
	expect_grid(333, 777); /* whole ticks */
	setup(NULL);
	expect_grid(333, 776);
}

/* SEP-TIME-010 */
static void an_expiry_outside_the_slots_comes_with_the_next_slot(void **state)
{
	u32 entries;

	(void)state;
	rig_start(&tb);
	guest_interrupts(1u << XM_VT_EXT_HW_TIMER);
	guest_set_timer(XM_HW_CLOCK, at(3000), 0);
	run_to_us(7999);
	entries = rig.entries;
	run_to_us(8000);
	assert_int_equal(rig.entries - entries, 1);
	assert_true(guest_handles(ALPHA, 96 + XM_VT_EXT_HW_TIMER));
}

/* SEP-TIME-005 SEP-TIME-012 */
static void a_periodic_timer_catches_up_in_bounded_steps(void **state)
{
	u32 entries;

	(void)state;
	plan_single(&tb, 4000000 * TB_MS);
	rig_start(&tb);
	guest_interrupts(1u << XM_VT_EXT_HW_TIMER);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, at(1000), 50), XM_OK);
	rig_late_ns(3000000 * TB_MS); /* 60 million periods */
	entries = rig.entries;
	rig_run_until(fake.now);
	assert_int_equal(rig.entries - entries, 1);
	assert_true(guest_handles(ALPHA, 96 + XM_VT_EXT_HW_TIMER));
	assert_int_equal(fake.deadline, us_to_ticks((u64)at(3000000050)));
}

/* SEP-TIME-011 SEP-TIME-010 */
static void an_execution_timer_runs_in_execution_time(void **state)
{
	(void)state;
	rig_start(&tb);
	guest_interrupts(1u << XM_VT_EXT_EXEC_TIMER);
	assert_int_equal(guest_set_timer(XM_EXEC_CLOCK, 2500, 1000), XM_OK);
	run_to_us(8498); /* 2 ms in the first slot, 498 us in the second */
	assert_false(guest_handles(ALPHA, 96 + XM_VT_EXT_EXEC_TIMER));
	run_to_us(8502);
	assert_true(guest_handles(ALPHA, 96 + XM_VT_EXT_EXEC_TIMER));
	guest_return();
	run_to_us(10490); /* 3.490 ms */
	assert_false(guest_handles(ALPHA, 96 + XM_VT_EXT_EXEC_TIMER));
	run_to_us(10505);
	assert_true(guest_handles(ALPHA, 96 + XM_VT_EXT_EXEC_TIMER));
}

/* SEP-TIME-011 */
static void an_execution_timer_stands_still_while_idle(void **state)
{
	(void)state;
	rig_start(&tb);
	guest_interrupts(1u << XM_VT_EXT_EXEC_TIMER);
	assert_int_equal(guest_set_timer(XM_EXEC_CLOCK, 1000, 0), XM_OK);
	run_to_us(500);
	rig_call0(XM_HC_idle_self);
	run_to_us(1900);
	assert_null(rig.current);
	run_to_us(8490);
	assert_false(guest_handles(ALPHA, 96 + XM_VT_EXT_EXEC_TIMER));
	run_to_us(8510);
	assert_true(guest_handles(ALPHA, 96 + XM_VT_EXT_EXEC_TIMER));
}

/* SEP-TIME-010 SEP-PART-021 */
static void a_timer_ends_idling(void **state)
{
	(void)state;
	rig_start(&tb);
	guest_interrupts(1u << XM_VT_EXT_HW_TIMER);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, at(1000), 0), XM_OK);
	rig_call0(XM_HC_idle_self);
	assert_null(rig.current);
	run_to_us(999);
	assert_null(rig.current);
	run_to_us(1001);
	assert_int_equal(rig_running(), ALPHA);
	assert_true(guest_handles(ALPHA, 96 + XM_VT_EXT_HW_TIMER));
}

/* SEP-TIME-013 */
static void a_reset_disarms_the_timers(void **state)
{
	(void)state;
	rig_start(&tb);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, at(500), 100), XM_OK);
	assert_int_equal(guest_set_timer(XM_EXEC_CLOCK, 500, 100), XM_OK);
	guest_reset(ALPHA, XM_WARM_RESET, 0);
	assert_int_equal(rig_running(), ALPHA);
	run_to_us(1900);
	assert_false(pended(ALPHA, XM_VT_EXT_HW_TIMER) || pended(ALPHA, XM_VT_EXT_EXEC_TIMER));
}

/* SEP-TIME-014 SEP-TIME-012 */
static void the_farthest_moments_and_intervals_are_harmless(void **state)
{
	(void)state;
	rig_start(&tb);
	run_to_us(500);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, 10, MAX_XMTIME), XM_OK);
	assert_true(pended(ALPHA, XM_VT_EXT_HW_TIMER));
	assert_int_equal(fake.deadline, rig_at(2 * TB_MS));
	assert_int_equal(guest_set_timer(XM_EXEC_CLOCK, MAX_XMTIME, MAX_XMTIME), XM_OK);
	run_to_us(100500);
	assert_int_equal(rig_running(), ALPHA);
	assert_false(pended(ALPHA, XM_VT_EXT_EXEC_TIMER));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(ticks_become_microseconds_exactly_for_a_hundred_years,
				       setup),
		cmocka_unit_test_setup(the_present_is_what_its_ticks_are, setup),
		cmocka_unit_test_setup(microseconds_become_ticks_rounded_up, setup),
		cmocka_unit_test(moments_beyond_35_years_never_come),
		cmocka_unit_test(ticks_become_nanoseconds_and_saturate),
		cmocka_unit_test(division_gives_quotient_and_remainder),
		cmocka_unit_test_setup(clocks_show_the_time, setup),
		cmocka_unit_test_setup(the_execution_clock_counts_only_time_on_the_processor,
				       setup),
		cmocka_unit_test_setup(reloading_a_partition_is_not_its_predecessors_time, setup),
		cmocka_unit_test_setup(a_one_shot_timer_fires_once_at_its_time, setup),
		cmocka_unit_test_setup(a_timer_in_the_past_fires_at_once, setup),
		cmocka_unit_test_setup(zero_disarms_and_leaves_what_is_pending, setup),
		cmocka_unit_test_setup(wrong_timer_arguments_are_refused, setup),
		cmocka_unit_test_setup(a_periodic_timer_stays_on_its_grid, setup),
		cmocka_unit_test_setup(an_expiry_outside_the_slots_comes_with_the_next_slot, setup),
		cmocka_unit_test_setup(a_periodic_timer_catches_up_in_bounded_steps, setup),
		cmocka_unit_test_setup(an_execution_timer_runs_in_execution_time, setup),
		cmocka_unit_test_setup(an_execution_timer_stands_still_while_idle, setup),
		cmocka_unit_test_setup(a_timer_ends_idling, setup),
		cmocka_unit_test_setup(a_reset_disarms_the_timers, setup),
		cmocka_unit_test_setup(the_farthest_moments_and_intervals_are_harmless, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
