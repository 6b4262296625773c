/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_cfgc.c - hostile plans, entry point of libFuzzer: any bytes are compiled
 * in memory.  A table that config_check() rejects is a fault of ours, and what
 * was accepted must dump.
 *
 * Random bytes are seldom XML, so half of the mutations know what a plan is
 * made of: they put one attribute's value into another, or a line elsewhere.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cfgc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t room);

/* --- mutations --------------------------------------------------------------------- */

struct piece {
	size_t start, length;
};

/* The next number of a sequence that depends on the seed only. */
static size_t draw(unsigned *seed, size_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return below ? (*seed >> 8) % below : 0;
}

/* What lies between two of the characters, the first such place from at on. */
static bool find_piece(const uint8_t *data, size_t size, size_t at, char border, struct piece *out)
{
	const uint8_t *from, *to;

	from = at < size ? memchr(data + at, border, size - at) : NULL;
	to = from ? memchr(from + 1, border, (size_t)(data + size - from - 1)) : NULL;
	if (to == NULL)
		return false;
	out->start = (size_t)(from - data) + 1;
	out->length = (size_t)(to - from) - 1;
	return true;
}

/* Replace a piece by other bytes; returns the new size. */
static size_t replace(uint8_t *data, size_t size, size_t room, struct piece p, const void *bytes,
		      size_t length)
{
	if (size - p.length + length > room)
		return size;
	memmove(data + p.start + length, data + p.start + p.length, size - p.start - p.length);
	memcpy(data + p.start, bytes, length);
	return size - p.length + length;
}

static size_t from_pool(uint8_t *data, size_t size, size_t room, struct piece p, unsigned *seed)
{
	static const char *const pool[] = {
		"0",	  "1",		"2",	      "255",	    "4294967295", "0x0",
		"0x1000", "0x10000000", "0xfffff000", "0xbffff000", "0x20000000", "0B",
		"4KB",	  "64KB",	"512KB",      "1MB",	    "1us",	  "1ms",
		"10ms",	  "1.5s",	"0.0000001s", "none",	    "P0",	  "a b",
	};
	const char *value = pool[draw(seed, sizeof(pool) / sizeof(pool[0]))];

	return replace(data, size, room, p, value, strlen(value));
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed)
{
	static uint8_t copy[4096];
	size_t way = draw(&seed, 6);
	char border = way == 0 ? '\n' : '"';
	struct piece to, from;

	if (way >= 3 || !find_piece(data, size, draw(&seed, size), border, &to) ||
	    !find_piece(data, size, draw(&seed, size), border, &from))
		return LLVMFuzzerMutate(data, size, room);
	if (way == 1)
		return from_pool(data, size, room, to, &seed);
	if (from.length > sizeof(copy))
		return size;
	memcpy(copy, data + from.start, from.length);
	if (way == 0 && draw(&seed, 2))
		to.length = 0; /* in front of that line instead of over it */
	return replace(data, size, room, to, copy, from.length);
}

/* --- the target ---------------------------------------------------------------------- */

static void print(const struct cfgc_result *result, struct arena *arena)
{
	char why[160];
	FILE *out = fopen("/dev/null", "w");

	if (out == NULL || !cfgc_dump(out, result->table, result->size, why))
		abort();
	cfgc_timing(out, arena, result);
	fclose(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct cfgc_options options = { NULL, false };
	struct diag_list diags = { .file = "plan.xml" };
	struct arena arena = { NULL };
	struct cfgc_result result;
	enum cfgc_status status =
		cfgc_compile(&result, &arena, &diags, (const char *)data, size, &options);

	if (status == CFGC_INTERNAL || (status == CFGC_GOOD) != (diags.errors == 0))
		abort();
	if (status == CFGC_GOOD)
		print(&result, &arena);
	diag_free(&diags);
	arena_free(&arena);
	return 0;
}
