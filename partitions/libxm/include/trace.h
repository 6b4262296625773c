/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * trace.h - traces: a partition writes events into its own stream, a system partition
 * reads every stream, and the hypervisor's as XM_HYPERVISOR_ID.  Of a full stream the
 * oldest event gives way.  xm.h says how to read the comments.
 */
#ifndef LIBXM_TRACE_H
#define LIBXM_TRACE_H

#include <hypervisor.h>

#define XM_TRACE_PAYLOAD_LENGTH 8

struct xmTraceEvent {
	xm_u32_t timestamp; /* low word of the clock in microseconds */
	xm_u8_t payload[XM_TRACE_PAYLOAD_LENGTH];
} __PACKED;
typedef struct xmTraceEvent xmTraceEvent_t;

typedef struct {
	xm_s32_t noEvents; /* not read yet */
} xmTraceStatus_t;

/*
 * Add the eight bytes at payload, of any alignment, to the own stream, with the time.
 * The plan's bitmask is not asked.  XM_OK.
 * XM_INVALID_PARAM: bad memory at payload.
 * Caller: any.  Cost: 2100 instructions.  SEP-TRACE-001, SEP-TRACE-002.
 */
xm_s32_t XM_trace_event(xm_u8_t *payload);

/*
 * Septum: as XM_trace_event, but kept only if bitmask and the plan's have a bit in common,
 * and with a criticality: XM_TRACE_NOTIFY, DEBUG, WARNING or UNRECOVERABLE.  The last one
 * raises XM_HM_EV_PARTITION_ERROR too, if the event is kept; XM_hm_raise_event says when
 * it returns then.  XM_OK.
 * XM_INVALID_PARAM: no such criticality, or bad memory at payload.
 * XM_INVALID_CONFIG: the plan does not want the event; payload was not looked at.
 * Caller: any.  Cost: 6900 instructions.  SEP-TRACE-003, SEP-TRACE-004.
 */
xm_s32_t XM_trace_masked_event(xm_u32_t bitmask, xm_u32_t criticality, xm_u8_t *payload);

/*
 * Take up to noEvents events out of a stream, oldest first, to events; noEvents: 1 or more.
 * Their number, fewer when the stream is empty, 0 if it was.
 * id: oneself; a system partition may name any other, or XM_HYPERVISOR_ID.
 * XM_INVALID_PARAM: noEvents is 0 or negative, bad memory at events, or there is no such
 * stream; nothing was read.
 * XM_PERM_ERROR: the stream of another, and the caller is not a system partition.
 * Caller: self.  Cost: 1800 instructions for each event.  SEP-TRACE-005, SEP-TRACE-006,
 * SEP-TRACE-007.
 */
xm_s32_t XM_trace_read(xmId_t id, xmTraceEvent_t *events, xm_s32_t noEvents);

/*
 * How many events XM_trace_read would give.  id as there.  XM_OK.
 * XM_INVALID_PARAM: there is no such stream, or bad memory at status or the stack.
 * XM_PERM_ERROR: the stream of another, and the caller is not a system partition.
 * Caller: self.  Cost: 1500 instructions.  SEP-TRACE-006, SEP-TRACE-008.
 */
xm_s32_t XM_trace_status(xmId_t id, xmTraceStatus_t *status);

/*
 * Septum: as XM_trace_read, but the whole record, with number, criticality and 64 bits of
 * time, and one record a call: count is 1 or more, the result 1, or 0 if the stream is
 * empty.
 * XM_INVALID_PARAM: count is 0 or negative, there is no such stream, or bad memory at
 * records (one of them).
 * XM_PERM_ERROR: the stream of another, and the caller is not a system partition.
 * Caller: self.  Cost: 1800 instructions.  SEP-TRACE-005, SEP-TRACE-006, SEP-TRACE-007.
 */
xm_s32_t XM_trace_read_records(xmId_t id, struct xm_trace_record *records, xm_s32_t count);

/*
 * Septum: numbers of events: unread, lost, written in total since the last cold reset of
 * the system, and those that the stream's console did not print.  id as there.  XM_OK.
 * XM_INVALID_PARAM: there is no such stream, or bad memory at counts.
 * XM_PERM_ERROR: the stream of another, and the caller is not a system partition.
 * Caller: self.  Cost: 1500 instructions.  SEP-TRACE-006, SEP-TRACE-008.
 */
xm_s32_t XM_trace_counts(xmId_t id, struct xm_trace_counts *counts);

#endif
