/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_multicall.c - lists of calls: each like a call of its own, whatever comes
 * in between.
 */
#include "unit.h"
#include "guest.h"
#include "part.h"
#include "plans.h"

static struct tb tb;

enum { LIST = 0x3000, OTHER = 0x3800, BYTES = sizeof(struct xm_call) };
#define UNTOUCHED 0x5eed

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

/* Place n of a list of the running partition. */
static void put_at(u32 list, u32 n, struct xm_call c)
{
	c.result = UNTOUCHED;
	rig_poke(rig_running(), guest_at(list + n * BYTES), &c, BYTES);
}
#define PUT(n, service, ...) \
	put_at(LIST, n, (struct xm_call){ .nr = XM_HC_##service, .arg = { __VA_ARGS__ } })

static s32 result_of(u32 part, u32 n)
{
	return (s32)rig_peek32(part, guest_at_of(part, LIST + n * BYTES + 4));
}

static u32 resets_of(u32 part)
{
	return rig_vcpu(part)->resets;
}

/* The call, as if by the svc that is issued again, until it is through. */
static s32 run_list(u32 n)
{
	struct hal_vcpu *v = rig.current;
	u32 end = guest_at(LIST + n * BYTES);
	s32 result = rig_call2(XM_HC_multicall, guest_at(LIST), end);

	while (result == RIG_REWOUND) {
		while (rig.current != v)
			rig_run_ns(10 * TB_US);
		result = rig_call2(XM_HC_multicall, v->r[0], end);
	}
	return result;
}

static bool told(u32 part, u32 line)
{
	return (rig_pct(part)->extIrqsPend >> line & 1) != 0;
}

/* SEP-HC-009 */
static void each_call_of_a_list_has_its_own_result(void **state)
{
	start(state);
	PUT(0, get_time, XM_HW_CLOCK, guest_at(0x2000));
	PUT(1, get_time, XM_HW_CLOCK, BETA_RAM);
	PUT(2, raise_ipvi, XM_VT_EXT_IPVI0);
	PUT(3, raise_ipvi, XM_VT_EXT_IPVI1);
	put_at(LIST, 4, (struct xm_call){ .nr = XM_HC_COUNT });
	PUT(5, suspend_partition, BETA);
	PUT(6, poll_irqs);
	assert_int_equal(run_list(6), XM_OK);
	assert_int_equal(result_of(ALPHA, 0), XM_OK);
	assert_true(rig_peek32(ALPHA, guest_at(0x2000)) >= RIG_T0_US);
	assert_int_equal(result_of(ALPHA, 1), XM_INVALID_PARAM);
	assert_int_equal(result_of(ALPHA, 2), XM_OK);
	assert_true(told(BETA, XM_VT_EXT_IPVI0));
	assert_int_equal(result_of(ALPHA, 3), XM_NO_ACTION);
	assert_int_equal(result_of(ALPHA, 4), XM_UNKNOWN_HYPERCALL);
	assert_int_equal(result_of(ALPHA, 5), XM_OK);
	assert_int_equal(result_of(ALPHA, 6), UNTOUCHED); /* behind the end */
	assert_int_equal(run_list(0), XM_OK);
}

/* SEP-HC-009 SEP-HC-002 SEP-HC-003 */
static void a_list_has_no_rights_of_its_own(void **state)
{
	start(state);
	rig_run_to(BETA);
	PUT(0, halt_partition, ALPHA);
	PUT(1, reset_system, XM_COLD_RESET);
	PUT(2, hm_status, guest_at(0x2000));
	assert_int_equal(run_list(3), XM_OK);
	for (u32 i = 0; i < 3; i++)
		assert_int_equal(result_of(BETA, i), XM_PERM_ERROR);
	assert_int_equal(fake.end, FAKE_RUNS);
}

/* SEP-HC-010 */
static void a_broken_list_is_refused_whole(void **state)
{
	const u32 at = ALPHA_RAM + LIST, end = ALPHA_RAM + ALPHA_RAM_SIZE;
	const struct {
		u32 start, end;
		s32 result;
	} lists[] = {
		{ at + 2, at + 2 + BYTES, XM_INVALID_PARAM },
		{ at + BYTES, at, XM_INVALID_PARAM },
		{ at, 0, XM_INVALID_PARAM },
		{ end - BYTES + 4, end + 4, XM_INVALID_PARAM },
		{ ALPHA_RO, ALPHA_RO + BYTES, XM_INVALID_PARAM },
		{ BETA_RAM, BETA_RAM + BYTES, XM_INVALID_PARAM },
		{ ALPHA_RAM, BETA_RAM, XM_INVALID_PARAM },
		{ 0xffffffe0, 0, XM_INVALID_PARAM },
		{ HAL_WINDOW_BASE, HAL_WINDOW_BASE + BYTES, XM_INVALID_PARAM },
		{ at, at + BYTES + 4, XM_MULTICALL_ERROR },
		{ at, at + 1, XM_MULTICALL_ERROR },
		{ at, at + (XM_LIST_MAX + 1) * BYTES, XM_MULTICALL_ERROR },
	};

	start(state);
	for (u32 i = 0; i <= XM_LIST_MAX; i++)
		PUT(i, raise_ipvi, XM_VT_EXT_IPVI0);
	for (u32 i = 0; i < ARRAY_LEN(lists); i++)
		assert_int_equal(rig_call2(XM_HC_multicall, lists[i].start, lists[i].end),
				 lists[i].result);
	assert_false(told(BETA, XM_VT_EXT_IPVI0));
	assert_int_equal(result_of(ALPHA, 0), UNTOUCHED);
	assert_int_equal(run_list(XM_LIST_MAX), XM_OK);
	for (u32 i = 0; i <= XM_LIST_MAX; i++)
		assert_int_equal(result_of(ALPHA, i), i < XM_LIST_MAX ? XM_OK : UNTOUCHED);
}

/* SEP-HC-011 */
static void a_list_in_a_list_answers_for_itself(void **state)
{
	start(state);
	PUT(0, multicall, guest_at(LIST), guest_at(LIST + 2 * BYTES));
	PUT(1, poll_irqs);
	put_at(LIST, 2, (struct xm_call){ .nr = XM_HC_poll_irqs, .res = 1 });
	assert_int_equal(run_list(3), XM_OK);
	assert_int_equal(result_of(ALPHA, 0), XM_MULTICALL_ERROR);
	assert_int_equal(result_of(ALPHA, 1), XM_OK);
	assert_int_equal(result_of(ALPHA, 2), XM_MULTICALL_ERROR);
}

/* SEP-HC-012 SEP-HC-005 */
static void a_call_that_does_not_fit_waits_in_its_list(void **state)
{
	struct hal_vcpu *v;

	start(state);
	assert_int_equal(guest_create_sampling("ab", 64, XM_SOURCE_PORT, 20000), 0);
	v = rig.current;
	PUT(0, get_time, XM_HW_CLOCK, guest_at(0x2000));
	PUT(1, write_console, guest_at(0x2000), 1); /* 10000 instructions */
	PUT(2, get_time, XM_HW_CLOCK, guest_at(0x2008));
	rig_run_until(rig_at(2 * TB_MS) - 3000);
	v->r[5] = 55;
	assert_int_equal(rig_call2(XM_HC_multicall, guest_at(LIST), guest_at(LIST + 3 * BYTES)),
			 RIG_REWOUND);
	assert_null(rig.current);
	assert_int_equal(result_of(ALPHA, 0), XM_OK);
	assert_int_equal(result_of(ALPHA, 1), UNTOUCHED);
	assert_int_equal(v->r[0], ALPHA_RAM + LIST + BYTES);
	assert_int_equal(v->r[1], ALPHA_RAM + LIST + 3 * BYTES);
	assert_int_equal(v->r[5], 55);
	assert_int_equal(v->r[12], XM_HC_multicall);
	rig_run_to(ALPHA);
	assert_int_equal(rig_call2(XM_HC_multicall, v->r[0], v->r[1]), XM_OK);
	assert_int_equal(result_of(ALPHA, 1), 1);
	assert_int_equal(result_of(ALPHA, 2), XM_OK);
}

/* SEP-HC-012 */
static void the_slot_ends_between_two_calls(void **state)
{
	start(state);
	for (u32 i = 0; i < 3; i++)
		PUT(i, raise_ipvi, XM_VT_EXT_IPVI0);
	rig_run_until(rig_at(2 * TB_MS) - 400); /* 800 instructions: not even one */
	assert_int_equal(rig_call2(XM_HC_multicall, guest_at(LIST), guest_at(LIST + 3 * BYTES)),
			 RIG_REWOUND);
	assert_int_equal(result_of(ALPHA, 0), UNTOUCHED);
	rig_run_to(ALPHA);
	assert_int_equal(run_list(3), XM_OK);
	for (u32 i = 0; i < 3; i++)
		assert_int_equal(result_of(ALPHA, i), XM_OK);
}

/* SEP-HC-012 SEP-VIRQ-001 */
static void an_interrupt_comes_between_two_calls(void **state)
{
	struct hal_vcpu *v;
	u32 next, end;

	start(state);
	v = rig.current;
	guest_interrupts(1u << 27);
	rig_call4(XM_HC_clear_irqpend, ~0u, 0, 0, 0);
	PUT(0, set_irqpend, 1u << 27);
	PUT(1, raise_ipvi, XM_VT_EXT_IPVI7);
	next = guest_at(LIST + BYTES);
	end = guest_at(LIST + 2 * BYTES);
	rig_call2(XM_HC_multicall, guest_at(LIST), end);
	assert_true(guest_handles(ALPHA, 96 + 27));
	assert_int_equal(result_of(ALPHA, 0), XM_OK);
	assert_int_equal(result_of(ALPHA, 1), UNTOUCHED);
	/* the handler has a list of its own */
	put_at(OTHER, 0, (struct xm_call){ .nr = XM_HC_poll_irqs });
	assert_int_equal(rig_call2(XM_HC_multicall, guest_at(OTHER), guest_at(OTHER + BYTES)),
			 XM_OK);
	guest_return();
	assert_int_equal(v->r[0], next);
	assert_int_equal(v->r[1], end);
	assert_int_equal(v->r[12], XM_HC_multicall);
	assert_int_equal(rig_call2(XM_HC_multicall, v->r[0], end), XM_OK);
	assert_int_equal(result_of(ALPHA, 1), XM_OK);
}

/* SEP-HC-013 */
static void who_is_halted_or_reset_by_its_list_does_not_go_on(void **state)
{
	static const u32 nr[] = { XM_HC_halt_partition, XM_HC_reset_partition };

	for (u32 i = 0; i < ARRAY_LEN(nr); i++) {
		setup(state);
		start(state);
		rig_run_to(BETA);
		put_at(LIST, 0, (struct xm_call){ nr[i], 0, { BETA, NONE, XM_WARM_RESET }, 0 });
		PUT(1, raise_ipvi, XM_VT_EXT_IPVI0);
		u32 resets = resets_of(BETA);

		rig_call2(XM_HC_multicall, guest_at(LIST), guest_at(LIST + 2 * BYTES));
		assert_false(told(ALPHA, XM_VT_EXT_IPVI0));
		assert_int_equal(rig_running() == BETA, nr[i] == XM_HC_reset_partition);
		assert_int_equal(resets_of(BETA), resets + (nr[i] == XM_HC_reset_partition));
	}
}

/* SEP-HC-013 SEP-PART-021 SEP-PART-004 */
static void who_idles_or_is_suspended_goes_on_behind_it(void **state)
{
	start(state);
	rig_run_to(BETA);
	rig_call4(XM_HC_clear_irqpend, ~0u, 0, 0, 0);
	PUT(0, idle_self);
	PUT(1, suspend_partition, BETA);
	PUT(2, raise_ipvi, XM_VT_EXT_IPVI0);
	rig_call2(XM_HC_multicall, guest_at(LIST), guest_at(LIST + 3 * BYTES));
	assert_int_not_equal(rig_running(), BETA);
	assert_int_equal(result_of(BETA, 0), XM_OK);
	assert_int_equal(result_of(BETA, 1), UNTOUCHED);
	rig_run_to(BETA);
	rig_call2(XM_HC_multicall, rig.current->r[0], guest_at(LIST + 3 * BYTES));
	assert_int_not_equal(rig_running(), BETA);
	assert_int_equal(result_of(BETA, 1), XM_OK);
	rig_run_to(ALPHA);
	assert_false(told(ALPHA, XM_VT_EXT_IPVI0));
	rig_call1(XM_HC_resume_partition, BETA);
	rig_run_to(BETA);
	assert_int_equal(rig_call2(XM_HC_multicall, rig.current->r[0], guest_at(LIST + 3 * BYTES)),
			 XM_OK);
	assert_true(told(ALPHA, XM_VT_EXT_IPVI0));
}

/* SEP-HC-013 SEP-MEM-011 */
static void a_long_copy_in_a_list_comes_to_its_end(void **state)
{
	struct xm_copy c = { ALPHA, ALPHA_RAM + 0x8000, ALPHA, ALPHA_RAM + 0x6000, 0x1800 };

	start(state);
	for (u32 i = 0; i < 0x1800; i += 4)
		rig_poke(ALPHA, ALPHA_RAM + 0x6000 + i, &i, 4);
	rig_poke(ALPHA, guest_at(0x2000), &c, sizeof(c));
	PUT(0, memory_copy, guest_at(0x2000));
	PUT(1, raise_ipvi, XM_VT_EXT_IPVI0);
	assert_int_equal(run_list(2), XM_OK);
	assert_int_equal(result_of(ALPHA, 0), XM_OK);
	assert_int_equal(result_of(ALPHA, 1), XM_OK);
	for (u32 i = 0; i < 0x1800; i += 4)
		assert_int_equal(rig_peek32(ALPHA, ALPHA_RAM + 0x8000 + i), i);
}

/* SEP-HC-014 */
static void a_visit_is_not_as_long_as_the_list(void **state)
{
	u32 end, visits = 1;
	s32 result;

	start(state);
	for (u32 i = 0; i < XM_LIST_MAX; i++)
		PUT(i, poll_irqs);
	end = guest_at(LIST + XM_LIST_MAX * BYTES);
	fake.time_step = 50; /* ticks a look at the clock */
	result = rig_call2(XM_HC_multicall, guest_at(LIST), end);
	while (result == RIG_REWOUND) {
		assert_int_equal(rig_running(), ALPHA);
		result = rig_call2(XM_HC_multicall, rig.current->r[0], end);
		visits++;
	}
	assert_int_equal(result, XM_OK);
	assert_true(visits >= 4);
	fake.time_step = 0;
}

/* SEP-HC-013 SEP-DEV-003 */
static void a_device_that_refuses_ends_the_list(void **state)
{
	tb_hm(&tb, ALPHA, XM_HM_EV_ARM_DATA_ABORT, XM_HM_AC_PROPAGATE, 0);
	start(state);
	guest_vectors();
	PUT(0, poll_irqs);
	PUT(1, outport, ALPHA_PORTS, 0); /* nobody answers there */
	PUT(2, poll_irqs);
	rig_call2(XM_HC_multicall, guest_at(LIST), guest_at(LIST + 3 * BYTES));
	assert_int_equal(guest_return(), XM_NOT_AVAILABLE);
	assert_int_equal(result_of(ALPHA, 0), XM_OK);
	assert_int_equal(result_of(ALPHA, 1), UNTOUCHED);
	assert_int_equal(result_of(ALPHA, 2), UNTOUCHED);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(each_call_of_a_list_has_its_own_result, setup),
		cmocka_unit_test_setup(a_list_has_no_rights_of_its_own, setup),
		cmocka_unit_test_setup(a_broken_list_is_refused_whole, setup),
		cmocka_unit_test_setup(a_list_in_a_list_answers_for_itself, setup),
		cmocka_unit_test_setup(a_call_that_does_not_fit_waits_in_its_list, setup),
		cmocka_unit_test_setup(the_slot_ends_between_two_calls, setup),
		cmocka_unit_test_setup(an_interrupt_comes_between_two_calls, setup),
		cmocka_unit_test_setup(who_is_halted_or_reset_by_its_list_does_not_go_on, setup),
		cmocka_unit_test_setup(who_idles_or_is_suspended_goes_on_behind_it, setup),
		cmocka_unit_test_setup(a_long_copy_in_a_list_comes_to_its_end, setup),
		cmocka_unit_test_setup(a_visit_is_not_as_long_as_the_list, setup),
		cmocka_unit_test_setup(a_device_that_refuses_ends_the_list, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
