/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * virq.h - virtual interrupts: pend, mask, deliver as an upcall, return.
 *
 * Pending and masked bits live in the control table, where the partition reads
 * them; VF_PENDING sums them up.
 */
#ifndef CORE_VIRQ_H
#define CORE_VIRQ_H

#include "abi.h"
#include "part.h"

struct hm_event;

void virq_pend_ext(struct vcpu *v, u32 n);

/* The same, for where it is done most. */
static FAST void virq_pend_lines(struct vcpu *v, u32 bit)
{
	struct xm_pct *t = v->pct;

	t->extIrqsPend |= bit;
	if ((t->extIrqsMask & bit) == 0)
		v->flags |= VF_PENDING;
}
void virq_pend_hw(struct vcpu *v, u32 line);

/* Set or clear the pending or the masked bit of all lines in set, the extended
   ones and 96 hardware lines; of hardware lines only those that v owns. */
enum virq_bit { VIRQ_PENDING, VIRQ_MASKED };
enum { VIRQ_WORDS = 4 };
void virq_change(struct vcpu *v, const u32 set[VIRQ_WORDS], enum virq_bit bit, bool on);

/*
 * The number that a handler gets for each line, and that the record of a fault
 * has: in the control table, faults first, then hardware and extended lines.
 * Fresh start: the number of the line.
 */
enum { VIRQ_FAULTS = 3, VIRQ_VECTORS = VIRQ_FAULTS + XM_VT_HW_MAX + XM_VT_EXT_MAX };
void virq_default_vectors(struct vcpu *v);

/* Number vector for entry irq of this type: XM_OK or XM_INVALID_PARAM. */
s32 virq_route(struct vcpu *v, u32 type, u32 irq, u32 vector);

/* Fresh start: nothing pending, all masked, virtual interrupts off. */
void virq_reset(struct vcpu *v);

/* The hardware lines of v at the interrupt controller: its slot begins, ends. */
void virq_slot(struct vcpu *v, bool begins);

/* Would an interrupt be taken before the next instruction? */
bool virq_due(const struct vcpu *v);

/* Push the upcall of the highest pending line.  The space of v is loaded.
   False: its stack is no good, nothing changed. */
bool virq_deliver(struct vcpu *v);

/* Extended interrupt n of v, of which no other is pending that is not masked, and whose
   space is loaded: push its upcall, or pend it and say false. */
bool virq_deliver_only(struct vcpu *v, u32 n);

/* Push the event as a fault on the fault stack.  False: not possible (no
   handler, no stack, or already handling one), nothing changed. */
bool virq_deliver_fault(struct vcpu *v, const struct hm_event *e);

/* The inter-partition interrupt no of p, XM_VT_EXT_IPVI0 and up; NULL: it has none. */
const struct cfg_ipvi *virq_ipvi(const struct part *p, u32 no);

/* Back from the upcall whose frame is at this guest address: XM_* code; HC_NO_RESULT when
   the context is the interrupted one again; HC_AGAIN if the frame is not in the first area
   and there is no time to look for it in the others. */
s32 virq_return(struct vcpu *v, u32 frame);

#endif
