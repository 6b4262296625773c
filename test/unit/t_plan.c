/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_plan.c - services on plans: switch, status, names.
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
	tb.plan[0].name = NONE;
	rig_start(&tb);
	return 0;
}

static void run_to_us(u64 us)
{
	rig_run_until(rig_at(us * TB_US));
}

/* The service, and the plan it says runs. */
static s32 switch_to(u32 plan, u32 mode, u32 *running)
{
	gaddr_t at = guest_at(GUEST_SCRATCH);
	u32 part = rig_running(), none = 0x5a5a5a5a;
	s32 result;

	rig_poke(part, at, &none, sizeof(none));
	result = rig_call3(XM_HC_switch_sched_plan, plan, mode, at);
	*running = rig_peek32(part, at);
	return result;
}

static s32 at_frame_end(u32 plan)
{
	u32 running;

	return switch_to(plan, XM_PLAN_SWITCH_AT_FRAME_END, &running);
}

static struct xm_plan_state status(void)
{
	struct xm_plan_state s;
	u32 part = rig_running();
	gaddr_t at = guest_at(GUEST_SCRATCH);

	assert_int_equal(rig_call1(XM_HC_get_plan_status, at), XM_OK);
	memcpy(&s, rig_guest(part, at, sizeof(s)), sizeof(s));
	return s;
}

static void expect_status(u64 switched_us, u32 next, u32 current, u32 prev)
{
	struct xm_plan_state s = status();

	assert_int_equal(s.switch_us, switched_us);
	assert_int_equal(s.next, next);
	assert_int_equal(s.current, current);
	assert_int_equal(s.prev, prev);
}

/* SEP-SCHED-006 SEP-SCHED-007 SEP-SCHED-020 SEP-SCHED-021 */
static void a_switch_takes_effect_at_the_end_of_the_frame_and_the_last_wins(void **state)
{
	u32 running;

	(void)state;
	expect_status(0, 0, 0, NONE);
	assert_int_equal(switch_to(2, XM_PLAN_SWITCH_AT_FRAME_END, &running), XM_OK);
	assert_int_equal(running, 0);
	assert_int_equal(switch_to(1, XM_PLAN_SWITCH_AT_FRAME_END, &running), XM_OK);
	assert_int_equal(running, 0);
	expect_status(0, 1, 0, NONE);
	run_to_us(2500);
	assert_int_equal(rig_running(), BETA);
	run_to_us(9500);
	assert_null(rig.current);
	run_to_us(10001);
	expect_status(RIG_T0_US + 10000, 1, 1, 0);
	run_to_us(14500);
	assert_null(rig.current);
	run_to_us(15001);
	assert_int_equal(rig_running(), ALPHA);
}

/* SEP-SCHED-018 SEP-SCHED-021 SEP-PART-027 */
static void an_immediate_switch_cuts_the_slot(void **state)
{
	u64 frames;
	u32 running;

	(void)state;
	run_to_us(1300);
	frames = sys.cpu->sched.frames;
	assert_int_equal(switch_to(1, XM_PLAN_SWITCH_NOW, &running), XM_OK);
	assert_int_equal(running, 0);
	run_to_us(1300);
	expect_status(RIG_T0_US + 1300, 1, 1, 0);
	assert_int_equal(sys.cpu->sched.frames, frames + 1);
	assert_int_equal(rig_pct(ALPHA)->schedInfo.slotDuration, 4000);
	run_to_us(5299);
	assert_int_equal(rig_running(), ALPHA);
	run_to_us(5301);
	assert_null(rig.current);
	run_to_us(6301);
	assert_int_equal(rig_running(), ALPHA);
	assert_int_equal(switch_to(2, XM_PLAN_SWITCH_NOW, &running), XM_OK);
	assert_int_equal(running, 1);
	run_to_us(6400);
	assert_int_equal(rig_running(), GAMMA);
	expect_status(RIG_T0_US + 6301, 2, 2, 1);
}

