/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc_irq.c - services on virtual interrupts.
 */
#include "hypercall.h"
#include "part.h"
#include "virq.h"

s32 hc_set_irqmask(struct vcpu *v, u32 ext, u32 hw0, u32 hw1, u32 hw2)
{
	struct virq_set set = { ext, { hw0, hw1, hw2 } };

	virq_mask(v, &set);
	return XM_OK;
}

s32 hc_clear_irqmask(struct vcpu *v, u32 ext, u32 hw0, u32 hw1, u32 hw2)
{
	struct virq_set set = { ext, { hw0, hw1, hw2 } };

	virq_unmask(v, &set);
	return XM_OK;
}

s32 hc_set_irqpend(struct vcpu *v, u32 ext, u32 hw0, u32 hw1, u32 hw2)
{
	struct virq_set set = { ext, { hw0, hw1, hw2 } };

	virq_pend(v, &set);
	return XM_OK;
}

s32 hc_clear_irqpend(struct vcpu *v, u32 ext, u32 hw0, u32 hw1, u32 hw2)
{
	struct virq_set set = { ext, { hw0, hw1, hw2 } };

	virq_drop(v, &set);
	return XM_OK;
}

/* Handlers may be any address: a wrong one faults in the partition. */
s32 hc_set_vectors(struct vcpu *v, u32 irq_handler, u32 fault_handler, u32 fault_stack,
		   u32 reserved)
{
	if (reserved != 0 || fault_stack % 8)
		return XM_INVALID_PARAM;
	v->irq_handler = irq_handler;
	v->fault_handler = fault_handler;
	v->fault_stack = fault_stack;
	return XM_OK;
}

s32 hc_upcall_return(struct vcpu *v, gin frame)
{
	return virq_return(v, frame);
}

/* The way out of the hypervisor delivers what is due. */
s32 hc_poll_irqs(struct vcpu *v)
{
	(void)v;
	return XM_OK;
}
