/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_format.c - printf of libxm against the host's, with random formats and
 * values, and the cases a random generator seldom meets.  Verifies SEP-LIB-009.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <cmocka.h>

#include "libxm_host.h"

enum { ROUNDS = 100000, TEXT_MAX = 2048 };

static uint64_t seed = 0x853c49e6748fea9bu;

static uint64_t random64(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed * 0x2545f4914f6cdd1du;
}

static unsigned below(unsigned n)
{
	return (unsigned)(random64() >> 33) % n;
}

/* Any number of significant bits is as likely as any other. */
static uint64_t random_value(void)
{
	return random64() >> below(64);
}

struct format {
	char text[64];
	size_t length;
};

static void append(struct format *f, const char *text)
{
	f->length += (size_t)sprintf(f->text + f->length, "%s", text);
}

static struct format random_format(const char *flags, unsigned precision_max)
{
	struct format f = { "<%", 2 };
	char number[16];

	for (; *flags; flags++)
		if (!below(3))
			append(&f, (char[]){ *flags, 0 });
	if (below(2)) {
		sprintf(number, "%u", 1 + below(40));
		append(&f, number);
	}
	if (precision_max && below(2)) {
		sprintf(number, ".%u", below(precision_max));
		append(&f, number);
	}
	return f;
}

/* Both on the same arguments; also into a buffer that may be too short. */
#define COMPARE(format, ...)                                                                       \
	do {                                                                                       \
		char ours[TEXT_MAX], theirs[TEXT_MAX];                                             \
		size_t room = below(60);                                                           \
		int n = xm_snprintf(ours, sizeof(ours), format, __VA_ARGS__);                      \
                                                                                                   \
		assert_int_equal(n, snprintf(theirs, sizeof(theirs), format, __VA_ARGS__));        \
		if (strcmp(ours, theirs) != 0)                                                     \
			fail_msg("format \"%s\": \"%s\" instead of \"%s\"", format, ours, theirs); \
		memset(ours, 'z', sizeof(ours));                                                   \
		memset(theirs, 'z', sizeof(theirs));                                               \
		xm_snprintf(ours, room, format, __VA_ARGS__);                                      \
		if (room)                                                                          \
			snprintf(theirs, room, format, __VA_ARGS__);                               \
		assert_memory_equal(ours, theirs, 80);                                             \
	} while (0)

static void compare_integer(struct format f, char conversion, uint64_t value)
{
	static const char *const sizes[] = { "hh", "h", "", "l", "ll", "z", "j" };
	unsigned size = below(7);

	append(&f, sizes[size]);
	append(&f, (char[]){ conversion, '>', 0 });
	if (size < 3)
		COMPARE(f.text, (unsigned)value);
	else
		COMPARE(f.text, (unsigned long long)value);
}

static void integers_are_written_as_by_the_host(void **state)
{
	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		uint64_t value = below(2) ? random_value() : 0 - random_value();

		compare_integer(random_format("-+ 0", 30), "di"[below(2)], value);
		compare_integer(random_format("-0", 30), 'u', value);
		compare_integer(random_format("-#0", 30), "xXo"[below(3)], value);
	}
	for (int i = 0; i < 1000; i++)
		compare_integer(random_format("-#0", 3), "xXo"[below(3)], below(2));
}

static void text_is_written_as_by_the_host(void **state)
{
	char text[40];

	(void)state;
	for (int i = 0; i < ROUNDS / 4; i++) {
		struct format f = random_format("-", 50);
		struct format c = random_format("-", 0);
		size_t length = below(sizeof(text));

		memset(text, 'a' + (int)below(26), length);
		text[length] = 0;
		append(&f, "s> %%\n");
		COMPARE(f.text, text);
		append(&c, "c>");
		COMPARE(c.text, text[0]);
	}
}

static double random_double(void)
{
	union {
		uint64_t bits;
		double value;
	} u = { .bits = random64() };

	switch (below(6)) {
	case 0: /* any exponent */
		return u.value;
	case 1: /* decimals with few digits, many of them ties or nearly so */
		return (double)(int64_t)(random_value() >> 20) /
		       (double[]){ 2, 8, 10, 100, 1e4, 1e6 }[below(6)];
	case 2: /* small exponents of both signs */
		u.bits = (u.bits & ~(0x7ffull << 52)) | (uint64_t)(1023 - 70 + below(140)) << 52;
		return u.value;
	case 3: /* denormal */
		u.bits &= ~(0x7ffull << 52);
		return u.value;
	case 4: /* runs of nines */
		return (double)(1 + below(100)) -
		       (double[]){ 0.5, 1e-3, 1e-6, 1e-9, 5e-7, 0 }[below(6)];
	default:
		return (double)(int64_t)random_value();
	}
}

static void doubles_are_exact_and_correctly_rounded(void **state)
{
	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct format f = random_format("-+ #0", below(20) ? 25 : 1200);

		double value = random_double();

		append(&f, below(8) ? "f>" : "F>");
		COMPARE(f.text, value);
	}
}

static void extreme_doubles(void **state)
{
	static const double values[] = { 0,	   -0.0,     0.5,	 1.5,	   2.5,
					 9.5,	   0.999999, 9.9999995,	 99.5,	   DBL_MAX,
					 -DBL_MAX, DBL_MIN,  5e-324,	 INFINITY, -INFINITY,
					 1e15,	   1e22,     123456789.0 };

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		COMPARE("%f", values[i]);
		COMPARE("%.0f", values[i]);
		COMPARE("%#.0f", values[i]);
		COMPARE("%+012.1f", values[i]);
		COMPARE("%-12.1F|", values[i]);
		COMPARE("%.1080f", values[i]);
		COMPARE("%Lf", (long double)values[i]);
	}
	COMPARE("%f %F %6f", fabs(NAN), fabs(NAN), fabs(NAN));
}

static void several_conversions_take_their_own_arguments(void **state)
{
	(void)state;
	COMPARE("%d %lld %s %f %c %u%%", -1, 1ll << 40, "x", 2.25, 'y', 7u);
	COMPARE("%*d|%-*d|%.*d|%*s", 5, 42, -6, 43, 3, 4, -9, "left");
	COMPARE("%.*d|%.*f", -1, 5, -1, 0.5);
	COMPARE("%s", (const char *){ "" });
	COMPARE("%zu %td", sizeof(int), (ptrdiff_t)-3);
	COMPARE("%hhd %hd %hhu %hu", 300, 70000, 300, 70000);
	COMPARE("%p", (void *)0x1234abcd);
}

static void what_the_host_leaves_open(void **state)
{
	char text[40];

	(void)state;
	assert_int_equal(xm_sprintf(text, "%s|%p", (char *)0, (void *)0), 10);
	assert_string_equal(text, "(null)|0x0");
	assert_int_equal(xm_sprintf(text, "%q %d", 3), 4);
	assert_string_equal(text, "%q 3");
	assert_int_equal(xm_sprintf(text, "end %"), 4);
	assert_string_equal(text, "end ");
	assert_int_equal(xm_sprintf(text, "end %5l"), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(integers_are_written_as_by_the_host),
		cmocka_unit_test(text_is_written_as_by_the_host),
		cmocka_unit_test(doubles_are_exact_and_correctly_rounded),
		cmocka_unit_test(extreme_doubles),
		cmocka_unit_test(several_conversions_take_their_own_arguments),
		cmocka_unit_test(what_the_host_leaves_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
