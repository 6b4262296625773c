/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * xm_consts.h - the constants of the partition API.
 *
 * Seen by partitions, core and tools alike; names and values follow XtratuM
 * for ARM 2.x.  No names but XM_*, so that any source may include it.
 */
#ifndef ABI_XM_CONSTS_H
#define ABI_XM_CONSTS_H

enum {
#define XM_ERROR(name, value, sentence) XM_##name = (value),
#include "errors.def"
};

enum {
#define VIRQ(nr, name, sentence) XM_VT_EXT_##name = (nr),
#include "virqs.def"
	XM_VT_EXT_FIRST = 0,
	XM_VT_EXT_LAST = 31,
	XM_VT_EXT_MAX = 32,
	XM_VT_HW_FIRST = 0,
	XM_VT_HW_LAST = 95,
	XM_VT_HW_MAX = 96,
};

enum {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) XM_HM_EV_##xml = (nr),
#include "hm_events.def"
	XM_HM_MAX_GENERIC_EVENTS = 10,
};
enum {
	XM_HM_EV_COUNT = 0
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) +1
#include "hm_events.def"
	,
	XM_HM_MAX_EVENTS = XM_HM_EV_COUNT
};

enum {
#define HM_ACTION(nr, name, sentence) XM_HM_AC_##name = (nr),
#include "hm_actions.def"
	XM_HM_MAX_ACTIONS = 9,
	XM_HM_LOG_DISABLED = 0,
	XM_HM_LOG_ENABLED = 1,
};

enum {
	XM_HW_CLOCK = 0,
	XM_EXEC_CLOCK = 1,
	XM_TICK_CLOCK = 2, /* get_time only: raw ticks of the hardware clock (Septum) */
};

enum {
	XM_TRACE_NOTIFY = 0,
	XM_TRACE_DEBUG = 1,
	XM_TRACE_WARNING = 2,
	XM_TRACE_UNRECOVERABLE = 3,
};

/* Bits of the hypervisor's mask, and codes of its own events. */
enum {
#define TRACE_MODULE(bit, name, sentence) XM_TRACE_MODULE_##name = 1 << (bit),
#include "trace_codes.def"
};
enum {
#define TRACE_CODE(nr, name, module, value, sentence) XM_TRACE_CODE_##name = (nr),
#include "trace_codes.def"
};

enum { XM_COLD_RESET = 0, XM_WARM_RESET = 1, XM_RESET_MODE = 1 };

enum {
	XM_RESET_STATUS_PARTITION_NORMAL_START = 0,
	XM_RESET_STATUS_PARTITION_RESTART = 1,
	XM_HM_RESET_STATUS_MODULE_RESTART = 2,
	XM_HM_RESET_STATUS_PARTITION_RESTART = 3,
	XM_HM_RESET_STATUS_USER_CODE_BIT = 16,
	XM_HM_RESET_STATUS_EVENT_MASK = 0xffff,
};

enum { XM_DESTINATION_PORT = 1, XM_SOURCE_PORT = 2 };
enum { XM_SAMPLING_PORT = 0, XM_QUEUING_PORT = 1 };
enum { XM_FIFO_PORT = 0, XM_PRIORITY_PORT = 1 };

enum {
	XM_COMM_EMPTY_PORT = 0,
	XM_COMM_MSG_VALID = 1,
	XM_COMM_CONSUMED_MSG = 2,
	XM_COMM_NEW_MSG = 4,
	XM_COMM_PORT_STATUS_B = 1,
	XM_COMM_PORT_STATUS_M = 6,
};

enum {
	XM_STATUS_IDLE = 0,
	XM_STATUS_READY = 1,
	XM_STATUS_SUSPENDED = 2,
	XM_STATUS_HALTED = 3,
};

enum { XM_PARTITION_NAME = 0, XM_PLAN_NAME = 1 };
enum { XM_PERIOD_START_SLOT = 1 };

/* Mode of operation of a partition: what it says of itself, for others to see. */
enum {
	XM_OPMODE_IDLE = 0,
	XM_OPMODE_COLD_RESET = 1,
	XM_OPMODE_WARM_RESET = 2,
	XM_OPMODE_NORMAL = 3,
};

/* Kinds of vectors, and how many values they have. */
enum { XM_TRAP_TYPE = 0, XM_HWIRQ_TYPE = 1, XM_EXTIRQ_TYPE = 2, XM_VECTORS = 256 };

/* When a switch of plans takes effect. */
enum { XM_PLAN_SWITCH_AT_FRAME_END = 0, XM_PLAN_SWITCH_NOW = 1 };

/* Caches, and what set_cache_state does with one. */
enum { XM_DCACHE = 1, XM_ICACHE = 2 };
enum { XM_ACTIVATE_CACHE = 1, XM_DEACTIVATE_CACHE = 2, XM_FLUSH_CACHE = 3 };

/* Entry argument of XM_reset_partition that means "the default entry". */
#define XM_DEFAULT_ENTRY   0xffffffffu
#define XM_HYPERVISOR_ID   0xffu
#define XM_MIN_INTERVAL_US 50

#endif
