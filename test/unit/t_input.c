/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_input.c - what is typed at a console, and who gets it.
 */
#include "unit.h"
#include "guest.h"
#include "input.h"
#include "part.h"
#include "plans.h"
#include "system.h"

#define SELECT_ALPHA \
	"\x1d"       \
	"0\r"
#define SELECT_BETA \
	"\x1d"      \
	"1\n"

static struct tb tb;

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	return 0;
}

static void type(const char *bytes, u32 length)
{
	fake.uart[1].typed = bytes;
	fake.uart[1].typed_length = length;
}

/* Bytes as a person types them; so long that all of them are taken. */
static void typed(const char *text)
{
	type(text, (u32)strlen(text));
	while (fake.uart[1].typed_length != 0)
		rig_run_ns(TB_MS);
	rig_run_ns(20 * TB_MS); /* and what is said about them is out */
}

/* What the partition reads is this. */
static void expect_read(u32 part, const char *text)
{
	char got[100] = "";
	s32 n;

	rig_run_to(part);
	n = rig_call_done(XM_HC_read_console, guest_at(GUEST_SCRATCH), 80, 0, 0, 0);
	assert_in_range(n, 0, 80);
	memcpy(got, rig_guest(part, guest_at(GUEST_SCRATCH), 80), (size_t)n);
	assert_string_equal(got, text);
}

static u32 lost(u32 part)
{
	struct xm_part_state s;

	rig_run_to(ALPHA);
	assert_int_equal(guest_part_state(part, &s), XM_OK);
	return s.input_lost;
}

/* SEP-CON-012 SEP-CON-014 */
static void what_is_typed_goes_to_who_was_selected(void **state)
{
	(void)state;
	rig_start(&tb);
	typed("nobody hears this\r");
	typed(SELECT_BETA "hello\r");
	expect_read(ALPHA, "");
	typed(SELECT_ALPHA "you\r" SELECT_BETA "again");
	expect_read(ALPHA, "you\r");
	expect_read(BETA, "hello\ragain");
	expect_read(BETA, "");
	typed("\x1d\rnobody");
	expect_read(BETA, "");
	assert_int_equal(lost(BETA), 0);
}

/* SEP-CON-013 */
static void each_selection_is_answered_by_a_line(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_forget_text();
	typed(SELECT_BETA);
	assert_string_equal(rig_text(1), "SEPTUM INPUT P1 beta\r\n");
	typed("\x1d\n");
	assert_int_equal(rig_count_text(1, "SEPTUM INPUT none\r\n"), 1);
	typed("\x1d"
	      "000\r");
	assert_int_equal(rig_count_text(1, "SEPTUM INPUT P0 alpha\r\n"), 1);
	assert_int_equal(rig_count_text(1, "SEPTUM"), 3);
}

/* SEP-CON-012: after it nobody hears, rather than who did before */
static void a_number_that_is_no_partition_here_selects_nobody(void **state)
{
	static const char *const none[] = { "\x1d"
					    "3\r",
					    "\x1d"
					    "2\r",
					    "\x1d"
					    "255\r",
					    "\x1d"
					    "4294967296\r",
					    "\x1d"
					    "4294967295\r",
					    "\x1d"
					    "99999999999999999999\r" };

	(void)state;
	tb.part[GAMMA].console = NONE;
	rig_start(&tb);
	for (u32 i = 0; i < ARRAY_LEN(none); i++) {
		typed(SELECT_BETA);
		rig_forget_text();
		typed(none[i]);
		typed("x");
		assert_string_equal(rig_text(1), "SEPTUM INPUT none\r\n");
		expect_read(BETA, "");
	}
}

/* SEP-CON-013 */
static void other_sequences_are_ignored(void **state)
{
	(void)state;
	rig_start(&tb);
	typed(SELECT_BETA);
	rig_forget_text();
	typed("a\x1d\x1d"
	      "b\x1dx"
	      "c\x1d"
	      "0x"
	      "d\x1d"
	      "0\x1d"
	      "e");
	assert_string_equal(rig_text(1), "");
	expect_read(BETA, "a\x1d"
			  "bcde");
}

