/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * diag.c - collect, sort and print messages; used by every host tool.
 */
#include "diag.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"

struct diag_entry {
	enum diag_level level;
	enum diag_level group; /* level of the message a hint belongs to */
	struct diag_pos at;
	struct diag_pos sort; /* place of the message a hint belongs to */
	size_t order;
	char *check;
	char *text;
};

static char *copy_or_null(const char *text)
{
	char *copy;

	if (text == NULL)
		return NULL;
	copy = mem_resize(NULL, strlen(text) + 1, 1);
	strcpy(copy, text);
	return copy;
}

static char *format_text(const char *format, va_list args)
{
	va_list again;
	char *text, *p;
	int length;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	text = mem_resize(NULL, (size_t)length + 1, 1);
	vsnprintf(text, (size_t)length + 1, format, args);
	for (p = text; *p; p++) /* what was quoted from a file stays on its line */
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			*p = '?';
	return text;
}

void diag_vadd(struct diag_list *list, enum diag_level level, struct diag_pos at, const char *check,
	       const char *format, va_list args)
{
	const struct diag_entry *previous;
	struct diag_entry *e;

	if (list->count == list->room) {
		list->room = list->room * 2 + 16;
		list->entries = mem_resize(list->entries, list->room, sizeof(*list->entries));
	}
	e = &list->entries[list->count];
	previous = list->count ? e - 1 : NULL;
	e->level = level;
	e->group = level == DIAG_HINT && previous ? previous->group : level;
	e->at = at;
	e->sort = level == DIAG_HINT && previous ? previous->sort : at;
	e->order = list->count++;
	e->check = copy_or_null(check);
	e->text = format_text(format, args);
	list->errors += level == DIAG_ERROR;
	list->warnings += level == DIAG_WARNING;
}

void diag_add(struct diag_list *list, enum diag_level level, struct diag_pos at, const char *check,
	      const char *format, ...)
{
	va_list args;

	va_start(args, format);
	diag_vadd(list, level, at, check, format, args);
	va_end(args);
}

static int by_place(const void *left, const void *right)
{
	const struct diag_entry *a = left, *b = right;

	if (a->sort.line != b->sort.line)
		return a->sort.line < b->sort.line ? -1 : 1;
	if (a->sort.col != b->sort.col)
		return a->sort.col < b->sort.col ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

static void print_entry(const struct diag_list *list, const struct diag_entry *e, FILE *out)
{
	static const char *const word[] = { "hint", "warning", "error" };

	fputs(list->file, out);
	if (e->at.line != 0)
		fprintf(out, ":%u", e->at.line);
	if (e->at.line != 0 && e->at.col != 0)
		fprintf(out, ":%u", e->at.col);
	fprintf(out, ": %s: %s", word[e->level], e->text);
	if (e->check != NULL)
		fprintf(out, " [%s]", e->check);
	fputc('\n', out);
}

void diag_print(struct diag_list *list, FILE *out, bool quiet)
{
	size_t i;

	if (list->count != 0)
		qsort(list->entries, list->count, sizeof(*list->entries), by_place);
	for (i = 0; i < list->count; i++)
		if (!quiet || list->entries[i].group == DIAG_ERROR)
			print_entry(list, &list->entries[i], out);
}

void diag_free(struct diag_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		free(list->entries[i].check);
		free(list->entries[i].text);
	}
	free(list->entries);
	*list = (struct diag_list){ .file = list->file };
}
