/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hm.h - the health monitor: its log, read by taking records out, oldest first, or by
 * number, which takes none; both need the system flag.  Events of one's own, and faults
 * that one caught, are for every partition.  xm.h says how to read the comments.
 */
#ifndef LIBXM_HM_H
#define LIBXM_HM_H

#include <hypervisor.h>

#define XM_HMLOG_PAYLOAD_LENGTH 4
#define XM_HMLOG_SIGNATURE	0xfecf

struct hmCpuCtxt {
	xm_u32_t pc;
	xm_u32_t cpsr;
	xm_u32_t spsr;
	xm_u32_t far;
};

struct xmHmLog {
	xm_u32_t opCode;    /* HMLOG_OPCODE_* */
	xmTime_t timestamp; /* microseconds of XM_HW_CLOCK */
	union {
		/* with HMLOG_OPCODE_VALID_CPUCTXT_BIT: pc and far; cpsr and spsr are
		   not recorded and always 0 */
		struct hmCpuCtxt cpuCtxt;
		xmWord_t payload[XM_HMLOG_PAYLOAD_LENGTH];
	};
} __PACKED;
typedef struct xmHmLog xmHmLog_t;

#define HMLOG_OPCODE_EVENT_BIT		19
#define HMLOG_OPCODE_EVENT_MASK		(0x1fffu << HMLOG_OPCODE_EVENT_BIT)
#define HMLOG_OPCODE_SYS_BIT		16
#define HMLOG_OPCODE_SYS_MASK		(1u << HMLOG_OPCODE_SYS_BIT)
#define HMLOG_OPCODE_VALID_CPUCTXT_BIT	15
#define HMLOG_OPCODE_VALID_CPUCTXT_MASK (1u << HMLOG_OPCODE_VALID_CPUCTXT_BIT)
#define HMLOG_OPCODE_MODID_BIT		8
#define HMLOG_OPCODE_MODID_MASK		(0x7fu << HMLOG_OPCODE_MODID_BIT)
#define HMLOG_OPCODE_PARTID_BIT		0
#define HMLOG_OPCODE_PARTID_MASK	(0xffu << HMLOG_OPCODE_PARTID_BIT)

typedef struct {
	xm_s32_t noEvents; /* not read yet */
} xmHmStatus_t;

/*
 * Take up to noLogs records out of the log, oldest first, to hmLogPtr; noLogs: 1 or more.
 * Their number, fewer when the log is empty, 0 if it was.
 * XM_INVALID_PARAM: noLogs is 0 or negative, or bad memory at any of them; nothing was read.
 * XM_PERM_ERROR: the caller is not a system partition.
 * Caller: system.  Cost: 5100 instructions for each record.  SEP-HM-009, SEP-HM-015,
 * SEP-HM-019, SEP-LIB-006, SEP-LIB-011.
 */
xm_s32_t XM_hm_read(xmHmLog_t *hmLogPtr, xm_s32_t noLogs);

/*
 * How many records XM_hm_read would give.  XM_OK.
 * XM_PERM_ERROR: the caller is not a system partition.
 * XM_INVALID_PARAM: bad memory at hmStatusPtr, or the caller's stack is.
 * Caller: system.  Cost: 1500 instructions.  SEP-HM-014, SEP-HM-019, SEP-LIB-006, SEP-LIB-011.
 */
xm_s32_t XM_hm_status(xmHmStatus_t *hmStatusPtr);

/*
 * Report an event about oneself: XM_HM_EV_APP_*, XM_HM_EV_PARTITION_ERROR, any other
 * below XM_HM_EV_COUNT.  It is logged, with the caller's pc, if the plan logs that event,
 * and the plan's action is taken.  XM_OK when the caller goes on after that: at once with
 * IGNORE and PROPAGATE (no handler is called), after a resume with SUSPEND, in a slot
 * of plan 1 with SWITCH_TO_MAINTENANCE.  With HALT and resets it does not return; what was
 * printed comes out before, an unfinished line too.
 * XM_INVALID_PARAM: there is no such event.
 * Caller: any.  Cost: 6300 instructions.  SEP-HM-001, SEP-HM-018, SEP-HM-020, SEP-LIB-014;
 * A653 P1 3.8.2.4 (RAISE_APPLICATION_ERROR).
 */
