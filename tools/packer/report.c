/* SPDX-License-Identifier: BSD-2-Clause */
/* report.c - messages and the list of checks. */
#include "report.h"

#include <ctype.h>
#include <stdarg.h>

#include "text.h"

static const struct {
	const char *name;
	const char *sentence;
} checks[] = {
#define CHECK(id, name, sentence) { name, sentence },
#include "checks.def"
};

/* The rules of the table, and the sections they look at. */
static const struct {
	const char *name;
	const char *sentence;
} table_checks[] = {
#define CFG_ERROR(name, sentence) { #name, sentence },
#include "cfg_errors.def"
};

static const char *const sections[] = {
#define CFG_REC(type, name, NAME, need) #NAME,
#define F(field)
#define CFG_END(name)
#include "config.def"
};

enum { CHECK_NAME_ROOM = 32, MESSAGE_ROOM = 8192 };

static void table_check_name(char name[CHECK_NAME_ROOM], u32 error)
{
	int used = snprintf(name, CHECK_NAME_ROOM, "table-%s", table_checks[error].name);

	for (int i = 0; i < used && i < CHECK_NAME_ROOM; i++)
		name[i] = (char)tolower((unsigned char)name[i]);
}

__attribute__((format(printf, 5, 0))) static void message(struct report *r, const char *file,
							  const char *kind, const char *name,
							  const char *format, va_list args)
{
	char text[MESSAGE_ROOM];

	if (!r->out)
		return;
	vsnprintf(text, sizeof(text), format, args);
	text_clean(text);
	fprintf(r->out, "%s: %s: %s [%s]\n", file, kind, text, name);
}

void report_error(struct report *r, const char *file, enum check check, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	message(r, file, "error", checks[check].name, format, args);
	va_end(args);
	r->errors++;
}

void report_warning(struct report *r, const char *file, enum check check, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	message(r, file, "warning", checks[check].name, format, args);
	va_end(args);
	r->warnings++;
}

static void fault_place(char *text, size_t room, const struct cfg_fault *fault)
{
	if (fault->section >= CFG_SEC_COUNT)
		snprintf(text, room, "header");
	else if (fault->index == NONE)
		snprintf(text, room, "section %s", sections[fault->section]);
	else
		snprintf(text, room, "section %s, record %u", sections[fault->section],
			 fault->index);
}

void report_fault(struct report *r, const char *file, const struct cfg_fault *fault)
{
	char place[64], name[CHECK_NAME_ROOM];

	r->errors++;
	if (!r->out)
		return;
	fault_place(place, sizeof(place), fault);
	table_check_name(name, fault->error);
	fprintf(r->out, "%s: error: %s: %s [%s]\n", file, place,
		table_checks[fault->error].sentence, name);
}

void report_list_checks(FILE *out)
{
	char name[CHECK_NAME_ROOM];

	for (u32 i = 0; i < CHECK_COUNT; i++)
		fprintf(out, "%-20s %s\n", checks[i].name, checks[i].sentence);
	for (u32 i = CFG_ERR_NONE + 1; i < CFG_ERR_COUNT; i++) {
		table_check_name(name, i);
		fprintf(out, "%-20s %s\n", name, table_checks[i].sentence);
	}
}
