/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_sched.c - plans, frames, slots and lateness.
 */
#include "unit.h"
#include "guest.h"
#include "part.h"
#include "plans.h"
#include "system.h"

static struct tb tb;

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	return 0;
}

/* Time since the first frame began. */
static void run_to_us(u64 us)
{
	rig_run_until(rig_at(us * TB_US));
}

/* The boundary at that millisecond is seen so many nanoseconds late. */
static void come_late(u32 ms, u64 ns)
{
	run_to_us(ms * 1000 - 1);
	rig_late_ns(1000 + ns);
	rig_run_ns(0);
}

/* SEP-SCHED-001 SEP-SCHED-002 */
static void each_slot_belongs_to_its_partition_and_gaps_to_nobody(void **state)
{
	static const u32 owner[10] = { ALPHA, ALPHA, BETA,  BETA,  BETA,
				       NONE,  GAMMA, GAMMA, ALPHA, NONE };

	(void)state;
	rig_start(&tb);
	for (u32 ms = 0; ms < 200; ms++) {
		run_to_us(ms * 1000);
		assert_int_equal(rig_running(), owner[ms % 10]);
		run_to_us(ms * 1000 + 999);
		assert_int_equal(rig_running(), owner[ms % 10]);
	}
}

/* --- exactness ----------------------------------------------------------------------- */

enum { ODD_FRAME = 1000003, ODD_START = 100001, ODD_END = 700002 };

/* Is the next deadline the exact moment of frame f plus offset, rounded down? */
static void expect_boundary(u64 frame, u64 offset)
{
	unsigned __int128 ns = (unsigned __int128)frame * ODD_FRAME + offset;
	u64 tick = rig.zero + (u64)(ns * hal_machine.tick.n / hal_machine.tick.d);

	if (fake.deadline != tick)
		fail_msg("frame %llu: boundary at %llu, not %llu", frame, fake.deadline, tick);
	rig_run_until(tick);
}

static void walk_frames(u32 n, u32 d, u64 frames)
{
	fake_machine_default();
	fake_machine_ticks(n, d);
	tb_init(&tb);
	tb_part(&tb, "alpha", PART_BOOT);
	tb_area(&tb, ALPHA, ALPHA_RAM, ALPHA_RAM_SIZE, 0);
	tb_slot(&tb, tb_plan(&tb, ODD_FRAME), ALPHA, ODD_START, ODD_END - ODD_START);
	rig_start(&tb);
	for (u64 f = 0; f < frames; f++) {
		expect_boundary(f, ODD_START);
		assert_int_equal(rig_running(), ALPHA);
		expect_boundary(f, ODD_END);
		assert_null(rig.current);
		expect_boundary(f, ODD_FRAME);
	}
}

/* SEP-SCHED-003 */
static void a_million_frames_do_not_drift_at_a_third_of_a_gigahertz(void **state)
{
	(void)state;
	walk_frames(1, 3, 1000000);
}

/* SEP-SCHED-003 */
static void frames_do_not_drift_at_any_tick_rate(void **state)
{
	static const u32 rates[][2] = {
		{ 1, 10 }, { 1, 16 }, { 333333, 1000000 }, { 1, 1 }, { 3, 125 }
	};

	(void)state;
	for (u32 i = 0; i < ARRAY_LEN(rates); i++)
		walk_frames(rates[i][0], rates[i][1], 100000);
}

/* SEP-SCHED-004 */
static void a_late_timer_shifts_no_later_slot(void **state)
{
	(void)state;
	rig_start(&tb);
	run_to_us(1999);
	rig_late_ns(51 * TB_US); /* the timer enters at 2.050 ms */
	run_to_us(2051);
	assert_int_equal(rig_running(), BETA);
	assert_int_equal(fake.deadline, rig_at(5 * TB_MS));
	run_to_us(10000);
	assert_int_equal(rig_running(), ALPHA);
	assert_int_equal(fake.deadline, rig_at(12 * TB_MS));
}

