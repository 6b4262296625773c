/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hm.h - the health monitor's log.  Reading needs the system flag and takes the
 * records out of the log, oldest first.
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
	xm_u32_t opCode; /* HMLOG_OPCODE_* */
	xmTime_t timestamp;
	union {
		struct hmCpuCtxt cpuCtxt; /* with HMLOG_OPCODE_VALID_CPUCTXT_BIT */
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

/* The number of records read, 0 when the log is empty. */
xm_s32_t XM_hm_read(xmHmLog_t *hmLogPtr, xm_s32_t noLogs);
xm_s32_t XM_hm_status(xmHmStatus_t *hmStatusPtr);

/* Report an event of one's own: XM_HM_EV_APP_*, PARTITION_ERROR ... */
xm_s32_t XM_hm_raise_event(xm_u32_t event);

/* Septum: the whole record, with cause, action, sequence number and access. */
xm_s32_t XM_hm_read_records(struct xm_hm_record *records, xm_s32_t count);
/* Septum: unread, lost and total numbers of records. */
xm_s32_t XM_hm_counts(struct xm_hm_counts *counts);

#endif