/* SEP-SCHED-018 SEP-PART-013 */
static void a_call_that_loses_its_slot_still_has_its_answer(void **state)
{
	u32 results;

	(void)state;
	results = rig_vcpu(ALPHA)->results;
	rig_call3(XM_HC_switch_sched_plan, 2, XM_PLAN_SWITCH_NOW, guest_at(GUEST_SCRATCH));
	assert_int_equal(rig_vcpu(ALPHA)->results, results + 1);
	assert_int_equal(rig_vcpu(ALPHA)->r[0], XM_OK);
	assert_null(rig.current);
	run_to_us(1);
	assert_int_equal(rig_running(), GAMMA);
}

/* SEP-SCHED-019 */
static void asking_for_the_running_plan_takes_back_what_was_asked(void **state)
{
	u32 running;

	(void)state;
	assert_int_equal(at_frame_end(1), XM_OK);
	run_to_us(10001);
	for (u32 mode = XM_PLAN_SWITCH_AT_FRAME_END; mode <= XM_PLAN_SWITCH_NOW; mode++) {
		assert_int_equal(at_frame_end(2), XM_OK);
		expect_status(RIG_T0_US + 10000, 2, 1, 0);
		assert_int_equal(switch_to(1, mode, &running), XM_NO_ACTION);
		assert_int_equal(running, 1);
		expect_status(RIG_T0_US + 10000, 1, 1, 0);
	}
	assert_int_equal(fake.deadline, rig_at(14 * TB_MS));
	run_to_us(15001);
	assert_int_equal(rig_running(), ALPHA);
}

/* SEP-SCHED-020 */
static void a_wrong_switch_is_refused_and_changes_nothing(void **state)
{
	static const u32 wrong[] = { 0, 3, 4, 0x80000000, 0xffffffff };
	u32 running;

	(void)state;
	assert_int_equal(at_frame_end(2), XM_OK);
	for (u32 i = 0; i < ARRAY_LEN(wrong); i++)
		for (u32 mode = 0; mode < 2; mode++) {
			assert_int_equal(switch_to(wrong[i], mode, &running), XM_INVALID_PARAM);
			assert_int_equal(running, 0x5a5a5a5a);
		}
	assert_int_equal(switch_to(1, 2, &running), XM_INVALID_PARAM);
	assert_int_equal(switch_to(1, 0xffffffff, &running), XM_INVALID_PARAM);
	assert_int_equal(rig_call3(XM_HC_switch_sched_plan, 1, 0, ALPHA_RO), XM_INVALID_PARAM);
	assert_int_equal(rig_call3(XM_HC_switch_sched_plan, 1, 1, 0), XM_INVALID_PARAM);
	assert_int_equal(rig_call3(XM_HC_switch_sched_plan, 1, 1, ALPHA_RAM + ALPHA_RAM_SIZE - 3),
			 XM_INVALID_PARAM);
	expect_status(0, 2, 0, NONE);
	assert_int_equal(rig_call1(XM_HC_get_plan_status, ALPHA_RO), XM_INVALID_PARAM);
	run_to_us(10001);
	assert_int_equal(rig_running(), GAMMA);
}

/* SEP-SCHED-020 SEP-HC-002 */
static void a_normal_partition_may_look_but_not_switch(void **state)
{
	u32 running;

	(void)state;
	run_to_us(2001);
	assert_int_equal(rig_running(), BETA);
	assert_int_equal(switch_to(1, 0, &running), XM_PERM_ERROR);
	assert_int_equal(switch_to(1, 1, &running), XM_PERM_ERROR);
	assert_int_equal(running, 0x5a5a5a5a);
	assert_int_equal(rig_call2(XM_HC_get_plan_name, 2, guest_at(GUEST_SCRATCH)), XM_PERM_ERROR);
	expect_status(0, 0, 0, NONE);
}

