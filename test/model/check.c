/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * check.c - the invariants: after every entry what accumulates, after every
 * step everything else.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "log.h"
#include "guards.h"
#include "model.h"
#include "part.h"
#include "port.h"
#include "system.h"

struct service_count services[XM_HC_COUNT + 1];
u64 model_seed, model_entries;
static u32 text_seen[MAX_PARTS];

enum { NOTES = 16, NOTE_BYTES = 120, MEMORY_STEPS = 8 };
static char notes[NOTES][NOTE_BYTES];
static u32 num_notes;

void model_note(const char *format, ...)
{
	char *note = notes[num_notes++ % NOTES];
	va_list args;
	int n;

	va_start(args, format);
	n = snprintf(note, NOTE_BYTES, "%12llu P%d: ", fake.now, (int)rig_running());
	vsnprintf(note + n, NOTE_BYTES - (size_t)n, format, args);
	va_end(args);
}

_Noreturn void model_fail(const char *format, ...)
{
	va_list args;

	fflush(stdout);
	for (u32 i = num_notes > NOTES ? num_notes - NOTES : 0; i < num_notes; i++)
		fprintf(stderr, "%s\n", notes[i % NOTES]);
	va_start(args, format);
	fprintf(stderr, "model: seed %llu, entry %llu, tick %llu: ", model_seed, model_entries,
		fake.now);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	abort();
}

/* --- after every entry --------------------------------------------------------------------- */

static u32 part_of(const struct hal_vcpu *v)
{
	return v->space->areas[0].part;
}

static void note_upcall(u32 p, const struct hal_vcpu *v)
{
	struct ref_part *q = &ref.part[p];
	bool fault = v->r[0] >= XM_VT_HW_MAX + XM_VT_EXT_MAX;
	const volatile struct xm_pct *t = rig_pct(p);

	if (v->upcalls != q->upcalls + 1)
		model_fail("two upcalls in one entry");
	q->upcalls++;
	q->depth++;
	ref_may_write(p, v->sp, 32);
	if (fault)
		return;
	if (v->r[0] != t->irqIndex)
		model_fail("irqIndex is %u for line %u", t->irqIndex, v->r[0]);
	if (v->r[0] >= XM_VT_HW_MAX && t->extIrqsMask >> (v->r[0] - XM_VT_HW_MAX) & 1)
		model_fail("a masked line was delivered");
	q->timer_seen |= v->r[0] == XM_VT_HW_MAX + XM_VT_EXT_HW_TIMER;
}

static void after_entry(void)
{
	model_entries++;
	if (rig.caller)
		ref.part[part_of(rig.caller)].exec += fake.now - ref.last;
	ref.last = fake.now;
	if (fake.end != FAKE_RUNS)
		return;
	if (rig.line - 40 < ref.parts && ref.part[rig.line - 40].owns_line) {
		ref.irqs++;
		ref.part[rig.line - 40].irq_tick = fake.now;
	}
	if (rig.timer)
		ref_timer();
	for (u32 p = 0; p < ref.parts; p++)
		if (rig_vcpu(p)->upcalls != ref.part[p].upcalls)
			note_upcall(p, rig_vcpu(p));
}

void check_new_plan(void)
{
	memset(text_seen, 0, sizeof(text_seen));
}

void check_attach(void)
{
	rig.after = after_entry;
}

/* --- after every step ------------------------------------------------------------------------ */

static void check_contexts(void)
{
	for (u32 p = 0; p < ref.parts; p++) {
		struct ref_part *q = &ref.part[p];
		u32 resets = rig_vcpu(p)->resets;

		if (resets == q->vcpu_resets)
			continue;
		if (!q->fresh || resets != q->vcpu_resets + 1)
			model_fail("partition %u got a fresh context unasked", p);
		q->vcpu_resets = resets;
		q->fresh = false;
		if (q->loading)
			ref_loaded(p);
	}
}

static void check_states(void)
{
	for (u32 p = 0; p < ref.parts; p++) {
		u32 state = sys.part[p].vcpus->state;
		u64 ran = ref.part[p].exec + (rig_running() == p ? fake.now - ref.last : 0);

		if (sys.part[p].vcpus->flags & VF_RESCHED)
			model_fail("partition %u still asks for a decision", p);
		if (sys.part[p].load.at_once)
			model_fail("a load of partition %u need not give way", p);
		if (state != ref.part[p].state)
			model_fail("partition %u is in state %u, not %u", p, state,
				   ref.part[p].state);
		if (vtime_exec(sys.part[p].vcpus, fake.now) != ran)
			model_fail("partition %u ran %llu ticks, not %llu", p,
				   vtime_exec(sys.part[p].vcpus, fake.now), ran);
	}
}

