/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc_partition.c - services on partitions, plans and the system.
 *
 * Rights were checked by the dispatcher, and with the right SELF the id.
 */
#include "hypercall.h"
#include "part.h"
#include "virq.h"

s32 hc_idle_self(struct vcpu *v, const union hc_args *a)
{
	(void)a;
	if ((v->flags & VF_PENDING) == 0)
		v->flags |= VF_IDLE;
	return XM_OK;
}

s32 hc_halt_partition(struct vcpu *v, const union hc_args *a)
{
	struct part *p = part_by_id(a->halt_partition.id);

	part_halt(p);
	return p == v->part ? HC_NO_RESULT : XM_OK;
}

s32 hc_suspend_partition(struct vcpu *v, const union hc_args *a)
{
	struct part *p = part_by_id(a->suspend_partition.id);

	(void)v;
	part_suspend(p);
	return XM_OK;
}

s32 hc_resume_partition(struct vcpu *v, const union hc_args *a)
{
	u32 id = a->resume_partition.id;

	(void)v;
	if (id >= cfg_count(&sys.cfg, CFG_PART))
		return XM_INVALID_PARAM;
	part_resume(part_by_id(id));
	return XM_OK;
}

s32 hc_reset_partition(struct vcpu *v, const union hc_args *a)
{
	struct part *p = part_by_id(a->reset_partition.id);
	u32 mode = a->reset_partition.mode;

	if (mode > XM_WARM_RESET)
		return XM_INVALID_PARAM;
	p->stat.reset_cause = XM_RESET_STATUS_PARTITION_RESTART;
	part_reset(p, mode, a->reset_partition.entry, a->reset_partition.status);
	return p == v->part ? HC_NO_RESULT : XM_OK;
}

s32 hc_shutdown_partition(struct vcpu *v, const union hc_args *a)
{
	struct part *p = part_by_id(a->shutdown_partition.id);

	(void)v;
	if (p->vcpus->state != XM_STATUS_HALTED)
		virq_pend_ext(p->vcpus, XM_VT_EXT_SHUTDOWN);
	return XM_OK;
}

s32 hc_set_partition_opmode(struct vcpu *v, const union hc_args *a)
{
	if (a->set_partition_opmode.mode > XM_OPMODE_NORMAL)
		return XM_INVALID_PARAM;
	v->part->stat.op_mode = a->set_partition_opmode.mode;
	return XM_OK;
}

/* A virtual CPU of the caller's partition, or NULL. */
static struct vcpu *own_vcpu(const struct vcpu *v, u32 id)
{
	return id < v->part->cfg->num_vcpus ? &v->part->vcpus[id] : NULL;
}

s32 hc_get_vcpu_status(struct vcpu *v, const union hc_args *a)
{
	const struct vcpu *w = own_vcpu(v, a->get_vcpu_status.vcpu);

	return w ? (s32)(w->state | v->part->stat.op_mode << 8) : XM_INVALID_PARAM;
}

s32 hc_reset_vcpu(struct vcpu *v, const union hc_args *a)
{
	struct vcpu *w = own_vcpu(v, a->reset_vcpu.vcpu);

	if (w == NULL)
		return XM_INVALID_PARAM;
	part_reset_vcpu(w, a->reset_vcpu.entry);
	return w == v ? HC_NO_RESULT : XM_OK;
}

s32 hc_halt_vcpu(struct vcpu *v, const union hc_args *a)
{
	struct vcpu *w = own_vcpu(v, a->halt_vcpu.vcpu);

	if (w == NULL)
		return XM_INVALID_PARAM;
	part_halt_vcpu(w);
	return w == v ? HC_NO_RESULT : XM_OK;
}

s32 hc_halt_system(struct vcpu *v, const union hc_args *a)
{
	/* A service that the compiler sees to return is jumped to, like all others. */
	if (v)
		sys_halt(a->halt_system.status);
	return XM_OK;
}

s32 hc_reset_system(struct vcpu *v, const union hc_args *a)
{
	(void)v;
	if (a->reset_system.mode > XM_WARM_RESET)
		return XM_INVALID_PARAM;
	sys_reset(a->reset_system.mode);
}
