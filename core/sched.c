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
 * Owner: struct sched belongs to its CPU.  Invariant: index <= num_slots, and
 * boundary is the end of the slot or gap that began last.  A switch takes one
 * moment of the frame and no more than what the slot has ready.
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
	s->info = (index & 0xffff) | (c->flags & SLOT_PERIOD_START) << 16;
	s->id = c->id;
	s->length_us = (u32)divide(length, &us, &rem);
}

static bool same(const struct span *a, const struct span *b)
{
	return a->ticks == b->ticks && a->rem == b->rem;
}

void sched_init_slots(void)
{
	u32 plan, i;

	for (plan = 0; plan < cfg_count(&sys.cfg, CFG_PLAN); plan++) {
		const struct cfg_plan *p = cfg_get_plan(&sys.cfg, plan);
		struct slot *s = &sys.slot[p->first_slot];
		struct span before = { 0, 0 };

		for (i = 0; i < p->num_slots; i++, s++) {
			init_slot(s, cfg_get_slot(&sys.cfg, p->first_slot + i), i);
			s->joins = same(&s->start, &before);
			before = s->end;
		}
	}
}

/* --- moments of the present frame -------------------------------------------------- */

/* Rounded down to a tick. */
static inline u64 moment(const struct sched *s, const struct span *after)
{
	return s->start.ticks + after->ticks + (s->start.rem + after->rem >= hal_machine.tick.d);
}

/* --- walking ------------------------------------------------------------------------- */

static void use_plan(struct sched *s, u32 cpu, u32 id)
{
	const struct cfg_plan *p =
		cfg_get_plan(&sys.cfg, cfg_get_cpu(&sys.cfg, cpu)->first_plan + id);

	s->plan = p;
	s->next_plan = id;
	s->slots = &sys.slot[p->first_slot];
	s->num_slots = p->num_slots;
	span_of_ns(&s->frame, cfg_u64(p->frame_lo, p->frame_hi));
	s->full = p->num_slots != 0 && same(&s->slots[p->num_slots - 1].end, &s->frame);
}

/* A moment in which a clock that ran without a break cannot find this frame. */
static void look_ahead(struct sched *s)
{
	s->far = s->start.ticks + 2 * s->frame.ticks + 2;
}

/* A frame begins. */
static void enter_frame(struct sched *s)
{
	s->frames++;
	s->index = 0;
	if (s->next_plan != s->plan->id) {
		s->prev_plan = s->plan->id;
		s->switched = s->start.ticks;
		use_plan(s, s->plan->cpu, s->next_plan);
		audit(AUDIT_PLAN, NULL, s->plan->id);
	}
	look_ahead(s);
}

/* Where no gap lies before it: does the next slot begin, or behind the last one the
   next frame? */
static bool joins(const struct sched *s)
{
	return s->index < s->num_slots ? s->slots[s->index].joins : s->full;
}

/* At the moment s->boundary: what begins here, and when does it end? */
static void settle(struct sched *s)
{
	const struct slot *slot;
	bool begins;

	if (s->phase == IN_SLOT)
		s->index++;
	begins = s->phase == IN_GAP || joins(s);
	if (begins && s->index == s->num_slots) {
		span_add(&s->start, &s->frame);
		enter_frame(s);
		begins = joins(s);
	}
	slot = &s->slots[s->index];
	s->phase = begins ? IN_SLOT : IN_GAP;
	if (begins)
		s->boundary = moment(s, &slot->end);
	else
		s->boundary = moment(s, s->index < s->num_slots ? &slot->start : &s->frame);
}

/* Nothing of the frame has begun yet. */
static void rewind_frame(struct sched *s)
{
	s->boundary = s->start.ticks;
	s->index = 0;
	s->phase = AT_START;
	look_ahead(s);
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

static void enter_slot(struct percpu *cpu, const struct slot *slot, u64 now)
{
	struct vcpu *v = slot->vcpu;
	struct xm_pct *t = v->pct;

	audit(AUDIT_SLOT, v, slot->id);
	cpu->slot = v;
	v->idle = false;
	v->waiting = false;
	t->schedInfo.slot = slot->info;
	t->schedInfo.id = slot->id;
	t->schedInfo.slotDuration = slot->length_us;
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
	if (now >= s->far) {
		skip_frames(s, now);
		return true;
	}
	settle(s);
	if (s->phase == IN_SLOT)
		enter_slot(cpu, &s->slots[s->index], now);
	return true;
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
	cpu->resched = true;
}
