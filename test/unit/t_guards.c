/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_guards.c - work that nobody calls for begins only where it ends before the slot
 * does.
 */
#include "unit.h"
#include "guards.h"
#include "guest.h"
#include "part.h"
#include "plans.h"

enum { BOUND_MULTI = 1800 }; /* of the list of hypercalls */

static struct tb tb;

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	return 0;
}

/* The slot of the partition that runs ends in as many instructions, or one tick less. */
static void go_to(u32 insns, bool late)
{
	rig_run_until(this_cpu()->sched.boundary - insns / hal_machine.insns_per_tick + late);
}

static u32 records(void)
{
	struct xm_hm_counts c;

	log_counts(&c);
	return c.total;
}

static void fault(u32 kind)
{
	rig_fault(kind, BETA_RAM + 0x400, 0x30000000, true);
}

/* SEP-HM-026 */
static void a_fault_that_comes_too_late_comes_again(void **state)
{
	struct hal_vcpu *v;

	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	v = rig.current;
	go_to(FAULT_INSNS, true);
	fault(HAL_FAULT_DATA);
	assert_null(rig.current);
	assert_int_equal(records(), 0);
	assert_int_equal(v->pc, BETA_RAM + 0x400);
	rig_run_to(BETA);
	assert_int_equal(v->pc, BETA_RAM + 0x400);
	fault(HAL_FAULT_DATA);
	assert_int_equal(records(), 1);
}

/* SEP-HM-026 */
static void a_fault_in_time_is_not_put_off(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	go_to(FAULT_INSNS, false);
	fault(HAL_FAULT_UNDEFINED);
	assert_int_equal(records(), 1);
}

/* SEP-HM-026 */
static void an_asynchronous_abort_would_not_come_again(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	go_to(FAULT_INSNS, true);
	fault(HAL_FAULT_ASYNC);
	assert_int_equal(records(), 1);
}

/* SEP-HM-026 */
static void a_stack_that_cannot_take_an_upcall_is_found_in_time(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	rig_call4(XM_HC_set_vectors, BETA_RAM + 0x100, 0, 0, 0);
	rig_call4(XM_HC_clear_irqmask, NONE, 0, 0, 0);
	rig_ctl(BETA)->irq_off = 0;
	rig.current->sp = 0x30000000;
	go_to(FAULT_INSNS, true);
	rig_call4(XM_HC_set_irqpend, 1u << XM_VT_EXT_HW_TIMER, 0, 0, 0);
	assert_null(rig.current);
	assert_int_equal(records(), 0);
	rig_run_ns(12 * TB_MS);
	assert_int_equal(records(), 1);
}

/* 32 areas and 20 ports of alpha, of which bounds cover 8 and 16: by so much they are longer. */
static u32 large_plan(void)
{
	while (tb.areas < 32 + 3)
		tb_area(&tb, ALPHA, ALPHA_UNMAPPED + tb.areas * 0x10000, 0x1000, AREA_UNMAPPED);
	for (u32 i = 0; i < 17; i++)
		tb_port(&tb, ALPHA, (char[]){ 'x', (char)('a' + i), 0 }, PORT_SAMPLING,
			PORT_SOURCE);
	return (32 - 8) * 110 + (20 - 16);
}

/* SEP-BOUND-008 */
static void in_a_large_plan_all_work_needs_more_time(void **state)
{
	u32 more = large_plan();

	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	go_to(BOUND_MULTI + more, true);
	assert_int_equal(rig_call2(XM_HC_multicall, BETA_RAM, BETA_RAM), RIG_REWOUND);
	rig_run_to(BETA);
	go_to(BOUND_MULTI + more, false);
	assert_int_equal(rig_call2(XM_HC_multicall, BETA_RAM, BETA_RAM), XM_OK);
	rig_run_to(BETA);
	go_to(FAULT_INSNS + more, true);
	fault(HAL_FAULT_UNDEFINED);
	assert_int_equal(records(), 0);
	rig_run_to(BETA);
	go_to(FAULT_INSNS + more, false);
	fault(HAL_FAULT_UNDEFINED);
	assert_int_equal(records(), 1);
}

