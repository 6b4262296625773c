/* SPDX-License-Identifier: BSD-2-Clause */
/* services.c - see services.h. */
#include "services.h"

#include <string.h>

#define HC(nr, n, r, b, nargs)
#define HC0(nr, n, r, b)	 { nr, #n, RIGHT_##r, 0, { { 0 } }, 0 },
#define HC1(nr, n, r, b, t1, a1) { nr, #n, RIGHT_##r, 1, { { TYPE_##t1, #a1, 0 } }, 0 },
#define HC2(nr, n, r, b, t1, a1, t2, a2) \
	{ nr, #n, RIGHT_##r, 2, { { TYPE_##t1, #a1, 0 }, { TYPE_##t2, #a2, 0 } }, 0 },
#define HC3(nr, n, r, b, t1, a1, t2, a2, t3, a3)                                   \
	{ nr,                                                                      \
	  #n,                                                                      \
	  RIGHT_##r,                                                               \
	  3,                                                                       \
	  { { TYPE_##t1, #a1, 0 }, { TYPE_##t2, #a2, 0 }, { TYPE_##t3, #a3, 0 } }, \
	  0 },
#define HC4(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4) \
	{ nr,                                            \
	  #n,                                            \
	  RIGHT_##r,                                     \
	  4,                                             \
	  { { TYPE_##t1, #a1, 0 },                       \
	    { TYPE_##t2, #a2, 0 },                       \
	    { TYPE_##t3, #a3, 0 },                       \
	    { TYPE_##t4, #a4, 0 } },                     \
	  0 },
#define HC5(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5) \
	{ nr,                                                    \
	  #n,                                                    \
	  RIGHT_##r,                                             \
	  5,                                                     \
	  { { TYPE_##t1, #a1, 0 },                               \
	    { TYPE_##t2, #a2, 0 },                               \
	    { TYPE_##t3, #a3, 0 },                               \
	    { TYPE_##t4, #a4, 0 },                               \
	    { TYPE_##t5, #a5, 0 } },                             \
	  0 },

struct service services[] = {
#include "../../../abi/hypercalls.def"
	{ 0,
	  "unknown",
	  RIGHT_ANY,
	  3,
	  { { TYPE_u32, "number", 0 }, { TYPE_u32, "id", 0 }, { TYPE_u32, "word", 0 } },
	  0 },
};
const xm_u32_t num_services = sizeof(services) / sizeof(services[0]);
_Static_assert(sizeof(services) / sizeof(services[0]) <= MAX_SERVICES, "state.h");

static const struct {
	const char *name;
	enum kind kind;
} kinds[] = {
#define ARGUMENT(name, kind) { #name, KIND_##kind },
#include "arguments.def"
	{ "number", KIND_NUMBER },
};

/* A set of answers.def as bits. */
enum {
#define XM_ERROR(name, value, sentence) name = 1 << OUT_##name,
#include "../../../abi/errors.def"
#define BIT(name) name = 1 << OUT_##name
	BIT(VALUE),
	BIT(GONE),
	BIT(RESTART),
	BIT(LEFT),
	BIT(STUCK),
};

static const struct {
	const char *name;
	xm_u32_t set;
} answers[] = {
#define ANSWERS(name, set, elsewhere, value, sentence) { #name, set },
#include "../../../abi/answers.def"
};

static enum kind kind_of(const struct argument *a)
{
	xm_u32_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, a->name) == 0)
			return kinds[i].kind;
	return a->type == TYPE_u32 || a->type == TYPE_s32 ? KIND_WORD : KIND_ADDRESS;
}

static xm_u32_t answers_of(const char *name)
{
	xm_u32_t i;

	for (i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (strcmp(answers[i].name, name) == 0)
			return answers[i].set;
	return 0;
}

static const struct {
	const char *service, *argument;
	xm_u32_t bytes;
} extents[] = {
#define EXTENT(service, argument, bytes) { #service, #argument, bytes },
#include "extents.def"
};

static xm_u32_t bytes_of(const char *name, const char *argument)
{
	xm_u32_t i;

	for (i = 0; i < sizeof(extents) / sizeof(extents[0]); i++)
		if (strcmp(extents[i].service, name) == 0 &&
		    strcmp(extents[i].argument, argument) == 0)
			return extents[i].bytes;
	return 1;
}

static void complete(const char *name, struct argument *a)
{
	a->kind = kind_of(a);
	a->bytes = bytes_of(name, a->name);
}

void services_init(void)
{
	xm_u32_t i, n;

	for (i = 0; i < num_services; i++) {
		services[i].answers = answers_of(services[i].name);
		for (n = 0; n < services[i].nargs; n++)
			complete(services[i].name, &services[i].arg[n]);
	}
}
