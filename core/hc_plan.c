/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc_plan.c - services on plans.
 *
 * Every processor has the same plans; one processor runs.  Plan 0 is for the
 * start and is not entered again.
 */
#include "gmem.h"
#include "hypercall.h"
#include "part.h"

static u32 num_plans(void)
{
	return cfg_get_cpu(&sys.cfg, 0)->num_plans;
}

/* Asking for the plan that runs takes back what was asked for before. */
s32 hc_switch_sched_plan(struct vcpu *v, const union hc_args *a)
{
	struct percpu *cpu = this_cpu();
	u32 id = a->switch_sched_plan.plan, running = cpu->sched.plan->id;
	u32 mode = a->switch_sched_plan.mode;

	if (id == 0 || id >= num_plans() || mode > XM_PLAN_SWITCH_NOW ||
	    gmem_put(v->part, a->switch_sched_plan.current, &running, sizeof(running)) != XM_OK)
		return XM_INVALID_PARAM;
	if (mode == XM_PLAN_SWITCH_NOW)
		sched_switch_now(cpu, id, hal_time_now());
	else
		sched_switch(cpu, id);
	return id == running ? XM_NO_ACTION : XM_OK;
}

s32 hc_get_plan_status(struct vcpu *v, const union hc_args *a)
{
	const struct sched *s = &this_cpu()->sched;
	struct xm_plan_state state = {
		.switch_us = ticks_to_us(s->switched),
		.next = s->next_plan,
		.current = s->plan->id,
		.prev = s->prev_plan,
	};

	return gmem_put(v->part, a->get_plan_status.status, &state, sizeof(state));
}

s32 hc_get_plan_name(struct vcpu *v, const union hc_args *a)
{
	char name[CFG_NAME_MAX + 1] = "";
	u32 id = a->get_plan_name.plan;

	if (id >= num_plans())
		return XM_INVALID_PARAM;
	part_copy_name(name, cfg_get_plan(&sys.cfg, id)->name);
	return gmem_put(v->part, a->get_plan_name.name, name, sizeof(name));
}

s32 hc_get_slot_status(struct vcpu *v, const union hc_args *a)
{
	u32 id = a->get_slot_status.plan, index = a->get_slot_status.slot;
	const struct cfg_plan *p = cfg_get_plan(&sys.cfg, id);
	struct xm_slot_state state;
	const struct slot *s;

	if (id >= num_plans() || index >= p->num_slots)
		return XM_INVALID_PARAM;
	s = &sys.slot[p->first_slot + index];
	state = (struct xm_slot_state){
		.id = s->shown.id,
		.partition = s->vcpu->part->cfg->id,
		.duration_us = s->shown.slotDuration,
		.late_ns_max = ticks_to_ns(s->late_max),
		.late_count = s->late_count,
		.late_bound_ns = ticks_to_ns(this_cpu()->late_bound),
	};
	return gmem_put(v->part, a->get_slot_status.status, &state, sizeof(state));
}
