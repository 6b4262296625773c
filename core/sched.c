/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sched.c - who owns this CPU, and until when.
 *
 * Each CPU walks its own cyclic plan: a frame of fixed length cut into slots,
 * every slot naming one vCPU.  Time not covered by a slot is a gap.  A plan
 * switch asked for during a frame takes effect at its end.
 *
 * Frames and slots begin at exact multiples of the plan's nanoseconds, rounded
 * down to a tick: lengths are kept with their remainder and only ever added, so
 * a 10 ms slot is 10 ms after a year.
 *
 * Owner: struct sched belongs to its CPU.  Invariant: at <= behind, and boundary
 * is the end of the slot or gap that began last.  A switch takes one moment of
 * the frame and no more than what the slot has ready.
 */
#include "sched.h"

#include "part.h"
#include "trace.h"
#include "virq.h"

/* --- from the table to ticks ----------------------------------------------------- */

static void init_slot(struct slot *s, const struct cfg_slot *c, u32 index)
{
	static const struct divisor us = DIVISOR(1000);
	u64 start = cfg_u64(c->start_lo, c->start_hi);
	u64 length = cfg_u64(c->len_lo, c->len_hi);
	u32 rem;

	span_of_ns(&s->start, start);
	span_of_ns(&s->end, start + length);
	s->vcpu = &sys.vcpu[c->vcpu];
	s->shown.slot = (index & 0xffff) | (c->flags & SLOT_PERIOD_START) << 16;
	s->shown.id = c->id;
	if ((s->end.ticks - s->start.ticks) >> 32)
		this_cpu()->longest = 0x7fffffff; /* or a wrong glance at the clock seems right */
	s->shown.slotDuration = (u32)divide(length, &us, &rem);
}

static bool same(const struct span *a, const struct span *b)
{
	return a->ticks == b->ticks && a->rem == b->rem;
}

/* Where s ends next begins, if that is at this moment: perhaps nothing else is to be done
   then.  Whoever holds the processor late in next cannot have had it before. */
static void join(struct slot *s, const struct span *at, struct slot *next)
{
	if (same(&s->end, at) && (s->vcpu->flags & VF_LINES) == 0 &&
	    next->end.ticks - next->start.ticks >= this_cpu()->late_bound)
		s->next = next;
}

/* In a plan whose moments are whole ticks a slot's end is its start and so many of them. */
static void set_ticks(struct slot *s, const struct slot *behind)
{
	const struct slot *i;
	u32 rem = 0;

	for (i = s; i < behind; i++) {
		LOOP_BOUND_OF(slots);
		rem |= i->start.rem | i->end.rem;
	}
	for (; rem == 0 && s < behind; s++) {
		LOOP_BOUND_OF(slots);
		if (s->end.ticks - s->start.ticks <= 0xffffffffu)
			s->ticks = (u32)(s->end.ticks - s->start.ticks);
	}
}

/* Does the slot begin with its frame? */
static bool is_prompt(const struct slot *s)
{
	return s->start.ticks == 0 && s->start.rem == 0;
}

void sched_init_slots(void)
{
	u32 plan, i;

	for (plan = 0; plan < cfg_count(&sys.cfg, CFG_PLAN); plan++) {
		LOOP_BOUND_OF(plan_records);
		const struct cfg_plan *p = cfg_get_plan(&sys.cfg, plan);
		struct slot *s = &sys.slot[p->first_slot];
		struct span frame;

		for (i = 0; i < p->num_slots; i++, s++) {
			LOOP_BOUND_OF(slots);
			init_slot(s, cfg_get_slot(&sys.cfg, p->first_slot + i), i);
			if (i != 0)
				join(s - 1, &s->start, s);
		}
		span_of_ns(&frame, cfg_u64(p->frame_lo, p->frame_hi));
		if (i != 0 && is_prompt(s - i))
			join(s - 1, &frame, s - i);
		set_ticks(s - i, s);
	}
}

/* --- moments of the present frame -------------------------------------------------- */

/* Rounded down to a tick. */
static inline u64 moment(const struct sched *s, const struct span *after)
{
	u64 at = s->start.ticks + after->ticks;

	return s->start.rem + after->rem < hal_machine.tick.d ? at : at + 1;
}

/* --- walking ------------------------------------------------------------------------- */

static void use_plan(struct sched *s, u32 cpu, u32 id)
{
	const struct cfg_plan *p =
		cfg_get_plan(&sys.cfg, cfg_get_cpu(&sys.cfg, cpu)->first_plan + id);

	s->plan = p;
	s->next_plan = id;
	s->slots = &sys.slot[p->first_slot];
	s->behind = s->slots + p->num_slots;
	span_of_ns(&s->frame, cfg_u64(p->frame_lo, p->frame_hi));
	s->prompt = p->num_slots != 0 && is_prompt(s->slots);
	/* A clock that runs without a break does not come so far behind a frame. */
	s->leap = 2 * s->frame.ticks + 2;
}

/* A frame begins. */
static void enter_frame(struct sched *s)
{
	s->frames++;
	if (s->next_plan != s->plan->id) {
		s->prev_plan = s->plan->id;
		s->switched = s->start.ticks;
		use_plan(s, s->plan->cpu, s->next_plan);
		audit(AUDIT_PLAN, NULL, s->plan->id);
	}
	sys.chores &= ~(u32)CHORE_PLAN;
	s->at = s->slots;
}

/* Does what follows the slot that s is at begin where that ends? */
static bool is_joined(const struct sched *s)
{
	const struct slot *next = s->at + 1;

	return same(&s->at->end, next == s->behind ? &s->frame : &next->start);
}

