/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * cfgc.h - the plan compiler as a library: XML in memory to a table in memory.
 *
 * main.c adds files and options, fuzz_cfgc.c hostile bytes.  The stages, each
 * of which adds to one list of diagnostics:
 *
 *   xml.c       parse, form by the XSD, positions
 *   read.c      elements to plain structs (model.h), units made exact
 *   checks_*.c  what the form cannot say, each check named in checks.def
 *   place.c     where the hypervisor goes
 *   emit.c      the table, which config_check() then has to accept
 */
#ifndef CFGC_CFGC_H
#define CFGC_CFGC_H

#include <stddef.h>
#include <stdio.h>

#include "arena.h"
#include "diag.h"
#include "hal_machine.h"

/* Plans are far smaller; what is larger is refused unread. */
#define PLAN_BYTES_MAX	((size_t)4 << 20)
#define TABLE_BYTES_MAX ((size_t)64 << 20)

struct cfgc_options {
	const struct hal_machine *board; /* NULL: the plan's, or the default board */
	bool strict_timing;		 /* temporal requirements must be met, net of overhead */
};

struct model;

/* Memory is the arena's. */
struct cfgc_result {
	const struct model *model; /* set if it was worth checking */
	const struct hal_machine *board;
	const void *table; /* set if there was no error */
	size_t size;
};

enum cfgc_status { CFGC_GOOD, CFGC_REJECTED, CFGC_INTERNAL };

/*
 * Compile a plan.  text[0..size) need not be terminated.  CFGC_GOOD: a table,
 * warnings at most; CFGC_REJECTED: diags holds errors, no table;
 * CFGC_INTERNAL: our own fault, diags says which.
 */
enum cfgc_status cfgc_compile(struct cfgc_result *out, struct arena *arena, struct diag_list *diags,
			      const char *text, size_t size, const struct cfgc_options *options);

/*
 * Write a table as text.  Any bytes: returns false with *why set if
 * config_check() refuses them.  data is 4-aligned.
 */
bool cfgc_dump(FILE *out, const void *data, size_t size, char why[160]);

/* The linker script fragment of a partition; false if the plan has none so named. */
bool cfgc_partition_ld(FILE *out, const struct model *m, const char *name);

/* How long the boot takes, what the hypervisor leaves of each slot, and whether that is
   what partitions need, of an accepted plan.  Bounds are derived from the release build. */
void cfgc_timing(FILE *out, struct arena *arena, const struct cfgc_result *plan);

/* One line for each named check: name, severity, sentence. */
void cfgc_list_checks(FILE *out);

/* Give back what libxml2 keeps for the life of a program. */
void cfgc_shutdown(void);

#endif
