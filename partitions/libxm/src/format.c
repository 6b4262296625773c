/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * format.c - the conversions of printf.
 */
#include "libxm.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

enum { DIGITS_MAX = 22 }; /* 2^64 in octal */

void libxm_emit(struct libxm_sink *sink, char c)
{
	if (sink->console)
		libxm_put(c);
	else if (sink->length + 1 < sink->size)
		sink->s[sink->length] = c;
	sink->length++;
}

void libxm_fill(struct libxm_sink *sink, char c, int n)
{
	while (n-- > 0)
		libxm_emit(sink, c);
}

/* --- integers and text ----------------------------------------------------------- */

struct number {
	char digits[DIGITS_MAX]; /* last digit first */
	int count;
	char prefix[3];
};

static void make_digits(struct number *n, unsigned long long value, unsigned base, int upper)
{
	const char *set = upper ? "0123456789ABCDEF" : "0123456789abcdef";

	for (n->count = 0; value > UINT_MAX; value /= base)
		n->digits[n->count++] = set[value % base];
	for (unsigned low = (unsigned)value; low; low /= base)
		n->digits[n->count++] = set[low % base];
}

static void put_number(struct libxm_sink *sink, const struct libxm_spec *spec,
		       const struct number *n)
{
	int zeros = (spec->precision < 0 ? 1 : spec->precision) - n->count;
	int used = (int)strlen(n->prefix) + n->count;
	int blanks;

	if (spec->precision < 0 && spec->zero && !spec->left && spec->width - used > zeros)
		zeros = spec->width - used;
	if (zeros < 0)
		zeros = 0;
	blanks = spec->width - used - zeros;
	if (!spec->left)
		libxm_fill(sink, ' ', blanks);
	for (const char *p = n->prefix; *p; p++)
		libxm_emit(sink, *p);
	libxm_fill(sink, '0', zeros);
	for (int i = n->count; i-- > 0;)
		libxm_emit(sink, n->digits[i]);
	if (spec->left)
		libxm_fill(sink, ' ', blanks);
}

static void put_signed(struct libxm_sink *sink, const struct libxm_spec *spec, long long value)
{
	struct number n = { .prefix = { value < 0 ? '-' : spec->sign } };
	unsigned long long size = (unsigned long long)value;

	make_digits(&n, value < 0 ? 0 - size : size, 10, 0);
	put_number(sink, spec, &n);
}

static void put_unsigned(struct libxm_sink *sink, struct libxm_spec *spec, unsigned long long value,
			 unsigned base)
{
	struct number n = { .prefix = "" };

	make_digits(&n, value, base, spec->upper);
	if (spec->prefix || (spec->alternate && base == 16 && value)) {
		n.prefix[0] = '0';
		n.prefix[1] = spec->upper ? 'X' : 'x';
	}
	if (spec->alternate && base == 8 && value && spec->precision <= n.count)
		n.prefix[0] = '0';
	if (spec->alternate && base == 8 && !value && !spec->precision)
		spec->precision = 1;
	put_number(sink, spec, &n);
}

static void put_string(struct libxm_sink *sink, const struct libxm_spec *spec, const char *s)
{
	int length = 0;

	if (!s)
		s = "(null)";
	while ((spec->precision < 0 || length < spec->precision) && s[length])
		length++;
	if (!spec->left)
		libxm_fill(sink, ' ', spec->width - length);
	for (int i = 0; i < length; i++)
		libxm_emit(sink, s[i]);
	if (spec->left)
		libxm_fill(sink, ' ', spec->width - length);
}

/* --- conversion specifications ------------------------------------------------------ */

/* A va_list that functions can take turns at. */
struct args {
	va_list ap;
};

static char read_flag(struct libxm_spec *spec, char c)
{
	switch (c) {
	case '-':
		spec->left = 1;
		return c;
	case '+':
		spec->sign = '+';
		return c;
	case ' ':
		if (!spec->sign)
			spec->sign = ' ';
		return c;
	case '#':
		spec->alternate = 1;
		return c;
	case '0':
		spec->zero = 1;
		return c;
	default:
		return 0;
	}
}

static int read_count(const char **format, struct args *args)
{
	int n = 0;

	if (**format == '*') {
		++*format;
		return va_arg(args->ap, int);
	}
	while (isdigit(**format))
		n = n * 10 + *(*format)++ - '0';
	return n;
}

