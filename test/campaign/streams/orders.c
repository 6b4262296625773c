/* SPDX-License-Identifier: BSD-2-Clause */
/* orders.c - see streams.h. */
#include "streams.h"

#include "../../qemu/common/report.h"

struct random_orders random_orders(void)
{
	static const struct random_orders usual = { RANDOM_ORDERS_MAGIC, USUAL_SEED,
						    USUAL_INSTRUCTIONS };
	const struct random_orders *o =
		(const struct random_orders *)area_named("orders")->mappedAt;

	return o->magic == RANDOM_ORDERS_MAGIC ? *o : usual;
}
