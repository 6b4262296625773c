/* SPDX-License-Identifier: BSD-2-Clause */
/* stdlib.c - numbers from text; exit. */
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <xm.h>

struct parsed {
	unsigned long long value;
	const char *end;
	int negative;
	int overflow;
};

static unsigned digit_value(char c)
{
	if (isdigit(c))
		return (unsigned)(c - '0');
	if (isalpha(c))
		return (unsigned)(tolower(c) - 'a' + 10);
	return UINT_MAX;
}

/* Skip a prefix that base permits; 0x only counts with a digit behind it. */
static const char *skip_prefix(const char *s, unsigned *base)
{
	int hex = s[0] == '0' && (s[1] | 0x20) == 'x' && digit_value(s[2]) < 16;

	if (hex && (*base == 0 || *base == 16)) {
		*base = 16;
		return s + 2;
	}
	if (*base == 0)
		*base = s[0] == '0' ? 8 : 10;
	return s;
}

static struct parsed parse(const char *s, int asked, unsigned long long max)
{
	struct parsed p = { .end = s };
	unsigned base = (unsigned)asked;

	while (isspace(*s))
		s++;
	p.negative = *s == '-';
	if (*s == '-' || *s == '+')
		s++;
	s = skip_prefix(s, &base);
	for (; digit_value(*s) < base; s++) {
		unsigned digit = digit_value(*s);

		if (p.value > (max - digit) / base)
			p.overflow = 1;
		else
			p.value = p.value * base + digit;
		p.end = s + 1;
	}
	return p;
}

static long long to_signed(const char *s, char **end, int base, unsigned long long max)
{
	struct parsed p = parse(s, base, max + 1);

	if (end)
		*end = (char *)p.end;
	if (p.overflow || p.value > max)
		return p.negative ? -(long long)max - 1 : (long long)max;
	return p.negative ? -(long long)p.value : (long long)p.value;
}

static unsigned long long to_unsigned(const char *s, char **end, int base, unsigned long long max)
{
	struct parsed p = parse(s, base, max);

	if (end)
		*end = (char *)p.end;
	if (p.overflow)
		return max;
	return p.negative ? 0 - p.value : p.value;
}

long strtol(const char *s, char **end, int base)
{
	return (long)to_signed(s, end, base, LONG_MAX);
}

unsigned long strtoul(const char *s, char **end, int base)
{
	return (unsigned long)to_unsigned(s, end, base, ULONG_MAX);
}

long long strtoll(const char *s, char **end, int base)
{
	return to_signed(s, end, base, LLONG_MAX);
}

unsigned long long strtoull(const char *s, char **end, int base)
{
	return to_unsigned(s, end, base, ULLONG_MAX);
}

int atoi(const char *s)
{
	return (int)strtol(s, 0, 10);
}

char *basename(char *path)
{
	char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

void exit(int status)
{
	(void)status;
	for (;;)
		XM_halt_partition(XM_PARTITION_SELF);
}
