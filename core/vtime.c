/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vtime.c - conversions and the timers of vCPUs.
 *
 * ticks = ns * n / d.  One microsecond is (1000 n) / d ticks = whole + part / d;
 * the way back multiplies by the reciprocal and corrects by at most one.  Nothing
 * ever divides: every divisor is a constant of the machine.
 */
#include "vtime.h"

#include "lib.h"
#include "part.h"
#include "virq.h"

#define US_MAX (1ull << 50) /* 35 years: beyond it a timer never fires */

void span_of_ns(struct span *s, u64 ns)
{
	s->ticks = divide(ns * hal_machine.tick.n, &hal_machine.tick.by_d, &s->rem);
}

void span_add(struct span *to, const struct span *by)
{
	to->ticks += by->ticks;
	to->rem += by->rem;
	if (to->rem >= hal_machine.tick.d) {
		to->rem -= hal_machine.tick.d;
		to->ticks++;
	}
}

NOINLINE u64 ticks_to_us(u64 ticks)
{
	u64 us = mul_high(ticks, hal_machine.tick.reciprocal);

	return ticks * hal_machine.tick.d - us * hal_machine.tick.n1000 >= hal_machine.tick.n1000
		       ? us + 1
		       : us;
}

/* d microseconds are n1000 ticks: nothing is rounded. */
static NOINLINE u64 note_moment(struct moment *m, u64 now)
{
	u64 us = ticks_to_us(now);
	u32 rem;

	m->ticks = divide(us, &hal_machine.tick.by_d, &rem) * hal_machine.tick.n1000;
	m->us = us - rem;
	return us;
}

/* What it is now, if the last one is near enough. */
static FAST bool reckon(const struct moment *m, u64 now, u64 *us)
{
	u64 passed = now - m->ticks;

	*us = m->us + ((u64)(u32)passed * hal_machine.tick.quick >> 32 >> hal_machine.tick.shift);
	return ((u32)(passed >> 32) | (u32)passed >> hal_machine.tick.near) == 0;
}

u64 vtime_now_us(u64 now)
{
	struct moment *m = &this_cpu()->known;
	u64 us;

	return reckon(m, now, &us) ? us : note_moment(m, now);
}

bool vtime_glance(const struct percpu *cpu, u64 *us)
{
	return reckon(&cpu->known, hal_time_glance(), us);
}

u64 us_to_ticks(u64 us)
{
	u64 ticks = us * hal_machine.tick.whole;
	u32 rem;

	if (us > US_MAX)
		return NEVER;
	if (hal_machine.tick.part) { /* us * part might not fit */
		ticks += divide(us, &hal_machine.tick.by_d, &rem) * hal_machine.tick.part;
		ticks += divide((u64)rem * hal_machine.tick.part + hal_machine.tick.d - 1,
				&hal_machine.tick.by_d, &rem);
	}
	return ticks;
}

u32 ticks_to_ns(u64 ticks)
{
	u32 rem;
	u64 ns = ticks > 0xffffffffu
			 ? NEVER
			 : divide(ticks * hal_machine.tick.d, &hal_machine.tick.by_n, &rem);

	return ns > 0xffffffffu ? 0xffffffffu : (u32)ns;
}

NOINLINE u64 vtime_exec(const struct vcpu *v, u64 now)
{
	const struct percpu *cpu = this_cpu();

	return cpu->current == v ? v->exec + (now - cpu->since) : v->exec;
}

static void note(struct vcpu *v)
{
	v->flags &= ~(u32)(VF_TIMERS | VF_EXEC);
	if (v->timer[XM_EXEC_CLOCK].deadline != NEVER)
		v->flags |= VF_TIMERS | VF_EXEC;
	if (v->timer[XM_HW_CLOCK].deadline != NEVER)
		v->flags |= VF_TIMERS;
}

void vtime_set(struct vcpu *v, u32 clock, u64 abs_us, u64 interval_us)
{
	struct vtimer *t = &v->timer[clock];
	u64 step = us_to_ticks(interval_us);

	t->interval_us = interval_us;
	t->deadline = abs_us ? us_to_ticks(abs_us) : NEVER;
	t->step = 0;
	if (step <= 0xffffffffu &&
	    step * hal_machine.tick.d == interval_us * hal_machine.tick.n1000)
		t->step = (u32)step;
	note(v);
}

void vtime_clear(struct vcpu *v)
{
	v->timer[XM_HW_CLOCK].deadline = NEVER;
	v->timer[XM_EXEC_CLOCK].deadline = NEVER;
	note(v);
}

/* Doublings that make the shortest interval longer than a hundred years. */
enum { GRID_BITS = 46 };
_Static_assert((u64)XM_MIN_INTERVAL_US << GRID_BITS > 36525ull * 86400 * 1000000, "doublings");

/* The first point of the grid after now, which is no earlier than the deadline, by
   steps that double and halve again, however long the partition was away. */
static void next_on_grid(struct vtimer *t, u64 now_us)
{
	u64 step = t->interval_us, next = ticks_to_us(t->deadline);

	while ((now_us - next) / 2 >= step) {
		LOOP_BOUND(GRID_BITS);
		step *= 2;
	}
	for (; step >= t->interval_us; step /= 2) {
		LOOP_BOUND(GRID_BITS + 1);
		if (now_us - next >= step)
			next += step;
	}
	t->deadline = us_to_ticks(next + t->interval_us);
}

bool vtime_advance(struct vtimer *t, u64 now)
{
	if (now - t->deadline >= t->step) /* huge: it is still to come */
		return false;
	t->deadline += t->step;
	return true;
}

/* Timer n of a vCPU raises extended interrupt n. */
_Static_assert((u32)XM_VT_EXT_HW_TIMER == (u32)XM_HW_CLOCK, "timers");
_Static_assert((u32)XM_VT_EXT_EXEC_TIMER == (u32)XM_EXEC_CLOCK, "timers");

/* now: by that clock */
static void expire(struct vcpu *v, u32 clock, u64 now)
{
	struct vtimer *t = &v->timer[clock];

	if (t->interval_us == 0) {
		t->deadline = NEVER;
		note(v);
	} else if (!vtime_advance(t, now)) {
		WAY_OF(missed);
		next_on_grid(t, ticks_to_us(now));
	}
	virq_pend_ext(v, clock);
}

void vtime_expire(struct vcpu *v, u64 now)
{
	if ((v->flags & VF_TIMERS) == 0)
		return;
	if (now >= v->timer[XM_HW_CLOCK].deadline)
		expire(v, XM_HW_CLOCK, now);
	if ((v->flags & VF_EXEC) == 0)
		return;
	now = vtime_exec(v, now);
	if (now >= v->timer[XM_EXEC_CLOCK].deadline)
		expire(v, XM_EXEC_CLOCK, now);
}

u64 vtime_deadline(const struct vcpu *v, u64 since, bool running)
{
	u64 hw = v->timer[XM_HW_CLOCK].deadline;
	u64 exec = since - v->exec + v->timer[XM_EXEC_CLOCK].deadline;

	if ((v->flags & VF_TIMERS) == 0)
		return NEVER;
	return running && exec < hw ? exec : hw;
}
