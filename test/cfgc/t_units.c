/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_units.c - numbers with units lose nothing, or say so.  SEP-CFGC-005
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "units.h"

typedef enum unit_error conversion(const char *text, u64 *out);

struct expectation {
	const char *text;
	enum unit_error error;
	u64 value;
};

static void check(conversion *convert, const struct expectation *e, size_t count)
{
	u64 value;

	for (; count; count--, e++) {
		if (convert(e->text, &value) != e->error)
			fail_msg("\"%s\": another result than expected", e->text);
		if ((e->error == UNIT_OK || e->error == UNIT_FRACTION) && value != e->value)
			fail_msg("\"%s\" is %llu, not %llu", e->text, value, e->value);
	}
}

static void times_are_exact_nanoseconds(void **state)
{
	static const struct expectation cases[] = {
		{ "0000us", UNIT_OK, 0 },
		{ "0500us", UNIT_OK, 500000 },
		{ "2.5s", UNIT_OK, 2500000000 },
		{ "1500ms", UNIT_OK, 1500000000 },
		{ "1S", UNIT_OK, 1000000000 },
		{ "7mS", UNIT_OK, 7000000 },
		{ "7uS", UNIT_OK, 7000 },
		{ "0.001us", UNIT_OK, 1 },
		{ "0.0010000000000000000000000000us", UNIT_OK, 1 },
		{ "0.000000001s", UNIT_OK, 1 },
		{ "1.0s", UNIT_OK, 1000000000 },
		{ "4294.967295s", UNIT_OK, 4294967295000 },
		{ "18446744073.709551615s", UNIT_OK, 0xffffffffffffffff },
		{ "18446744074.0s", UNIT_RANGE, 0 },
		{ "18446744073709551616us", UNIT_RANGE, 0 },
		{ "99999999999999999999999999us", UNIT_RANGE, 0 },
		{ "0.0015us", UNIT_FRACTION, 1 },
		{ "0.00000000000000000000000001s", UNIT_FRACTION, 0 },
		{ "0.123456789123456789123456789s", UNIT_FRACTION, 123456789 },
		{ "1 s", UNIT_SYNTAX, 0 },
		{ "1", UNIT_SYNTAX, 0 },
		{ ".5s", UNIT_SYNTAX, 0 },
		{ "-1s", UNIT_SYNTAX, 0 },
		{ "1ns", UNIT_SYNTAX, 0 },
		{ "", UNIT_SYNTAX, 0 },
	};

	(void)state;
	check(unit_time, cases, ARRAY_LEN(cases));
}

static void sizes_are_whole_bytes(void **state)
{
	static const struct expectation cases[] = {
		{ "0B", UNIT_OK, 0 },
		{ "12B", UNIT_OK, 12 },
		{ "64KB", UNIT_OK, 65536 },
		{ "0.5MB", UNIT_OK, 524288 },
		{ "0.125KB", UNIT_OK, 128 },
		{ "0.00000095367431640625MB", UNIT_OK, 1 },
		{ "4096MB", UNIT_OK, 0x100000000 },
		{ "17592186044415MB", UNIT_OK, 0xfffffffffff00000 },
		{ "17592186044416MB", UNIT_RANGE, 0 },
		{ "0.1KB", UNIT_FRACTION, 102 },
		{ "1.5B", UNIT_FRACTION, 1 },
		{ "1GB", UNIT_SYNTAX, 0 },
		{ "1kB", UNIT_SYNTAX, 0 },
	};

	(void)state;
	check(unit_size, cases, ARRAY_LEN(cases));
}

static void frequencies_are_whole_hertz(void **state)
{
	static const struct expectation cases[] = {
		{ "400Mhz", UNIT_OK, 400000000 },
		{ "400MHz", UNIT_OK, 400000000 },
		{ "32.768KHz", UNIT_OK, 32768 },
		{ "32Khz", UNIT_OK, 32000 },
		{ "666.666687MHz", UNIT_OK, 666666687 },
		{ "33.33333333MHz", UNIT_FRACTION, 33333333 },
		{ "400Hz", UNIT_SYNTAX, 0 },
	};

	(void)state;
	check(unit_frequency, cases, ARRAY_LEN(cases));
}

static void addresses_and_numbers_are_plain(void **state)
{
	static const struct expectation hex[] = {
		{ "0x0", UNIT_OK, 0 },
		{ "0xFFFC0000", UNIT_OK, 0xfffc0000 },
		{ "0xfffc0000", UNIT_OK, 0xfffc0000 },
		{ "0x00000000000000000001", UNIT_OK, 1 },
		{ "0x10000000000000000", UNIT_RANGE, 0 },
		{ "0x", UNIT_SYNTAX, 0 },
		{ "10", UNIT_SYNTAX, 0 },
		{ "0x1g", UNIT_SYNTAX, 0 },
	};
	static const struct expectation numbers[] = {
		{ "0", UNIT_OK, 0 },
		{ " +12\n", UNIT_OK, 12 },
		{ "-0", UNIT_OK, 0 },
		{ "18446744073709551615", UNIT_OK, 0xffffffffffffffff },
		{ "18446744073709551616", UNIT_RANGE, 0 },
		{ "-1", UNIT_SYNTAX, 0 },
		{ "1 2", UNIT_SYNTAX, 0 },
		{ "", UNIT_SYNTAX, 0 },
	};

	(void)state;
	check(unit_hex, hex, ARRAY_LEN(hex));
	check(unit_number, numbers, ARRAY_LEN(numbers));
}

static void times_are_printed_in_the_largest_whole_unit(void **state)
{
	(void)state;
	assert_string_equal(unit_print_time(0).text, "0 us");
	assert_string_equal(unit_print_time(2000000000).text, "2 s");
	assert_string_equal(unit_print_time(2500000000).text, "2500 ms");
	assert_string_equal(unit_print_time(1001000).text, "1001 us");
	assert_string_equal(unit_print_time(1001).text, "1001 ns");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_are_exact_nanoseconds),
		cmocka_unit_test(sizes_are_whole_bytes),
		cmocka_unit_test(frequencies_are_whole_hertz),
		cmocka_unit_test(addresses_and_numbers_are_plain),
		cmocka_unit_test(times_are_printed_in_the_largest_whole_unit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
