/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * arena.c - memory that is given back all at once; used by every host tool.
 */
#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
	struct arena_block *next;
	alignas(max_align_t) unsigned char bytes[];
};

static _Noreturn void out_of_memory(void)
{
	fputs("out of memory\n", stderr);
	exit(70);
}

void *mem_resize(void *old, size_t count, size_t size)
{
	size_t bytes;
	void *p;

	if (__builtin_mul_overflow(count, size, &bytes))
		out_of_memory();
	p = realloc(old, bytes ? bytes : 1);
	if (p == NULL)
		out_of_memory();
	return p;
}

void *arena_alloc(struct arena *a, size_t count, size_t size)
{
	struct arena_block *b;
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - sizeof(*b))
		out_of_memory();
	b = mem_resize(NULL, 1, sizeof(*b) + bytes);
	memset(b->bytes, 0, bytes);
	b->next = a->blocks;
	a->blocks = b;
	return b->bytes;
}

char *arena_copy(struct arena *a, const char *text, size_t length)
{
	char *copy = arena_alloc(a, length + 1, 1);

	memcpy(copy, text, length);
	return copy;
}

void arena_free(struct arena *a)
{
	while (a->blocks != NULL) {
		struct arena_block *next = a->blocks->next;

		free(a->blocks);
		a->blocks = next;
	}
}