/* Beta idles when so many instructions are left, or a tick less. */
static void idle_at(u32 insns, bool late)
{
	go_to(insns, late);
	rig_call0(XM_HC_idle_self);
	assert_ptr_equal(this_cpu()->slot, sys.part[BETA].vcpus);
}

/* SEP-CON-016 */
static void a_record_becomes_text_only_in_time(void **state)
{
	(void)state;
	for (u32 late = 0; late < 2; late++) {
		setup(NULL);
		tb_hm(&tb, BETA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, 1);
		rig_start(&tb);
		rig_run_ns(20 * TB_MS);
		rig_run_to(BETA);
		rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
		assert_true(log_unprinted());
		idle_at(REPORT_INSNS, late);
		assert_int_equal(log_unprinted(), late);
	}
}

/* SEP-CON-016 */
static void bytes_go_to_the_uarts_only_in_time(void **state)
{
	(void)state;
	for (u32 late = 0; late < 2; late++) {
		setup(NULL);
		rig_start(&tb);
		rig_run_ns(20 * TB_MS);
		rig_run_to(BETA);
		rig_forget_text();
		guest_print("beta\n");
		idle_at(DECISION_INSNS + 64 * PUMP_INSNS * cfg_count(&sys.cfg, CFG_CONSOLE), late);
		assert_int_equal(rig_count_text(1, "beta"), !late);
		rig_run_ns(20 * TB_MS);
		assert_int_equal(rig_count_text(1, "beta"), 1);
	}
}

/* A timer of beta that expires so many instructions before its slot ends: is the deadline
   that, or the end of the slot? */
static bool timer_waits(u32 insns)
{
	u64 end = this_cpu()->sched.boundary, at = end - insns / hal_machine.insns_per_tick;

	assert_int_equal(guest_set_timer(XM_HW_CLOCK, (s64)ticks_to_us(at), 0), XM_OK);
	assert_in_range(end - sys.part[BETA].vcpus->timer[XM_HW_CLOCK].deadline, end - at,
			end - at + rig_ticks(1000));
	return fake.deadline == end;
}

/* SEP-TIME-015 */
static void a_timer_right_before_the_end_of_the_slot_waits_for_it(void **state)
{
	u32 us = hal_machine.insns_per_tick * (u32)rig_ticks(1000); /* instructions in one */

	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	guest_interrupts(1u << XM_VT_EXT_HW_TIMER);
	assert_false(timer_waits(DECISION_INSNS + us));
	assert_true(timer_waits(DECISION_INSNS > us ? DECISION_INSNS - us : 0));
	rig_run_to(GAMMA);
	assert_false(guest_handles(BETA, XM_VT_HW_MAX + XM_VT_EXT_HW_TIMER));
	rig_run_to(BETA);
	assert_true(guest_handles(BETA, XM_VT_HW_MAX + XM_VT_EXT_HW_TIMER));
}

/* SEP-TIME-015 SEP-BOUND-008 */
static void in_a_large_plan_so_does_one_that_comes_before_that(void **state)
{
	u32 us = hal_machine.insns_per_tick * (u32)rig_ticks(1000), more = large_plan();

	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	guest_interrupts(1u << XM_VT_EXT_HW_TIMER);
	assert_false(timer_waits(DECISION_INSNS + more + us));
	assert_true(timer_waits(DECISION_INSNS + more - us));
}

/* SEP-TIME-016 */
static void the_execution_clock_is_not_told_near_the_end_of_the_slot(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	go_to(FAR_INSNS, false);
	assert_int_equal(rig_call2(XM_HC_get_time, XM_EXEC_CLOCK, BETA_RAM), XM_OK);
	go_to(FAR_INSNS, true);
	assert_int_equal(rig_call2(XM_HC_get_time, XM_HW_CLOCK, BETA_RAM), XM_OK);
	assert_int_equal(rig_call2(XM_HC_get_time, XM_TICK_CLOCK, BETA_RAM), XM_OK);
	assert_int_equal(rig_call2(XM_HC_get_time, XM_EXEC_CLOCK, BETA_RAM), RIG_REWOUND);
	assert_null(rig.current);
}

