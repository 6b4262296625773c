/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_console.c - rings of whole lines; output that never waits.
 */
#include "unit.h"
#include "console.h"
#include "guest.h"
#include "part.h"
#include "plans.h"
#include "report.h"
#include "system.h"

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
	rig_run_ns(20 * TB_MS); /* the banner is out */
	rig_forget_text();
}

static void expect_text(const char *text)
{
	rig_run_ns(100 * TB_MS);
	assert_string_equal(rig_text(1), text);
}

/* SEP-CON-004 */
static void a_line_comes_out_with_a_carriage_return(void **state)
{
	start(state);
	rig_run_to(BETA);
	assert_int_equal(guest_print("hello\n"), 6);
	expect_text("hello\r\n");
}

/* SEP-CON-001 */
static void an_unfinished_line_waits_for_its_end(void **state)
{
	start(state);
	rig_run_to(BETA);
	guest_print("one and ");
	expect_text("");
	rig_run_to(GAMMA);
	guest_print("gamma\n");
	rig_run_to(BETA);
	guest_print("the rest\n");
	expect_text("gamma\r\none and the rest\r\n");
}

/* SEP-CON-001 SEP-CON-003 */
static void lines_of_partitions_alternate_and_never_mix(void **state)
{
	char line[32], expected[32];

	start(state);
	fake.uart[1].room = 0;
	fake.uart[1].drain = 0;
	for (u32 part = BETA; part <= GAMMA; part++) {
		rig_run_to(part);
		for (u32 i = 0; i < 5; i++) {
			snprintf(line, sizeof(line), "P%u line %u\n", part, i);
			assert_int_equal(guest_print(line), (s32)strlen(line));
		}
	}
	fake.uart[1].room = 10000;
	rig_run_ns(200 * TB_MS);
	for (u32 part = BETA; part <= GAMMA; part++)
		for (u32 i = 0; i < 5; i++) {
			snprintf(expected, sizeof(expected), "P%u line %u\r\n", part, i);
			assert_int_equal(rig_count_text(1, expected), 1);
		}
	/* fair: the second partition's first line before the first one's third */
	assert_true(strstr(rig_text(1), "P2 line 0") < strstr(rig_text(1), "P1 line 2"));
	assert_int_equal(strlen(rig_text(1)), 10 * 11);
}

/* SEP-CON-004 */
static void what_does_not_fit_is_not_taken(void **state)
{
	char text[300];
	s32 n, total = 0;

	start(state);
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = 0;
	text[100] = '\n';
	fake.uart[1].room = 0;
	fake.uart[1].drain = 0;
	rig_run_to(BETA);
	for (u32 i = 0; i < 10; i++) {
		n = guest_print(text);
		assert_in_range(n, 0, 299);
		total += n;
	}
	assert_int_equal(total, tb.machine.ring_bytes - 2 - 4); /* kept for an end; CRs */
	assert_int_equal(guest_print("y"), 0);
	guest_reset(BETA, XM_WARM_RESET, 0);
	assert_int_equal(guest_print("y"), 0);
	guest_reset(BETA, XM_WARM_RESET, 0);
	fake.uart[1].room = 3;
	rig_run_ns(100 * TB_MS);
	rig_run_to(BETA);
	assert_int_equal(guest_print("abc\n"), 1);
	fake.uart[1].room = 10000;
	rig_run_ns(1000 * TB_MS);
	rig_run_to(BETA);
	guest_print("\n");
	rig_run_ns(1000 * TB_MS);
	assert_int_equal(rig_count_text(1, "\na\r"), 1);
}

static void fill_ring(u32 bytes)
{
	static u8 before[8192];
	const struct vcpu *v;
	u32 kept;

	setup(NULL);
	tb.machine.ring_bytes = bytes;
	start(NULL);
	v = sys.part[BETA].vcpus;
	kept = bytes < 4096 ? 4096 - bytes : 4096;
	fake.uart[1].room = 0;
	fake.uart[1].drain = 0;
	rig_run_to(BETA);
	memcpy(before, v->pct, kept);
	memcpy(before + kept, v->ctl, 4096);
	while (guest_print("ten bytes\n") == 10)
		continue;
	assert_memory_equal(v->pct, before, kept);
	assert_memory_equal(v->ctl, before + kept, 4096);
	fake.uart[1].room = 10000;
	rig_run_ns(1000 * TB_MS);
	assert_int_equal(rig_count_text(1, "ten bytes\r\n"), (bytes - 2) / 11);
}

