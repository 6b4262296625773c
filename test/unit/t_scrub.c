/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_scrub.c - what must not change of a loaded image is hashed again and again.
 *
 * beta is scrubbed; half of its image of 8 KiB must not change: 32 pieces, and one
 * that compares.
 */
#include "unit.h"
#include "guest.h"
#include "part.h"
#include "plans.h"
#include "system.h"

enum { IMAGE = 0x2000, CONST = IMAGE / 2, PIECE = 128, PERIOD_US = 400000 };
enum { PASS = CONST / PIECE + 1, PERIOD = 40 }; /* in slots of beta */

static struct tb tb;

static int setup(void **state)
{
	(void)state;
	rig.after = NULL;
	fake_machine_default();
	plan_full(&tb);
	tb.part[BETA].scrub_us = PERIOD_US;
	return 0;
}

static struct part *beta(void)
{
	return &sys.part[BETA];
}

static u32 offset(void)
{
	return beta()->load.offset;
}

static void frames(u32 n)
{
	rig_run_ns(n * 10 * TB_MS);
}

static void flip(u32 at)
{
	*(u8 *)fake_phys(BETA_RAM + at, 1) ^= 4;
}

/* How many PARTITION_INTEGRITY events since the last look; all must be these. */
static u32 events(u32 cause, u32 action)
{
	struct xm_hm_record rec;
	u32 n = 0;

	rig_run_to(ALPHA);
	while (guest_hm_read(&rec, 1) == 1) {
		if ((rec.what & 0xff) != XM_HM_EV_PARTITION_INTEGRITY)
			continue;
		assert_int_equal(rec.where & 0xffff, BETA);
		assert_int_equal(rec.what >> 8 & 0xff, cause);
		assert_int_equal(rec.what >> 16 & 0xff, action);
		n++;
	}
	return n;
}

static void is_sound(void)
{
	for (u32 i = 0; i < IMAGE; i++)
		assert_int_equal(*fake_phys(BETA_RAM + i, 1), tb_image_byte(BETA, i));
}

/* --- pieces ----------------------------------------------------------------------------- */

static u32 last_offset, pieces;

/* After every entry: a piece, at most, and that in the owner's slot. */
static void watch(void)
{
	u32 now = offset();

	if (now == last_offset)
		return;
	assert_ptr_equal(this_cpu()->slot, beta()->vcpus);
	assert_true(now == last_offset + PIECE || (now == 0 && last_offset == CONST));
	last_offset = now;
	pieces++;
}

static void start_watched(void)
{
	rig_start_image(&tb, IMAGE);
	last_offset = offset();
	pieces = 0;
	rig.after = watch;
}

/* SEP-IMG-009 */
static void a_piece_a_slot_and_a_pass_a_period(void **state)
{
	(void)state;
	start_watched();
	frames(PASS);
	assert_int_equal(pieces, PASS);
	assert_int_equal(offset(), 0);
	frames(PERIOD - PASS); /* the pass has begun in the first slot */
	assert_int_equal(pieces, PASS);
	frames(2);
	assert_in_range(pieces, PASS + 1, PASS + 2);
	frames(24 * PERIOD - 2);
	assert_in_range(pieces, 24 * PASS + 1, 25 * PASS);
	assert_int_equal(events(0, 0), 0);
	is_sound();
}

/* SEP-IMG-009 */
static void who_idles_gives_more_time_to_it(void **state)
{
	(void)state;
	start_watched();
	rig_run_to(BETA);
	rig_call0(XM_HC_idle_self);
	rig_run_to(GAMMA);
	assert_in_range(pieces, 3, 5); /* in 3 ms */
	assert_int_equal(events(0, 0), 0);
}

/* SEP-IMG-009 */
static void without_a_period_nothing_is_scrubbed(void **state)
{
	(void)state;
	tb.part[BETA].scrub_us = 0;
	start_watched();
	flip(7);
	frames(100);
	assert_int_equal(pieces, 0);
	assert_int_equal(events(0, 0), 0);
}

/* SEP-IMG-009 */
static void without_constant_bytes_nothing_is_scrubbed(void **state)
{
	(void)state;
	tb_build(&tb);
	tb_build_image(&tb, IMAGE);
	tb_image_part(&tb, BETA)->const_size = 0;
	assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_RUNS);
	flip(7);
	frames(100);
	assert_int_equal(events(0, 0), 0);
}

