/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * boot.h - how long the boot takes, by the bound of visits.def for the counts of a
 * plan's table.
 */
#ifndef CFGC_BOOT_H
#define CFGC_BOOT_H

#include "cfgc.h"

/* In nanoseconds, rounded up; from reset until the first slot is waited for. */
struct boot {
	u64 fixed;   /* at most, if partitions had no binaries, */
	u64 each_kb; /* and more for each 1024 bytes of those */
};

/* For a plan that has been accepted: there is a table. */
struct boot boot_of(const struct cfgc_result *plan);

#endif
