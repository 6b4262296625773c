/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fixed.c - %f: the exact decimal value of a double, correctly rounded.
 *
 * Works on the bits alone, so that it is the same with and without floating
 * point instructions.  A double is m * 2^shift: with shift >= 0 a whole number
 * of up to 1024 bits, otherwise 53 bits and a fraction of up to 1074.
 */
#include "libxm.h"

enum {
	WORDS = 40,
	BIAS = 1075,	    /* of the exponent, for a whole mantissa */
	CHUNK = 1000000000, /* nine digits */
	CHUNK_DIGITS = 9,
	PRECISION = 6, /* when none is given */
};

/*
 * words holds, from its start, the fraction (most significant word first, the
 * point before it), and at its end the whole part in chunks of nine digits,
 * most significant first.
 */
struct decimal {
	xm_u32_t words[WORDS];
	int chunks;
	int fraction; /* words in use */
};

/* Divide by ten to the ninth until nothing is left; the remainders, last first,
   fill words from its end, which the shrinking number leaves free. */
static void whole_number(struct decimal *d, xm_u64_t mantissa, int shift)
{
	int used = shift / 32 + 3;

	for (int i = 0; i < used; i++)
		d->words[i] = 0;
	d->words[shift / 32] = (xm_u32_t)(mantissa << (shift % 32));
	mantissa = shift % 32 ? mantissa >> (32 - shift % 32) : mantissa >> 32;
	d->words[shift / 32 + 1] = (xm_u32_t)mantissa;
	d->words[shift / 32 + 2] = shift % 32 ? (xm_u32_t)(mantissa >> 32) : 0;
	do {
		xm_u64_t rest = 0;

		for (int i = used; i-- > 0;) {
			rest = rest << 32 | d->words[i];
			d->words[i] = (xm_u32_t)(rest / CHUNK);
			rest %= CHUNK;
		}
		while (used > 0 && !d->words[used - 1])
			used--;
		d->words[WORDS - ++d->chunks] = (xm_u32_t)rest;
	} while (used > 0);
}

/* 0 < bits: where the point is in mantissa, counted from its end. */
static void with_fraction(struct decimal *d, xm_u64_t mantissa, int bits)
{
	xm_u64_t whole = bits < 64 ? mantissa >> bits : 0;
	int last = (bits + 31) / 32 - 1;
	int shift = (last + 1) * 32 - bits;

	d->words[WORDS - 1] = (xm_u32_t)(whole % CHUNK);
	d->words[WORDS - 2] = (xm_u32_t)(whole / CHUNK);
	d->chunks = whole >= CHUNK ? 2 : 1;
	d->fraction = last + 1;
	if (bits < 64)
		mantissa -= whole << bits;
	for (int i = 0; i < last; i++)
		d->words[i] = 0;
	d->words[last] = (xm_u32_t)(mantissa << shift);
	mantissa = shift ? mantissa >> (32 - shift) : mantissa >> 32;
	if (last >= 1)
		d->words[last - 1] = (xm_u32_t)mantissa;
	if (last >= 2 && shift)
		d->words[last - 2] = (xm_u32_t)(mantissa >> 32);
}

static void unpack(struct decimal *d, xm_u64_t bits)
{
	int exponent = (int)(bits >> 52) & 0x7ff;
	xm_u64_t mantissa = bits & 0xfffffffffffffull;

	if (exponent)
		mantissa |= 1ull << 52;
	else
		exponent = 1;
	d->chunks = 0;
	d->fraction = 0;
	if (exponent >= BIAS)
		whole_number(d, mantissa, exponent - BIAS);
	else
		with_fraction(d, mantissa, BIAS - exponent);
}

static int next_fraction_digit(struct decimal *d)
{
	xm_u64_t carry = 0;

	while (d->fraction && !d->words[d->fraction - 1])
		d->fraction--;
	for (int i = d->fraction; i-- > 0;) {
		carry += (xm_u64_t)d->words[i] * 10;
		d->words[i] = (xm_u32_t)carry;
		carry >>= 32;
	}
	return (int)carry;
}

/* Is what is left of the fraction more than half of the last digit?  A tie goes
   to the even digit. */
static int rounds_up(const struct decimal *d, int last_digit)
{
	if (!d->fraction || d->words[0] != 0x80000000u)
		return d->fraction && d->words[0] > 0x80000000u;
	for (int i = 1; i < d->fraction; i++)
		if (d->words[i])
			return 1;
	return last_digit & 1;
}

