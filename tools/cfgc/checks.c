/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * checks.c - the list of checks as a table, and how a check complains.
 */
#include "checks.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cfgc.h"

enum severity { WARNING, ERROR };
enum scope { ANY, WHOLE };

static const struct {
	const char *name;
	enum severity severity;
	enum scope scope;
	const char *sentence;
} checks[CHECK_COUNT] = {
#define CHECK(name, severity, scope, sentence) { #name, severity, scope, sentence },
#include "checks.def"
};

void check_name(enum check check, char name[40])
{
	const char *from = checks[check].name;
	size_t i;

	for (i = 0; i < 39 && from[i]; i++)
		name[i] = from[i] == '_' ? '-' : from[i];
	name[i] = '\0';
}

static enum diag_level level_of(const struct checker *c, enum check check)
{
	if (check == CHECK_temporal_requirements && c->strict_timing)
		return DIAG_ERROR;
	return checks[check].severity == ERROR ? DIAG_ERROR : DIAG_WARNING;
}

void complain(struct checker *c, enum check check, struct diag_pos at, const char *format, ...)
{
	char name[40];
	va_list args;

	c->dropped = c->partial && checks[check].scope == WHOLE;
	if (c->dropped)
		return;
	check_name(check, name);
	va_start(args, format);
	diag_vadd(c->diags, level_of(c, check), at, name, format, args);
	va_end(args);
}

void hint(struct checker *c, struct diag_pos at, const char *format, ...)
{
	va_list args;

	if (c->dropped)
		return;
	va_start(args, format);
	diag_vadd(c->diags, DIAG_HINT, at, NULL, format, args);
	va_end(args);
}

static int before(struct diag_pos a, struct diag_pos b)
{
	if (a.line != b.line)
		return a.line < b.line ? -1 : 1;
	return a.col < b.col ? -1 : a.col > b.col;
}

static int by_name(const void *left, const void *right)
{
	const struct named *a = left, *b = right;
	int order;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	order = strcmp(a->name, b->name);
	return order ? order : before(a->at, b->at);
}

void check_unique(struct checker *c, enum check check, struct named *records, u32 count,
		  const char *what)
{
	const struct named *first = records;
	u32 i;

	if (count == 0)
		return;
	qsort(records, count, sizeof(*records), by_name);
	for (i = 1; i < count; i++) {
		const struct named *r = &records[i];

		if (r->group != first->group || strcmp(r->name, first->name) != 0) {
			first = r;
			continue;
		}
		complain(c, check, r->at, "a second %s \"%s\"", what, r->name);
		hint(c, first->at, "the first is here");
	}
}

void cfgc_list_checks(FILE *out)
{
	size_t i;

	for (i = 0; i < CHECK_COUNT; i++) {
		char name[40];

		check_name((enum check)i, name);
		fprintf(out, "%-26s %-8s %s\n", name,
			checks[i].severity == ERROR ? "error" : "warning", checks[i].sentence);
	}
}
