/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hm.c - the health monitor: log first, then act.
 *
 * The action comes from the plan's row for the event, with three rules on top:
 * a restart limit turns a reset into a halt; an image that cannot be loaded is
 * not tried for ever; a fault that nobody deals with, because it cannot be handed
 * to the partition or the action is a change of the plan, halts the partition: its
 * instruction would fault again.
 */
#include "hm.h"

#include "part.h"
#include "trace.h"
#include "virq.h"

/* Resets come in pairs, a cold and a warm one: action - base is their mode. */
_Static_assert(XM_HM_AC_PARTITION_WARM_RESET - XM_HM_AC_PARTITION_COLD_RESET == XM_WARM_RESET,
	       "actions");
_Static_assert(XM_HM_AC_HYPERVISOR_WARM_RESET - XM_HM_AC_HYPERVISOR_COLD_RESET == XM_WARM_RESET,
	       "actions");

static bool is_reset(u32 action, u32 base)
{
	return action - base <= XM_WARM_RESET;
}

/* A trap, as opposed to an event that leaves the partition able to go on. */
static bool is_fault(const struct hm_event *e)
{
	return (e->access & XM_HM_HAS_CONTEXT) != 0 && e->cause != CAUSE_SELF_REPORTED;
}

static u32 decide(struct vcpu *v, const struct hm_event *e, u32 action)
{
	struct part *p = v->part;

	if (is_reset(action, XM_HM_AC_PARTITION_COLD_RESET)) {
		if (p->phase == LOAD_NEVER)
			return XM_HM_AC_HALT;
		if (p->cfg->restart_limit != 0 && p->restarts >= p->cfg->restart_limit)
			return XM_HM_AC_HALT;
		p->restarts++;
	}
	if (is_fault(e) && (action == XM_HM_AC_PROPAGATE || action == XM_HM_AC_IGNORE) &&
	    (e->cause == CAUSE_UPCALL_STACK || !virq_deliver_fault(v, e)))
		return XM_HM_AC_HALT;
	return action;
}

static u32 what_of(const struct hm_event *e, u32 action)
{
	return e->event | e->cause << 8 | action << 16;
}

static void record(struct vcpu *v, const struct hm_event *e, u32 action)
{
	u64 us = vtime_now_us(hal_time_now());
	u32 id = v ? v->part->cfg->id | v->id << 16 : XM_HM_WHERE_HYP;
	struct xm_hm_record rec = {
		.time_lo = (u32)us,
		.time_hi = (u32)(us >> 32),
		.where = id,
		.what = what_of(e, action),
		.pc = e->pc,
		.address = e->address,
		.access = e->access,
	};

	log_append(v ? v->part->log : log_hypervisor(), &rec);
}

static u32 cause_of(u32 reset, u32 event)
{
	return reset | event << XM_HM_RESET_STATUS_USER_CODE_BIT;
}

/* The status is the mode: 0 or 1. */
static void act_on_partition(struct part *p, u32 action, const struct hm_event *e)
{
	u32 mode = action - XM_HM_AC_PARTITION_COLD_RESET;

	if (is_reset(action, XM_HM_AC_PARTITION_COLD_RESET)) {
		p->stat.reset_cause = cause_of(XM_HM_RESET_STATUS_PARTITION_RESTART, e->event);
		part_reset(p, mode, XM_DEFAULT_ENTRY, mode);
	}
	if (action == XM_HM_AC_SUSPEND)
		part_suspend(p);
	if (action == XM_HM_AC_HALT || (action == XM_HM_AC_SWITCH_TO_MAINTENANCE && is_fault(e)))
		part_halt(p);
}

/* If so, the partitions will learn of the event when they start again. */
static bool resets_system(u32 action, u32 event)
{
	if (!is_reset(action, XM_HM_AC_HYPERVISOR_COLD_RESET))
		return false;
	log_reset_cause(cause_of(XM_HM_RESET_STATUS_MODULE_RESTART, event));
	return true;
}

/* Exit code of a simulation that the health monitor halted. */
enum { HALTED_BY_HM = 128 };

static void act_on_system(u32 action, u32 event, bool own)
{
	if (resets_system(action, event))
		sys_reset(action - XM_HM_AC_HYPERVISOR_COLD_RESET);
	if (action == XM_HM_AC_HALT && own)
		sys_halt(HALTED_BY_HM + event);
	/* Permitted for the watchdog alone: whoever it relied on. */
	if (action == XM_HM_AC_SUSPEND && own && this_cpu()->watchdog.last != NULL)
		part_suspend(this_cpu()->watchdog.last);
	if (action == XM_HM_AC_SWITCH_TO_MAINTENANCE)
		sched_switch_now(this_cpu(), 1, hal_time_now());
}

/* The rows of the hypervisor come first. */
void hm_reset_after_panic(void)
{
	u32 action = cfg_get_hm(&sys.cfg, XM_HM_EV_INTERNAL_ERROR)->action;

	if (resets_system(action, XM_HM_EV_INTERNAL_ERROR))
		hal_reset(action - XM_HM_AC_HYPERVISOR_COLD_RESET);
}

void hm_raise(struct vcpu *v, const struct hm_event *e)
{
	u32 first = v ? v->part->cfg->first_hm : 0;
	const struct cfg_hm *row = cfg_get_hm(&sys.cfg, first + e->event);
	u32 action = v ? decide(v, e, row->action) : row->action;

	audit(AUDIT_EVENT, v, what_of(e, action));
	if (row->log)
		record(v, e, action);
	if (v != NULL)
		act_on_partition(v->part, action, e);
	act_on_system(action, e->event, v == NULL);
}

NOINLINE void hm_raise_value(struct vcpu *v, u32 event, u32 cause, u32 value)
{
	struct hm_event e = { event, cause, 0, value, XM_ACCESS_NONE };

	hm_raise(v, &e);
}
