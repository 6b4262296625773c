/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hm.h - the health monitor: the only room that decides about misbehaviour.
 */
#ifndef CORE_HM_H
#define CORE_HM_H

#include "abi.h"
#include "pct.h"

struct vcpu;

struct hm_event {
	u32 event; /* XM_HM_EV_* */
	u32 cause; /* enum hm_cause */
	u32 pc, address;
	u32 access; /* XM_ACCESS_*, with XM_HM_HAS_CONTEXT if pc and address count */
};

/* Log, then do what the plan says.  v: whose event; NULL: the hypervisor's. */
void hm_raise(struct vcpu *v, const struct hm_event *e);

/* An event without context: value goes into the record's address. */
void hm_raise_value(struct vcpu *v, u32 event, u32 cause, u32 value);

/* Reset the system if the plan's action for INTERNAL_ERROR in the scope of the
   hypervisor is that.  There must be a table; nothing else is relied on. */
void hm_reset_after_panic(void);

#endif