/* SEP-SCHED-016 SEP-SCHED-022 */
static void maintenance_again_lets_the_frame_go_on(void **state)
{
	(void)state;
	plan_full(&tb);
	tb_hm(&tb, ALPHA, XM_HM_EV_APP_POWER_FAIL, XM_HM_AC_SWITCH_TO_MAINTENANCE, true);
	rig_start(&tb);
	run_to_us(1000);
	rig_call1(XM_HC_hm_raise_event, XM_HM_EV_APP_POWER_FAIL);
	run_to_us(1500);
	expect_status(RIG_T0_US + 1000, 1, 1, 0);
	assert_int_equal(at_frame_end(2), XM_OK);
	rig_call1(XM_HC_hm_raise_event, XM_HM_EV_APP_POWER_FAIL);
	expect_status(RIG_T0_US + 1000, 1, 1, 0);
	assert_int_equal(fake.deadline, rig_at(5 * TB_MS));
	run_to_us(5500);
	assert_null(rig.current);
	run_to_us(6001);
	assert_int_equal(rig_running(), ALPHA);
}

/* SEP-SCHED-023 */
static void plans_have_names_or_none(void **state)
{
	static const char none[16], second[16] = "plan2";
	gaddr_t at;

	(void)state;
	at = guest_at(GUEST_SCRATCH);
	rig_poke(ALPHA, at, "xxxxxxxxxxxxxxxx", 16);
	assert_int_equal(rig_call2(XM_HC_get_plan_name, 2, at), XM_OK);
	assert_memory_equal(rig_guest(ALPHA, at, 16), second, 16);
	assert_int_equal(rig_call2(XM_HC_get_plan_name, 0, at), XM_OK);
	assert_memory_equal(rig_guest(ALPHA, at, 16), none, 16);
	assert_int_equal(rig_call2(XM_HC_get_plan_name, 3, at), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_get_plan_name, NONE, at), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_get_plan_name, 2, ALPHA_RO), XM_INVALID_PARAM);
}

static s32 slot_status(u32 plan, u32 slot, struct xm_slot_state *s)
{
	gaddr_t at = guest_at(GUEST_SCRATCH);
	u32 part = rig_running();
	s32 result;

	memset(s, 0x5a, sizeof(*s));
	rig_poke(part, at, s, sizeof(*s));
	result = rig_call3(XM_HC_get_slot_status, plan, slot, at);
	memcpy(s, rig_guest(part, at, sizeof(*s)), sizeof(*s));
	return result;
}

static void expect_slot(u32 plan, u32 slot, const struct xm_slot_state *wanted)
{
	struct xm_slot_state s;

	assert_int_equal(slot_status(plan, slot, &s), XM_OK);
	assert_memory_equal(&s, wanted, sizeof(s));
}

/* A machine whose tick is 10 ns: all figures are exact. */
static void start_exact(void)
{
	fake_machine_default();
	fake_machine_ticks(1, 10);
	plan_full(&tb);
	tb.slot[5].id = 0xfffffffe;
	rig_start(&tb);
}

/* SEP-SCHED-012 SEP-SCHED-024 SEP-SCHED-025 */
static void a_slot_tells_whose_it_is_and_how_late_it_was(void **state)
{
	(void)state;
	start_exact();
	run_to_us(7990);
	rig_late_ns(50 * TB_US); /* alpha's second slot, at 8 ms */
	run_to_us(8500);
	assert_int_equal(rig_running(), ALPHA);
	expect_slot(0, 0, &(struct xm_slot_state){ 0, ALPHA, 2000, 0, 0, 20000 });
	expect_slot(0, 1, &(struct xm_slot_state){ 1, BETA, 3000, 0, 0, 20000 });
	expect_slot(0, 3, &(struct xm_slot_state){ 3, ALPHA, 1000, 40000, 1, 20000 });
	expect_slot(1, 0, &(struct xm_slot_state){ 4, ALPHA, 4000, 0, 0, 20000 });
	expect_slot(2, 0, &(struct xm_slot_state){ 0xfffffffe, GAMMA, 3000, 0, 0, 20000 });
	run_to_us(17999);
	rig_late_ns(21 * TB_US); /* late by the bound */
	run_to_us(18500);
	expect_slot(0, 3, &(struct xm_slot_state){ 3, ALPHA, 1000, 40000, 1, 20000 });
	run_to_us(27999);
	rig_late_ns(21 * TB_US + 10);
	run_to_us(28500);
	expect_slot(0, 3, &(struct xm_slot_state){ 3, ALPHA, 1000, 40000, 2, 20000 });
}

