/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * checks.h - the named checks: one list, and how a check complains.
 */
#ifndef CFGC_CHECKS_H
#define CFGC_CHECKS_H

#include "arena.h"
#include "diag.h"
#include "hal_machine.h"
#include "model.h"

enum check {
#define CHECK(name, severity, scope, sentence) CHECK_##name,
#include "checks.def"
	CHECK_COUNT
};

/*
 * What every check needs.  partial: the form was wrong somewhere and those
 * elements are missing from the model, so checks that need the whole plan
 * (scope WHOLE) keep quiet.
 */
struct checker {
	struct diag_list *diags;
	struct arena *arena;
	struct model *m;
	const struct hal_machine *hw;
	bool strict_timing;
	bool partial;
	bool dropped; /* the last complaint was, so its hints are too */
};

/* Say that a check found something. */
void complain(struct checker *c, enum check check, struct diag_pos at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Add to the last complaint where else to look, or what to do. */
void hint(struct checker *c, struct diag_pos at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The name as printed: "slot-empty". */
void check_name(enum check check, char name[40]);

/*
 * Something with a key that must be unique.  check_unique() sorts the records
 * and complains about each that repeats an earlier one; text is a printf
 * format with one %s for the name (or with none).
 */
struct named {
	const char *name;
	u64 group; /* names of different groups do not meet */
	struct diag_pos at;
};
void check_unique(struct checker *c, enum check check, struct named *records, u32 count,
		  const char *what);

/* The groups; each file checks_<theme>.c.  Order matters only where noted. */
void check_names(struct checker *c);
void check_schedule(struct checker *c); /* fills m_part.cpu */
void check_devices(struct checker *c);	/* adds device pages to the areas */
void check_memory(struct checker *c);	/* after check_devices */
void check_monitor(struct checker *c);
void check_partitions(struct checker *c);
void check_channels(struct checker *c); /* fills m_end, m_port.channel */
void check_services(struct checker *c); /* after check_schedule and check_channels */
void check_timing(struct checker *c);	/* after all of them, if the slots are in order */

/* Choose or check the hypervisor's place, after check_memory; place.c. */
void place_hypervisor(struct checker *c);

#endif
