/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * actions.h - what the partitions know of each other.  Their pages live longer than the
 * system: the area is "rom", which nobody loads or clears.
 */
#ifndef QEMU_ACTIONS_H
#define QEMU_ACTIONS_H

#include "../common/report.h"

enum { ACTOR, JUDGE, MAINTAINER, NUM_PARTITIONS };

/* Words of each page: starts of its partition; moment of the switch, as actor saw it; has
   he made a slot late, as the judge saw it. */
enum { WORD_LIFE, WORD_SWITCH_LOW, WORD_SWITCH_HIGH, WORD_LATE };

/* Lives of the system, and what ends them. */
enum { LIFE_WARM = 1, LIFE_COLD, LIFE_MAINTENANCE };

enum {
#define HM_CAUSE(nr, name, event, sentence) CAUSE_##name = (nr),
#include "../../../abi/hm_causes.def"
};

/* Counts this start of the caller, which must be as that of a system that starts. */
xm_u32_t begin_life(void);

/* Until the switch to plan 1, then FRAMES frames of it: the caller's slots are where the
   plan says, counted from the switch. */
void watch_maintenance(void);

#endif