/*
 * Rounding up turns the nines at the end into zeros and adds one to the digit
 * before them, so a digit is held back with the nines that follow it.  The
 * first one held is a zero in front of the number, written only if it became 1.
 */
struct stream {
	struct libxm_sink *sink; /* 0: only count */
	int count;
	int index, point; /* digits so far; after which of them the point comes, or -1 */
	int held, nines;
};

static void write_char(struct stream *s, char c)
{
	if (s->sink)
		libxm_emit(s->sink, c);
	s->count++;
}

static void write_digit(struct stream *s, int digit)
{
	if (s->index || digit)
		write_char(s, (char)('0' + digit));
	if (s->index++ == s->point)
		write_char(s, '.');
}

static void release(struct stream *s, int carry)
{
	write_digit(s, s->held + carry);
	for (; s->nines; s->nines--)
		write_digit(s, carry ? 0 : 9);
}

static void push(struct stream *s, int digit)
{
	if (digit == 9) {
		s->nines++;
		return;
	}
	release(s, 0);
	s->held = digit;
}

/* The digits of a chunk, at least min of them; the last one is the result. */
static int push_chunk(struct stream *s, xm_u32_t chunk, int min)
{
	char digits[CHUNK_DIGITS];
	int n = 0;

	for (; chunk || n < min; chunk /= 10)
		digits[n++] = (char)(chunk % 10);
	for (int i = n; i-- > 0;)
		push(s, digits[i]);
	/* cppcheck-suppress uninitvar ; the chunk is not 0, or min is at least 1 */
	return digits[0];
}

static int chunk_length(xm_u32_t chunk)
{
	int n = 1;

	while (chunk /= 10)
		n++;
	return n;
}

static int write_decimal(struct libxm_sink *sink, const struct libxm_spec *spec, xm_u64_t bits)
{
	struct stream s = { .sink = sink, .point = -1 };
	struct decimal d;
	const xm_u32_t *chunk;
	int digit;

	unpack(&d, bits);
	chunk = &d.words[WORDS - d.chunks];
	if (spec->precision || spec->alternate)
		s.point = chunk_length(*chunk) + CHUNK_DIGITS * (d.chunks - 1);
	digit = push_chunk(&s, *chunk, 1);
	for (int i = 1; i < d.chunks; i++)
		digit = push_chunk(&s, chunk[i], CHUNK_DIGITS);
	for (int i = 0; i < spec->precision; i++) {
		digit = next_fraction_digit(&d);
		push(&s, digit);
	}
	release(&s, rounds_up(&d, digit));
	return s.count;
}

static void write_text(struct libxm_sink *sink, const struct libxm_spec *spec, char sign,
		       const char *text)
{
	int blanks = spec->width - 3 - !!sign;

	if (!spec->left)
		libxm_fill(sink, ' ', blanks);
	if (sign)
		libxm_emit(sink, sign);
	while (*text)
		libxm_emit(sink, *text++);
	if (spec->left)
		libxm_fill(sink, ' ', blanks);
}

void libxm_fixed(struct libxm_sink *sink, const struct libxm_spec *asked, double value)
{
	union {
		double value;
		xm_u64_t bits;
	} u = { .value = value };
	struct libxm_spec spec = *asked;
	char sign = u.bits >> 63 ? '-' : spec.sign;
	int padding;

	if (spec.precision < 0)
		spec.precision = PRECISION;
	u.bits &= ~(1ull << 63);
	if (u.bits > 0x7ff0000000000000ull) {
		write_text(sink, &spec, sign, spec.upper ? "NAN" : "nan");
		return;
	}
	if (u.bits == 0x7ff0000000000000ull) {
		write_text(sink, &spec, sign, spec.upper ? "INF" : "inf");
		return;
	}
	padding = spec.width - !!sign - write_decimal(0, &spec, u.bits);
	if (!spec.left && !spec.zero)
		libxm_fill(sink, ' ', padding);
	if (sign)
		libxm_emit(sink, sign);
	if (!spec.left && spec.zero)
		libxm_fill(sink, '0', padding);
	write_decimal(sink, &spec, u.bits);
	if (spec.left)
		libxm_fill(sink, ' ', padding);
}