/* SEP-VIRQ-025 */
static void only_a_frame_in_the_usual_place_is_gone_on_at_near_the_end_of_the_slot(void **state)
{
	const struct xm_upcall_frame f = { .pc = ALPHA_RAM + 0x90, .cpsr = 0x10 };

	(void)state;
	rig_start(&tb);
	rig_run_to(ALPHA);
	memcpy(fake_phys(ALPHA_RO + 0x20, sizeof(f)), &f, sizeof(f));
	rig_poke(ALPHA, ALPHA_RAM + 0x3000, &f, sizeof(f));
	go_to(FAR_INSNS, true);
	rig_call1(XM_HC_upcall_return, ALPHA_RAM + 0x3000);
	assert_int_equal(rig.current->pc, ALPHA_RAM + 0x90);
	assert_int_equal(rig_call1(XM_HC_upcall_return, ALPHA_RO + 0x20), RIG_REWOUND);
	assert_null(rig.current);
	rig_run_to(ALPHA);
	go_to(FAR_INSNS, false);
	rig_call1(XM_HC_upcall_return, ALPHA_RO + 0x20);
	assert_int_equal(rig.current->pc, ALPHA_RAM + 0x90);
}

/* SEP-VIRQ-024 */
static void an_interrupt_due_behind_a_call_waits_for_the_next_slot(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	guest_vectors();
	rig_call3(XM_HC_set_irqpend, 1u << XM_VT_EXT_SHUTDOWN, 0, 0);
	rig_call3(XM_HC_clear_irqmask, 1u << XM_VT_EXT_SHUTDOWN, 0, 0);
	go_to(DECISION_INSNS, true);
	rig_ctl(BETA)->irq_off = 0;
	rig_call0(XM_HC_poll_irqs);
	assert_false(guest_handles(BETA, XM_VT_HW_MAX + XM_VT_EXT_SHUTDOWN));
	rig_run_to(GAMMA);
	rig_run_to(BETA);
	assert_true(guest_handles(BETA, XM_VT_HW_MAX + XM_VT_EXT_SHUTDOWN));
}

/* SEP-VIRQ-024 */
static void a_line_right_before_the_end_of_the_slot_decides_nothing(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	guest_interrupts(0);
	rig_call4(XM_HC_clear_irqmask, 0, ~0u, ~0u, ~0u);
	go_to(DECISION_INSNS, true);
	rig_irq(BETA_LINE);
	assert_false(guest_handles(BETA, BETA_LINE));
	rig_run_to(GAMMA);
	rig_run_to(BETA);
	assert_true(guest_handles(BETA, BETA_LINE));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_fault_that_comes_too_late_comes_again, setup),
		cmocka_unit_test_setup(a_fault_in_time_is_not_put_off, setup),
		cmocka_unit_test_setup(an_asynchronous_abort_would_not_come_again, setup),
		cmocka_unit_test_setup(a_stack_that_cannot_take_an_upcall_is_found_in_time, setup),
		cmocka_unit_test_setup(a_timer_right_before_the_end_of_the_slot_waits_for_it,
				       setup),
		cmocka_unit_test_setup(
			only_a_frame_in_the_usual_place_is_gone_on_at_near_the_end_of_the_slot,
			setup),
		cmocka_unit_test_setup(an_interrupt_due_behind_a_call_waits_for_the_next_slot,
				       setup),
		cmocka_unit_test_setup(a_line_right_before_the_end_of_the_slot_decides_nothing,
				       setup),
		cmocka_unit_test_setup(the_execution_clock_is_not_told_near_the_end_of_the_slot,
				       setup),
		cmocka_unit_test(in_a_large_plan_all_work_needs_more_time),
		cmocka_unit_test(in_a_large_plan_so_does_one_that_comes_before_that),
		cmocka_unit_test(a_record_becomes_text_only_in_time),
		cmocka_unit_test(bytes_go_to_the_uarts_only_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
