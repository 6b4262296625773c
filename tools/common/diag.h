/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * diag.h - what a host tool has to say about its input.
 *
 * Messages are collected first, so that a tool can find every error of one
 * run, and printed sorted by their place:
 *
 *   file:line:col: error: text [check-name]
 *   file:line:col: hint: text
 *
 * col and line are left out where they are not known (0).
 */
#ifndef TOOLS_DIAG_H
#define TOOLS_DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct diag_pos {
	unsigned line, col;
};

enum diag_level { DIAG_HINT, DIAG_WARNING, DIAG_ERROR };

struct diag_entry;

/* Zeroed but for file it is an empty list; file must outlive it. */
struct diag_list {
	const char *file;
	struct diag_entry *entries;
	size_t count, room;
	size_t errors, warnings;
};

/* Add a message. check (may be NULL) is printed in brackets; both it and the
   text are copied. */
void diag_add(struct diag_list *list, enum diag_level level, struct diag_pos at, const char *check,
	      const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The same, with an argument list. */
void diag_vadd(struct diag_list *list, enum diag_level level, struct diag_pos at, const char *check,
	       const char *format, va_list args) __attribute__((format(printf, 5, 0)));

/* Print everything by place; a hint stays behind the message before it.
   quiet: errors and their hints only. */
void diag_print(struct diag_list *list, FILE *out, bool quiet);

/* Give the memory back; the list is empty again. */
void diag_free(struct diag_list *list);

#endif