/* SEP-IMG-009 */
static void no_piece_begins_that_would_not_end_in_the_slot(void **state)
{
	(void)state;
	for (u32 i = 0; i < tb.slots; i++)
		if (tb.slot_plan[i] == 0 && tb.slot[i].vcpu == BETA)
			tb.slot[i].len_lo = 20 * TB_US;
	start_watched();
	frames(20);
	assert_int_equal(pieces, 0);
	assert_int_equal(events(0, 0), 0);
}

/* SEP-IMG-006 */
static void more_constant_bytes_than_there_are_is_no_image(void **state)
{
	(void)state;
	tb_build(&tb);
	tb_build_image(&tb, IMAGE);
	tb_image_part(&tb, BETA)->const_size = IMAGE + 1;
	assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_RUNS);
	assert_int_equal(events(CAUSE_NO_IMAGE, XM_HM_AC_HALT), 1);
}

/* --- what it finds ------------------------------------------------------------------------ */

/* SEP-IMG-010 */
static void every_constant_byte_counts_and_no_other(void **state)
{
	static const u32 places[] = { 0, 255, 256, CONST - 1, CONST, IMAGE - 1, IMAGE };

	for (u32 i = 0; i < ARRAY_LEN(places); i++) {
		setup(state);
		rig_start_image(&tb, IMAGE);
		flip(places[i]);
		frames(40);
		assert_int_equal(events(CAUSE_SCRUB, XM_HM_AC_HALT), places[i] < CONST);
		assert_int_equal(beta()->vcpus->state,
				 places[i] < CONST ? XM_STATUS_HALTED : XM_STATUS_READY);
		rig_run_to(GAMMA);
	}
}

/* SEP-IMG-009 */
static void a_length_that_is_no_whole_block(void **state)
{
	static const u32 lengths[] = { 1, 63, 64, 65, 255, 256, 257, 319, 1000 };

	for (u32 i = 0; i < ARRAY_LEN(lengths); i++) {
		setup(state);
		rig_start_image(&tb, 2 * lengths[i]);
		frames(45);
		assert_int_equal(events(0, 0), 0);
		flip(lengths[i] - 1);
		frames(45);
		assert_int_equal(events(CAUSE_SCRUB, XM_HM_AC_HALT), 1);
	}
}

/* SEP-IMG-010 */
static void any_reset_loads_what_changed(void **state)
{
	static const u32 actions[] = { XM_HM_AC_PARTITION_COLD_RESET,
				       XM_HM_AC_PARTITION_WARM_RESET };

	for (u32 i = 0; i < ARRAY_LEN(actions); i++) {
		setup(state);
		tb_hm(&tb, BETA, XM_HM_EV_PARTITION_INTEGRITY, actions[i], 1);
		rig_start_image(&tb, IMAGE);
		flip(1000);
		frames(60);
		assert_int_equal(events(CAUSE_SCRUB, actions[i]), 1);
		is_sound();
		rig_run_to(BETA);
		frames(100);
		assert_int_equal(events(0, 0), 0);
	}
}

/* SEP-IMG-010 */
static void what_is_ignored_is_told_every_period(void **state)
{
	(void)state;
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_INTEGRITY, XM_HM_AC_IGNORE, 1);
	rig_start_image(&tb, IMAGE);
	flip(1000);
	frames(200);
	assert_int_equal(events(CAUSE_SCRUB, XM_HM_AC_IGNORE), 5);
	rig_run_to(BETA);
	rig_run_to(ALPHA);
	guest_reset(BETA, XM_WARM_RESET, 0); /* though not a cold one */
	frames(5);
	is_sound();
}

/* SEP-IMG-010 */
static void a_restart_limit_ends_it(void **state)
{
	(void)state;
	tb.part[BETA].restart_limit = 2;
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_INTEGRITY, XM_HM_AC_PARTITION_COLD_RESET, 1);
	rig_start_image(&tb, IMAGE);
	for (u32 i = 0; i < 2; i++) {
		flip(1000);
		frames(60);
		assert_int_equal(events(CAUSE_SCRUB, XM_HM_AC_PARTITION_COLD_RESET), 1);
	}
	flip(1000);
	frames(60);
	assert_int_equal(events(CAUSE_SCRUB, XM_HM_AC_HALT), 1);
}

/* The slot in which it ends may become that of whoever runs already (the rig sees
   to it that his memory is there).  SEP-IMG-010 SEP-HM-006 */
