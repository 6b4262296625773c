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
 * boundary is the end of the slot or gap that began last.
 */
#include "sched.h"

#include "part.h"
#include "virq.h"

/* --- from the table to ticks ----------------------------------------------------- */

static u64 to_ticks(u32 lo, u32 hi, u32 *rem)
{
	return div_rem(cfg_u64(lo, hi) * hal_machine.tick_n, hal_machine.tick_d, rem);
}

void sched_init_slots(void)
{
	u32 i, rem;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_SLOT); i++) {
		const struct cfg_slot *c = cfg_get_slot(&sys.cfg, i);
		u64 end = cfg_u64(c->start_lo, c->start_hi) + cfg_u64(c->len_lo, c->len_hi);
		struct slot *s = &sys.slot[i];

		s->start = to_ticks(c->start_lo, c->start_hi, &s->start_rem);
		s->end = to_ticks((u32)end, (u32)(end >> 32), &s->end_rem);
		s->length_us = (u32)div_rem(cfg_u64(c->len_lo, c->len_hi), 1000, &rem);
		s->vcpu = &sys.vcpu[c->vcpu];
		s->id = c->id;
		s->flags = c->flags;
	}
}

/* --- moments of the present frame -------------------------------------------------- */

static u64 moment(const struct sched *s, u64 ticks, u32 rem)
{
	return s->frame_start + ticks + (s->frame_acc + rem >= hal_machine.tick_d);
}

static u64 frame_end(const struct sched *s)
{
	return moment(s, s->frame_ticks, s->frame_rem);
}

static u64 slot_start(const struct sched *s)
{
	return moment(s, s->slots[s->index].start, s->slots[s->index].start_rem);
}

static u64 slot_end(const struct sched *s)
{
	return moment(s, s->slots[s->index].end, s->slots[s->index].end_rem);
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
	s->frame_ticks = to_ticks(p->frame_lo, p->frame_hi, &s->frame_rem);
}

/* A frame begins at frame_start, and so, perhaps, its first slot. */
static void enter_frame(struct sched *s)
{
	if (s->next_plan != s->plan->id) {
		s->prev_plan = s->plan->id;
		s->switched = s->frame_start;
		use_plan(s, s->plan->cpu, s->next_plan);
	}
	s->index = 0;
}

static void next_frame(struct sched *s)
{
	s->frame_start = frame_end(s);
	s->frame_acc += s->frame_rem;
	if (s->frame_acc >= hal_machine.tick_d)
		s->frame_acc -= hal_machine.tick_d;
	s->frames++;
	enter_frame(s);
}

/* At the moment s->boundary: what begins here, and when does it end? */
static void settle(struct sched *s)
{
	u64 now = s->boundary;

	if (s->index == s->num_slots && frame_end(s) == now)
		next_frame(s);
	s->in_slot = s->index < s->num_slots && slot_start(s) == now;
	if (s->in_slot)
		s->boundary = slot_end(s);
	else
		s->boundary = s->index < s->num_slots ? slot_start(s) : frame_end(s);
}

static void begin_at(struct sched *s, u64 now)
{
	s->frame_start = now;
	s->frame_acc = 0;
	s->boundary = now;
	s->in_slot = false;
}

void sched_begin(struct percpu *cpu, u32 id, u64 now)
{
	struct sched *s = &cpu->sched;

	s->prev_plan = NONE;
	use_plan(s, (u32)(cpu - sys.cpu), id);
	begin_at(s, now);
	s->index = 0;
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

	cpu->slot = v;
	v->idle = false;
	v->waiting = false;
	v->pct->schedInfo.slot = (cpu->sched.index & 0xffff) | (slot->flags & SLOT_PERIOD_START)
								       << 16;
	v->pct->schedInfo.id = slot->id;
	v->pct->schedInfo.slotDuration = slot->length_us;
	virq_pend_ext(v, XM_VT_EXT_CYCLIC_SLOT_START);
	vtime_expire(v, now);
	virq_slot(v, true);
}

/*
 * Time jumped over whole frames (a debugger, a long stop): skip 1, 2, 4 ... of
 * them, one step an entry, as long as they lie entirely in the past.
 */
static bool skip_frames(struct sched *s, u64 now)
{
	u32 rem;
	u64 carry =
		div_rem(((u64)s->frame_rem << s->skip) + s->frame_acc, hal_machine.tick_d, &rem);
	u64 ticks = (s->frame_ticks << s->skip) + carry;

	if (now - s->frame_start < ticks) {
		if (s->skip == 0)
			return false;
		s->skip = 0; /* again with small steps */
		return true;
	}
	s->frame_start += ticks;
	s->frame_acc = rem;
	s->frames += 1ull << s->skip;
	s->skipped += 1u << s->skip;
	if (s->skip < 16)
		s->skip++;
	s->boundary = s->frame_start;
	s->index = 0;
	s->in_slot = false;
	return true;
}

static bool far_behind(const struct sched *s, u64 now)
{
	return s->skip != 0 ||
	       (s->frame_start < now && now - s->frame_start >= 2 * s->frame_ticks + 2);
}

bool sched_advance(struct percpu *cpu, u64 now)
{
	struct sched *s = &cpu->sched;

	if (now < s->boundary)
		return false;
	leave_slot(cpu);
	if (far_behind(s, now) && skip_frames(s, now))
		return true;
	if (s->in_slot)
		s->index++;
	settle(s);
	if (s->in_slot)
		enter_slot(cpu, &s->slots[s->index], now);
	return true;
}

struct vcpu *sched_pick(const struct percpu *cpu)
{
	struct vcpu *v = cpu->slot;

	if (v == NULL || v->state != XM_STATUS_READY || v->idle || v->waiting ||
	    v->part->phase != LOAD_DONE)
		return NULL;
	return v;
}

void sched_switch(struct percpu *cpu, u32 id)
{
	cpu->sched.next_plan = id;
}

void sched_switch_now(struct percpu *cpu, u32 id, u64 now)
{
	struct sched *s = &cpu->sched;

	leave_slot(cpu);
	s->next_plan = id;
	begin_at(s, now);
	enter_frame(s);
}
