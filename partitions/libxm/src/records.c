/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * records.c - the hypervisor's compact records in the shape of XtratuM.
 */
#include "libxm.h"

#include <string.h>

/* Records fetched by one call: they pass through the stack. */
enum { BATCH = 4 };

/* Ticks to microseconds, in place: floor(ticks * d / (1000 n)), whose product would not
   fit.  Most lines never came. */
static void in_us(void *times)
{
	const struct xm_pct *pct = (const struct xm_pct *)XM_params_get_PCT();
	xm_u64_t per_us = 1000ull * pct->tickN, *t = times;

	for (int i = 0; i < CONFIG_NO_HWIRQS; i++)
		if (t[i])
			t[i] = t[i] / per_us * pct->tickD + t[i] % per_us * pct->tickD / per_us;
}

/* The result of a service, if what came of it can go to its place. */
static xm_s32_t placed(xm_s32_t result, void *place, xm_u32_t size)
{
	return result >= 0 && !libxm_writable(place, size) ? XM_INVALID_PARAM : result;
}

/* For bad arguments: what the hypervisor said to a call that needs the same right. */
static xm_s32_t refusal(xm_s32_t result)
{
	return result == XM_PERM_ERROR ? result : XM_INVALID_PARAM;
}

/* A number of records of that size that lie in own memory. */
static int room_for(const void *records, xm_s32_t count, xm_u32_t size)
{
	return count > 0 && (xm_u32_t)count <= ~0u / size &&
	       libxm_writable(records, (xm_u32_t)count * size);
}

xm_s32_t XM_get_partition_status(xmId_t id, xmPartitionStatus_t *status)
{
	struct xm_part_state state;
	xm_s32_t result = placed(XM_get_partition_state(id, &state), status, sizeof(*status));

	if (result < 0)
		return result;
	memset(status, 0, sizeof(*status));
	status->state[0] = state.state;
	status->noVIrqs = state.virqs;
	status->resetCounter = state.reset_counter;
	status->resetStatus = state.reset_status;
	status->execClock[0] = (xmTime_t)state.exec_us;
	status->noSamplingPortMsgsRead = state.sampling_read;
	status->noSamplingPortMsgsWritten = state.sampling_written;
	status->noQueuingPortMsgsSent = state.queuing_sent;
	status->noQueuingPortMsgsReceived = state.queuing_received;
	result = XM_get_irq_ticks(id, (xm_u64_t *)status->irqLastOccurence);
	in_us(status->irqLastOccurence);
	return result;
}

xm_s32_t XM_get_system_status(xmSystemStatus_t *status)
{
	xm_s32_t result = placed(XM_get_system_state((struct xm_system_state *)status), status,
				 sizeof(*status));

	if (result < 0)
		return result;
	in_us(status->irqLastOccurence);
	memset(&status->noL1ICacheParityErrors, 0,
	       sizeof(*status) - offsetof(xmSystemStatus_t, noL1ICacheParityErrors));
	return result;
}

xm_s32_t XM_get_vcpu_status(xmId_t vcpu, xmVirtualCpuStatus_t *status)
{
	xm_s32_t result = placed(XM_get_vcpu_state(vcpu), status, sizeof(*status));

	if (result < 0)
		return result;
	status->state = (xm_u32_t)result & 0xffu;
	status->opMode = (xm_u32_t)result >> 8;
	return XM_OK;
}

/* As far as a name can reach that a partition has. */
static int is_text(const char *text)
{
	xm_s32_t i;

	for (i = 0; i < CONFIG_ID_STRING_LENGTH; i++) {
		if (!libxm_readable(&text[i], 1))
			return 0;
		if (text[i] == 0)
			break;
	}
	return 1;
}

static xm_s32_t name_of(xm_u32_t entity, xm_u32_t id, char name[CONFIG_ID_STRING_LENGTH])
{
	struct xm_part_state state;
	xm_s32_t result;

	if (entity == XM_PLAN_NAME)
		return XM_get_plan_name(id, name);
	result = XM_get_partition_state(id, &state);
	memcpy(name, state.name, sizeof(state.name));
	return result;
}

/* A normal partition may look at nobody but itself.  A plan may have no name. */
xm_s32_t XM_get_gid_by_name(xm_u8_t *name, xm_u32_t entity)
{
	const char *text = (const char *)name;
	const partitionControlTable_t *pct = XM_params_get_PCT();
	char other[CONFIG_ID_STRING_LENGTH];
	xm_s32_t id, result;

	if (entity > XM_PLAN_NAME || !is_text(text))
		return entity == XM_PARTITION_NAME ? XM_INVALID_PARAM
						   : refusal(name_of(XM_PLAN_NAME, 0, other));
	if (entity == XM_PARTITION_NAME && strcmp(text, (const char *)pct->name) == 0)
		return (xm_s32_t)pct->id;
	for (id = 0;; id++) {
		result = name_of(entity, (xm_u32_t)id, other);
		if (result == XM_INVALID_PARAM)
			return XM_INVALID_CONFIG;
		if (result < 0)
			return result;
		if (other[0] != '\0' && strcmp(text, other) == 0)
			return id;
	}
}

