/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sched.h - plans, frames and slots: who owns the processor, and until when.
 */
#ifndef CORE_SCHED_H
#define CORE_SCHED_H

#include "pct.h"
#include "vtime.h"

struct cfg_plan;
struct cfg_slot;
struct percpu;
struct vcpu;

/* Made at boot; but for its lateness it stays as it is.  What a switch asks for comes first,
   in one line of the cache. */
struct slot {
	__typeof__(((struct xm_pct *)0)->schedInfo) shown;
	u32 ticks; /* its length, where all of the plan is whole ticks; or 0 */
	struct vcpu *vcpu;
	struct slot *next;	/* that takes over where it ends, perhaps in the next frame, if
				   time and lines of this one ask for nothing more; or NULL */
	u32 late_max;		/* worst start since the boot, in ticks, saturated */
	u32 late_count;		/* starts later than the processor's bound; wraps */
	struct span start, end; /* from the start of the frame */
};

/* Where in its frame a processor is. */
enum sched_phase {
	AT_START, /* the frame is about to begin */
	IN_SLOT,  /* in a slot */
	IN_GAP	  /* before a slot, or behind the last one */
};

struct sched {
	struct slot *turn; /* takes over at the boundary, if there are no chores; or NULL:
			      something else comes first */
	struct slot *at;   /* the slot that phase is about */
	u64 boundary;	   /* the next moment at which anything changes */
	enum sched_phase phase;
	struct slot *slots, *behind;
	const struct cfg_plan *plan;
	u32 next_plan;
	bool prompt;	   /* the first slot begins with the frame */
	u64 leap;	   /* so late after its start, frames are skipped */
	struct span frame; /* length */
	struct span start; /* of this frame, since boot */
	u64 switched;	   /* tick at which this plan began, 0: with the boot */
	u64 frames;	   /* that have ended, been cut or passed over */
	u32 prev_plan;	   /* the one before this, NONE: none */
	u32 skipped;	   /* frames that this entry passed over */
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

/*
 * The most usual timer entry: a slot ends, another of this frame or the first of the next
 * begins there, and there is nothing to look at but whose it is.  That vCPU, which has the
 * processor now, or NULL: nothing was changed.
 */
struct vcpu *sched_turn(struct percpu *cpu, u64 now);

/*
 * At the end of the frame, or now: continue with plan id (checked); what was
 * asked for before is forgotten.  "Now" leaves the slot, and the timer entry
 * that follows at once begins the frame; if plan id runs, its frame goes on,
 * so that no sequence of events can keep it from ending.
 */
void sched_switch(struct percpu *cpu, u32 id);
void sched_switch_now(struct percpu *cpu, u32 id, u64 now);

#endif