/* SEP-CON-014 */
static void a_full_ring_loses_what_comes_and_counts_it(void **state)
{
	char text[301];

	(void)state;
	memset(text, 'x', 300);
	text[300] = 0;
	memcpy(text, "0123456789", 10);
	rig_start(&tb);
	typed(SELECT_BETA);
	typed(text);
	text[INPUT_BYTES] = 0;
	expect_read(BETA, text);
	assert_int_equal(lost(BETA), 300 - INPUT_BYTES);
	assert_int_equal(lost(ALPHA), 0);
	typed("y");
	expect_read(BETA, "y");
}

/* SEP-CON-014 */
static void a_reset_forgets_what_was_not_read(void **state)
{
	static const u32 modes[] = { XM_WARM_RESET, XM_COLD_RESET };

	(void)state;
	rig_start(&tb);
	typed(SELECT_BETA);
	for (u32 i = 0; i < ARRAY_LEN(modes); i++) {
		typed("old");
		rig_run_to(ALPHA);
		assert_int_equal(guest_reset(BETA, modes[i], 0), XM_OK);
		expect_read(BETA, "");
		typed("new");
		expect_read(BETA, "new");
	}
}

/* SEP-CON-014 */
static void the_service_takes_what_has_arrived_and_no_more_than_asked(void **state)
{
	(void)state;
	rig_start(&tb);
	typed(SELECT_ALPHA);
	rig_run_to(ALPHA);
	type("abcdef", 6);
	assert_int_equal(rig_call_done(XM_HC_read_console, guest_at(GUEST_SCRATCH), 0, 0, 0, 0), 0);
	assert_int_equal(rig_call_done(XM_HC_read_console, guest_at(GUEST_SCRATCH), 2, 0, 0, 0), 2);
	expect_read(ALPHA, "cdef");
}

/* SEP-CON-014 */
static void wrong_reads_are_refused_and_take_nothing(void **state)
{
	(void)state;
	tb.part[GAMMA].console = NONE;
	rig_start(&tb);
	typed(SELECT_ALPHA "abc");
	rig_run_to(ALPHA);
	assert_int_equal(rig_call2(XM_HC_read_console, ALPHA_RO, 4), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_read_console, BETA_RAM, 4), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_read_console, 0, 4), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_read_console, ALPHA_RAM, 0xffffffff), XM_INVALID_PARAM);
	expect_read(ALPHA, "abc");
	rig_run_to(GAMMA);
	assert_int_equal(rig_call2(XM_HC_read_console, guest_at(GUEST_SCRATCH), 4),
			 XM_INVALID_CONFIG);
}

/* SEP-CON-015: the slot of alpha, who was selected, takes a piece, beta's and gamma's none. */
static void a_flood_is_taken_in_pieces(void **state)
{
	static char flood[100000] = SELECT_ALPHA;
	u32 before;

	(void)state;
	tb.part[GAMMA].console = NONE;
	rig_start(&tb);
	type(flood, sizeof(flood));
	rig_run_until(rig_at(10 * TB_MS) - 1);
	before = fake.uart[1].typed_length;
	rig_run_until(rig_at(12 * TB_MS) - 1);
	assert_int_equal(rig_running(), ALPHA);
	assert_int_equal(before - fake.uart[1].typed_length, 4);
	rig_run_until(rig_at(16 * TB_MS) - 1);
	before = fake.uart[1].typed_length;
	rig_run_until(rig_at(18 * TB_MS) - 1);
	assert_int_equal(rig_running(), GAMMA);
	assert_int_equal(before, fake.uart[1].typed_length);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(what_is_typed_goes_to_who_was_selected, setup),
		cmocka_unit_test_setup(each_selection_is_answered_by_a_line, setup),
		cmocka_unit_test_setup(a_number_that_is_no_partition_here_selects_nobody, setup),
		cmocka_unit_test_setup(other_sequences_are_ignored, setup),
		cmocka_unit_test_setup(a_full_ring_loses_what_comes_and_counts_it, setup),
		cmocka_unit_test_setup(a_reset_forgets_what_was_not_read, setup),
		cmocka_unit_test_setup(the_service_takes_what_has_arrived_and_no_more_than_asked,
				       setup),
		cmocka_unit_test_setup(wrong_reads_are_refused_and_take_nothing, setup),
		cmocka_unit_test_setup(a_flood_is_taken_in_pieces, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
