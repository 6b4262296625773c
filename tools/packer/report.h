/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * report.h - what packer found: messages in the manner of a compiler.
 *
 * A message is "file: error: text [check]"; errors are counted, so that a run
 * can report all of them and fail at the end.
 */
#ifndef PACKER_REPORT_H
#define PACKER_REPORT_H

#include <stdio.h>

#include "config_bind.h"

enum check {
#define CHECK(id, name, sentence) CHECK_##id,
#include "checks.def"
	CHECK_COUNT
};

struct report {
	FILE *out; /* NULL: count only */
	u32 errors;
	u32 warnings;
};

__attribute__((format(printf, 4, 5))) void report_error(struct report *r, const char *file,
							enum check check, const char *format, ...);
__attribute__((format(printf, 4, 5))) void report_warning(struct report *r, const char *file,
							  enum check check, const char *format,
							  ...);

/* An error that table_check() found, with its sentence and its place. */
void report_fault(struct report *r, const char *file, const struct cfg_fault *fault);

/* One line for each check: its name and its sentence. */
void report_list_checks(FILE *out);

#endif