/* At the moment s->boundary: what begins here, and when does it end? */
static void settle(struct sched *s)
{
	bool begins = s->phase == IN_GAP || (s->phase == AT_START && s->prompt);

	if (s->phase == IN_SLOT) {
		begins = is_joined(s);
		s->at++;
	}
	if (begins && s->at == s->behind) {
		span_add(&s->start, &s->frame);
		enter_frame(s);
		begins = s->prompt;
	}
	s->phase = begins ? IN_SLOT : IN_GAP;
	s->turn = begins ? s->at->next : NULL;
	if (begins)
		s->boundary = moment(s, &s->at->end);
	else
		s->boundary = moment(s, s->at != s->behind ? &s->at->start : &s->frame);
}

/* Nothing of the frame has begun yet. */
static void rewind_frame(struct sched *s)
{
	s->boundary = s->start.ticks;
	s->at = s->slots;
	s->turn = NULL;
	s->phase = AT_START;
}

static void begin_at(struct sched *s, u64 now)
{
	s->start.ticks = now;
	s->start.rem = 0;
	rewind_frame(s);
}

NOINLINE void sched_begin(struct percpu *cpu, u32 id, u64 now)
{
	struct sched *s = &cpu->sched;

	s->prev_plan = NONE;
	use_plan(s, cpu->id, id);
	begin_at(s, now);
}

/* The slot that ends, and the one that begins, as their vCPUs see it. */
static void leave_slot(struct percpu *cpu)
{
	if (cpu->slot != NULL)
		virq_slot(cpu->slot, false);
	cpu->slot = NULL;
}

/* What the vCPU of a slot that begins sees of it. */
static FAST void show_slot(const struct slot *slot, struct xm_pct *t)
{
	t->schedInfo = slot->shown;
	t->extIrqsPend |= 1u << XM_VT_EXT_CYCLIC_SLOT_START;
}

static void enter_slot(struct percpu *cpu, u64 now)
{
	const struct slot *slot = cpu->sched.at;
	struct vcpu *v = slot->vcpu;

	show_slot(slot, v->pct);
	v->flags &= ~(u32)VF_HELD;
	audit(AUDIT_SLOT, v, slot->shown.id);
	cpu->slot = v;
	if (v->flags & VF_SLOTS)
		v->flags |= VF_PENDING;
	vtime_expire(v, now);
	virq_slot(v, true);
}

/*
 * Time jumped over whole frames (a debugger, a long stop): pass over 1, 2, 4 ...
 * of them as long as they lie entirely in the past, the next entry over what is
 * left in the same way.
 */
static void skip_frames(struct sched *s, u64 now)
{
	struct span step = s->frame;
	u32 frames;

	WAY_OF(misbehaviour);
	for (frames = 1; moment(s, &step) <= now; frames *= 2) {
		LOOP_BOUND(64);
		span_add(&s->start, &step);
		span_add(&step, &step);
		s->skipped += frames;
		s->frames += frames;
	}
	rewind_frame(s);
}

bool sched_advance(struct percpu *cpu, u64 now)
{
	struct sched *s = &cpu->sched;

	if (now < s->boundary)
		return false;
	leave_slot(cpu);
	if (now - s->start.ticks >= s->leap) {
		skip_frames(s, now);
		return true;
	}
	settle(s);
	if (s->phase == IN_SLOT)
		enter_slot(cpu, now);
	return true;
}

/* The slot next begins at the boundary, perhaps with a frame of the same plan. */
static NOINLINE void walk(struct sched *s, const struct slot *next)
{
	if (next == s->slots) {
		span_add(&s->start, &s->frame);
		s->frames++;
	}
	s->boundary = moment(s, &next->end);
}

/* The same where everything is whole ticks. */
static FAST void walk_ticks(struct sched *s, const struct slot *next, u64 boundary, u32 ticks)
{
	if (next == s->slots) {
		s->start.ticks = boundary;
		s->frames++;
	}
	s->boundary = boundary + ticks;
}

struct vcpu *sched_turn(struct percpu *cpu, u64 now)
{
	struct sched *s = &cpu->sched;
	struct slot *next = s->turn;
	u64 boundary = s->boundary, late = now - boundary; /* huge: it is still to come */
	struct vcpu *v;
	u32 ticks;

	if (next == NULL || sys.chores)
		return NULL;
	v = next->vcpu;
	if ((v->flags & ~(u32)VF_HELD) != 0)
		return NULL;
	if (late > next->late_max) {
		if (late > cpu->late_bound)
			return NULL;
		vcpu_note_late(next, (u32)late);
	}
	ticks = next->ticks;
	if (ticks)
		walk_ticks(s, next, boundary, ticks);
	else
		walk(s, next);
	s->at = next;
	s->turn = next->next;
	if (cpu->current)
		cpu->current->exec += now - cpu->since;
	cpu->current = cpu->slot = v;
	cpu->since = now;
	v->flags = 0;
	show_slot(next, v->pct);
	return v;
}

void sched_switch(struct percpu *cpu, u32 id)
{
	cpu->sched.next_plan = id;
	sys.chores |= CHORE_PLAN;
}

void sched_switch_now(struct percpu *cpu, u32 id, u64 now)
{
	struct sched *s = &cpu->sched;

	s->next_plan = id;
	if (s->plan->id == id)
		return;
	leave_slot(cpu);
	begin_at(s, now);
	enter_frame(s);
	vcpu_resched();
}