/* SEP-SCHED-024: ticks of a nanosecond would wrap, the figure does not. */
static void the_lateness_of_a_slot_saturates(void **state)
{
	struct xm_slot_state s;

	(void)state;
	start_exact();
	sys.slot[3].late_max = 429496729;
	sys.slot[3].late_count = 0xffffffff;
	assert_int_equal(slot_status(0, 3, &s), XM_OK);
	assert_int_equal(s.late_ns_max, 4294967290);
	assert_int_equal(s.late_count, 0xffffffff);
	sys.slot[3].late_max++;
	assert_int_equal(slot_status(0, 3, &s), XM_OK);
	assert_int_equal(s.late_ns_max, 0xffffffff);
}

/* SEP-SCHED-025 SEP-HC-002 */
static void a_slot_that_is_none_has_no_status(void **state)
{
	static const u32 wrong[][2] = {
		{ 0, 4 },	{ 1, 1 },	{ 2, 2 },	   { 3, 0 },
		{ 0, NONE },	{ NONE, 0 },	{ 0x80000000, 0 }, { 0, 0x80000000 },
		{ 0, (u32)-1 }, { 1, (u32)-4 }, { 2, (u32)-5 },
	};
	struct xm_slot_state s;
	gaddr_t last = ALPHA_RAM + ALPHA_RAM_SIZE - (u32)sizeof(s);

	(void)state;
	for (u32 i = 0; i < ARRAY_LEN(wrong); i++) {
		assert_int_equal(slot_status(wrong[i][0], wrong[i][1], &s), XM_INVALID_PARAM);
		assert_int_equal(s.id, 0x5a5a5a5a);
	}
	assert_int_equal(rig_call3(XM_HC_get_slot_status, 0, 0, ALPHA_RO), XM_INVALID_PARAM);
	assert_int_equal(rig_call3(XM_HC_get_slot_status, 0, 0, last + 1), XM_INVALID_PARAM);
	assert_int_equal(rig_call3(XM_HC_get_slot_status, 0, 0, last), XM_OK);
	run_to_us(2001);
	assert_int_equal(rig_running(), BETA);
	assert_int_equal(slot_status(0, 1, &s), XM_PERM_ERROR);
	assert_int_equal(s.id, 0x5a5a5a5a);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(
			a_switch_takes_effect_at_the_end_of_the_frame_and_the_last_wins, setup),
		cmocka_unit_test_setup(an_immediate_switch_cuts_the_slot, setup),
		cmocka_unit_test_setup(a_call_that_loses_its_slot_still_has_its_answer, setup),
		cmocka_unit_test_setup(asking_for_the_running_plan_takes_back_what_was_asked,
				       setup),
		cmocka_unit_test_setup(a_wrong_switch_is_refused_and_changes_nothing, setup),
		cmocka_unit_test_setup(a_normal_partition_may_look_but_not_switch, setup),
		cmocka_unit_test_setup(maintenance_again_lets_the_frame_go_on, setup),
		cmocka_unit_test_setup(plans_have_names_or_none, setup),
		cmocka_unit_test_setup(a_slot_tells_whose_it_is_and_how_late_it_was, setup),
		cmocka_unit_test_setup(the_lateness_of_a_slot_saturates, setup),
		cmocka_unit_test_setup(a_slot_that_is_none_has_no_status, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
