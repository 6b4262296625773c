/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * virq.h - virtual interrupts: pend, mask, deliver as an upcall, return.
 *
 * Pending and masked bits live in the control table, where the partition reads
 * them; vcpu.pending sums them up.
 */
#ifndef CORE_VIRQ_H
#define CORE_VIRQ_H

#include "types.h"

struct vcpu;
struct xm_fault;

/* A set of lines, as hypercalls pass it: 32 extended, 96 hardware. */
struct virq_set {
	u32 ext;
	u32 hw[3];
};

void virq_pend_ext(struct vcpu *v, u32 n);
void virq_pend_hw(struct vcpu *v, u32 line);

/* bits set in set are acted on; hardware lines only as far as v owns them. */
void virq_pend(struct vcpu *v, const struct virq_set *set);
void virq_drop(struct vcpu *v, const struct virq_set *set);
void virq_mask(struct vcpu *v, const struct virq_set *set);
void virq_unmask(struct vcpu *v, const struct virq_set *set);

/* Fresh start: nothing pending, all masked, virtual interrupts off. */
void virq_reset(struct vcpu *v);

/* The hardware lines of v at the interrupt controller: its slot begins, ends. */
void virq_slot(struct vcpu *v, bool begins);

/* Would an interrupt be taken before the next instruction? */
bool virq_due(const struct vcpu *v);

/* Push the upcall of the highest pending line.  The space of v is loaded.
   False: its stack is no good, nothing changed. */
bool virq_deliver(struct vcpu *v);

/* Push fault on the fault stack.  False: not possible (no handler, no stack,
   or already handling one), nothing changed. */
bool virq_deliver_fault(struct vcpu *v, struct xm_fault *fault);

/* Back from the upcall whose frame is at this guest address: XM_* code, or
   HC_NO_RESULT when the context is the interrupted one again. */
s32 virq_return(struct vcpu *v, u32 frame);

#endif
