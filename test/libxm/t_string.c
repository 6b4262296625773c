/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_string.c - memory, strings, numbers and character classes of libxm against
 * those of the host.  Verifies SEP-LIB-010.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <ctype.h>
#include <errno.h>
#include <cmocka.h>

#include "libxm_host.h"

enum { AREA = 96, SHIFTS = 8, LENGTHS = 70 };

static void pattern(unsigned char *area, unsigned start)
{
	for (unsigned i = 0; i < AREA; i++)
		area[i] = (unsigned char)(i * 7 + start);
}

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

/* Every alignment of both ends and every length up to LENGTHS. */
static void memcpy_moves_exactly_its_range(void **state)
{
	_Alignas(8) unsigned char from[AREA], ours[AREA], theirs[AREA];

	(void)state;
	for (unsigned i = 0; i < SHIFTS * SHIFTS * LENGTHS; i++) {
		unsigned to = i % SHIFTS, at = i / SHIFTS % SHIFTS, n = i / SHIFTS / SHIFTS;

		pattern(from, 3);
		pattern(ours, 101);
		pattern(theirs, 101);
		assert_ptr_equal(xm_memcpy(ours + to, from + at, n), ours + to);
		memcpy(theirs + to, from + at, n);
		assert_memory_equal(ours, theirs, AREA);
	}
}

static void memmove_copes_with_every_overlap(void **state)
{
	_Alignas(8) unsigned char ours[AREA], theirs[AREA];

	(void)state;
	for (unsigned i = 0; i < 24 * 24 * LENGTHS; i++) {
		unsigned to = i % 24, at = i / 24 % 24, n = i / 24 / 24;

		pattern(ours, 5);
		pattern(theirs, 5);
		assert_ptr_equal(xm_memmove(ours + to, ours + at, n), ours + to);
		memmove(theirs + to, theirs + at, n);
		assert_memory_equal(ours, theirs, AREA);
	}
}

static void memset_fills_exactly_its_range(void **state)
{
	_Alignas(8) unsigned char ours[AREA], theirs[AREA];

	(void)state;
	for (unsigned i = 0; i < SHIFTS * LENGTHS; i++) {
		unsigned to = i % SHIFTS, n = i / SHIFTS;

		pattern(ours, 5);
		pattern(theirs, 5);
		assert_ptr_equal(xm_memset(ours + to, 0x1a5, n), ours + to);
		memset(theirs + to, 0x1a5, n);
		assert_memory_equal(ours, theirs, AREA);
	}
}

static void memcmp_finds_the_first_difference(void **state)
{
	_Alignas(8) unsigned char a[AREA], b[AREA];

	(void)state;
	for (unsigned i = 0; i < SHIFTS * SHIFTS * 24; i++) {
		unsigned x = i % SHIFTS, y = i / SHIFTS % SHIFTS, n = i / SHIFTS / SHIFTS;

		memset(a, 200, AREA);
		memset(b, 200, AREA);
		assert_int_equal(xm_memcmp(a + x, b + y, n), 0);
		for (unsigned d = 0; d < n; d++) {
			b[y + d] = 3;
			a[x + n - 1] ^= 1;
			assert_int_equal(sign(xm_memcmp(a + x, b + y, n)),
					 sign(memcmp(a + x, b + y, n)));
			assert_int_equal(sign(xm_memcmp(b + y, a + x, n)),
					 sign(memcmp(b + y, a + x, n)));
			a[x + n - 1] ^= 1;
			b[y + d] = 200;
		}
	}
}

static const char *const words[] = { "",     "a",      "b",  "ab",   "aab",
				     "aaab", "abcabc", "bc", "\xe4", "abc" };
enum { WORDS = sizeof(words) / sizeof(words[0]) };

static void compare_pair(const char *a, const char *b)
{
	char ours[64] = "zz", theirs[64] = "zz";

	assert_int_equal(sign(xm_strcmp(a, b)), sign(strcmp(a, b)));
	assert_ptr_equal(xm_strstr(a, b), strstr(a, b));
	for (size_t n = 0; n < 8; n++) {
		memset(ours, 'q', sizeof(ours));
		memset(theirs, 'q', sizeof(theirs));
		assert_int_equal(sign(xm_strncmp(a, b, n)), sign(strncmp(a, b, n)));
		assert_ptr_equal(xm_strncpy(ours, a, n), ours);
		strncpy(theirs, a, n);
		assert_memory_equal(ours, theirs, sizeof(ours));
		xm_strcpy(ours, a);
		strcpy(theirs, a);
		assert_ptr_equal(xm_strncat(ours, b, n), ours);
		strncat(theirs, b, n);
		assert_memory_equal(ours, theirs, sizeof(ours));
		xm_strcat(ours, b);
		strcat(theirs, b);
		assert_memory_equal(ours, theirs, sizeof(ours));
	}
}