/* A page has room for the control table and for a ring of 2 KiB, or for none.
   SEP-CON-017 */
static void a_full_ring_changes_nothing_beside_it(void **state)
{
	(void)state;
	fill_ring(128);
	fill_ring(2048);
	fill_ring(4096);
}

/* SEP-CON-004 SEP-CON-003 */
static void a_line_longer_than_the_ring_comes_out(void **state)
{
	char text[200];
	u32 total = 0, length;

	start(state);
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = 0;
	for (u32 i = 0; i < 400 && total < 5000; i++) {
		s32 n;

		rig_run_to(BETA);
		n = guest_print(text);
		if (n > 0)
			total += (u32)n;
		rig_run_ns(5 * TB_MS);
	}
	assert_in_range(total, 5000, 5200);
	rig_run_to(BETA);
	guest_print("\n");
	rig_run_ns(2000 * TB_MS);
	length = 0;
	for (const char *c = rig_text(1); *c; c++)
		length += *c == 'x';
	assert_int_equal(length, total);
}

/* SEP-CON-006 SEP-PART-003 */
static void a_halted_partitions_last_words_come_out(void **state)
{
	start(state);
	rig_run_to(BETA);
	guest_print("last words");
	rig_call1(XM_HC_halt_partition, BETA);
	expect_text("last words\r\n");
}

/* SEP-CON-006 */
static void a_reset_ends_the_line_of_before(void **state)
{
	start(state);
	rig_run_to(BETA);
	fake.uart[1].room = 0;
	fake.uart[1].drain = 0;
	guest_print("before");
	guest_reset(BETA, XM_WARM_RESET, 0);
	guest_print("after\n");
	fake.uart[1].room = 10000;
	expect_text("before\r\nafter\r\n");
}

/* SEP-CON-002 */
static void the_monitors_lines_go_first(void **state)
{
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_HALT, 1);
	start(state);
	fake.uart[1].room = 0;
	fake.uart[1].drain = 0;
	rig_run_to(BETA);
	guest_print("one\ntwo\nthree\n");
	rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
	rig_run_ns(20 * TB_MS);
	fake.uart[1].room = 10000;
	rig_run_ns(100 * TB_MS);
	/* at most the line that had begun comes before it */
	assert_true(strstr(rig_text(1), "HM ") < strstr(rig_text(1), "two"));
	assert_non_null(strstr(rig_text(1), "three\r\n"));
}

/* SEP-CON-005 SEP-SCHED-003 */
static void a_dead_uart_changes_nothing(void **state)
{
	struct xm_part_state s;
	u32 refused;

	start(state);
	fake.uart[1].room = 0;
	fake.uart[1].drain = 0;
	refused = fake.uart[1].refused;
	for (u32 frame = 2; frame < 10; frame++) {
		rig_run_until(rig_at(frame * 10 * TB_MS + 2 * TB_MS) + 1);
		assert_int_equal(rig_running(), BETA);
		guest_print("nobody listens\n");
		rig_run_until(rig_at(frame * 10 * TB_MS + 6 * TB_MS) + 1);
		assert_int_equal(rig_running(), GAMMA);
	}
	/* one look for each entry that may talk, not a wait */
	assert_true(fake.uart[1].refused - refused < 400);
	rig_run_to(ALPHA);
	guest_part_state(GAMMA, &s);
	assert_in_range(s.late_ns_max, 0, 1000);
}

/* SEP-CON-009 */
static void without_a_console_output_is_discarded(void **state)
{
	tb.part[BETA].console = NONE;
	start(state);
	rig_run_to(BETA);
	for (u32 i = 0; i < 200; i++)
		assert_int_equal(guest_print("into the void\n"), 14);
	expect_text("");
}

/* SEP-CON-011 SEP-CON-001 */
static void each_console_has_its_own_output(void **state)
{
	tb.part[BETA].console = tb_console(&tb, 0);
	start(state);
	rig_run_to(BETA);
	guest_print("to zero\n");
	rig_run_to(GAMMA);
	guest_print("to one\n");
	expect_text("to one\r\n");
	assert_string_equal(rig_text(0), "to zero\r\n");
}

