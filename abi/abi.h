/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * abi.h - the lists as enumerations, for core, HAL and host tools.
 *
 * Everything here is generated from the .def files by the preprocessor; the
 * partition headers take the same lists through xm_consts.h.
 */
#ifndef ABI_ABI_H
#define ABI_ABI_H

#include "types.h"
#include "xm_consts.h"

/*
 * One number for the whole contract: hypercalls, table, image, control table.
 * Any difference in test/golden/abi.txt means a new one and a line in
 * CHANGES.md.
 */
enum { SEPTUM_ABI_VERSION = 1 };

enum board_id {
#define BOARD(nr, name, sentence) BOARD_##name = (nr),
#include "boards.def"
};

/* The events by the names of the health-monitor line. */
enum {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) EVENT_##name = (nr),
#include "hm_events.def"
};

enum hm_cause {
#define HM_CAUSE(nr, name, event, sentence) CAUSE_##name = (nr),
#include "hm_causes.def"
	CAUSE_COUNT
};

/* Rows of the table's HM_NAME section. */
enum {
	HM_NAME_EVENT = 0,
	HM_NAME_CAUSE = HM_NAME_EVENT + XM_HM_EV_COUNT,
	HM_NAME_ACTION = HM_NAME_CAUSE + CAUSE_COUNT,
	HM_NAME_TRACE = HM_NAME_ACTION + XM_HM_MAX_ACTIONS,
	HM_NAME_COUNT = HM_NAME_TRACE
#define TRACE_CODE(nr, name, module, value, sentence) +1
#include "trace_codes.def"
	,
};

/* ARINC 653 P1 3.8.1: the process-level error codes. */
enum hm_code {
	HM_CODE_DEADLINE_MISSED,
	HM_CODE_APPLICATION_ERROR,
	HM_CODE_NUMERIC_ERROR,
	HM_CODE_ILLEGAL_REQUEST,
	HM_CODE_STACK_OVERFLOW,
	HM_CODE_MEMORY_VIOLATION,
	HM_CODE_HARDWARE_FAULT,
	HM_CODE_POWER_FAIL,
};

/* Sets of actions for the permitted columns of hm_events.def. */
#define HM_M(action)	  (1u << XM_HM_AC_##action)
#define HM_H_RESETS	  (HM_M(HYPERVISOR_COLD_RESET) | HM_M(HYPERVISOR_WARM_RESET))
#define HM_P_RESETS	  (HM_M(PARTITION_COLD_RESET) | HM_M(PARTITION_WARM_RESET) | HM_H_RESETS)
#define HM_P_INCOMPATIBLE (HM_P_RESETS | HM_M(HALT) | HM_M(SWITCH_TO_MAINTENANCE))
#define HM_P_GENERIC	  (HM_P_INCOMPATIBLE | HM_M(IGNORE) | HM_M(SUSPEND))
#define HM_P_FAULT	  (HM_P_GENERIC | HM_M(PROPAGATE))
#define HM_H_INCOMPATIBLE (HM_H_RESETS | HM_M(HALT) | HM_M(SWITCH_TO_MAINTENANCE))
#define HM_H_GENERIC	  (HM_H_INCOMPATIBLE | HM_M(IGNORE))
#define HM_H_WATCHDOG	  (HM_H_GENERIC | HM_M(SUSPEND))
/* Plans of the family may list it there; nothing raises it. */
#define HM_H_NEVER	  0x8000u

/* bound column of hypercalls.def */
enum {
	HC_FREE = 0,	     /* what has not asked is never longer than the lateness bound */
	HC_FORMULA = 0xffff, /* numbers are below it, those of bounds.def above */
#define BOUND(NAME, instructions, words) HC_##NAME,
#include "bounds.def"
	HC_BOUNDS
};

enum {
#define HC(nr, name, right, bound, nargs) XM_HC_##name = (nr),
#include "hypercalls.def"
};
enum {
	XM_HC_COUNT = 0
#define HC(nr, name, right, bound, nargs) +1
#include "hypercalls.def"
};

#endif
