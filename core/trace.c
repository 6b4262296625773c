/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * trace.c - streams of trace events: kept in rings, read by services, copied to
 * consoles by report.c.
 *
 * Times are kept in ticks: whoever reads pays for the division, not who traces.
 */
#include "trace.h"

#include "console.h"

/* Written by the entries of all CPUs; one CPU runs. */
static struct {
	struct record_ring *hyp;
	u32 unprinted; /* events of all streams that have a console */
	u32 turn;      /* stream looked at last */
	u32 own_turn;  /* in a partition's time: 0 its own, 1 the hypervisor's */
} traces;

static NOINLINE struct record_ring *stream(u32 id)
{
	return id == cfg_count(&sys.cfg, CFG_PART) ? traces.hyp : sys.part[id].trace;
}

static NOINLINE u32 console_of(u32 id)
{
	return cfg_get_trace(&sys.cfg, id)->console;
}

void trace_init(struct record_ring *memory, bool warm)
{
	u32 parts = cfg_count(&sys.cfg, CFG_PART), id;

	traces.unprinted = 0;
	for (id = 0; id <= parts; id++) {
		LOOP_BOUND_OF(parts + 1);
		const struct cfg_trace *t = cfg_get_trace(&sys.cfg, id);

		records_init(memory, t->length, sizeof(struct trace_event), warm);
		if (t->console != NONE)
			traces.unprinted += records_left(memory, RECORD_PRINTER);
		if (id < parts)
			sys.part[id].trace = memory;
		traces.hyp = memory;
		sys.audit = t->mask;
		memory = records_behind(memory);
	}
}

/* A user that is a whole ring behind has lost the oldest event. */
static NOINLINE void overtake(struct record_ring *r, enum record_user user)
{
	if (records_left(r, user) != r->size)
		return;
	r->next[user]++;
	r->lost[user]++;
	traces.unprinted -= user == RECORD_PRINTER;
}

NOINLINE void trace_put(u32 id, u32 criticality, const u32 payload[2])
{
	struct record_ring *r = stream(id);
	u64 now = hal_time_now();
	struct trace_event e = {
		(u32)now, (u32)(now >> 32), criticality, { payload[0], payload[1] }
	};

	if (console_of(id) == NONE) {
		r->next[RECORD_PRINTER] = r->written;
	} else {
		traces.unprinted++;
		sys.chores |= CHORE_REPORT;
	}
	overtake(r, RECORD_READER);
	overtake(r, RECORD_PRINTER);
	records_put(r, &e);
}

NOINLINE void trace_audit(u32 code, const struct vcpu *v, u32 value)
{
	WAY_OF(audit);
	u32 payload[2] = { code | (v ? v->part->cfg->id : XM_HM_WHERE_HYP) << 16, value };

	trace_put(cfg_count(&sys.cfg, CFG_PART), XM_TRACE_NOTIFY, payload);
}

enum trace_got trace_take(u32 id, enum record_user user, struct xm_trace_record *out)
{
	struct record_ring *r = stream(id);
	const struct trace_event *e;
	u64 us;

	if (records_left(r, user) == 0)
		return TRACE_NOTHING;
	if (user == RECORD_PRINTER)
		traces.unprinted--;
	out->seq = r->next[user];
	e = records_take(r, user);
	if (e == NULL)
		return TRACE_DAMAGED;
	us = ticks_to_us(cfg_u64(e->ticks_lo, e->ticks_hi));
	out->time_lo = (u32)us;
	out->time_hi = (u32)(us >> 32);
	out->criticality = e->criticality;
	CALL_WITH(length, sizeof(out->payload));
	hal_copy(out->payload, e->payload, sizeof(out->payload));
	return TRACE_RECORD;
}

void trace_counts(u32 id, struct xm_trace_counts *out)
{
	const struct record_ring *r = stream(id);

	out->unread = (s32)records_left(r, RECORD_READER);
	out->lost = r->lost[RECORD_READER];
	out->total = r->written;
	out->dropped = r->lost[RECORD_PRINTER];
}

/* --- the copies on consoles ---------------------------------------------------------- */

bool trace_unprinted(void)
{
	return traces.unprinted != 0;
}

static bool printable(u32 id)
{
	u32 k = console_of(id);

	return k != NONE && records_left(stream(id), RECORD_PRINTER) != 0 &&
	       console_line_free(&sys.console[k]);
}

/* By turns, so that no stream keeps another from its console. */
u32 trace_printable(const struct part *mine)
{
	u32 hyp = cfg_count(&sys.cfg, CFG_PART), last = mine ? 1 : hyp;
	u32 *turn = mine ? &traces.own_turn : &traces.turn;
	u32 tries, id;

	for (tries = 0; traces.unprinted != 0 && tries <= last; tries++) {
		LOOP_BOUND_OF(parts + 1);
		*turn = *turn >= last ? 0 : *turn + 1;
		id = *turn;
		if (mine)
			id = id ? hyp : mine->cfg->id;
		if (printable(id))
			return id;
	}
	return NONE;
}