/* SEP-SCHED-005 SEP-PART-003 */
static void the_slot_of_a_halted_partition_stays_idle(void **state)
{
	(void)state;
	rig_start(&tb);
	assert_int_equal(rig_call1(XM_HC_halt_partition, BETA), XM_OK);
	for (u32 frame = 0; frame < 3; frame++) {
		run_to_us(frame * 10000 + 2500);
		assert_null(rig.current);
		run_to_us(frame * 10000 + 6500);
		assert_int_equal(rig_running(), GAMMA);
	}
}

/* SEP-SCHED-014 SEP-PART-024 */
static void the_control_table_shows_the_slot(void **state)
{
	(void)state;
	rig_start(&tb);
	assert_int_equal(rig_pct(ALPHA)->schedInfo.slot, 0 | 1 << 16);
	assert_int_equal(rig_pct(ALPHA)->schedInfo.id, 0);
	assert_int_equal(rig_pct(ALPHA)->schedInfo.slotDuration, 2000);
	assert_true(rig_pct(ALPHA)->extIrqsPend & 1u << XM_VT_EXT_CYCLIC_SLOT_START);
	assert_false(rig_pct(BETA)->extIrqsPend & 1u << XM_VT_EXT_CYCLIC_SLOT_START);
	run_to_us(2001);
	assert_int_equal(rig_pct(BETA)->schedInfo.slot, 1);
	assert_int_equal(rig_pct(BETA)->schedInfo.id, 1);
	assert_int_equal(rig_pct(BETA)->schedInfo.slotDuration, 3000);
	assert_true(rig_pct(BETA)->extIrqsPend & 1u << XM_VT_EXT_CYCLIC_SLOT_START);
	run_to_us(8001);
	assert_int_equal(rig_pct(ALPHA)->schedInfo.slot, 3);
	assert_int_equal(rig_pct(ALPHA)->schedInfo.slotDuration, 1000);
}

/* --- plan switches --------------------------------------------------------------------- */

static void ask(void *plan)
{
	sched_switch(this_cpu(), *(u32 *)plan);
}

static void switch_plan(u32 plan)
{
	rig_inside(ask, &plan);
}

/* SEP-SCHED-006 SEP-SCHED-007 SEP-SCHED-009 */
static void a_plan_switch_takes_effect_at_the_end_of_the_frame(void **state)
{
	const struct sched *s;

	(void)state;
	rig_start(&tb);
	s = &sys.cpu->sched;
	assert_int_equal(s->plan->id, 0);
	assert_int_equal(s->next_plan, 0);
	switch_plan(1);
	switch_plan(2); /* the last one wins */
	run_to_us(2500);
	assert_int_equal(rig_running(), BETA);
	run_to_us(8500);
	assert_int_equal(s->plan->id, 0);
	assert_int_equal(s->next_plan, 2);
	run_to_us(10001);
	assert_int_equal(rig_running(), GAMMA);
	assert_int_equal(s->plan->id, 2);
	assert_int_equal(s->next_plan, 2);
	assert_int_equal(fake.deadline, rig_at(13 * TB_MS));
	run_to_us(17001);
	assert_int_equal(rig_running(), GAMMA);
	assert_int_equal(fake.deadline, rig_at(20 * TB_MS));
}

/* SEP-SCHED-006 */
static void frames_repeat_after_a_switch(void **state)
{
	(void)state;
	rig_start(&tb);
	switch_plan(1);
	run_to_us(10001);
	for (u32 frame = 0; frame < 5; frame++) {
		run_to_us(10000 + frame * 5000 + 1);
		assert_int_equal(rig_running(), ALPHA);
		run_to_us(10000 + frame * 5000 + 4001);
		assert_null(rig.current);
	}
}

/* --- time that jumps --------------------------------------------------------------------- */