xm_s32_t XM_get_sampling_port_info(char *name, xmSamplingPortInfo_t *info)
{
	struct xm_port_info port;
	xm_s32_t result =
		placed(XM_get_port_info(name, XM_SAMPLING_PORT, &port), info, sizeof(*info));

	if (result < 0)
		return result;
	info->portName = name;
	info->refreshPeriod = (xmTime_t)(port.refresh_ns / 1000);
	info->maxMsgSize = port.max_len;
	info->direction = port.direction;
	info->objDesc = port.descriptor;
	return result;
}

xm_s32_t XM_get_queuing_port_info(char *name, xmQueuingPortInfo_t *info)
{
	struct xm_port_info port;
	xm_s32_t result =
		placed(XM_get_port_info(name, XM_QUEUING_PORT, &port), info, sizeof(*info));

	if (result < 0)
		return result;
	info->portName = name;
	info->maxMsgSize = port.max_len;
	info->maxNoMsgs = port.depth;
	info->direction = port.direction;
	info->flags = XM_FIFO_PORT;
	info->objDesc = port.descriptor;
	return result;
}

xm_s32_t XM_hm_status(xmHmStatus_t *status)
{
	struct xm_hm_counts counts;
	xm_s32_t result = placed(XM_hm_counts(&counts), status, sizeof(*status));

	if (result >= 0)
		status->noEvents = counts.unread;
	return result;
}

static void convert(xmHmLog_t *log, const struct xm_hm_record *record)
{
	xm_u32_t where = record->where & 0xffffu;
	xm_u32_t code = (record->what & 0xffu) << HMLOG_OPCODE_EVENT_BIT;

	if (where == XM_HM_WHERE_HYP)
		code |= HMLOG_OPCODE_SYS_MASK;
	else
		code |= where & HMLOG_OPCODE_PARTID_MASK;
	memset(log, 0, sizeof(*log));
	log->timestamp = (xmTime_t)((xm_u64_t)record->time_hi << 32 | record->time_lo);
	if (record->access & XM_HM_HAS_CONTEXT) {
		code |= HMLOG_OPCODE_VALID_CPUCTXT_MASK;
		log->cpuCtxt.pc = record->pc;
		log->cpuCtxt.far = record->address;
	} else {
		log->payload[0] = record->address;
	}
	log->opCode = code;
}

/* The first record numbered seq or later of all sources.  Numbers wrap, and leave 0 out. */
static xm_s32_t peek(xm_u32_t seq, struct xm_hm_record *first)
{
	struct xm_hm_record record;
	xm_s32_t result = XM_hm_peek_record(XM_HYPERVISOR_ID, seq, first), found = result;

	for (xmId_t id = 0; result >= 0; id++) {
		result = XM_hm_peek_record(id, seq, &record);
		if (result != 1)
			continue;
		if (found != 1 || (xm_s32_t)(record.seq - first->seq) < 0)
			*first = record;
		found = 1;
	}
	return found;
}

xm_s32_t XM_hm_read_at(struct xm_hm_cursor *cursor, xmHmLog_t *logs, xm_s32_t count)
{
	struct xm_hm_record record;
	xm_s32_t done, found = 0;

	if (!room_for(logs, count, sizeof(*logs)) || !libxm_writable(cursor, sizeof(*cursor)))
		return refusal(peek(0, &record));
	for (done = 0; done < count; done++) {
		found = peek(cursor->next, &record);
		if (found != 1)
			return done ? done : found;
		if (cursor->next)
			cursor->lost += record.seq - cursor->next;
		cursor->next = record.seq + 1 + (record.seq == ~0u);
		convert(&logs[done], &record);
	}
	return done;
}

xm_s32_t XM_hm_read(xmHmLog_t *logs, xm_s32_t count)
{
	struct xm_hm_record records[BATCH];
	xm_s32_t done = 0;

	/* The service would take a negative count for a large number. */
	if (!room_for(logs, count, sizeof(*logs)))
		return refusal(XM_hm_read_records(records, 0));
	do {
		xm_s32_t left = count - done;
		xm_s32_t asked = left > BATCH ? BATCH : left;
		xm_s32_t got = XM_hm_read_records(records, asked);

		if (got <= 0)
			return done ? done : got;
		for (xm_s32_t i = 0; i < got; i++)
			convert(&logs[done + i], &records[i]);
		done += got;
	} while (done < count);
	return done;
}

xm_s32_t XM_trace_status(xmId_t id, xmTraceStatus_t *status)
{
	struct xm_trace_counts counts;
	xm_s32_t result = placed(XM_trace_counts(id, &counts), status, sizeof(*status));

	if (result >= 0)
		status->noEvents = counts.unread;
	return result;
}

xm_s32_t XM_trace_read(xmId_t id, xmTraceEvent_t *events, xm_s32_t count)
{
	struct xm_trace_record record;
	xm_s32_t done = 0, got;

	if (!room_for(events, count, sizeof(*events)))
		return refusal(XM_trace_read_records(id, &record, 0));
	do {
		got = XM_trace_read_records(id, &record, 1);
		if (got <= 0)
			return done ? done : got;
		events[done].timestamp = record.time_lo;
		memcpy(events[done].payload, record.payload, sizeof(record.payload));
	} while (++done < count);
	return done;
}
