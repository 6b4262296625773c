/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_hypercall.c - dispatch: numbers, rights, and calls that wait for time.
 */
#include "unit.h"
#include "guest.h"
#include "part.h"
#include "plans.h"

static struct tb tb;

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	return 0;
}

static void start(void **state)
{
	(void)state;
	rig_start(&tb);
}

/* SEP-HC-001 */
static void an_unknown_number_is_answered_and_nothing_else(void **state)
{
	static const u32 numbers[] = { XM_HC_COUNT, XM_HC_COUNT + 1, 255, 256, 0x80000000, NONE };

	start(state);
	for (u32 i = 0; i < ARRAY_LEN(numbers); i++) {
		assert_int_equal(rig_call(numbers[i], 1, 2, 3, 4, 5), XM_UNKNOWN_HYPERCALL);
		assert_int_equal(rig_running(), ALPHA);
		assert_false(rig.reloaded);
	}
}

/* SEP-HC-002 SEP-HC-003 */
static void rights_are_those_of_the_list(void **state)
{
	enum { ANY, SYS, SELF, OWN };
	static const u32 rights[] = {
#define HC(nr, name, right, bound, nargs) [nr] = right,
#include "hypercalls.def"
	};

	for (u32 nr = 0; nr < XM_HC_COUNT; nr++) {
		setup(NULL);
		start(state);
		rig_run_to(BETA);
		if (rights[nr] == SYS)
			assert_int_equal(rig_call(nr, 0, 0, 0, 0, 0), XM_PERM_ERROR);
		else if (rights[nr] >= SELF)
			assert_int_equal(rig_call(nr, GAMMA, 0, 0, 0, 0), XM_PERM_ERROR);
		else if (nr != XM_HC_inport && nr != XM_HC_outport) /* of no register */
			assert_int_not_equal(rig_call(nr, 0, 0, 0, 0, 0), XM_PERM_ERROR);
	}
}

/* SEP-HC-007 */
static void a_service_changes_no_register_but_the_result(void **state)
{
	struct hal_vcpu before, *v;

	start(state);
	v = rig.current;
	for (u32 i = 5; i < 13; i++)
		v->r[i] = i * 0x01010101;
	v->lr = 77;
	v->sp = ALPHA_RAM + 0x4000;
	v->cpsr = 0xf0000030;
	before = *v;
	assert_int_equal(rig_call(XM_HC_get_time, 0, ALPHA_RAM + 0x100, 2, 3, 4), XM_OK);
	assert_memory_equal(&before.r[5], &v->r[5], 7 * 4);
	assert_int_equal(v->r[1], ALPHA_RAM + 0x100);
	assert_int_equal(v->r[4], 4);
	assert_int_equal(v->lr, 77);
	assert_int_equal(v->sp, before.sp);
	assert_int_equal(v->cpsr, before.cpsr);
	assert_int_equal(v->pc, before.pc + 2);
}

/* --- calls that wait ------------------------------------------------------------------------- */

/* A call that moves 16 words and tells 2 destinations, 2 instructions a tick. */
enum { WRITE_TICKS = (1500 + 45 * 6 + 2 * 64 / 4 + 70 * 2) / 2 };

static s32 open_ab(void)
{
	return guest_create_sampling("ab", 64, XM_SOURCE_PORT, 20000);
}

/* SEP-HC-005 SEP-PORT-021 */
static void a_call_that_might_not_end_in_its_slot_waits_for_the_next(void **state)
{
	struct hal_vcpu *v;
	u32 pc;

	start(state);
	assert_int_equal(open_ab(), 0);
	v = rig.current;
	rig_run_until(rig_at(2 * TB_MS) - WRITE_TICKS);
	assert_int_equal(rig_call3(XM_HC_write_sampling_message, 0, ALPHA_RAM, 64), XM_OK);
	fake.now++;
	pc = v->pc;
	v->r[9] = 99;
	assert_int_equal(rig_call3(XM_HC_write_sampling_message, 0, ALPHA_RAM, 64), RIG_REWOUND);
	assert_null(rig.current);
	assert_int_equal(v->pc, pc);
	assert_int_equal(v->r[0], 0);
	assert_int_equal(v->r[1], ALPHA_RAM);
	assert_int_equal(v->r[2], 64);
	assert_int_equal(v->r[9], 99);
	assert_int_equal(v->r[12], XM_HC_write_sampling_message);
	rig_run_until(rig_at(8 * TB_MS) - 1);
	assert_int_not_equal(rig_running(), ALPHA);
	rig_run_until(rig_at(8 * TB_MS));
	assert_int_equal(rig_running(), ALPHA);
	assert_int_equal(v->pc, pc);
	assert_int_equal(rig_call3(XM_HC_write_sampling_message, 0, ALPHA_RAM, 64), XM_OK);
}

