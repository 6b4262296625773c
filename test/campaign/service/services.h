/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * services.h - every service of abi/hypercalls.def with its arguments, and what
 * it may answer.  One more, the last: every number that is none.
 */
#ifndef CAMPAIGN_SERVICES_H
#define CAMPAIGN_SERVICES_H

#include "state.h"

enum type { TYPE_u32, TYPE_s32, TYPE_gin, TYPE_gout, TYPE_gio };
enum right { RIGHT_ANY, RIGHT_SYS, RIGHT_SELF, RIGHT_OWN };

/* What an argument is tried with (words.h). */
enum kind {
	KIND_WORD,
	KIND_ID,
	KIND_ENTRY,
	KIND_FEW,
	KIND_TIME,
	KIND_HIGH,
	KIND_ADDRESS,
	KIND_LENGTH,
	KIND_PORT,
	KIND_SLOT,
	KIND_EVENT,
	KIND_NAME,
	KIND_FRAME,
	KIND_COPY,
	KIND_LIST,
	KIND_REGISTER,
	KIND_NUMBER,
	KINDS
};

#define BY_LEN 0xffffffffu

struct argument {
	enum type type;
	const char *name;
	enum kind kind; /* filled in by services_init, like the rest */
	xm_u32_t bytes; /* of memory, at least; or BY_LEN */
};

struct service {
	xm_u32_t nr;
	const char *name;
	enum right right;
	xm_u32_t nargs;
	struct argument arg[ARGUMENTS];
	xm_u32_t answers; /* a bit for each enum outcome */
};

extern struct service services[];
extern const xm_u32_t num_services;

void services_init(void);

#endif
