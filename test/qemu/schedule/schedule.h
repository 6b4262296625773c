/* SPDX-License-Identifier: BSD-2-Clause */
/* schedule.h - what slots.c leaves in its page for judge.c. */
#ifndef QEMU_SCHEDULE_H
#define QEMU_SCHEDULE_H

enum { FRAMES = 1000, NUM_WATCHERS = 3 };

/* How far a start may be behind its place on the grid, and an end before it, as
   the partition sees it: what entering the hypervisor and one turn of the loop
   take. */
enum { BOUND_NS = 2000, ACCOUNTING_NS = 500 };

enum { WORD_ORIGIN_LOW, WORD_ORIGIN_HIGH }; /* start of frame 0 in ns, as measured */

#endif
