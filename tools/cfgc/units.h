/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * units.h - numbers with units, exactly.
 *
 * Decimal fractions are kept as digits until the unit is applied, so nothing
 * is lost and what would be lost is reported.
 */
#ifndef CFGC_UNITS_H
#define CFGC_UNITS_H

#include "types.h"

enum unit_error {
	UNIT_OK,
	UNIT_SYNTAX,   /* no number of this kind; the schema lets none through */
	UNIT_RANGE,    /* more than 64 bits */
	UNIT_FRACTION, /* not a whole number of the smallest unit; *out is rounded down */
};

/* "2.5s", "1500ms", "0000us": nanoseconds. */
enum unit_error unit_time(const char *text, u64 *out);

/* "64KB", "0.5MB", "12B": bytes, K = 1024. */
enum unit_error unit_size(const char *text, u64 *out);

/* "400Mhz", "32.768KHz": hertz. */
enum unit_error unit_frequency(const char *text, u64 *out);

/* "0x1F". */
enum unit_error unit_hex(const char *text, u64 *out);

/* "12", with blanks around it or a plus sign. */
enum unit_error unit_number(const char *text, u64 *out);

/* A time for a message, in the largest unit that keeps it whole: "10 ms". */
struct time_text {
	char text[32];
};
struct time_text unit_print_time(u64 ns);

#endif