static bool unmasked_pending(u32 p)
{
	const volatile struct xm_pct *t = rig_pct(p);
	u32 due = t->extIrqsPend & ~t->extIrqsMask;

	for (u32 i = 0; i < XM_HWIRQ_WORDS; i++)
		due |= t->hwIrqsPend[i] & ~t->hwIrqsMask[i];
	return due != 0;
}

static void check_schedule(void)
{
	u32 owner = ref_owner(fake.now), running = rig_running();
	struct ref_part *q;

	if (fake.deadline > ref_boundary(fake.now))
		model_fail("deadline %llu behind the boundary %llu", fake.deadline,
			   ref_boundary(fake.now));
	if (running != NONE && (running != owner || ref.part[running].state != XM_STATUS_READY))
		model_fail("partition %u runs in the slot of %u", running, owner);
	if (owner == NONE)
		return;
	q = &ref.part[owner];
	if (running == owner) {
		q->idle = q->waiting = false;
		if (q->loading)
			model_fail("partition %u runs before it is loaded", owner);
		return;
	}
	if (q->state != XM_STATUS_READY || q->loading)
		return;
	if (!q->idle && !q->waiting)
		model_fail("partition %u is kept from its slot", owner);
	if (q->since < ref_slot_start(fake.now))
		model_fail("partition %u sleeps into a new slot", owner);
	if (q->idle && unmasked_pending(owner))
		model_fail("partition %u sleeps over an interrupt", owner);
}

static void next_on_grid(struct ref_timer *t)
{
	u64 now = ref_us(fake.now);

	if (t->interval == 0)
		t->armed = false;
	else
		t->next_us += ((now - t->next_us) / t->interval + 1) * t->interval;
	if (t->next_us > 1ull << 50)
		t->armed = false;
}

/* So soon before the end of the slot that it waits for that? */
static bool held_back(u64 when)
{
	u64 near = DECISION_INSNS >> HAL_LOG2(hal_machine.insns_per_tick);

	return when != NEVER && when + near >= ref_boundary(fake.now);
}

static void check_timers(void)
{
	u32 owner = ref_owner(fake.now);

	for (u32 p = 0; p < ref.parts; p++) {
		struct ref_part *q = &ref.part[p];
		bool pended = rig_pct(p)->extIrqsPend & 1u << XM_VT_EXT_HW_TIMER;
		bool due = q->timer.armed && fake.now >= ref_ticks_up(q->timer.next_us);

		if (q->state != XM_STATUS_HALTED && !due &&
		    (q->timer_seen || (pended && !q->timer_pended)) && !q->timer_pended)
			model_fail("timer of partition %u before its time", p);
		bool seen = pended || q->timer_seen;

		if (due && p == owner && q->state == XM_STATUS_READY &&
		    (seen || !held_back(ref_ticks_up(q->timer.next_us)))) {
			if (!seen)
				model_fail("timer of partition %u missed", p);
			next_on_grid(&q->timer);
		}
		if (!due || p == owner)
			q->timer_seen = false;
		q->timer_pended = pended;
	}
}

static void check_log(void)
{
	const struct xm_hm_record *last;
	struct xm_hm_counts c;

	log_counts(&c);
	if (ref.late)
		ref.raised = c.total;
	ref.late = false;
	while (c.total != ref.raised && log_unread() && (last = log_read()) != NULL)
		model_note("unread record: where %x what %x address %x", last->where, last->what,
			   last->address);
	if (c.total != ref.raised)
		model_fail("%u records instead of %u", c.total, ref.raised);
	if ((u32)c.unread + c.lost + ref.read != c.total)
		model_fail("%d unread, %u lost, %u read of %u", c.unread, c.lost, ref.read,
			   c.total);
}

/* After a jump over frames a slot's figures are taken over: they have not become less. */
static void check_slot_lateness(struct ref_slot *expected, const struct slot *s)
{
	struct ref_slot real = { s->late_max, s->late_count };

	if (ref.jumped && real.worst >= expected->worst && real.count >= expected->count)
		*expected = real;
	if (real.worst != expected->worst || real.count != expected->count)
		model_fail("slot %u was late by %llu, %u times too much, not %llu, %u times",
			   s->shown.id, real.worst, real.count, expected->worst, expected->count);
}

static void check_lateness(void)
{
	u64 worst[MAX_PARTS] = { 0 };

	for (u32 s = 0; s < ref.tb.slots; s++) {
		u64 *most = &worst[ref.tb.slot[s].vcpu];

		check_slot_lateness(&ref.slot[s], &sys.slot[s]);
		if (ref.slot[s].worst > *most)
			*most = ref.slot[s].worst;
	}
	for (u32 p = 0; p < ref.parts; p++)
		if (sys.part[p].vcpus->late_max != worst[p])
			model_fail("slots of partition %u were late by %u, not %llu", p,
				   sys.part[p].vcpus->late_max, worst[p]);
	if (ref.jumped)
		ref.due = ref_boundary(fake.now);
	ref.jumped = false;
}

