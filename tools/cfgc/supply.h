/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * supply.h - what time a plan gives a partition.
 */
#ifndef CFGC_SUPPLY_H
#define CFGC_SUPPLY_H

#include "arena.h"
#include "model.h"
#include "overhead.h"

/* Of one partition in one plan. */
struct supply {
	const struct m_plan *plan;
	u64 *start, *length, *before; /* of its slots; before: sum of those ahead */
	u32 count;
	u64 total, grid, period;
	u64 least, worst; /* found so far, and where that period begins */
};

/*
 * The slots of a partition, or what is surely left of them if taken is not NULL.
 * Memory is the arena's.
 */
void supply_collect(struct supply *s, struct arena *arena, const struct m_plan *plan,
		    const struct m_part *p, const struct overhead *taken);

/* Sets least, the least that any period of the partition gets, and worst.  period != 0. */
void supply_find_least(struct supply *s, u64 period);

#endif