/* SEP-SCHED-010 SEP-SCHED-011 */
static void a_jump_over_frames_is_bounded_reported_and_leaves_the_grid(void **state)
{
	static const u32 jumps[] = { 3, 10, 1000, 123456 };
	struct xm_hm_record rec;
	u32 entries, skipped, records;

	(void)state;
	for (u32 i = 0; i < ARRAY_LEN(jumps); i++) {
		setup(NULL);
		rig_start(&tb);
		run_to_us(500);
		rig_late_ns(jumps[i] * 10 * TB_MS);
		entries = rig.entries;
		run_to_us(500 + jumps[i] * 10000ull);
		assert_in_range(rig.entries - entries, 2, 100);
		assert_int_equal(rig_running(), ALPHA);
		assert_int_equal(fake.deadline, rig_at((jumps[i] * 10 + 2) * TB_MS));
		for (skipped = 0, records = 0; guest_hm_read(&rec, 1) == 1;) {
			if ((rec.what & 0xff) != XM_HM_EV_SCHED_ERROR)
				continue;
			assert_int_equal(rec.where & 0xffff, XM_HM_WHERE_HYP);
			assert_int_equal(rec.what >> 8 & 0xff, CAUSE_MISSED_FRAMES);
			skipped += rec.address;
			records++;
		}
		assert_in_range(skipped, jumps[i] - 2, jumps[i]);
		assert_in_range(records, 1, 20);
	}
}

/* SEP-SCHED-010 */
static void a_jump_within_a_frame_passes_one_boundary_an_entry(void **state)
{
	u32 entries;

	(void)state;
	rig_start(&tb);
	run_to_us(500);
	rig_late_ns(7 * TB_MS);
	entries = rig.entries;
	run_to_us(7600);
	assert_int_equal(rig.entries - entries, 3); /* 2, 5 and 6 ms */
	assert_int_equal(rig_running(), GAMMA);
}

/* The events of one kind in the log, by partition; read as alpha. */
static void count_events(u32 event, u32 counts[4])
{
	struct xm_hm_record rec;

	memset(counts, 0, 4 * sizeof(*counts));
	rig_run_to(ALPHA);
	while (guest_hm_read(&rec, 1) == 1)
		if ((rec.what & 0xff) == event)
			counts[(rec.where & 0xffff) == XM_HM_WHERE_HYP ? 3 : rec.where & 3]++;
}

/* SEP-SCHED-012 SEP-SCHED-013 */
static void a_late_slot_is_charged_to_who_held_the_processor(void **state)
{
	struct xm_part_state s;
	u32 counts[4];

	(void)state;
	rig_start(&tb);
	run_to_us(1999);
	rig_late_ns(31 * TB_US); /* 2.030 ms: bound is 20 us */
	run_to_us(8500);
	assert_int_equal(guest_part_state(BETA, &s), XM_OK);
	assert_in_range(s.late_ns_max, 29990, 30010);
	assert_int_equal(guest_part_state(GAMMA, &s), XM_OK);
	assert_in_range(s.late_ns_max, 0, 3);
	count_events(XM_HM_EV_OVERRUN, counts);
	assert_int_equal(counts[ALPHA], 1);
	assert_int_equal(counts[BETA] + counts[GAMMA] + counts[3], 0);
}

/* Slots of the table in order: 0 to 3 of plan 0, 4 of plan 1, 5 and 6 of plan 2. */
enum { SLOTS = 7 };

static void expect_late(u32 slot, u64 worst_us, u32 count)
{
	u32 worst = ticks_to_ns(sys.slot[slot].late_max);

	assert_in_range(worst + 10, worst_us * TB_US, worst_us * TB_US + 20);
	assert_int_equal(sys.slot[slot].late_count, count);
}

/* SEP-SCHED-012 SEP-SCHED-013 SEP-SCHED-024 */
static void each_slot_has_a_lateness_of_its_own(void **state)
{
	struct xm_part_state s;
	u32 counts[4];

	(void)state;
	rig_start(&tb);
	come_late(18, 30000); /* alpha's second slot, behind gamma's */
	come_late(28, 25000);
	come_late(40, 19000); /* alpha's first one, behind a gap; the bound is 20 us */
	come_late(52, 18000); /* beta's, behind alpha's */
	for (u32 i = 0; i < SLOTS; i++)
		expect_late(i, i == 0 ? 19 : i == 1 ? 18 : i == 3 ? 30 : 0, i == 3 ? 2 : 0);
	rig_run_to(ALPHA);
	assert_int_equal(guest_part_state(ALPHA, &s), XM_OK);
	assert_in_range(s.late_ns_max, 29990, 30010);
	count_events(XM_HM_EV_OVERRUN, counts);
	assert_int_equal(counts[GAMMA], 2);
	assert_int_equal(counts[ALPHA] + counts[BETA] + counts[3], 0);
}

