/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc_monitor.c - health monitor, console and status services.
 */
#include "console.h"
#include "gmem.h"
#include "hm.h"
#include "hypercall.h"
#include "part.h"

enum { PUMP_ON_WRITE = 32 };

s32 hc_hm_raise_event(struct vcpu *v, u32 event)
{
	static const u16 permitted[XM_HM_EV_COUNT] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) [nr] = (part),
#include "hm_events.def"
	};
	struct hm_event e = { event, CAUSE_SELF_REPORTED, 0, 0,
			      XM_ACCESS_NONE | XM_HM_HAS_CONTEXT };
	struct hal_regs r;

	if (event >= XM_HM_EV_COUNT || permitted[event] == 0)
		return XM_INVALID_PARAM;
	hal_vcpu_regs(&v->hal, &r);
	e.pc = e.address = r.pc;
	hm_raise(v, &e);
	return v->start || v->state == XM_STATUS_HALTED ? HC_NO_RESULT : XM_OK;
}

/* One record a call: finding the oldest looks at every partition's ring. */
s32 hc_hm_read(struct vcpu *v, gout records, u32 count)
{
	struct xm_hm_record rec;
	void *to = gmem_ptr(v->part, records, sizeof(rec), GMEM_WRITE);

	if (to == NULL || count == 0)
		return XM_INVALID_PARAM;
	if (!log_read(&rec))
		return 0;
	hal_copy(to, &rec, sizeof(rec));
	return 1;
}

s32 hc_hm_status(struct vcpu *v, gout status)
{
	struct xm_hm_counts counts;

	log_counts(&counts);
	return gmem_put(v->part, status, &counts, sizeof(counts)) ? XM_OK : XM_INVALID_PARAM;
}

/* Takes what fits; the caller's own time moves some of it on. */
s32 hc_write_console(struct vcpu *v, gin buf, u32 len)
{
	const void *from = gmem_ptr(v->part, buf, len, GMEM_READ);
	u32 taken;

	if (from == NULL)
		return XM_INVALID_PARAM;
	console_pump(PUMP_ON_WRITE);
	taken = console_write(v->part, from, len);
	return (s32)taken;
}

s32 hc_get_partition_status(struct vcpu *v, u32 id, gout status)
{
	const struct part *p = part_by_id(id);
	struct xm_part_state s;

	if (p == NULL)
		return XM_INVALID_PARAM;
	s = (struct xm_part_state){
		.state = p->vcpus->state,
		.op_mode = p->op_mode,
		.reset_counter = p->reset_counter,
		.reset_status = p->reset_status,
		.exec_us = ticks_to_us(vtime_exec(p->vcpus, hal_time_now())),
		.virqs = p->vcpus->virqs,
		.sampling_read = p->messages[MSG_SAMPLING_READ],
		.sampling_written = p->messages[MSG_SAMPLING_WRITTEN],
		.queuing_sent = p->messages[MSG_QUEUING_SENT],
		.queuing_received = p->messages[MSG_QUEUING_RECEIVED],
		.late_ns_max = ticks_to_ns(p->vcpus->late_max),
	};
	return gmem_put(v->part, status, &s, sizeof(s)) ? XM_OK : XM_INVALID_PARAM;
}