/* SEP-CON-009 SEP-CON-011 */
static void a_system_without_any_console_runs(void **state)
{
	(void)state;
	tb.consoles = 0;
	tb.machine.console = NONE;
	for (u32 p = 0; p < 3; p++)
		tb.part[p].console = NONE;
	rig_start(&tb);
	rig_run_to(BETA);
	rig_fault(HAL_FAULT_UNDEFINED, BETA_RAM, BETA_RAM, false);
	rig_run_ns(100 * TB_MS);
	rig_run_to(ALPHA);
	assert_false(fake.uart[0].on || fake.uart[1].on);
	rig_call1(XM_HC_halt_system, 3);
	assert_int_equal(fake.end, FAKE_STOPPED);
}

/* SEP-CON-004 SEP-MEM-003 */
static void console_buffers_are_checked(void **state)
{
	start(state);
	rig_run_to(BETA);
	assert_int_equal(rig_call2(XM_HC_write_console, ALPHA_RAM, 4), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_write_console, BETA_RAM + BETA_RAM_SIZE - 3, 4),
			 XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_write_console, BETA_RAM, 0), 0);
	expect_text("");
}

/* --- last words of the system ---------------------------------------------------------------- */

/* SEP-CON-007 SEP-CON-010 SEP-BOOT-006 */
static void halting_the_system_writes_everything_out(void **state)
{
	const char *end = "SEPTUM HALT status=42\r\n";
	const char *text;

	tb_hm(&tb, GAMMA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, 1);
	start(state);
	fake.uart[1].room = 0; /* drains a byte every 16 refusals */
	rig_run_to(GAMMA);
	guest_print("gamma was here");
	for (u32 i = 0; i < 5; i++)
		rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
	rig_run_to(ALPHA);
	guest_print("alpha too\n");
	rig_call1(XM_HC_halt_system, 42);
	assert_int_equal(fake.end, FAKE_STOPPED);
	text = rig_text(1);
	assert_non_null(strstr(text, "gamma was here\r\n"));
	assert_non_null(strstr(text, "alpha too\r\n"));
	assert_int_equal(rig_count_text(1, "HM "), 5);
	assert_string_equal(text + strlen(text) - strlen(end), end);
}

/* SEP-CON-007 */
static void a_stuck_uart_cannot_hold_up_the_end(void **state)
{
	start(state);
	fake.uart[1].room = 0;
	fake.uart[1].drain = 0;
	rig_run_to(ALPHA);
	guest_print("alpha\n");
	rig_call1(XM_HC_halt_system, 1);
	assert_int_equal(fake.end, FAKE_STOPPED);
}

/* SEP-HC-002 SEP-BOOT-006 */
static void only_system_partitions_stop_the_system(void **state)
{
	start(state);
	rig_run_to(BETA);
	assert_int_equal(rig_call1(XM_HC_halt_system, 0), XM_PERM_ERROR);
	assert_int_equal(rig_call1(XM_HC_reset_system, XM_COLD_RESET), XM_PERM_ERROR);
	rig_run_to(ALPHA);
	assert_int_equal(rig_call1(XM_HC_reset_system, 2), XM_INVALID_PARAM);
	assert_int_equal(fake.end, FAKE_RUNS);
	rig_call1(XM_HC_reset_system, XM_WARM_RESET);
	assert_int_equal(fake.end, FAKE_RESET);
	assert_int_equal(fake.reset_mode, XM_WARM_RESET);
	assert_int_equal(rig_count_text(1, "SEPTUM RESET warm\r\n"), 1);
}

static void panic(void *arg)
{
	(void)arg;
	core_panic(0x1234, 0x5678, 0x9a);
}

static void overflow(void *arg)
{
	(void)arg;
	core_panic(0x1234, FAKE_STACK_GUARD + 0xffc, 0x9a);
}

/* SEP-CON-010 SEP-CON-007 SEP-HAL-011 */
static void a_panic_prints_one_line_and_stops(void **state)
{
	start(state);
	rig_run_to(BETA);
	guest_print("beta\n");
	rig_inside(panic, NULL);
	assert_int_equal(fake.end, FAKE_STOPPED);
	assert_string_equal(rig_text(1), "beta\r\nSEPTUM PANIC pc=0x00001234 address=0x00005678 "
					 "status=0x0000009a\r\n");
}

/* SEP-CON-010 */
static void a_stack_that_overflowed_is_named(void **state)
{
	start(state);
	rig_inside(overflow, NULL);
	assert_int_equal(fake.end, FAKE_STOPPED);
	assert_int_equal(rig_count_text(1, "SEPTUM PANIC stack overflow pc=0x00001234 "), 1);
}

