/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vtime.h - ticks, microseconds and the two timers of a vCPU.
 *
 * Inside the core time is the machine's tick count; microseconds exist only at
 * the interface.  A timer's grid is kept in microseconds, and what is added up
 * in ticks with its remainder, so that a period that is no whole number of ticks
 * does not drift.
 */
#ifndef CORE_VTIME_H
#define CORE_VTIME_H

#include "types.h"

/* Later than anything, and sums with the present still fit. */
#define NEVER (~(u64)0 >> 1)

struct percpu;
struct vcpu;

/* A length of time: ticks + rem / tick_d, rem < tick_d. */
struct span {
	u64 ticks;
	u32 rem;
};

/* A moment that both clocks show exactly. */
struct moment {
	u64 ticks, us;
};

struct vtimer {
	u64 deadline;	 /* in ticks of its clock, NEVER: disarmed */
	u64 interval_us; /* 0: one shot */
	u32 step;	 /* the same in ticks of which it is a whole number; or 0 */
};

void span_of_ns(struct span *s, u64 ns);
void span_add(struct span *to, const struct span *by);

u64 ticks_to_us(u64 ticks); /* rounded down; cost 30 */

/* The present, which is now, in microseconds: reckoned from what it was when somebody asked
   before.  Cost: 16, every other second 100. */
u64 vtime_now_us(u64 now);
/* The same of the very present; false: it takes longer than that. */
bool vtime_glance(const struct percpu *cpu, u64 *us);

u64 us_to_ticks(u64 us);    /* rounded up, NEVER beyond 2^50 us */
u32 ticks_to_ns(u64 ticks); /* saturated */

/* Arm (abs_us 0: disarm) clock XM_HW_CLOCK or XM_EXEC_CLOCK of v. */
void vtime_set(struct vcpu *v, u32 clock, u64 abs_us, u64 interval_us);

/* Disarm both timers. */
void vtime_clear(struct vcpu *v);

/* Execution time of v so far, in ticks; now matters only while it runs. */
u64 vtime_exec(const struct vcpu *v, u64 now);

/* Has t come to a point of its grid and not to the one after?  Then it goes on to that. */
bool vtime_advance(struct vtimer *t, u64 now);

/* Pend the interrupts of the timers of v that have expired. */
void vtime_expire(struct vcpu *v, u64 now);

/* The earliest moment at which a timer of v expires, which may be idle; if it runs, it
   got the processor at since. */
u64 vtime_deadline(const struct vcpu *v, u64 since, bool running);

#endif