/* SEP-SCHED-024 */
static void slots_of_another_plan_have_their_own_lateness(void **state)
{
	(void)state;
	rig_start(&tb);
	switch_plan(2);
	run_to_us(10001);
	come_late(13, 50000); /* beta's, behind gamma's */
	for (u32 i = 0; i < SLOTS; i++)
		expect_late(i, i == 6 ? 50 : 0, i == 6 ? 1 : 0);
}

/* SEP-SCHED-012 */
static void a_slot_late_within_the_bound_is_no_overrun(void **state)
{
	u32 counts[4];

	(void)state;
	rig_start(&tb);
	run_to_us(1999);
	rig_late_ns(20 * TB_US); /* 19 us late */
	run_to_us(8500);
	count_events(XM_HM_EV_OVERRUN, counts);
	assert_int_equal(counts[ALPHA] + counts[BETA] + counts[GAMMA] + counts[3], 0);
}

/* SEP-SCHED-012 */
static void a_late_gap_is_no_overrun(void **state)
{
	u32 counts[4];

	(void)state;
	rig_start(&tb);
	run_to_us(4999);
	rig_late_ns(500 * TB_US); /* the gap at 5 ms is late; no slot is */
	run_to_us(8500);
	count_events(XM_HM_EV_OVERRUN, counts);
	assert_int_equal(counts[ALPHA] + counts[BETA] + counts[GAMMA] + counts[3], 0);
}

/* SEP-SCHED-012 */
static void lateness_over_several_slots_is_charged_to_no_late_partition(void **state)
{
	u32 counts[4];

	(void)state;
	rig_start(&tb);
	run_to_us(1999);
	rig_late_ns(4500 * TB_US); /* 6.499 ms: beta's and gamma's slots are late */
	run_to_us(8500);
	count_events(XM_HM_EV_OVERRUN, counts);
	assert_true(counts[ALPHA] >= 1);
	assert_int_equal(counts[BETA], 0);
	assert_int_equal(counts[GAMMA], 0);
	assert_int_equal(counts[3], 0);
}

/* SEP-SCHED-012 */
static void lateness_while_nobody_held_the_processor_is_the_hypervisors(void **state)
{
	u32 counts[4];

	(void)state;
	rig_start(&tb);
	run_to_us(5500); /* a gap */
	rig_late_ns(600 * TB_US);
	run_to_us(8500);
	count_events(XM_HM_EV_OVERRUN, counts);
	assert_int_equal(counts[3], 1);
	assert_int_equal(counts[ALPHA] + counts[BETA] + counts[GAMMA], 0);
}

/* SEP-SCHED-012 */
static void a_partition_that_gives_up_late_is_still_the_one_that_held(void **state)
{
	u32 counts[4];

	(void)state;
	rig_start(&tb);
	run_to_us(1999);
	rig_late_ns(51 * TB_US);
	assert_int_equal(rig_running(), ALPHA); /* its call began before the boundary */
	rig_call0(XM_HC_idle_self);
	run_to_us(8500);
	count_events(XM_HM_EV_OVERRUN, counts);
	assert_int_equal(counts[ALPHA], 1);
	assert_int_equal(counts[BETA] + counts[GAMMA] + counts[3], 0);
}

/* SEP-SCHED-017 SEP-PART-004 */
static void a_resumed_partition_runs_in_its_next_slot(void **state)
{
	(void)state;
	rig_start(&tb);
	assert_int_equal(rig_call1(XM_HC_suspend_partition, BETA), XM_OK);
	run_to_us(2500);
	assert_null(rig.current);
	run_to_us(8500);
	assert_int_equal(rig_call1(XM_HC_resume_partition, BETA), XM_OK);
	assert_int_equal(rig_running(), ALPHA);
	run_to_us(12001);
	assert_int_equal(rig_running(), BETA);
}

