/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc_trace.c - trace services.
 */
#include "gmem.h"
#include "hypercall.h"
#include "trace.h"

static s32 put(struct vcpu *v, u32 criticality, gaddr_t from)
{
	u32 payload[2];

	if (gmem_get(v->part, payload, from, sizeof(payload)) != XM_OK)
		return XM_INVALID_PARAM;
	trace_put(v->part->cfg->id, criticality, payload);
	return XM_OK;
}

s32 hc_trace_event(struct vcpu *v, const union hc_args *a)
{
	return put(v, XM_TRACE_NOTIFY, a->trace_event.payload);
}

/* What cannot be gone on from is the health monitor's, once it is in the trace. */
s32 hc_trace_masked_event(struct vcpu *v, const union hc_args *a)
{
	static const union hc_args error = { .hm_raise_event = { XM_HM_EV_PARTITION_ERROR } };
	u32 criticality = a->trace_masked_event.criticality;
	s32 result;

	if (criticality > XM_TRACE_UNRECOVERABLE)
		return XM_INVALID_PARAM;
	if ((a->trace_masked_event.bitmask & cfg_get_trace(&sys.cfg, v->part->cfg->id)->mask) == 0)
		return XM_INVALID_CONFIG;
	result = put(v, criticality, a->trace_masked_event.payload);
	return result == XM_OK && criticality == XM_TRACE_UNRECOVERABLE
		       ? hc_hm_raise_event(v, &error)
		       : result;
}

/* The number of the stream that is asked for as id, or an error. */
static NOINLINE s32 stream_of(u32 id)
{
	u32 parts = cfg_count(&sys.cfg, CFG_PART);

	if (id == XM_HYPERVISOR_ID)
		return (s32)parts;
	return id < parts ? (s32)id : XM_INVALID_PARAM;
}

/* One record a call.  One that a warm reset has damaged is passed over by asking
   again: there may be many. */
s32 hc_trace_read(struct vcpu *v, const union hc_args *a)
{
	void *to = gmem_ptr(v->part, a->trace_read.records, sizeof(struct xm_trace_record),
			    GMEM_WRITE);
	s32 id = stream_of(a->trace_read.id);
	struct xm_trace_record rec;
	enum trace_got got;

	if (id < 0)
		return id;
	if (to == NULL || a->trace_read.count == 0)
		return XM_INVALID_PARAM;
	got = trace_take((u32)id, RECORD_READER, &rec);
	CALL_WITH(length, sizeof(rec));
	if (got == TRACE_RECORD)
		hal_copy(to, &rec, sizeof(rec));
	return got == TRACE_DAMAGED ? HC_AGAIN : (s32)got;
}

s32 hc_trace_status(struct vcpu *v, const union hc_args *a)
{
	s32 id = stream_of(a->trace_status.id);
	struct xm_trace_counts counts;

	if (id < 0)
		return id;
	trace_counts((u32)id, &counts);
	return gmem_put(v->part, a->trace_status.status, &counts, sizeof(counts));
}
