/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * overhead.h - what the hypervisor takes of every slot, by the bounds of
 * visits.def for the counts of a plan.
 */
#ifndef CFGC_OVERHEAD_H
#define CFGC_OVERHEAD_H

#include <stdio.h>

#include "cfgc.h"
#include "hal_machine.h"
#include "model.h"

/* In nanoseconds, rounded up; from the slot's boundary. */
struct overhead {
	u64 usual; /* taken if all partitions behave and nothing is to be printed */
	u64 worst; /* taken at most, whatever other partitions do: */
	u64 late;  /* by so much they displace a slot, which is in worst */
};

/* For a plan that has been checked: devices have their areas, ports their channels. */
struct overhead overhead_of(const struct model *m, const struct hal_machine *hw);

/* The time of so many instructions on a board, rounded up. */
u64 overhead_ns(const struct hal_machine *hw, u64 instructions);

/* What is surely left of a slot; 0: nothing. */
u64 overhead_left(const struct overhead *o, u64 length);

/* For counts of what has most. */
static inline void raise_to(u64 *most, u64 value)
{
	if (value > *most)
		*most = value;
}

#endif
