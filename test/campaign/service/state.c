/* SPDX-License-Identifier: BSD-2-Clause */
/* state.c - see state.h. */
#include "state.h"

#include "../../qemu/common/report.h"

struct state *state(void)
{
	return (struct state *)area_named("state")->mappedAt;
}

struct orders orders(void)
{
	static const struct orders usual = { ORDERS_MAGIC, DEFAULT_LIMIT, 0, 0, NONE };
	const struct orders *o = (const struct orders *)area_named("orders")->mappedAt;

	return o->magic == ORDERS_MAGIC ? *o : usual;
}