/* SEP-HC-015 */
static void a_call_that_fits_no_slot_hurts_nobody_else(void **state)
{
	enum { LONG = 0x4000, SLOT_NS = 10000 }; /* 9972 instructions, 6666 in a slot */
	u64 beta = 2 * TB_MS;
	s32 port;

	tb_dest(&tb,
		tb_channel(&tb, tb_port(&tb, BETA, "long", PORT_QUEUING, PORT_SOURCE), LONG, 1, 0),
		tb_port(&tb, ALPHA, "long", PORT_QUEUING, PORT_DESTINATION));
	tb.slot[1].len_lo = SLOT_NS;
	start(state);
	rig_run_until(rig_at(beta));
	port = guest_create_queuing("long", 1, LONG, XM_SOURCE_PORT);
	assert_true(port >= 0);
	for (u32 frame = 0; frame < 20; frame++, beta += 10 * TB_MS) {
		rig_run_until(rig_at(beta));
		assert_int_equal(rig_running(), BETA);
		assert_int_equal(rig_call3(XM_HC_send_queuing_message, (u32)port, BETA_RAM, LONG),
				 RIG_REWOUND);
		rig_run_until(rig_at(beta + 4 * TB_MS));
		assert_int_equal(rig_running(), GAMMA);
		rig_run_until(rig_at(beta + 6 * TB_MS));
		assert_int_equal(rig_running(), ALPHA);
	}
	assert_int_equal(guest_reset(BETA, XM_WARM_RESET, 0), XM_OK);
	rig_run_until(rig_at(beta));
	assert_int_equal(rig_running(), BETA);
	assert_int_equal(rig_vcpu(BETA)->pc, BETA_RAM);
}

/* SEP-HC-005 */
static void a_call_without_bound_starts_at_any_time(void **state)
{
	start(state);
	rig_run_until(rig_at(2 * TB_MS) - 1);
	assert_true(guest_time(XM_HW_CLOCK) > 0);
	rig_late_ns(30000); /* the boundary has passed, the timer has not entered */
	assert_true(guest_time(XM_HW_CLOCK) > 0);
	assert_int_equal(rig_call4(XM_HC_clear_irqmask, 0, 0, 0, 0), RIG_REWOUND);
}

/* SEP-HC-005 SEP-HC-004 */
static void a_length_beyond_any_message_is_refused_at_once(void **state)
{
	start(state);
	open_ab();
	assert_int_equal(rig_call3(XM_HC_write_sampling_message, 0, ALPHA_RAM, NONE),
			 XM_INVALID_CONFIG);
	assert_int_equal(rig_call3(XM_HC_write_sampling_message, 0, ALPHA_RAM, 0x1000000),
			 XM_INVALID_CONFIG);
}

static void wait_at_call(void)
{
	rig_run_to(BETA);
	guest_interrupts(1u << XM_VT_EXT_CYCLIC_SLOT_START);
	while (guest_handles(BETA, 96 + XM_VT_EXT_CYCLIC_SLOT_START))
		guest_return();
	rig_run_until(rig_at(5 * TB_MS) - 10);
	assert_int_equal(rig_call2(XM_HC_write_console, BETA_RAM, 8), RIG_REWOUND);
	assert_null(rig.current);
}

/* SEP-HC-006 */
static void a_waiting_partition_gets_its_slot_start_first(void **state)
{
	struct hal_vcpu *v;

	start(state);
	wait_at_call();
	v = rig_vcpu(BETA);
	rig_run_to(BETA);
	assert_true(guest_handles(BETA, 96 + XM_VT_EXT_CYCLIC_SLOT_START));
	guest_return();
	assert_int_equal(v->r[0], BETA_RAM); /* still the argument */
	assert_int_equal(v->r[12], XM_HC_write_console);
	assert_int_equal(rig_call2(XM_HC_write_console, BETA_RAM, 8), 8);
}

/* SEP-HC-006 SEP-PART-013 */
static void a_waiting_partition_can_be_reset_and_suspended(void **state)
{
	start(state);
	wait_at_call();
	rig_run_to(ALPHA);
	guest_reset(BETA, XM_WARM_RESET, 0);
	rig_run_to(BETA);
	assert_int_equal(rig.current->pc, BETA_RAM);
	assert_int_equal(rig.current->r[0], HAL_PCT_BASE);

	setup(NULL);
	start(state);
	wait_at_call();
	rig_run_to(ALPHA);
	rig_call1(XM_HC_suspend_partition, BETA);
	rig_run_ns(10 * TB_MS);
	rig_run_to(ALPHA);
	rig_call1(XM_HC_resume_partition, BETA);
	rig_run_to(BETA);
	assert_true(guest_handles(BETA, 96 + XM_VT_EXT_CYCLIC_SLOT_START));
	rig_run_to(ALPHA);
	rig_call1(XM_HC_halt_partition, BETA);
	rig_run_ns(10 * TB_MS);
}

/* SEP-HC-005 SEP-SCHED-012 */
static void calls_delay_no_slot(void **state)
{
	struct xm_part_state s;

	start(state);
	open_ab();
	fake.copied_ticks_d = 2;
	for (u32 frame = 0; frame < 20; frame++) {
		rig_run_to(ALPHA);
		while (rig_running() == ALPHA) {
			rig_call3(XM_HC_write_sampling_message, 0, ALPHA_RAM, 64);
			rig_run_until(fake.now + 7);
		}
	}
	rig_run_to(ALPHA);
	guest_part_state(BETA, &s);
	assert_in_range(s.late_ns_max, 0, 100);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(an_unknown_number_is_answered_and_nothing_else, setup),
		cmocka_unit_test_setup(rights_are_those_of_the_list, setup),
		cmocka_unit_test_setup(a_service_changes_no_register_but_the_result, setup),
		cmocka_unit_test_setup(a_call_that_might_not_end_in_its_slot_waits_for_the_next,
				       setup),
		cmocka_unit_test_setup(a_call_that_fits_no_slot_hurts_nobody_else, setup),
		cmocka_unit_test_setup(a_call_without_bound_starts_at_any_time, setup),
		cmocka_unit_test_setup(a_length_beyond_any_message_is_refused_at_once, setup),
		cmocka_unit_test_setup(a_waiting_partition_gets_its_slot_start_first, setup),
		cmocka_unit_test_setup(a_waiting_partition_can_be_reset_and_suspended, setup),
		cmocka_unit_test_setup(calls_delay_no_slot, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
