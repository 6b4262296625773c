/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc_monitor.c - health monitor, console and status services.
 */
#include "console.h"
#include "gmem.h"
#include "hm.h"
#include "hypercall.h"
#include "part.h"

enum { PUMP_ON_WRITE = 32, LISTEN_ON_READ = 16 };

/* Every event is permitted some action of a partition, and so may be raised. */
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) _Static_assert((part) != 0, #name);
#include "hm_events.def"

/* Log it and act; for a fault 1: the partition is to deal with it. */
static s32 raise(struct vcpu *v, u32 event, u32 pc, u32 address, bool fault)
{
	u32 action;

	if (event >= XM_HM_EV_COUNT)
		return XM_INVALID_PARAM;
	action = cfg_get_hm(&sys.cfg, v->part->cfg->first_hm + event)->action;
	hm_raise(v, &(struct hm_event){ event, CAUSE_SELF_REPORTED, pc, address,
					XM_ACCESS_NONE | XM_HM_HAS_CONTEXT });
	if ((v->flags & VF_START) != 0 || v->state == XM_STATUS_HALTED)
		return HC_NO_RESULT;
	return fault && (action == XM_HM_AC_IGNORE || action == XM_HM_AC_PROPAGATE);
}

s32 hc_hm_raise_event(struct vcpu *v, const union hc_args *a)
{
	struct hal_regs r;

	hal_vcpu_regs(&v->hal, &r);
	return raise(v, a->hm_raise_event.event, r.pc, r.pc, false);
}

s32 hc_hm_raise_fault(struct vcpu *v, const union hc_args *a)
{
	return raise(v, a->hm_raise_fault.event, a->hm_raise_fault.pc, a->hm_raise_fault.far, true);
}

/* One record a call: finding the oldest looks at every partition's ring.  One that
   a warm reset has damaged is passed over by asking again: there may be many. */
s32 hc_hm_read(struct vcpu *v, const union hc_args *a)
{
	const struct xm_hm_record *rec;
	void *to = gmem_ptr(v->part, a->hm_read.records, sizeof(*rec), GMEM_WRITE);

	if (to == NULL || a->hm_read.count == 0)
		return XM_INVALID_PARAM;
	if (!log_unread())
		return 0;
	rec = log_read();
	if (rec == NULL)
		return HC_AGAIN;
	hal_copy(to, rec, sizeof(*rec));
	return 1;
}

/* One ring a call, so that it costs the same however many there are. */
s32 hc_hm_peek(struct vcpu *v, const union hc_args *a)
{
	void *to = gmem_ptr(v->part, a->hm_peek.record, sizeof(struct xm_hm_record), GMEM_WRITE);
	const struct xm_hm_record *rec;
	u32 source = a->hm_peek.source;
	bool own = source == XM_HYPERVISOR_ID;

	if (to == NULL || (!own && source >= cfg_count(&sys.cfg, CFG_PART)))
		return XM_INVALID_PARAM;
	rec = log_find(own ? log_hypervisor() : part_by_id(source)->log, a->hm_peek.seq);
	if (rec == NULL)
		return 0;
	CALL_WITH(length, sizeof(*rec));
	hal_copy(to, rec, sizeof(*rec));
	return 1;
}

s32 hc_hm_status(struct vcpu *v, const union hc_args *a)
{
	struct xm_hm_counts counts;

	log_counts(&counts);
	return gmem_put(v->part, a->hm_status.status, &counts, sizeof(counts));
}

/* Takes what fits; the caller's own time moves some of it on. */
s32 hc_write_console(struct vcpu *v, const union hc_args *a)
{
	u32 len = a->write_console.len;
	const void *from = gmem_ptr(v->part, a->write_console.buf, len, GMEM_READ);

	if (from == NULL)
		return XM_INVALID_PARAM;
	CALL_WITH(budget, PUMP_ON_WRITE);
	console_pump(PUMP_ON_WRITE);
	return (s32)console_write(v->part, from, len);
}

/* What has arrived by now, in the caller's own time. */
s32 hc_read_console(struct vcpu *v, const union hc_args *a)
{
	u32 len = a->read_console.len;
	void *to = gmem_ptr(v->part, a->read_console.buf, len, GMEM_WRITE);

	if (to == NULL)
		return XM_INVALID_PARAM;
	if (v->part->cfg->console == NONE)
		return XM_INVALID_CONFIG;
	CALL_WITH(budget, LISTEN_ON_READ);
	CALL_WITH(consoles, 1);
	input_listen(v->part, LISTEN_ON_READ);
	return (s32)input_read(v->part, to, len);
}

s32 hc_get_partition_status(struct vcpu *v, const union hc_args *a)
{
	struct part *p = part_by_id(a->get_partition_status.id);
	struct vcpu *first = p->vcpus;

	p->stat.state = first->state;
	p->stat.exec_us = ticks_to_us(vtime_exec(first, hal_time_now()));
	p->stat.late_ns_max = ticks_to_ns(first->late_max);
	return gmem_put(v->part, a->get_partition_status.status, &p->stat, sizeof(p->stat));
}

s32 hc_get_system_status(struct vcpu *v, const union hc_args *a)
{
	struct percpu *cpu = this_cpu();
	struct xm_hm_counts events;

	log_counts(&events);
	cpu->stat.reset_counter = sys.reset_counter;
	cpu->stat.reset_status = sys.reset_cause != 0;
	cpu->stat.hm_events = events.total;
	cpu->stat.frames = cpu->sched.frames;
	return gmem_put(v->part, a->get_system_status.status, &cpu->stat, sizeof(cpu->stat));
}

/* Others see no more of a line than that it is not theirs. */
s32 hc_get_irq_ticks(struct vcpu *v, const union hc_args *a)
{
	const struct cfg_part *c = part_by_id(a->get_irq_ticks.id)->cfg;
	const u64 *from = this_cpu()->stat.irq_ticks;
	u32 size = sizeof(this_cpu()->stat.irq_ticks), i;
	u64 *times = this_cpu()->bounce;

	_Static_assert(sizeof(this_cpu()->stat.irq_ticks) <= BOUNCE_BYTES, "times");
	CALL_WITH(length, BOUNCE_BYTES);
	hal_zero(times, size);
	for (i = c->first_irq; i < c->first_irq + c->num_irqs; i++) {
		LOOP_BOUND_OF(irqs);
		u32 line = cfg_get_irq(&sys.cfg, i)->line;

		times[line] = from[line];
	}
	CALL_WITH(length, BOUNCE_BYTES);
	return gmem_put(v->part, a->get_irq_ticks.times, times, size);
}