/* SEP-SCHED-001 */
static void a_plan_without_slots_idles(void **state)
{
	(void)state;
	tb_plan(&tb, 3 * TB_MS);
	rig_start(&tb);
	switch_plan(3);
	run_to_us(10001);
	assert_null(rig.current);
	run_to_us(100001);
	assert_null(rig.current);
}

/* --- one slot right behind the other ---------------------------------------------------- */

/* Until the banner is out and nothing else is left to do; time counts from that frame. */
static void run_quiet(void)
{
	for (; sys.chores; rig.zero += rig_ticks(6 * TB_MS)) /* whole ticks, whole frames */
		rig_run_until(rig_at(6 * TB_MS));
}

/* alpha and beta, a millisecond each, with nothing but their slots, at d nanoseconds a tick;
   beta has a line if so. */
static void turns_at(u32 d, bool line)
{
	u32 plan;

	fake_machine_default();
	fake_machine_ticks(1, d);
	tb_init(&tb);
	tb.machine.late_ns = 20000;
	tb_part(&tb, "alpha", PART_BOOT | PART_SYSTEM);
	tb_part(&tb, "beta", PART_BOOT);
	tb_area(&tb, ALPHA, ALPHA_RAM, ALPHA_RAM_SIZE, 0);
	tb_area(&tb, BETA, BETA_RAM, BETA_RAM_SIZE, 0);
	if (line)
		tb_irq(&tb, BETA, BETA_LINE);
	plan = tb_plan(&tb, 2 * TB_MS);
	tb_slot(&tb, plan, ALPHA, 0, TB_MS);
	tb_slot(&tb, plan, BETA, TB_MS, TB_MS);
	plan = tb_plan(&tb, 2 * TB_MS);
	tb_slot(&tb, plan, ALPHA, 0, 2 * TB_MS);
	rig_start(&tb);
	run_quiet();
	run_to_us(10 * 1000);
}

static void turns(bool line)
{
	turns_at(3, line);
}

/* SEP-SCHED-012 SEP-SCHED-013 SEP-SCHED-024 */
static void the_lateness_of_a_usual_slot_is_kept_and_beyond_the_bound_reported(void **state)
{
	struct xm_hm_counts c;

	(void)state;
	turns(false);
	come_late(11, 3000);
	assert_int_equal(rig_running(), BETA);
	assert_in_range(ticks_to_ns(sys.part[BETA].vcpus->late_max), 2900, 3100);
	come_late(13, 19000);
	log_counts(&c);
	assert_int_equal(c.total, 0);
	assert_int_equal(sys.slot[1].late_count, 0);
	assert_in_range(ticks_to_ns(sys.slot[1].late_max), 18900, 19100);
	come_late(15, 21000);
	assert_int_equal(rig_running(), BETA);
	log_counts(&c);
	assert_int_equal(c.total, 1);
	assert_in_range(ticks_to_ns(sys.part[BETA].vcpus->late_max), 20900, 21100);
	assert_in_range(ticks_to_ns(sys.slot[1].late_max), 20900, 21100);
	assert_int_equal(sys.slot[1].late_count, 1);
	assert_int_equal(sys.slot[0].late_max + sys.slot[0].late_count, 0);
}

/* SEP-SCHED-010: whatever lateness the plan allows. */
static void frames_that_were_missed_are_counted_where_slots_leave_no_gap(void **state)
{
	struct xm_hm_counts c;
	u64 entries;

	(void)state;
	turns(false);
	tb.machine.late_ns = 100 * TB_MS;
	rig_start(&tb);
	run_to_us(10100);
	entries = rig.entries;
	rig_late_ns(90 * TB_MS);
	rig_run_ns(0);
	assert_in_range(rig.entries - entries, 1, 10);
	log_counts(&c);
	assert_in_range(c.total, 1, 10);
}

/* SEP-SCHED-014 */
static void the_interrupt_of_a_slot_comes_right_behind_another(void **state)
{
	u32 upcalls;

	(void)state;
	turns(false);
	run_to_us(10100);
	assert_int_equal(rig_running(), ALPHA);
	guest_interrupts(1u << XM_VT_EXT_CYCLIC_SLOT_START);
	guest_return(); /* from that of this slot */
	upcalls = rig_vcpu(ALPHA)->upcalls;
	run_to_us(11900);
	assert_int_equal(rig_vcpu(ALPHA)->upcalls, upcalls);
	run_to_us(12001);
	assert_int_equal(rig_vcpu(ALPHA)->upcalls, upcalls + 1);
}

