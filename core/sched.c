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
	s->shown.slotDuration = (u32)divide(length, &us, &rem);
}

static bool same(const struct span *a, const struct span *b)
{
	return a->ticks == b->ticks && a->rem == b->rem;
}

/* Where slot s ends: next, or NULL, begins there, if that is at this moment. */
static void join(struct slot *s, const struct span *at, struct slot *next)
{
	s->joined = same(&s->end, at);
	s->next = s->joined ? next : NULL;
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
		const struct cfg_plan *p = cfg_get_plan(&sys.cfg, plan);
		struct slot *s = &sys.slot[p->first_slot];
		struct span frame;

		for (i = 0; i < p->num_slots; i++, s++) {
			init_slot(s, cfg_get_slot(&sys.cfg, p->first_slot + i), i);
			if (i != 0)
				join(s - 1, &s->start, s);
		}
		span_of_ns(&frame, cfg_u64(p->frame_lo, p->frame_hi));
		if (i != 0)
			join(s - 1, &frame, is_prompt(s - i) ? s - i : NULL);
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
	s->usual = this_cpu()->late_bound;
	if (s->usual > s->frame.ticks)
		s->usual = (u32)s->frame.ticks;
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
	s->at = s->slots;
}

/* At the moment s->boundary: what begins here, and when does it end? */
static void settle(struct sched *s)
{
	bool begins = s->phase == IN_GAP || (s->phase == AT_START && s->prompt);

	if (s->phase == IN_SLOT)
		begins = s->at++->joined;
	if (begins && s->at == s->behind) {
		span_add(&s->start, &s->frame);
		enter_frame(s);
		begins = s->prompt;
	}
	s->phase = begins ? IN_SLOT : IN_GAP;
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

/* The slot that s is at begins: what its vCPU sees of that. */
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
	virq_pend_ext(v, XM_VT_EXT_CYCLIC_SLOT_START);
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

/* Is v, whose slot begins, to run as it is, and is the slot's interrupt of no interest
   to it? */
static FAST bool is_plain(const struct vcpu *v, const struct xm_pct *t)
{
	return (v->flags & ~(u32)VF_HELD) == 0 &&
	       (t->extIrqsMask & 1u << XM_VT_EXT_CYCLIC_SLOT_START) != 0;
}

/* Behind the last slot: does the frame of the same plan begin again? */
static FAST bool same_plan(struct sched *s)
{
	if (s->next_plan != s->plan->id)
		return false;
	span_add(&s->start, &s->frame);
	s->frames++;
	return true;
}

struct vcpu *sched_turn(struct percpu *cpu, u64 now)
{
	struct sched *s = &cpu->sched;
	u64 late = now - s->boundary; /* huge: it is still to come */
	struct slot *next;
	struct xm_pct *t;
	struct vcpu *v;

	if (cpu->slot == NULL || chores || late > s->usual)
		return NULL;
	next = s->at->next;
	if (next == NULL)
		return NULL;
	v = next->vcpu;
	t = v->pct;
	if (!is_plain(v, t) || (cpu->slot->flags & VF_LINES) != 0)
		return NULL;
	if (next == s->slots && !same_plan(s))
		return NULL;
	if (cpu->current)
		cpu->current->exec += now - cpu->since;
	s->at = next;
	s->boundary = moment(s, &next->end);
	show_slot(next, t);
	v->flags = 0;
	vcpu_note_late(next, (u32)late);
	cpu->holder = cpu->current;
	cpu->current = cpu->slot = v;
	cpu->since = now;
	return v;
}

void sched_switch(struct percpu *cpu, u32 id)
{
	cpu->sched.next_plan = id;
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