static void strings_behave_as_on_the_host(void **state)
{
	(void)state;
	for (int i = 0; i < WORDS; i++) {
		for (int j = 0; j < WORDS; j++)
			compare_pair(words[i], words[j]);
		for (int c = 0; c < 256; c++) {
			assert_ptr_equal(xm_strchr(words[i], c), strchr(words[i], c));
			assert_ptr_equal(xm_strrchr(words[i], c), strrchr(words[i], c));
		}
		assert_int_equal(xm_strlen(words[i]), strlen(words[i]));
	}
}

static void compare_number(const char *s, int base)
{
	char *ours, *theirs;

	assert_int_equal(xm_strtol(s, &ours, base), strtol(s, &theirs, base));
	assert_ptr_equal(ours, theirs);
	assert_int_equal(xm_strtoul(s, &ours, base), strtoul(s, &theirs, base));
	assert_ptr_equal(ours, theirs);
	assert_int_equal(xm_strtoll(s, &ours, base), strtoll(s, &theirs, base));
	assert_ptr_equal(ours, theirs);
	assert_int_equal(xm_strtoull(s, &ours, base), strtoull(s, &theirs, base));
	assert_ptr_equal(ours, theirs);
	assert_int_equal(xm_strtol(s, NULL, base), strtol(s, NULL, base));
}

static void numbers_are_read_as_on_the_host(void **state)
{
	static const char *const texts[] = {
		"",
		"0",
		"-0",
		"+7",
		"  \t42x",
		"-42",
		"0x1F",
		"0x",
		"0xg",
		"-0xff",
		"077",
		"08",
		"9223372036854775807",
		"9223372036854775808",
		"-9223372036854775808",
		"-9223372036854775809",
		"18446744073709551615",
		"18446744073709551616",
		"-18446744073709551615",
		"99999999999999999999999",
		"-99999999999999999999999",
		"zZ9",
		"- 1",
		"--1",
		"2147483648",
		"fFfFfFfF",
		"1011",
		"12a",
		"\v\f\r\n5",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		compare_number(texts[i], 0);
		for (int base = 2; base <= 36; base++)
			compare_number(texts[i], base);
	}
	assert_int_equal(xm_atoi(" -123 "), -123);
}

static void basename_is_what_follows_the_last_slash(void **state)
{
	char path[] = "a/b/c.c", plain[] = "c.c";

	(void)state;
	assert_string_equal(xm_basename(path), "c.c");
	assert_ptr_equal(xm_basename(plain), plain);
}

static void character_classes_are_those_of_ascii(void **state)
{
	(void)state;
	for (int c = -1; c < 256; c++) {
		assert_int_equal(!xm_isalnum(c), !isalnum(c));
		assert_int_equal(!xm_isalpha(c), !isalpha(c));
		assert_int_equal(!xm_isblank(c), !isblank(c));
		assert_int_equal(!xm_iscntrl(c), !iscntrl(c));
		assert_int_equal(!xm_isdigit(c), !isdigit(c));
		assert_int_equal(!xm_isgraph(c), !isgraph(c));
		assert_int_equal(!xm_islower(c), !islower(c));
		assert_int_equal(!xm_isprint(c), !isprint(c));
		assert_int_equal(!xm_ispunct(c), !ispunct(c));
		assert_int_equal(!xm_isspace(c), !isspace(c));
		assert_int_equal(!xm_isupper(c), !isupper(c));
		assert_int_equal(!xm_isxdigit(c), !isxdigit(c));
		assert_int_equal(xm_tolower(c), tolower(c));
		assert_int_equal(xm_toupper(c), toupper(c));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memcpy_moves_exactly_its_range),
		cmocka_unit_test(memmove_copes_with_every_overlap),
		cmocka_unit_test(memset_fills_exactly_its_range),
		cmocka_unit_test(memcmp_finds_the_first_difference),
		cmocka_unit_test(strings_behave_as_on_the_host),
		cmocka_unit_test(numbers_are_read_as_on_the_host),
		cmocka_unit_test(basename_is_what_follows_the_last_slash),
		cmocka_unit_test(character_classes_are_those_of_ascii),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