/* SEP-HM-027: as the plan says */
static void a_panic_takes_the_systems_action(void **state)
{
	static const struct {
		u32 action;
		enum fake_end end;
		u32 mode;
	} ends[] = {
		{ XM_HM_AC_IGNORE, FAKE_STOPPED, 0 },
		{ XM_HM_AC_HYPERVISOR_COLD_RESET, FAKE_RESET, XM_COLD_RESET },
		{ XM_HM_AC_HYPERVISOR_WARM_RESET, FAKE_RESET, XM_WARM_RESET },
		{ XM_HM_AC_HALT, FAKE_STOPPED, 0 },
		{ XM_HM_AC_SWITCH_TO_MAINTENANCE, FAKE_STOPPED, 0 },
	};

	for (u32 i = 0; i < ARRAY_LEN(ends); i++) {
		setup(NULL);
		tb_hm(&tb, TB_HYP, XM_HM_EV_INTERNAL_ERROR, ends[i].action, 1);
		start(state);
		rig_inside(panic, NULL);
		assert_int_equal(fake.end, ends[i].end);
		if (ends[i].end == FAKE_RESET) {
			assert_int_equal(fake.reset_mode, ends[i].mode);
			assert_int_equal(rig_reboot(ends[i].mode), FAKE_RUNS);
			assert_int_equal(rig_pct(BETA)->resetStatus, ends[i].mode);
		}
		assert_int_equal(rig_count_text(1, "SEPTUM PANIC "), 1);
	}
}

/* SEP-HM-027 */
static void a_panic_inside_a_panic_just_stops(void **state)
{
	tb_hm(&tb, TB_HYP, XM_HM_EV_INTERNAL_ERROR, XM_HM_AC_HYPERVISOR_COLD_RESET, 1);
	start(state);
	rig_inside(panic, NULL);
	assert_int_equal(fake.end, FAKE_RESET);
	rig_inside(panic, NULL);
	assert_int_equal(fake.end, FAKE_STOPPED);
	assert_int_equal(rig_count_text(1, "SEPTUM PANIC "), 1);
}

/* SEP-CON-010 SEP-HM-027 */
static void a_panic_before_there_is_a_console_just_stops(void **state)
{
	tb_hm(&tb, TB_HYP, XM_HM_EV_INTERNAL_ERROR, XM_HM_AC_HYPERVISOR_COLD_RESET, 1);
	start(state);
	memset(&sys, 0, sizeof(sys));
	rig_inside(panic, NULL);
	assert_int_equal(fake.end, FAKE_STOPPED);
	assert_string_equal(rig_text(1), "");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_line_comes_out_with_a_carriage_return, setup),
		cmocka_unit_test_setup(an_unfinished_line_waits_for_its_end, setup),
		cmocka_unit_test_setup(lines_of_partitions_alternate_and_never_mix, setup),
		cmocka_unit_test_setup(what_does_not_fit_is_not_taken, setup),
		cmocka_unit_test(a_full_ring_changes_nothing_beside_it),
		cmocka_unit_test_setup(a_line_longer_than_the_ring_comes_out, setup),
		cmocka_unit_test_setup(a_halted_partitions_last_words_come_out, setup),
		cmocka_unit_test_setup(a_reset_ends_the_line_of_before, setup),
		cmocka_unit_test_setup(the_monitors_lines_go_first, setup),
		cmocka_unit_test_setup(a_dead_uart_changes_nothing, setup),
		cmocka_unit_test_setup(without_a_console_output_is_discarded, setup),
		cmocka_unit_test_setup(each_console_has_its_own_output, setup),
		cmocka_unit_test_setup(a_system_without_any_console_runs, setup),
		cmocka_unit_test_setup(console_buffers_are_checked, setup),
		cmocka_unit_test_setup(halting_the_system_writes_everything_out, setup),
		cmocka_unit_test_setup(a_stuck_uart_cannot_hold_up_the_end, setup),
		cmocka_unit_test_setup(only_system_partitions_stop_the_system, setup),
		cmocka_unit_test_setup(a_panic_prints_one_line_and_stops, setup),
		cmocka_unit_test_setup(a_stack_that_overflowed_is_named, setup),
		cmocka_unit_test_setup(a_panic_takes_the_systems_action, setup),
		cmocka_unit_test_setup(a_panic_inside_a_panic_just_stops, setup),
		cmocka_unit_test_setup(a_panic_before_there_is_a_console_just_stops, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
