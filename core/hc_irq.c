/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc_irq.c - services on virtual interrupts.
 */
#include "hypercall.h"
#include "part.h"
#include "virq.h"

s32 hc_set_irqmask(struct vcpu *v, const union hc_args *a)
{
	virq_change(v, a->word, VIRQ_MASKED, true);
	return XM_OK;
}

s32 hc_clear_irqmask(struct vcpu *v, const union hc_args *a)
{
	virq_change(v, a->word, VIRQ_MASKED, false);
	return XM_OK;
}

s32 hc_set_irqpend(struct vcpu *v, const union hc_args *a)
{
	virq_change(v, a->word, VIRQ_PENDING, true);
	return XM_OK;
}

s32 hc_clear_irqpend(struct vcpu *v, const union hc_args *a)
{
	virq_change(v, a->word, VIRQ_PENDING, false);
	return XM_OK;
}

/* Handlers may be any address: a wrong one faults in the partition. */
s32 hc_set_vectors(struct vcpu *v, const union hc_args *a)
{
	if (a->set_vectors.reserved != 0 || a->set_vectors.fault_stack % 8)
		return XM_INVALID_PARAM;
	v->irq_handler = a->set_vectors.irq_handler;
	v->fault_handler = a->set_vectors.fault_handler;
	v->fault_stack = a->set_vectors.fault_stack;
	return XM_OK;
}

s32 hc_upcall_return(struct vcpu *v, const union hc_args *a)
{
	return virq_return(v, a->upcall_return.frame);
}

/* The way out of the hypervisor delivers what is due. */
s32 hc_poll_irqs(struct vcpu *v, const union hc_args *a)
{
	(void)v;
	(void)a;
	return XM_OK;
}
