/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * slots.c - reads the tick clock all the time it has.  Where two readings are far
 * apart a slot ended and another began; all of them must lie on the exact grid.
 */
#include "../common/report.h"
#include "schedule.h"

#define FRAME_NS   1000333ll
#define ABSENCE_NS 9000ll /* less than the shortest time between two own slots */

/* The slots of the plan. */
static const struct slot {
	xm_u32_t partition, label, point;
	xm_s64_t start, length; /* ns */
} slots[] = {
	{ 0, 100, 1, 0, 333333 },     { 1, 7, 0, 333333, 100017 }, { 2, 3, 0, 450001, 50501 },
	{ 0, 21, 0, 500505, 123457 }, { 3, 5, 0, 640000, 40000 },  { 4, 6, 0, 681000, 18500 },
	{ 1, 22, 0, 700007, 299999 },
};
enum { NUM_SLOTS = sizeof(slots) / sizeof(slots[0]) };

/* Distances from the grid: smallest, largest, in the first frame and in the last. */
struct spread {
	xm_s64_t min, max, first, last;
	xm_u32_t count;
};

static void note(struct spread *s, xm_s64_t distance)
{
	if (s->count++ == 0)
		s->min = s->max = s->first = distance;
	if (distance < s->min)
		s->min = distance;
	if (distance > s->max)
		s->max = distance;
	s->last = distance;
}

/* The last moment of this slot and the first one of the next. */
static xm_s64_t slot_change(xm_s64_t *end)
{
	xm_s64_t now = now_ns(), before;

	do {
		before = now;
		now = now_ns();
	} while (now - before < ABSENCE_NS);
	*end = before;
	return now;
}

static xm_u32_t own_slot(xm_u32_t from)
{
	while (slots[from % NUM_SLOTS].partition != XM_PARTITION_SELF)
		from++;
	return from % NUM_SLOTS;
}

static void check_info(const struct slot *slot, xm_u32_t number, xm_u32_t frame)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();

	must("slot number", frame, pct->schedInfo.noSlot == number);
	must("slot label", frame, pct->schedInfo.id == slot->label);
	must("slot length", frame, pct->schedInfo.slotDuration == slot->length / 1000);
	must("release point", frame, pct->schedInfo.releasePoint == slot->point);
}

/* Watches FRAMES frames; returns the sum of the lengths of its slots. */
static xm_s64_t watch(struct spread *starts, struct spread *ends)
{
	xm_u32_t first = own_slot(0), n = first, frame = 0;
	xm_s64_t start, end, sum = 0;

	do
		start = slot_change(&end);
	while (XM_params_get_PCT()->schedInfo.noSlot != first);
	while (frame < FRAMES) {
		const struct slot *slot = &slots[n];

		check_info(slot, n, frame);
		note(starts, start - (frame * FRAME_NS + slot->start));
		start = slot_change(&end);
		note(ends, end - (frame * FRAME_NS + slot->start + slot->length));
		sum += slot->length;
		n = own_slot(n + 1);
		frame += n == first;
	}
	return sum;
}

/* Execution time is accounted from one entry of the hypervisor to another, whose
   paths differ in length by some instructions. */
static void check_share(xm_s64_t planned_ns, xmTime_t used_us, xm_u32_t slots_seen)
{
	xm_s64_t difference = used_us * 1000 - planned_ns;

	if (difference < 0)
		difference = -difference;
	check("execution time is the sum of the slots",
	      difference <= slots_seen * ACCOUNTING_NS + BOUND_NS);
}

static int small(xm_s64_t difference)
{
	return difference <= BOUND_NS && difference >= -BOUND_NS;
}

void PartitionMain(void)
{
	struct spread starts = { .count = 0 }, ends = { .count = 0 };
	struct page *page = own_page();
	struct xm_part_state state;
	xmTime_t before, after;
	xm_s64_t planned, end;

	slot_change(&end);
	while (XM_params_get_PCT()->schedInfo.noSlot != own_slot(0))
		slot_change(&end);
	XM_get_time(XM_EXEC_CLOCK, &before);
	planned = watch(&starts, &ends);
	XM_get_time(XM_EXEC_CLOCK, &after);
	/* watch() begins a frame later than the clock was read */
	planned += planned / FRAMES;

	say("%u slots", starts.count);
	check("every start is on the grid", small(starts.max - starts.min));
	check("every end is",
	      small(ends.max - ends.min) && small(ends.min - starts.min) && ends.max <= starts.min);
	check("the last frame as the first",
	      small(starts.last - starts.first) && small(ends.last - ends.first));
	check_share(planned, after - before, starts.count);
	XM_get_partition_state(XM_PARTITION_SELF, &state);
	check("the hypervisor saw no later start", state.late_ns_max <= BOUND_NS);
	page->word[WORD_ORIGIN_LOW] = (xm_u32_t)starts.min;
	page->word[WORD_ORIGIN_HIGH] = (xm_u32_t)((xm_u64_t)starts.min >> 32);
	set_step(1);
	for (;;)
		XM_idle_self();
}