static void the_maintenance_plan_may_be_the_answer(void **state)
{
	(void)state;
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_INTEGRITY, XM_HM_AC_SWITCH_TO_MAINTENANCE, 1);
	rig_start_image(&tb, IMAGE);
	flip(1000);
	frames(PASS - 1);
	rig_run_ns(4 * TB_MS);
	assert_int_equal(this_cpu()->sched.plan->id, 1);
	assert_int_equal(events(CAUSE_SCRUB, XM_HM_AC_SWITCH_TO_MAINTENANCE), 1);
}

/* --- resets and states ----------------------------------------------------------------------- */

/* SEP-IMG-011 */
static void a_warm_reset_does_not_disturb_it(void **state)
{
	(void)state;
	start_watched();
	frames(5);
	rig_run_to(ALPHA);
	guest_reset(BETA, XM_WARM_RESET, 0);
	frames(PASS - 5);
	assert_int_equal(pieces, PASS);
	assert_int_equal(events(0, 0), 0);
}

/* SEP-IMG-011 */
static void a_cold_reset_begins_it_anew(void **state)
{
	(void)state;
	rig_start_image(&tb, IMAGE);
	frames(5);
	assert_int_equal(offset(), 5 * PIECE);
	rig_run_to(ALPHA);
	guest_reset(BETA, XM_COLD_RESET, 0);
	flip(3); /* is loaded over */
	assert_int_equal(offset(), 0);
	frames(100);
	assert_int_equal(events(0, 0), 0);
	flip(3);
	frames(100);
	assert_int_equal(events(CAUSE_SCRUB, XM_HM_AC_HALT), 1);
}

/* SEP-IMG-011 */
static void a_suspended_partition_is_scrubbed(void **state)
{
	(void)state;
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_INTEGRITY, XM_HM_AC_SUSPEND, 1);
	start_watched();
	rig_run_to(ALPHA);
	rig_call1(XM_HC_suspend_partition, BETA);
	flip(1000);
	frames(20);
	assert_int_equal(events(CAUSE_SCRUB, XM_HM_AC_SUSPEND), 1);
	assert_int_equal(beta()->vcpus->state, XM_STATUS_SUSPENDED);
}

/* SEP-IMG-011 */
static void a_halted_partition_is_not(void **state)
{
	(void)state;
	start_watched();
	rig_run_to(ALPHA);
	rig_call1(XM_HC_halt_partition, BETA);
	flip(1000);
	frames(100);
	assert_int_equal(pieces, 0);
	assert_int_equal(events(0, 0), 0);
}

/* SEP-IMG-011 */
static void a_warm_reset_of_the_system_begins_it_anew(void **state)
{
	(void)state;
	rig_start_image(&tb, IMAGE);
	frames(5);
	flip(1000);
	assert_int_equal(rig_reboot(XM_WARM_RESET), FAKE_RUNS);
	frames(100);
	assert_int_equal(events(0, 0), 0);
	is_sound();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_piece_a_slot_and_a_pass_a_period, setup),
		cmocka_unit_test_setup(who_idles_gives_more_time_to_it, setup),
		cmocka_unit_test_setup(without_a_period_nothing_is_scrubbed, setup),
		cmocka_unit_test_setup(without_constant_bytes_nothing_is_scrubbed, setup),
		cmocka_unit_test_setup(no_piece_begins_that_would_not_end_in_the_slot, setup),
		cmocka_unit_test_setup(more_constant_bytes_than_there_are_is_no_image, setup),
		cmocka_unit_test_setup(every_constant_byte_counts_and_no_other, setup),
		cmocka_unit_test_setup(a_length_that_is_no_whole_block, setup),
		cmocka_unit_test_setup(any_reset_loads_what_changed, setup),
		cmocka_unit_test_setup(what_is_ignored_is_told_every_period, setup),
		cmocka_unit_test_setup(a_restart_limit_ends_it, setup),
		cmocka_unit_test_setup(the_maintenance_plan_may_be_the_answer, setup),
		cmocka_unit_test_setup(a_warm_reset_does_not_disturb_it, setup),
		cmocka_unit_test_setup(a_cold_reset_begins_it_anew, setup),
		cmocka_unit_test_setup(a_suspended_partition_is_scrubbed, setup),
		cmocka_unit_test_setup(a_halted_partition_is_not, setup),
		cmocka_unit_test_setup(a_warm_reset_of_the_system_begins_it_anew, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
