/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sched.h - plans, frames and slots: who owns the processor, and until when.
 */
#ifndef CORE_SCHED_H
#define CORE_SCHED_H

#include "types.h"

struct cfg_plan;
struct percpu;
struct vcpu;

/* A slot in ticks from the start of its frame: ticks + rem / tick_d. */
struct slot {
	u64 start, end;
	u32 start_rem, end_rem;
	struct vcpu *vcpu;
	u32 id, flags;
	u32 length_us;
};

struct sched {
	const struct cfg_plan *plan;
	u32 next_plan, prev_plan; /* prev_plan: NONE before the first switch */
	u64 switched;		  /* when, in ticks */
	const struct slot *slots;
	u32 num_slots;
	u64 frame_ticks; /* length: frame_ticks + frame_rem / tick_d */
	u32 frame_rem;
	u64 frame_start; /* start: frame_start + frame_acc / tick_d */
	u32 frame_acc;
	u32 index; /* the slot we are in, or the next one */
	bool in_slot;
	u64 boundary; /* the next moment at which anything changes */
	u32 skip;     /* catching up: log2 of the frames skipped next */
	u32 skipped;
	u64 frames;
};

/* Boot: convert the slots of the table to ticks. */
void sched_init_slots(void);

/* Boot: plan id begins with a frame that starts at now; the first timer entry
   enters its first slot. */
void sched_begin(struct percpu *cpu, u32 id, u64 now);

/*
 * Has the boundary been reached?  Moves over at most one: leaves cpu->slot,
 * enters the next slot if one begins (slot-start interrupt, timers that
 * expired meanwhile, hardware lines), and returns true.  Timer entry only.
 */
bool sched_advance(struct percpu *cpu, u64 now);

/* The vCPU that may run now, or NULL. */
struct vcpu *sched_pick(const struct percpu *cpu);

/* At the end of the frame, or now: continue with plan id (checked).  "Now"
   leaves the slot; the timer entry that follows at once begins the frame. */
void sched_switch(struct percpu *cpu, u32 id);
void sched_switch_now(struct percpu *cpu, u32 id, u64 now);

#endif
