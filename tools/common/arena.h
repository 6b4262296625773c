/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * arena.h - memory of a host tool that is given back all at once.
 *
 * A tool that runs out of memory can do nothing sensible, so these calls do
 * not fail: they say so and end the program with status 70.
 */
#ifndef TOOLS_ARENA_H
#define TOOLS_ARENA_H

#include <stddef.h>

struct arena_block;

/* All zero is an empty arena. */
struct arena {
	struct arena_block *blocks;
};

/* count elements of size bytes, zeroed, aligned for any type; never NULL. */
void *arena_alloc(struct arena *a, size_t count, size_t size);

/* A copy of the first length characters of text, NUL-terminated. */
char *arena_copy(struct arena *a, const char *text, size_t length);

/* Frees everything the arena gave out; it is empty again. */
void arena_free(struct arena *a);

/* malloc and realloc that do not fail; the caller frees. */
void *mem_resize(void *old, size_t count, size_t size);

#endif
