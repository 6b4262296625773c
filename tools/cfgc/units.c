/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * units.c - numbers with units, exactly; called by read.c.
 */
#include "units.h"

#include <stdio.h>
#include <string.h>

/* A decimal number as digits / 10^places, trailing zeros gone. */
struct decimal {
	u64 digits;
	u32 places;
	const char *unit;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool add_digit(u64 *number, u32 base, u32 digit)
{
	u64 next;

	if (__builtin_mul_overflow(*number, base, &next) ||
	    __builtin_add_overflow(next, digit, &next))
		return false;
	*number = next;
	return true;
}

static enum unit_error read_decimal(const char *text, struct decimal *out)
{
	const char *end;

	*out = (struct decimal){ 0, 0, NULL };
	if (!is_digit(*text))
		return UNIT_SYNTAX;
	for (; is_digit(*text); text++)
		if (!add_digit(&out->digits, 10, (u32)(*text - '0')))
			return UNIT_RANGE;
	end = text + (*text == '.');
	end += strspn(end, "0123456789");
	out->unit = end;
	if (*text != '.')
		return UNIT_OK;
	while (end[-1] == '0')
		end--;
	for (text++; text < end; text++, out->places++)
		if (!add_digit(&out->digits, 10, (u32)(*text - '0')))
			return UNIT_FRACTION;
	return UNIT_OK;
}

/* digits * scale / 10^places, rounded down. */
static enum unit_error scaled(struct decimal d, u64 scale, u64 *out)
{
	unsigned __int128 value = (unsigned __int128)d.digits * scale;
	bool exact = true;

	for (; d.places; d.places--) {
		exact = exact && value % 10 == 0;
		value /= 10;
	}
	if (value >> 64 != 0)
		return UNIT_RANGE;
	*out = (u64)value;
	return exact ? UNIT_OK : UNIT_FRACTION;
}

struct unit {
	const char *name;
	u64 scale;
};

static enum unit_error with_unit(const char *text, const struct unit *units, u64 *out)
{
	struct decimal d;
	enum unit_error error = read_decimal(text, &d);
	enum unit_error rounded;

	*out = 0;
	if (error == UNIT_SYNTAX || error == UNIT_RANGE)
		return error;
	for (; units->name != NULL; units++) {
		if (strcmp(units->name, d.unit) != 0)
			continue;
		rounded = scaled(d, units->scale, out);
		return rounded == UNIT_OK ? error : rounded;
	}
	return UNIT_SYNTAX;
}

enum unit_error unit_time(const char *text, u64 *out)
{
	static const struct unit units[] = {
		{ "us", 1000 },	     { "uS", 1000 },	  { "ms", 1000000 }, { "mS", 1000000 },
		{ "s", 1000000000 }, { "S", 1000000000 }, { NULL, 0 },
	};

	return with_unit(text, units, out);
}

enum unit_error unit_size(const char *text, u64 *out)
{
	static const struct unit units[] = {
		{ "B", 1 }, { "KB", 1024 }, { "MB", 1024 * 1024 }, { NULL, 0 }
	};

	return with_unit(text, units, out);
}

enum unit_error unit_frequency(const char *text, u64 *out)
{
	static const struct unit units[] = {
		{ "KHz", 1000 },    { "Khz", 1000 }, { "MHz", 1000000 },
		{ "Mhz", 1000000 }, { NULL, 0 },
	};

	return with_unit(text, units, out);
}

static u32 hex_digit(char c)
{
	if (is_digit(c))
		return (u32)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (u32)(c - 'a') + 10;
	if (c >= 'A' && c <= 'F')
		return (u32)(c - 'A') + 10;
	return NONE;
}

enum unit_error unit_hex(const char *text, u64 *out)
{
	*out = 0;
	if (strncmp(text, "0x", 2) != 0 || hex_digit(text[2]) == NONE)
		return UNIT_SYNTAX;
	for (text += 2; *text; text++) {
		if (hex_digit(*text) == NONE)
			return UNIT_SYNTAX;
		if (!add_digit(out, 16, hex_digit(*text)))
			return UNIT_RANGE;
	}
	return UNIT_OK;
}

enum unit_error unit_number(const char *text, u64 *out)
{
	static const char blanks[] = " \t\r\n";

	*out = 0;
	text += strspn(text, blanks);
	text += *text == '+' || (*text == '-' && text[1] == '0');
	if (!is_digit(*text))
		return UNIT_SYNTAX;
	for (; is_digit(*text); text++)
		if (!add_digit(out, 10, (u32)(*text - '0')))
			return UNIT_RANGE;
	return text[strspn(text, blanks)] == '\0' ? UNIT_OK : UNIT_SYNTAX;
}

struct time_text unit_print_time(u64 ns)
{
	static const struct unit units[] = {
		{ "s", 1000000000 }, { "ms", 1000000 }, { "us", 1000 }, { "ns", 1 }
	};
	const struct unit *u = units;
	struct time_text out = { "" };

	while (ns % u->scale != 0)
		u++;
	if (ns == 0)
		u = &units[2];
	snprintf(out.text, sizeof(out.text), "%llu %s", ns / u->scale, u->name);
	return out;
}
