/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_console.c - lines on their way to the console: complete, in order, and
 * never broken into by a handler, whenever it comes.  Verifies SEP-LIB-003, SEP-LIB-008,
 * SEP-LIB-014.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "libxm_host.h"

static int start(void **state)
{
	(void)state;
	fake_reset();
	return 0;
}

static void lines_leave_when_they_are_complete(void **state)
{
	(void)state;
	assert_int_equal(xm_printf("[P%d] ", 3), 5);
	xm_printf("half ");
	assert_string_equal(fake_output, "");
	xm_printf("OK\nnext");
	assert_string_equal(fake_output, "[P3] half OK\n");
	assert_int_equal(xm_putchar('\r'), '\r');
	xm_puts("last");
	assert_string_equal(fake_output, "[P3] half OK\nnext\rlast\n");
}

static void a_long_text_leaves_in_pieces_of_510(void **state)
{
	char text[901];

	(void)state;
	memset(text, 'a', 900);
	text[900] = 0;
	xm_printf("%s", text);
	assert_int_equal(strlen(fake_output), 510);
	xm_printf("\n");
	assert_int_equal(strlen(fake_output), 901);
}

static void nothing_is_lost_when_the_console_is_full(void **state)
{
	char expected[1024 * 12];
	size_t length = 0;

	(void)state;
	fake_take_at_most(3);
	for (int i = 0; i < 1024; i++) {
		xm_printf("line %d\n", i);
		length += (size_t)sprintf(expected + length, "line %d\n", i);
	}
	assert_string_equal(fake_output, expected);
}

static void without_a_console_printing_goes_on(void **state)
{
	(void)state;
	fake_no_console();
	xm_printf("nobody\nlistens\n");
	fake_halt();
	assert_string_equal(fake_output, "");
	assert_true(fake_partition_halted());
}

static void half_a_line_comes_out_at_a_halt(void **state)
{
	(void)state;
	xm_printf("before\nhalf");
	fake_halt();
	assert_string_equal(fake_output, "before\nhalf\n");
}

static void print_tick(void)
{
	xm_printf("tick\n");
}

static void print_dot(void)
{
	xm_printf(".");
}

static void print_and_halt(void)
{
	xm_printf("last ");
	fake_halt();
}

static void a_handler_does_not_break_into_a_half_line(void **state)
{
	(void)state;
	xm_printf("half ");
	fake_interrupt_now(print_tick);
	xm_printf("whole\n");
	assert_string_equal(fake_output, "tick\nhalf whole\n");
}

static void what_a_handler_began_goes_on_behind_it(void **state)
{
	(void)state;
	fake_interrupt_now(print_dot);
	fake_interrupt_now(print_dot);
	xm_printf("end\n");
	assert_string_equal(fake_output, "..end\n");
}

static void what_a_handler_began_waits_for_the_line_it_interrupted(void **state)
{
	(void)state;
	xm_printf("half ");
	fake_interrupt_now(print_dot);
	xm_printf("whole\n");
	assert_string_equal(fake_output, "half whole\n");
	fake_interrupt_now(print_dot);
	xm_printf("end\n");
	assert_string_equal(fake_output, "half whole\n..end\n");
}

static void a_halt_in_a_handler_keeps_the_lines_apart(void **state)
{
	(void)state;
	xm_printf("half");
	fake_interrupt_now(print_and_halt);
	assert_string_equal(fake_output, "half\nlast \n");
}

static void print_and_report(void)
{
	xm_printf("last ");
	fake_report();
}

static void half_a_line_comes_out_before_an_event_that_may_halt(void **state)
{
	(void)state;
	fake_take_at_most(2);
	xm_printf("[P3] ");
	fake_report();
	assert_string_equal(fake_output, "[P3] ");
	xm_printf("goes on\n"); /* it did not */
	assert_string_equal(fake_output, "[P3] goes on\n");
	fake_report();
	xm_printf("half");
	fake_report();
	fake_halt();
	assert_string_equal(fake_output, "[P3] goes on\nhalf\n");
}

static void an_event_in_a_handler_keeps_the_lines_apart(void **state)
{
	(void)state;
	fake_take_at_most(1);
	xm_printf("half");
	fake_interrupt_now(print_and_report);
	assert_string_equal(fake_output, "half\nlast ");
	xm_printf("whole\n");
	assert_string_equal(fake_output, "half\nlast whole\n");
}

static void a_line_that_began_early_ends_before_that_of_a_handler(void **state)
{
	(void)state;
	fake_take_at_most(1);
	xm_printf("half");
	fake_report();
	fake_interrupt_now(print_tick);
	xm_printf("whole\n");
	assert_string_equal(fake_output, "half\ntick\nwhole\n");
}

/* At every moment at which an interrupt can come while two lines are printed. */
static void an_interrupt_at_any_moment_leaves_lines_whole(void **state)
{
	static const char *const expected[] = { "tick\nfirst line\nsecond line\n",
						"first line\ntick\nsecond line\n",
						"first line\nsecond line\ntick\n",
						"first line\nsecond line\n" };
	int seen[4] = { 0 };

	(void)state;
	for (int n = 0; n < 80; n++) {
		int i = 0;

		fake_reset();
		fake_interrupts_on();
		fake_take_at_most(2);
		fake_interrupt(n, print_tick);
		xm_printf("first line\nsecond line\n");
		while (i < 4 && strcmp(fake_output, expected[i]) != 0)
			i++;
		if (i == 4)
			fail_msg("interrupt %d: \"%s\"", n, fake_output);
		seen[i]++;
	}
	for (int i = 0; i < 4; i++)
		assert_true(seen[i] > 0);
}

static void print_line_interrupted(void)
{
	fake_interrupts_on();
	xm_printf("outer ");
	fake_interrupt_now(print_tick);
	xm_printf("handler\n");
}

static void nested_handlers_have_lines_of_their_own(void **state)
{
	(void)state;
	fake_take_at_most(4);
	xm_printf("half ");
	fake_interrupt_now(print_line_interrupted);
	xm_printf("whole\n");
	assert_string_equal(fake_output, "tick\nouter handler\nhalf whole\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(lines_leave_when_they_are_complete, start),
		cmocka_unit_test_setup(a_long_text_leaves_in_pieces_of_510, start),
		cmocka_unit_test_setup(nothing_is_lost_when_the_console_is_full, start),
		cmocka_unit_test_setup(without_a_console_printing_goes_on, start),
		cmocka_unit_test_setup(half_a_line_comes_out_at_a_halt, start),
		cmocka_unit_test_setup(a_handler_does_not_break_into_a_half_line, start),
		cmocka_unit_test_setup(what_a_handler_began_goes_on_behind_it, start),
		cmocka_unit_test_setup(what_a_handler_began_waits_for_the_line_it_interrupted,
				       start),
		cmocka_unit_test_setup(a_halt_in_a_handler_keeps_the_lines_apart, start),
		cmocka_unit_test_setup(half_a_line_comes_out_before_an_event_that_may_halt, start),
		cmocka_unit_test_setup(an_event_in_a_handler_keeps_the_lines_apart, start),
		cmocka_unit_test_setup(a_line_that_began_early_ends_before_that_of_a_handler,
				       start),
		cmocka_unit_test_setup(an_interrupt_at_any_moment_leaves_lines_whole, start),
		cmocka_unit_test_setup(nested_handlers_have_lines_of_their_own, start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
