/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * supply.c - the least time that the slots of a partition give it in a period;
 * called by checks_timing.c and timing.c when the slots are in order.
 *
 * A period is counted from the start of the first frame.  Frame and period need
 * not divide each other: periods begin at all multiples of their greatest common
 * divisor in the frame.  What a period gets is piecewise linear in its begin, so
 * its least is next to a slot's edge and nothing else has to be looked at.
 */
#include "supply.h"

static u64 gcd(u64 a, u64 b)
{
	while (b != 0) {
		u64 rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* Time of the partition in [0, t) of the plan repeated for ever. */
static u64 supplied(const struct supply *s, u64 t)
{
	u64 rest = t % s->plan->frame;
	u32 low = 0, high = s->count;
	u64 part;

	while (low < high) {
		u32 mid = low + (high - low) / 2;

		if (s->start[mid] < rest)
			low = mid + 1;
		else
			high = mid;
	}
	part = low ? rest - s->start[low - 1] : 0;
	if (low && part > s->length[low - 1])
		part = s->length[low - 1];
	return t / s->plan->frame * s->total + (low ? s->before[low - 1] + part : 0);
}

static void try_period(struct supply *s, u64 begin)
{
	u64 got = supplied(s, begin + s->period) - supplied(s, begin);

	if (got < s->least || (got == s->least && begin < s->worst)) {
		s->least = got;
		s->worst = begin;
	}
}

/* Periods that begin or end next to an edge of a slot. */
static void try_edge(struct supply *s, u64 edge)
{
	u64 frame = s->plan->frame;
	u64 other = (edge + frame - s->period % frame) % frame;

	try_period(s, edge % frame / s->grid * s->grid);
	try_period(s, (edge % frame / s->grid + 1) * s->grid % frame);
	try_period(s, other / s->grid * s->grid);
	try_period(s, (other / s->grid + 1) * s->grid % frame);
}

static void add_slot(struct supply *s, const struct m_slot *slot, const struct overhead *taken)
{
	u64 left = taken ? overhead_left(taken, slot->length) : slot->length;

	s->start[s->count] = slot->start + slot->length - left;
	s->length[s->count] = left;
	s->before[s->count++] = s->total;
	s->total += left;
}

void supply_collect(struct supply *s, struct arena *arena, const struct m_plan *plan,
		    const struct m_part *p, const struct overhead *taken)
{
	u32 i;

	*s = (struct supply){ .plan = plan };
	s->start = arena_alloc(arena, plan->num_slots, sizeof(u64));
	s->length = arena_alloc(arena, plan->num_slots, sizeof(u64));
	s->before = arena_alloc(arena, plan->num_slots, sizeof(u64));
	for (i = 0; i < plan->num_slots; i++)
		if (plan->slots[i].part_id == p->id)
			add_slot(s, &plan->slots[i], taken);
}

void supply_find_least(struct supply *s, u64 period)
{
	u32 i;

	s->period = period;
	s->grid = gcd(s->plan->frame, period);
	s->least = ~0ull;
	s->worst = 0;
	try_period(s, 0);
	for (i = 0; i < s->count; i++) {
		try_edge(s, s->start[i]);
		try_edge(s, s->start[i] + s->length[i]);
	}
}