/* SEP-SCHED-006: and not before, if nothing else is to be looked at. */
static void another_plan_begins_where_slots_leave_no_gap(void **state)
{
	(void)state;
	turns(false);
	run_to_us(12100);
	switch_plan(1);
	run_to_us(13500);
	assert_int_equal(rig_running(), BETA);
	run_to_us(15500);
	assert_int_equal(rig_running(), ALPHA);
	assert_int_equal(sys.cpu->sched.plan->id, 1);
	run_to_us(17500);
	assert_int_equal(rig_running(), ALPHA);
}

/* SEP-SCHED-014: it is not to come any more. */
static void the_interrupt_of_a_slot_can_be_masked_again(void **state)
{
	u32 upcalls;

	(void)state;
	turns(false);
	run_to_us(10100);
	guest_interrupts(1u << XM_VT_EXT_CYCLIC_SLOT_START);
	guest_return();
	rig_call4(XM_HC_set_irqmask, ~0u, 0, 0, 0);
	upcalls = rig_vcpu(ALPHA)->upcalls;
	run_to_us(14100);
	assert_int_equal(rig_vcpu(ALPHA)->upcalls, upcalls);
	assert_int_equal(sys.part[ALPHA].vcpus->flags, 0);
}

/* Exactly at the ends of slots that are no whole ticks, and at those that are. */
static void boundaries_do_not_drift_where_slots_leave_no_gap(void **state)
{
	static const u32 ns_per_tick[] = { 1, 3, 16 };
	u64 frames;

	(void)state;
	for (u32 i = 0; i < ARRAY_LEN(ns_per_tick); i++) {
		turns_at(ns_per_tick[i], false);
		frames = sys.cpu->sched.frames - 5;
		for (u64 ms = 10; ms < 1000; ms++) {
			run_to_us(ms * 1000);
			assert_int_equal(rig_running(), ms % 2 ? BETA : ALPHA);
			assert_int_equal(fake.deadline, rig_at((ms + 1) * TB_MS));
			assert_int_equal(sys.cpu->sched.start.ticks, rig_at((ms & ~1ull) * TB_MS));
			assert_int_equal(sys.cpu->sched.frames, frames + ms / 2);
		}
	}
}

/* SEP-VIRQ-011 */
static void lines_open_and_close_with_slots_that_follow_each_other(void **state)
{
	(void)state;
	turns(true);
	run_to_us(11500);
	assert_int_equal(rig_running(), BETA);
	rig_call4(XM_HC_clear_irqmask, 0, ~0u, ~0u, ~0u);
	assert_true(fake.line_open[BETA_LINE]);
	for (u32 ms = 12; ms < 20; ms++) {
		run_to_us(ms * 1000 + 1);
		assert_int_equal(rig_running(), ms % 2 ? BETA : ALPHA);
		assert_int_equal(fake.line_open[BETA_LINE], ms % 2);
	}
}

/* SEP-CON-008: of somebody who has no idle time. */
static void a_record_is_printed_where_slots_leave_no_gap(void **state)
{
	(void)state;
	turns(false);
	tb_hm(&tb, ALPHA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, true);
	rig_start(&tb);
	run_quiet();
	run_to_us(10100);
	assert_int_equal(rig_running(), ALPHA);
	rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
	assert_true(log_unprinted());
	run_to_us(14100);
	assert_false(log_unprinted());
}

enum { LONG_MESSAGE = 0x40000 };