xm_s32_t XM_hm_raise_event(xm_u32_t event);

/*
 * Septum: as XM_hm_read, but the whole record, with cause, action, sequence number and
 * kind of access, and one record a call: count is 1 or more, the result 1, or 0 if the
 * log is empty.
 * XM_INVALID_PARAM: count is 0 or negative, or bad memory at records (one of them).
 * XM_PERM_ERROR: the caller is not a system partition.
 * Caller: system.  Cost: 5100 instructions.  SEP-HM-009, SEP-HM-010, SEP-HM-015,
 * SEP-HM-019.
 */
xm_s32_t XM_hm_read_records(struct xm_hm_record *records, xm_s32_t count);

/*
 * Septum: where a reader that takes nothing out of the log is, and how many records were
 * gone before it saw them.  Zero: before the oldest there is.
 */
struct xm_hm_cursor {
	xm_u32_t next; /* number of the record it wants */
	xm_u32_t lost;
};

/*
 * Septum: copy up to noLogs records from cursor on, oldest first, and move the cursor behind
 * them.  They stay in the log until newer ones take their place, XM_hm_read or not, over
 * warm resets; any number of readers have their own cursors.  Their number, fewer at the
 * end of the log.
 * XM_INVALID_PARAM: noLogs is 0 or negative, or bad memory at cursor or hmLogPtr, or the
 * caller's stack is.
 * XM_PERM_ERROR: the caller is not a system partition.
 * Caller: system.  Cost: 2000 instructions for each record and partition.
 * SEP-HM-023, SEP-HM-024, SEP-LIB-011.
 */
xm_s32_t XM_hm_read_at(struct xm_hm_cursor *cursor, xmHmLog_t *hmLogPtr, xm_s32_t noLogs);

/*
 * Septum: the first record numbered seq or later, the oldest with seq 0, of one source, a
 * partition's id or XM_HYPERVISOR_ID, left in the log: 1, or 0 if there is none.  Numbers
 * begin with 1 and wrap; seq is no more than half of them behind.
 * XM_INVALID_PARAM: no such source, or bad memory at record.
 * XM_PERM_ERROR: the caller is not a system partition.
 * Caller: system.  Cost: 2100 instructions.  SEP-HM-023.
 */
xm_s32_t XM_hm_peek_record(xmId_t source, xm_u32_t seq, struct xm_hm_record *record);

/*
 * Hand an exception that a handler got to the health monitor: ctx is the handler's
 * trapCtxt_t.  It is logged with the pc of ctx, and the address of the fault if the handler
 * is that of one, if the plan logs the event, and the plan's action is taken.  1 with
 * IGNORE and PROPAGATE: the caller deals with it; XM_OK when it goes on after SUSPEND or
 * SWITCH_TO_MAINTENANCE.  With HALT and resets it does not return.
 * XM_INVALID_PARAM: there is no such event, or bad memory at ctx.
 * Caller: any.  Cost: 6300 instructions.  SEP-HM-025, SEP-LIB-011.
 */
xm_s32_t XM_arm_hm_raise_event(xm_u32_t event, void *ctx);

/*
 * Septum: numbers of records: unread, lost for want of room, and logged in total since the
 * last cold reset of the system.  XM_OK.
 * XM_INVALID_PARAM: bad memory at counts.
 * XM_PERM_ERROR: the caller is not a system partition.
 * Caller: system.  Cost: 1500 instructions.  SEP-HM-013, SEP-HM-014, SEP-HM-019.
 */
xm_s32_t XM_hm_counts(struct xm_hm_counts *counts);

#endif
