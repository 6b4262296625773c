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

/* It may be any address but 0: a wrong one faults in the partition. */
static void set_handler(struct hal_entry *e, u32 address)
{
	hal_entry_at(e, address);
	if (address == 0)
		e->cpsr = 0;
}

s32 hc_set_vectors(struct vcpu *v, const union hc_args *a)
{
	if (a->set_vectors.reserved != 0 || a->set_vectors.fault_stack % 8)
		return XM_INVALID_PARAM;
	set_handler(&v->irq_handler, a->set_vectors.irq_handler);
	set_handler(&v->fault_handler, a->set_vectors.fault_handler);
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

_Static_assert(XM_VT_EXT_IPVI0 + IPVI_COUNT - 1 == XM_VT_EXT_IPVI7, "virqs");

/* Who is halted begins with nothing pending when it is reset. */
s32 hc_raise_ipvi(struct vcpu *v, const union hc_args *a)
{
	u32 no = a->raise_ipvi.no, i;
	const struct cfg_ipvi *ipvi = virq_ipvi(v->part, no);

	if (no - XM_VT_EXT_IPVI0 >= IPVI_COUNT)
		return XM_INVALID_PARAM;
	if (ipvi == NULL)
		return XM_NO_ACTION;
	for (i = ipvi->first_dest; i < ipvi->first_dest + ipvi->num_dests; i++) {
		LOOP_BOUND_OF(ipvi_dests);
		struct vcpu *to = part_by_id(cfg_get_ipvi_dest(&sys.cfg, i)->part)->vcpus;

		if (to->state != XM_STATUS_HALTED)
			virq_pend_ext(to, no);
	}
	return XM_OK;
}

s32 hc_route_irq(struct vcpu *v, const union hc_args *a)
{
	return virq_route(v, a->route_irq.type, a->route_irq.irq, a->route_irq.vector);
}
