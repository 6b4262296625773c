/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * string.c - memory and strings.
 *
 * Memory is moved in words, and never with an unaligned access: the areas may
 * be device memory.
 */
#include <string.h>

typedef xm_u32_t word __attribute__((may_alias));

enum { WORD = sizeof(word), BLOCK = 4 };

static inline size_t misaligned(const void *p)
{
	return (size_t)p % WORD;
}

/* dst is aligned; src is offset bytes (1 to 3) past a word boundary. */
static void copy_shifted(word *dst, const unsigned char *src, size_t words, size_t offset)
{
	const word *from = (const word *)(const void *)(src - offset);
	unsigned down = 8 * (unsigned)offset;
	unsigned up = 32 - down;
	xm_u32_t low = *from++;

	for (; words; words--) {
		xm_u32_t high = *from++;

		*dst++ = low >> down | high << up;
		low = high;
	}
}

static void copy_aligned(word *dst, const word *src, size_t words)
{
	for (; words >= BLOCK; words -= BLOCK, dst += BLOCK, src += BLOCK) {
		xm_u32_t a = src[0], b = src[1], c = src[2], d = src[3];

		dst[0] = a;
		dst[1] = b;
		dst[2] = c;
		dst[3] = d;
	}
	while (words--)
		*dst++ = *src++;
}

void *memcpy(void *dst, const void *src, size_t n)
{
	unsigned char *to = dst;
	const unsigned char *from = src;
	size_t words;

	for (; n && misaligned(to); n--)
		*to++ = *from++;
	words = n / WORD;
	if (words && misaligned(from))
		copy_shifted((word *)(void *)to, from, words, misaligned(from));
	else if (words)
		copy_aligned((word *)(void *)to, (const word *)(const void *)from, words);
	to += words * WORD;
	from += words * WORD;
	for (n %= WORD; n; n--)
		*to++ = *from++;
	return dst;
}

/* Downwards; words only when both ends line up. */
static void copy_down(unsigned char *to, const unsigned char *from, size_t n)
{
	if (misaligned(to) == misaligned(from)) {
		for (; n && misaligned(to + n); n--)
			to[n - 1] = from[n - 1];
		for (; n >= WORD; n -= WORD)
			*(word *)(void *)(to + n - WORD) =
				*(const word *)(const void *)(from + n - WORD);
	}
	while (n--)
		to[n] = from[n];
}

void *memmove(void *dst, const void *src, size_t n)
{
	/* Upwards is right whenever dst does not lie within what is still to be read;
	   memcpy reads at most one word ahead of what it writes. */
	if ((size_t)dst - (size_t)src >= n && (size_t)src - (size_t)dst >= WORD)
		return memcpy(dst, src, n);
	if ((size_t)dst - (size_t)src < n) {
		copy_down(dst, src, n);
	} else {
		unsigned char *to = dst;
		const unsigned char *from = src;

		while (n--)
			*to++ = *from++;
	}
	return dst;
}

void *memset(void *dst, int c, size_t n)
{
	unsigned char *to = dst;
	xm_u32_t fill = (unsigned char)c * 0x01010101u;

	for (; n && misaligned(to); n--)
		*to++ = (unsigned char)c;
	for (; n >= WORD; n -= WORD, to += WORD)
		*(word *)(void *)to = fill;
	while (n--)
		*to++ = (unsigned char)c;
	return dst;
}

int memcmp(const void *a, const void *b, size_t n)
{
	const unsigned char *x = a, *y = b;

	if (!misaligned(x) && !misaligned(y))
		for (; n >= WORD; n -= WORD, x += WORD, y += WORD)
			if (*(const word *)(const void *)x != *(const word *)(const void *)y)
				break;
	for (; n; n--, x++, y++)
		if (*x != *y)
			return *x - *y;
	return 0;
}

size_t strlen(const char *s)
{
	const char *end = s;

	while (*end)
		end++;
	return (size_t)(end - s);
}

char *strcpy(char *dst, const char *src)
{
	memcpy(dst, src, strlen(src) + 1);
	return dst;
}

char *strncpy(char *dst, const char *src, size_t n)
{
	size_t i = 0;

	for (; i < n && src[i]; i++)
		dst[i] = src[i];
	for (; i < n; i++)
		dst[i] = 0;
	return dst;
}

char *strcat(char *dst, const char *src)
{
	strcpy(dst + strlen(dst), src);
	return dst;
}

char *strncat(char *dst, const char *src, size_t n)
{
	char *to = dst + strlen(dst);

	while (n-- && *src)
		*to++ = *src++;
	*to = 0;
	return dst;
}

int strcmp(const char *a, const char *b)
{
	for (; *a && *a == *b; a++)
		b++;
	return (unsigned char)*a - (unsigned char)*b;
}

int strncmp(const char *a, const char *b, size_t n)
{
	for (; n && *a && *a == *b; n--, a++)
		b++;
	return n ? (unsigned char)*a - (unsigned char)*b : 0;
}

char *strchr(const char *s, int c)
{
	for (; *s != (char)c; s++)
		if (!*s)
			return 0;
	return (char *)s;
}

char *strrchr(const char *s, int c)
{
	const char *found = 0;

	do {
		if (*s == (char)c)
			found = s;
	} while (*s++);
	return (char *)found;
}

char *strstr(const char *s, const char *wanted)
{
	size_t length = strlen(wanted);

	for (; strncmp(s, wanted, length) != 0; s++)
		if (!*s)
			return 0;
	return (char *)s;
}