/* SEP-HC-005: a long call is held back long before the end of the slot. */
static void a_call_waits_that_is_longer_than_all_others(void **state)
{
	u32 channel, plan;

	(void)state;
	fake_machine_default();
	tb_init(&tb);
	tb_part(&tb, "alpha", PART_BOOT);
	tb_part(&tb, "beta", PART_BOOT);
	tb_area(&tb, ALPHA, ALPHA_RAM, 2 * LONG_MESSAGE, 0);
	tb_area(&tb, BETA, BETA_RAM, BETA_RAM_SIZE, 0);
	channel = tb_channel(&tb, tb_port(&tb, ALPHA, "long", PORT_SAMPLING, PORT_SOURCE),
			     LONG_MESSAGE, 0, 0);
	tb_dest(&tb, channel, tb_port(&tb, BETA, "long", PORT_SAMPLING, PORT_DESTINATION));
	plan = tb_plan(&tb, 2 * TB_MS);
	tb_slot(&tb, plan, ALPHA, 0, TB_MS);
	tb.machine.hyp_size = 0x100000;
	rig_start(&tb);
	assert_int_equal(guest_create_sampling("long", LONG_MESSAGE, PORT_SOURCE, 0), 0);
	run_to_us(10850); /* 150 us are enough for all services but this */
	assert_int_equal(rig_running(), ALPHA);
	rig_call3(XM_HC_write_sampling_message, 0, ALPHA_RAM, LONG_MESSAGE);
	assert_int_equal(rig_running(), NONE);
	run_to_us(12001);
	assert_int_equal(rig_running(), ALPHA);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(each_slot_belongs_to_its_partition_and_gaps_to_nobody,
				       setup),
		cmocka_unit_test_setup(a_million_frames_do_not_drift_at_a_third_of_a_gigahertz,
				       setup),
		cmocka_unit_test_setup(frames_do_not_drift_at_any_tick_rate, setup),
		cmocka_unit_test_setup(a_late_timer_shifts_no_later_slot, setup),
		cmocka_unit_test_setup(
			the_lateness_of_a_usual_slot_is_kept_and_beyond_the_bound_reported, setup),
		cmocka_unit_test_setup(frames_that_were_missed_are_counted_where_slots_leave_no_gap,
				       setup),
		cmocka_unit_test_setup(the_interrupt_of_a_slot_comes_right_behind_another, setup),
		cmocka_unit_test_setup(another_plan_begins_where_slots_leave_no_gap, setup),
		cmocka_unit_test_setup(the_interrupt_of_a_slot_can_be_masked_again, setup),
		cmocka_unit_test_setup(boundaries_do_not_drift_where_slots_leave_no_gap, setup),
		cmocka_unit_test_setup(a_record_is_printed_where_slots_leave_no_gap, setup),
		cmocka_unit_test_setup(a_call_waits_that_is_longer_than_all_others, setup),
		cmocka_unit_test_setup(lines_open_and_close_with_slots_that_follow_each_other,
				       setup),
		cmocka_unit_test_setup(the_slot_of_a_halted_partition_stays_idle, setup),
		cmocka_unit_test_setup(the_control_table_shows_the_slot, setup),
		cmocka_unit_test_setup(a_plan_switch_takes_effect_at_the_end_of_the_frame, setup),
		cmocka_unit_test_setup(frames_repeat_after_a_switch, setup),
		cmocka_unit_test_setup(a_jump_over_frames_is_bounded_reported_and_leaves_the_grid,
				       setup),
		cmocka_unit_test_setup(a_jump_within_a_frame_passes_one_boundary_an_entry, setup),
		cmocka_unit_test_setup(a_late_slot_is_charged_to_who_held_the_processor, setup),
		cmocka_unit_test_setup(each_slot_has_a_lateness_of_its_own, setup),
		cmocka_unit_test_setup(slots_of_another_plan_have_their_own_lateness, setup),
		cmocka_unit_test_setup(a_slot_late_within_the_bound_is_no_overrun, setup),
		cmocka_unit_test_setup(a_late_gap_is_no_overrun, setup),
		cmocka_unit_test_setup(lateness_over_several_slots_is_charged_to_no_late_partition,
				       setup),
		cmocka_unit_test_setup(lateness_while_nobody_held_the_processor_is_the_hypervisors,
				       setup),
		cmocka_unit_test_setup(a_partition_that_gives_up_late_is_still_the_one_that_held,
				       setup),
		cmocka_unit_test_setup(a_resumed_partition_runs_in_its_next_slot, setup),
		cmocka_unit_test_setup(a_plan_without_slots_idles, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
