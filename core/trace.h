/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * trace.h - traces: a stream of events per partition and one of the hypervisor's
 * own, each a ring in which the newest replaces the oldest.
 *
 * A stream has the number of its partition; the hypervisor's comes behind them.
 */
#ifndef CORE_TRACE_H
#define CORE_TRACE_H

#include "part.h"

/* As the rings keep it. */
struct trace_event {
	u32 ticks_lo, ticks_hi;
	u32 criticality; /* XM_TRACE_NOTIFY ... */
	u32 payload[2];
};

/* Boot: take over the rings at memory (warm) or make new ones. */
void trace_init(struct record_ring *memory, bool warm);

/* An event of a stream. */
void trace_put(u32 id, u32 criticality, const u32 payload[2]);

/* The next event that a user of the stream has not had, now used. */
enum trace_got { TRACE_NOTHING, TRACE_RECORD, TRACE_DAMAGED };
enum trace_got trace_take(u32 id, enum record_user user, struct xm_trace_record *out);

void trace_counts(u32 id, struct xm_trace_counts *out);

/* --- the copies on consoles ------------------------------------------------------ */

/* Some stream that has a console has unprinted events. */
bool trace_unprinted(void);

/*
 * A stream with an unprinted event whose console takes a line now; NONE if
 * there is none.  With mine only that partition's or the hypervisor's: looking
 * at all of them takes time that nobody has to spend for others.
 */
u32 trace_printable(const struct part *mine);

/* --- the hypervisor's own events --------------------------------------------------- */

/* AUDIT_SLOT, ...: code 15:0, bit of its module 31:16. */
enum {
#define TRACE_CODE(nr, name, module, value, sentence) \
	AUDIT_##name = (nr) | XM_TRACE_MODULE_##module << 16,
#include "trace_codes.def"
};

void trace_audit(u32 code, const struct vcpu *v, u32 value);

/* An event of the hypervisor that concerns v, or nobody: two or three
   instructions unless the plan asks for its module. */
static inline void audit(u32 what, const struct vcpu *v, u32 value)
{
	if (sys.audit & what >> 16)
		trace_audit(what & 0xffff, v, value);
}

#endif