/* It expires in time, once, and never early. */
static void check_watchdog(void)
{
	u64 real = sys.cpu->watchdog.deadline;

	if (real == NEVER && ref.watchdog != NEVER && !ref.late) {
		if (fake.now < ref.watchdog)
			model_fail("the watchdog expired before %llu", ref.watchdog);
		ref_record(NONE, XM_HM_EV_WATCHDOG_TIMER);
		ref.watchdog = NEVER;
	}
	if (ref.late)
		ref.watchdog = real;
	if (real != ref.watchdog || (fake.deadline > real && !held_back(real)))
		model_fail("the watchdog is to expire at %llu, the timer at %llu", ref.watchdog,
			   fake.deadline);
}

static void check_channels(void)
{
	for (u32 i = 0; i < ref.channels; i++) {
		const struct ref_channel *k = &ref.channel[i];
		const struct channel *c = &sys.channel[i];

		if (k->kind == PORT_QUEUING && (c->used != k->used || c->overflows != k->overflows))
			model_fail("queue %u holds %u, not %u", i, c->used, k->used);
		if (k->kind == PORT_SAMPLING && c->seq / 2 != k->seq)
			model_fail("channel %u was written %u times, not %u", i, c->seq / 2,
				   k->seq);
	}
}

static void compare(const u8 *shadow, paddr_t phys, u32 size)
{
	const u8 *real = fake_phys(phys, size);

	if (memcmp(shadow, real, size) == 0)
		return;
	for (u32 i = 0; i < size; i++)
		if (shadow[i] != real[i])
			model_fail("0x%08x became 0x%02x, was 0x%02x", phys + i, real[i],
				   shadow[i]);
}

/* What may have been written is taken over; all else is compared, which costs
   more than a step, every so many steps. */
static void check_memory(void)
{
	static u32 steps;

	for (u32 i = 0; i < ref.num_ranges; i++) {
		const struct range *r = &ref.ranges[i];

		memcpy(ref_memory(r->part, r->at), rig_guest(r->part, r->at, r->length), r->length);
	}
	ref.num_ranges = 0;
	if (++steps % MEMORY_STEPS != 0)
		return;
	for (u32 p = 0; p < ref.parts; p++) {
		if (ref.part[p].loading)
			continue;
		compare(ref.own[p], 0x10000000 + p * 0x100000, AREA_BYTES);
		compare(ref.ro_bytes[p], 0x14000000 + p * 0x10000, RO_BYTES);
	}
	if (ref.shared)
		compare(ref.shared_bytes, SHARED_AT, SHARED_BYTES);
}

void check_step(void)
{
	if (fake.end != FAKE_RUNS)
		return;
	check_contexts();
	check_states();
	check_memory();
	check_channels();
	check_watchdog();
	check_log();
	if (fake.deadline <= fake.now)
		return; /* the timer has not entered yet */
	ref_settle();
	check_lateness();
	check_schedule();
	check_timers();
}

/* --- the console ---------------------------------------------------------------------------------
 */

/* "p<part>:<n>:aaa...": numbers rise, letters are the partition's. */
static void check_line(const char *line)
{
	u32 p, n;
	int end = 0;

	if (strncmp(line, "HM ", 3) == 0 || strncmp(line, "SEPTUM ", 7) == 0)
		return;
	if (sscanf(line, "p%u:%u:%n", &p, &n, &end) < 2 || end == 0)
		return; /* cut by a reset before its number was out */
	if (p >= ref.parts)
		model_fail("line of no partition: %s", line);
	if (n <= text_seen[p] && n != 0)
		model_fail("line %u of partition %u after %u", n, p, text_seen[p]);
	text_seen[p] = n;
	for (const char *c = line + end; *c; c++)
		if (*c != (char)('a' + p))
			model_fail("torn line: %s", line);
}

/* Take the whole lines from what came out. */
void check_text(void)
{
	struct fake_uart *u = &fake.uart[1];
	char *at = u->text, *end;

	u->text[u->length] = 0;
	while ((end = strstr(at, "\r\n")) != NULL) {
		*end = 0;
		check_line(at);
		at = end + 2;
	}
	u->length -= (u32)(at - u->text);
	memmove(u->text, at, u->length);
}

void check_services(void)
{
	static const char *const names[] = {
#define HC(nr, name, right, bound, nargs) [nr] = #name,
#include "hypercalls.def"
	};

	for (u32 nr = 0; nr < XM_HC_COUNT; nr++) {
		const struct service_count *s = &services[nr];

		printf("%-28s %8u calls %8u good %8u refused %6u waited\n", names[nr], s->calls,
		       s->good, s->bad, s->rewound);
	}
	for (u32 nr = 0; nr < XM_HC_COUNT; nr++)
		if (services[nr].calls < 20 || services[nr].good * 20 < services[nr].calls)
			model_fail("%s succeeds too rarely", names[nr]);
}