static void read_spec(struct libxm_spec *spec, const char **format, struct args *args)
{
	*spec = (struct libxm_spec){ .precision = -1 };
	while (read_flag(spec, **format))
		++*format;
	spec->width = read_count(format, args);
	if (spec->width < 0) {
		spec->left = 1;
		spec->width = -spec->width;
	}
	if (**format == '.') {
		++*format;
		spec->precision = read_count(format, args);
	}
}

/* The size in bytes of the argument that the length modifiers announce. */
static size_t read_size(const char **format)
{
	char c = **format;

	if (c == 'h' || c == 'l')
		++*format;
	if (c == 'h' || c == 'l') {
		if (**format != c)
			return c == 'h' ? sizeof(short) : sizeof(long);
		++*format;
		return c == 'h' ? sizeof(char) : sizeof(long long);
	}
	if (c == 'j' || c == 'z' || c == 't' || c == 'L')
		++*format;
	if (c == 'z' || c == 't')
		return sizeof(size_t);
	if (c == 'L')
		return sizeof(long double);
	return c == 'j' ? sizeof(long long) : sizeof(int);
}

static long long signed_arg(struct args *args, size_t size)
{
	int value;

	if (size == sizeof(long long))
		return va_arg(args->ap, long long);
	value = va_arg(args->ap, int);
	if (size == sizeof(char))
		return (signed char)value;
	return size == sizeof(short) ? (short)value : value;
}

static unsigned long long unsigned_arg(struct args *args, size_t size)
{
	if (size == sizeof(long long))
		return va_arg(args->ap, unsigned long long);
	return va_arg(args->ap, unsigned) & (UINT_MAX >> (8 * (sizeof(int) - size)));
}

/* On the target a long double is a double. */
static double double_arg(struct args *args, size_t size)
{
	if (size == sizeof(long double))
		return (double)va_arg(args->ap, long double);
	return va_arg(args->ap, double);
}

static void convert_integer(struct libxm_sink *sink, struct libxm_spec *spec, char conversion,
			    size_t size, struct args *args)
{
	switch (conversion) {
	case 'd':
	case 'i':
		put_signed(sink, spec, signed_arg(args, size));
		break;
	case 'u':
		put_unsigned(sink, spec, unsigned_arg(args, size), 10);
		break;
	case 'o':
		put_unsigned(sink, spec, unsigned_arg(args, size), 8);
		break;
	case 'p':
		spec->prefix = 1;
		put_unsigned(sink, spec, (unsigned long)va_arg(args->ap, void *), 16);
		break;
	default:
		spec->upper = conversion == 'X';
		put_unsigned(sink, spec, unsigned_arg(args, size), 16);
	}
}

static void convert_char(struct libxm_sink *sink, const struct libxm_spec *spec, int c)
{
	if (!spec->left)
		libxm_fill(sink, ' ', spec->width - 1);
	libxm_emit(sink, (char)c);
	if (spec->left)
		libxm_fill(sink, ' ', spec->width - 1);
}

static void convert(struct libxm_sink *sink, struct libxm_spec *spec, char conversion, size_t size,
		    struct args *args)
{
	switch (conversion) {
	case 'd':
	case 'i':
	case 'u':
	case 'o':
	case 'x':
	case 'X':
	case 'p':
		convert_integer(sink, spec, conversion, size, args);
		break;
	case 'f':
	case 'F':
		spec->upper = conversion == 'F';
		libxm_fixed(sink, spec, double_arg(args, size));
		break;
	case 's':
		put_string(sink, spec, va_arg(args->ap, const char *));
		break;
	case 'c':
		convert_char(sink, spec, va_arg(args->ap, int));
		break;
	default: /* %% and what we do not know: as it stands */
		if (conversion != '%')
			libxm_emit(sink, '%');
		libxm_emit(sink, conversion);
	}
}

void libxm_format(struct libxm_sink *sink, const char *format, va_list ap)
{
	struct args args;
	struct libxm_spec spec;
	size_t size;

	va_copy(args.ap, ap);
	for (; *format; format++) {
		if (*format != '%') {
			libxm_emit(sink, *format);
			continue;
		}
		format++;
		read_spec(&spec, &format, &args);
		size = read_size(&format);
		if (!*format)
			break;
		convert(sink, &spec, *format, size, &args);
	}
	va_end(args.ap);
}
