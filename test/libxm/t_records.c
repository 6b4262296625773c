/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_records.c - the hypervisor's records in the structures of XtratuM, every
 * field of them.  Verifies SEP-LIB-006, SEP-LIB-011.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include <comm.h>
#include <hm.h>
#include <hypervisor.h>
#include <status.h>
#include <trace.h>
#include <xmhypercalls.h>

enum { PARTITION = 4, LOG_MAX = 11 };

/* --- the hypervisor ------------------------------------------------------------ */

static xm_s32_t result;
static xm_s32_t unread, biggest_request;
static xm_u32_t where_bits, access_bits;

static xm_s32_t partitions; /* with names p0, p1 ...; 0: the test asks for PARTITION only */

xm_s32_t XM_get_partition_state(xmId_t id, struct xm_part_state *state)
{
	if (partitions != 0) {
		snprintf(state->name, sizeof(state->name), "p%d", (int)id);
		return (xm_s32_t)id < partitions ? result : XM_INVALID_PARAM;
	}
	assert_int_equal(id, PARTITION);
	if (result < 0)
		return result;
	*state = (struct xm_part_state){ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, "", 12, 0 };
	return XM_OK;
}

enum { TICK_N = 1, TICK_D = 3 }; /* three nanoseconds a tick */

/* So late that ticks times nanoseconds would not fit 64 bits; line 0 never. */

static void fill_ticks(xm_u64_t *times)
{
	for (xm_u64_t n = 0; n < CONFIG_NO_HWIRQS; n++)
		times[n] = n << 56 | n * 1000;
}

static void check_us(const xmTime_t *times)
{
	for (xm_u64_t n = 0; n < CONFIG_NO_HWIRQS; n++)
		assert_true((xm_u64_t)times[n] ==
			    (xm_u64_t)((unsigned __int128)(n << 56 | n * 1000) * TICK_D /
				       (1000 * TICK_N)));
}

xm_s32_t XM_get_irq_ticks(xmId_t id, xm_u64_t times[CONFIG_NO_HWIRQS])
{
	assert_int_equal(id, PARTITION);
	fill_ticks(times);
	return result;
}

xm_s32_t XM_get_system_state(struct xm_system_state *state)
{
	if (result < 0)
		return result;
	*state = (struct xm_system_state){ 1, 2, 3, 4, 5, 6, 7, 8, 9, { 0 } };
	fill_ticks(state->irq_ticks);
	return XM_OK;
}

xm_s32_t XM_get_vcpu_state(xmId_t vcpu)
{
	return vcpu ? XM_INVALID_PARAM : XM_STATUS_READY | XM_OPMODE_NORMAL << 8;
}

xm_s32_t XM_get_plan_name(xm_u32_t id, char name[16])
{
	if (result < 0)
		return result;
	strcpy(name, id == 0 ? "" : id == 1 ? "cruise" : "landing");
	return id < 3 ? XM_OK : XM_INVALID_PARAM;
}

xm_s32_t XM_hm_counts(struct xm_hm_counts *counts)
{
	if (result < 0)
		return result;
	*counts = (struct xm_hm_counts){ .unread = 7, .lost = 8, .total = 9 };
	return XM_OK;
}

static xm_u32_t asked_kind;

xm_s32_t XM_get_port_info(char *name, xm_u32_t kind, struct xm_port_info *info)
{
	assert_string_equal(name, "port");
	asked_kind = kind;
	if (result < 0)
		return result;
	*info = (struct xm_port_info){ 20000999, 64, 4, XM_SOURCE_PORT, 3 };
	return XM_OK;
}

/* Record n says n wherever it can. */
xm_s32_t XM_hm_read_records(struct xm_hm_record *records, xm_s32_t count)
{
	xm_s32_t done = 0;

	if (count > biggest_request)
		biggest_request = count;
	if (result < 0 || count == 0)
		return result < 0 ? result : XM_INVALID_PARAM;
	if (count < 0) /* the service's word is unsigned: so many, it thinks */
		count = 1;
	for (; done < count && unread > 0; done++, unread--) {
		xm_u32_t n = (xm_u32_t)(LOG_MAX - unread);

		records[done] = (struct xm_hm_record){ .seq = n,
						       .time_lo = 0x10000000 + n,
						       .time_hi = 2,
						       .where = 1u << 24 | where_bits | n,
						       .what = 7u << 24 | 6u << 16 | 5u << 8 | n,
						       .pc = 0x1000 + n,
						       .address = 0x2000 + n,
						       .access = XM_ACCESS_READ | access_bits };
	}
	return done;
}

/* All of the address space but its first pages; the test's memory lies in the second. */
static struct xmPhysicalMemMap map[2];

struct xmPhysicalMemMap *XM_get_partition_mmap(void)
{
	return map;
}

/* Event n of stream PARTITION says n wherever it can. */
xm_s32_t XM_trace_read_records(xmId_t id, struct xm_trace_record *records, xm_s32_t count)
{
	xm_u32_t n = (xm_u32_t)(LOG_MAX - unread);

	assert_int_equal(id, PARTITION);
	assert_in_range(count, 0, 1);
	if (result < 0 || count == 0)
		return result < 0 ? result : XM_INVALID_PARAM;
	if (unread == 0)
		return 0;
	unread--;
	*records = (struct xm_trace_record){ .seq = n, .time_lo = 0x10000000 + n, .time_hi = 2 };
	memset(records->payload, (int)n, sizeof(records->payload));
	return 1;
}

xm_s32_t XM_trace_counts(xmId_t id, struct xm_trace_counts *counts)
{
	assert_int_equal(id, PARTITION);
	if (result < 0)
		return result;
	*counts = (struct xm_trace_counts){ .unread = 7, .lost = 8, .total = 9, .dropped = 10 };
	return XM_OK;
}

/* Record n of a source, 1, 4, 7 ... of the hypervisor, the others of two partitions. */
static xm_u32_t oldest; /* that is still there */

static int wrapped; /* the hypervisor has record 1, partition 0 the last before it */

static xm_s32_t peek_wrapped(xmId_t source, xm_u32_t seq, struct xm_hm_record *record)
{
	xm_u32_t n = source == XM_HYPERVISOR_ID ? 1 : ~0u;

	if (source != XM_HYPERVISOR_ID && source != 0)
		return XM_INVALID_PARAM;
	if (seq != 0 && (xm_s32_t)(n - seq) < 0)
		return 0;
	*record = (struct xm_hm_record){ .seq = n, .where = source, .what = n & 0xff };
	return 1;
}

xm_s32_t XM_hm_peek_record(xmId_t source, xm_u32_t seq, struct xm_hm_record *record)
{
	xm_u32_t n, of = source == XM_HYPERVISOR_ID ? 0 : source + 1;

	if (result < 0)
		return result;
	if (wrapped)
		return peek_wrapped(source, seq, record);
	if (of > 2)
		return XM_INVALID_PARAM;
	for (n = seq > oldest ? seq : oldest; n < LOG_MAX; n++)
		if ((n + 2) % 3 == of) {
			*record = (struct xm_hm_record){ .seq = n, .where = source, .what = n };
			return 1;
		}
	return 0;
}

static int start(void **state)
{
	(void)state;
	result = XM_OK;
	unread = LOG_MAX;
	biggest_request = 0;
	where_bits = access_bits = 0;
	partitions = 0;
	oldest = 1;
	wrapped = 0;
	memset(map, 0, sizeof(map));
	map[0].mappedAt = 0x1000;
	map[0].size = 0x1000;
	map[1].mappedAt = 0x2000;
	map[1].size = 0u - 0x2000;
	return 0;
}

/* --- tests ------------------------------------------------------------------------ */

static void partition_status_has_every_field(void **state)
{
	xmPartitionStatus_t status;

	(void)state;
	memset(&status, 0xff, sizeof(status));
	assert_int_equal(XM_get_partition_status(PARTITION, &status), XM_OK);
	assert_int_equal(status.state[0], 1);
	assert_int_equal(status.resetCounter, 3);
	assert_int_equal(status.resetStatus, 4);
	assert_int_equal(status.execClock[0], 5);
	assert_int_equal(status.noVIrqs, 6);
	assert_int_equal(status.noSamplingPortMsgsRead, 7);
	assert_int_equal(status.noSamplingPortMsgsWritten, 8);
	assert_int_equal(status.noQueuingPortMsgsSent, 9);
	assert_int_equal(status.noQueuingPortMsgsReceived, 10);
	check_us(status.irqLastOccurence);
}

static void a_trace_is_read_in_order_up_to_its_end(void **state)
{
	static const xm_s32_t none[] = { 0, -1, -0x7fffffff - 1 };
	xmTraceEvent_t event[LOG_MAX + 2];
	xmTraceStatus_t status = { -1 };

	(void)state;
	memset(event, 0x5a, sizeof(event));
	for (unsigned i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_int_equal(XM_trace_read(PARTITION, event, none[i]), XM_INVALID_PARAM);
	assert_int_equal(unread, LOG_MAX);
	assert_int_equal(XM_trace_read(PARTITION, event, 3), 3);
	assert_int_equal(event[3].timestamp, 0x5a5a5a5a);
	assert_int_equal(XM_trace_read(PARTITION, &event[3], LOG_MAX), LOG_MAX - 3);
	for (xm_u32_t n = 0; n < LOG_MAX; n++) {
		assert_int_equal(event[n].timestamp, 0x10000000 + n);
		assert_int_equal(event[n].payload[0], n);
		assert_int_equal(event[n].payload[7], n);
	}
	assert_int_equal(event[LOG_MAX].timestamp, 0x5a5a5a5a);
	assert_int_equal(XM_trace_read(PARTITION, event, 1), 0);
	assert_int_equal(XM_trace_status(PARTITION, &status), XM_OK);
	assert_int_equal(status.noEvents, 7);
	result = XM_PERM_ERROR;
	status.noEvents = -1;
	assert_int_equal(XM_trace_read(PARTITION, event, 1), XM_PERM_ERROR);
	assert_int_equal(XM_trace_status(PARTITION, &status), XM_PERM_ERROR);
	assert_int_equal(status.noEvents, -1);
}

static void system_status_has_every_field(void **state)
{
	xmSystemStatus_t status;

	(void)state;
	memset(&status, 0xff, sizeof(status));
	assert_int_equal(XM_get_system_status(&status), XM_OK);
	assert_int_equal(status.resetStatus, 1);
	assert_int_equal(status.resetCounter, 2);
	assert_int_equal(status.noHmEvents, 3);
	assert_int_equal(status.noIrqs, 4);
	assert_int_equal(status.currentMaf, 5);
	assert_int_equal(status.noSamplingPortMsgsRead, 6);
	assert_int_equal(status.noSamplingPortMsgsWritten, 7);
	assert_int_equal(status.noQueuingPortMsgsSent, 8);
	assert_int_equal(status.noQueuingPortMsgsReceived, 9);
	check_us(status.irqLastOccurence);
	assert_int_equal(status.noL1ICacheParityErrors | status.noL1DCacheParityErrors |
				 status.noTLBParityErrors | status.noL2CacheParityErrors |
				 status.noSCUParityErrors,
			 0);
	result = XM_PERM_ERROR;
	assert_int_equal(XM_get_system_status(&status), XM_PERM_ERROR);
}

static void vcpu_status_has_every_field(void **state)
{
	xmVirtualCpuStatus_t status = { 7, 7 };

	(void)state;
	assert_int_equal(XM_get_vcpu_status(1, &status), XM_INVALID_PARAM);
	assert_int_equal(status.state, 7);
	assert_int_equal(XM_get_vcpu_status(0, &status), XM_OK);
	assert_int_equal(status.state, XM_STATUS_READY);
	assert_int_equal(status.opMode, XM_OPMODE_NORMAL);
}

static struct xm_pct pct = {
	.id = 1, .name = "p1", .noPhysicalMemAreas = 2, .tickN = TICK_N, .tickD = TICK_D
};

partitionControlTable_t *XM_params_get_PCT(void)
{
	return (partitionControlTable_t *)&pct;
}

static xm_s32_t id_of(const char *name)
{
	return XM_get_gid_by_name((xm_u8_t *)name, XM_PARTITION_NAME);
}

static xm_s32_t plan_of(const char *name)
{
	return XM_get_gid_by_name((xm_u8_t *)name, XM_PLAN_NAME);
}

/* SEP-SCHED-023 */
static void names_of_plans_yield_ids(void **state)
{
	(void)state;
	assert_int_equal(plan_of("cruise"), 1);
	assert_int_equal(plan_of("landing"), 2);
	assert_int_equal(plan_of("p1"), XM_INVALID_CONFIG); /* a partition's */
	assert_int_equal(plan_of(""), XM_INVALID_CONFIG);
	assert_int_equal(plan_of(NULL), XM_INVALID_PARAM);
	result = XM_PERM_ERROR;
	assert_int_equal(plan_of("cruise"), XM_PERM_ERROR);
}

/* SEP-PART-025 */
static void names_yield_ids_as_far_as_rights_go(void **state)
{
	(void)state;
	partitions = 3;
	assert_int_equal(id_of("p0"), 0);
	assert_int_equal(id_of("p1"), 1);
	assert_int_equal(id_of("p2"), 2);
	assert_int_equal(id_of("p3"), XM_INVALID_CONFIG);
	assert_int_equal(XM_get_gid_by_name((xm_u8_t *)"p0", 2), XM_INVALID_PARAM);
	assert_int_equal(id_of(NULL), XM_INVALID_PARAM);
	result = XM_PERM_ERROR;
	assert_int_equal(id_of("p0"), XM_PERM_ERROR);
	assert_int_equal(id_of("p1"), 1);
}

/* SEP-PORT-027 */
static void port_info_has_every_field(void **state)
{
	char *name = "port";
	xmSamplingPortInfo_t s;
	xmQueuingPortInfo_t q;

	(void)state;
	memset(&s, 0xff, sizeof(s));
	memset(&q, 0xff, sizeof(q));
	assert_int_equal(XM_get_sampling_port_info(name, &s), XM_OK);
	assert_int_equal(asked_kind, XM_SAMPLING_PORT);
	assert_ptr_equal(s.portName, name);
	assert_int_equal(s.refreshPeriod, 20000);
	assert_int_equal(s.maxMsgSize, 64);
	assert_int_equal(s.direction, XM_SOURCE_PORT);
	assert_int_equal(s.objDesc, 3);
	assert_int_equal(XM_get_queuing_port_info(name, &q), XM_OK);
	assert_int_equal(asked_kind, XM_QUEUING_PORT);
	assert_ptr_equal(q.portName, name);
	assert_int_equal(q.maxMsgSize, 64);
	assert_int_equal(q.maxNoMsgs, 4);
	assert_int_equal(q.direction, XM_SOURCE_PORT);
	assert_int_equal(q.flags, XM_FIFO_PORT);
	assert_int_equal(q.objDesc, 3);
	assert_int_equal(XM_get_sampling_port_info(name, NULL), XM_INVALID_PARAM);
	assert_int_equal(XM_get_queuing_port_info(name, NULL), XM_INVALID_PARAM);
	result = XM_INVALID_PARAM;
	s.objDesc = q.objDesc = 9;
	assert_int_equal(XM_get_sampling_port_info(name, &s), XM_INVALID_PARAM);
	assert_int_equal(XM_get_queuing_port_info(name, &q), XM_INVALID_PARAM);
	assert_int_equal(s.objDesc + q.objDesc, 18);
}

/* SEP-HM-019 SEP-TRACE-006: whatever else is wrong. */
static void who_may_not_ask_is_told_so_first(void **state)
{
	struct xm_hm_cursor cursor = { 0, 0 };
	xmTraceEvent_t event;
	xmHmLog_t log;

	(void)state;
	result = XM_PERM_ERROR;
	assert_int_equal(XM_hm_read(&log, 0), XM_PERM_ERROR);
	assert_int_equal(XM_hm_read(NULL, 1), XM_PERM_ERROR);
	assert_int_equal(XM_hm_read(&log, 0x7fffffff), XM_PERM_ERROR);
	assert_int_equal(XM_hm_read_at(&cursor, &log, -1), XM_PERM_ERROR);
	assert_int_equal(XM_hm_read_at(NULL, &log, 1), XM_PERM_ERROR);
	assert_int_equal(XM_trace_read(PARTITION, &event, 0), XM_PERM_ERROR);
	assert_int_equal(XM_trace_read(PARTITION, NULL, 1), XM_PERM_ERROR);
	assert_int_equal(XM_get_gid_by_name((xm_u8_t *)"p1", 2), XM_PERM_ERROR);
	assert_int_equal(plan_of(NULL), XM_PERM_ERROR);
	assert_int_equal(id_of(NULL), XM_INVALID_PARAM); /* it may be the own one */
}

static void hm_status_counts_what_is_unread(void **state)
{
	xmHmStatus_t status = { -1 };

	(void)state;
	assert_int_equal(XM_hm_status(&status), XM_OK);
	assert_int_equal(status.noEvents, 7);
}

static void a_refusal_leaves_the_structures_alone(void **state)
{
	xmPartitionStatus_t partition;
	xmHmStatus_t hm = { -1 };
	xmHmLog_t log;

	(void)state;
	memset(&partition, 0x5a, sizeof(partition));
	memset(&log, 0x5a, sizeof(log));
	result = XM_PERM_ERROR;
	assert_int_equal(XM_get_partition_status(PARTITION, &partition), XM_PERM_ERROR);
	assert_int_equal(XM_hm_status(&hm), XM_PERM_ERROR);
	assert_int_equal(XM_hm_read(&log, 1), XM_PERM_ERROR);
	assert_int_equal(partition.resetCounter, 0x5a5a5a5a);
	assert_int_equal(hm.noEvents, -1);
	assert_int_equal(log.opCode, 0x5a5a5a5a);
}

static void the_log_is_read_in_pieces_in_order(void **state)
{
	xmHmLog_t log[LOG_MAX + 2];

	(void)state;
	memset(log, 0x5a, sizeof(log));
	assert_int_equal(XM_hm_read(log, 3), 3);
	assert_int_equal(biggest_request, 3);
	assert_int_equal(log[3].opCode, 0x5a5a5a5a);
	assert_int_equal(XM_hm_read(&log[3], LOG_MAX), LOG_MAX - 3);
	for (xm_u32_t n = 0; n < LOG_MAX; n++) {
		assert_int_equal(log[n].opCode, n << HMLOG_OPCODE_EVENT_BIT | n);
		assert_int_equal(log[n].timestamp, 0x210000000 + n);
		assert_int_equal(log[n].payload[0], 0x2000 + n);
		assert_int_equal(log[n].payload[1], 0);
	}
	assert_int_equal(log[LOG_MAX].opCode, 0x5a5a5a5a);
	assert_int_equal(XM_hm_read(log, LOG_MAX), 0);
	assert_int_equal(XM_hm_read(log, 0), XM_INVALID_PARAM);
	assert_int_equal(XM_hm_read(log, -1), XM_INVALID_PARAM);
}

static void a_count_that_is_none_takes_nothing(void **state)
{
	static const xm_s32_t none[] = { 0, -1, -4, -0x7fffffff - 1 };
	xmHmLog_t log;

	(void)state;
	memset(&log, 0x5a, sizeof(log));
	for (unsigned i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_int_equal(XM_hm_read(&log, none[i]), XM_INVALID_PARAM);
	assert_int_equal(unread, LOG_MAX);
	assert_int_equal(log.opCode, 0x5a5a5a5a);
}

static void a_record_with_context_has_pc_and_address(void **state)
{
	xmHmLog_t log;

	(void)state;
	access_bits = XM_HM_HAS_CONTEXT;
	assert_int_equal(XM_hm_read(&log, 1), 1);
	assert_int_equal(log.opCode, HMLOG_OPCODE_VALID_CPUCTXT_MASK);
	assert_int_equal(log.cpuCtxt.pc, 0x1000);
	assert_int_equal(log.cpuCtxt.far, 0x2000);
	assert_int_equal(log.cpuCtxt.cpsr, 0);
}

static void a_record_of_the_hypervisor_says_so(void **state)
{
	xmHmLog_t log;

	(void)state;
	where_bits = XM_HM_WHERE_HYP;
	assert_int_equal(XM_hm_read(&log, 1), 1);
	assert_int_equal(log.opCode, HMLOG_OPCODE_SYS_MASK);
}

/* SEP-HM-024 */
static void a_cursor_sees_every_record_once_and_counts_what_is_gone(void **state)
{
	struct xm_hm_cursor cursor = { 0, 0 };
	xmHmLog_t log[LOG_MAX];
	xm_u32_t n;

	(void)state;
	assert_int_equal(XM_hm_read_at(&cursor, log, 2), 2);
	assert_int_equal(XM_hm_read_at(&cursor, &log[2], LOG_MAX - 2), LOG_MAX - 3);
	for (n = 1; n < LOG_MAX; n++)
		assert_int_equal(log[n - 1].opCode >> HMLOG_OPCODE_EVENT_BIT, n);
	assert_int_equal(XM_hm_read_at(&cursor, log, 1), 0);
	assert_int_equal(cursor.next, LOG_MAX);
	assert_int_equal(cursor.lost, 0);
	cursor.next = 2;
	oldest = 6;
	assert_int_equal(XM_hm_read_at(&cursor, log, 1), 1);
	assert_int_equal(cursor.next, 7);
	assert_int_equal(cursor.lost, 4);
	assert_int_equal(XM_hm_read_at(&cursor, log, 0), XM_INVALID_PARAM);
	assert_int_equal(XM_hm_read_at(NULL, log, 1), XM_INVALID_PARAM);
	assert_int_equal(XM_hm_read_at(&cursor, NULL, 1), XM_INVALID_PARAM);
	result = XM_PERM_ERROR;
	assert_int_equal(XM_hm_read_at(&cursor, log, 1), XM_PERM_ERROR);
}

/* SEP-HM-024 */
static void a_cursor_follows_numbers_that_wrap(void **state)
{
	struct xm_hm_cursor cursor = { 0, 0 };
	xmHmLog_t log[3];

	(void)state;
	wrapped = 1;
	assert_int_equal(XM_hm_read_at(&cursor, log, 3), 2);
	assert_int_equal(log[0].opCode >> HMLOG_OPCODE_EVENT_BIT, 0xff);
	assert_int_equal(log[1].opCode >> HMLOG_OPCODE_EVENT_BIT, 1);
	assert_int_equal(cursor.next, 2);
	assert_int_equal(cursor.lost, 0);
}

/* --- addresses that are none ----------------------------------------------------- */

static void all_refuse(void *structure, const char *name)
{
	xmPartitionStatus_t *status = structure;

	assert_int_equal(XM_get_partition_status(PARTITION, status), XM_INVALID_PARAM);
	assert_int_equal(XM_hm_status(structure), XM_INVALID_PARAM);
	assert_int_equal(XM_hm_read(structure, 1), XM_INVALID_PARAM);
	assert_int_equal(XM_get_gid_by_name((xm_u8_t *)name, XM_PARTITION_NAME), XM_INVALID_PARAM);
	assert_int_equal(unread, LOG_MAX);
}

static void what_is_no_own_memory_is_refused(void **state)
{
	static const xm_u32_t never[] = { XM_MEM_AREA_UNMAPPED, XM_MEM_AREA_DEVICE_AREA };
	xmPartitionStatus_t status;
	unsigned i;

	(void)state;
	all_refuse(NULL, NULL);
	all_refuse((void *)0x0ffful, (char *)0x0ffful);
	for (i = 0; i < sizeof(never) / sizeof(never[0]); i++) {
		map[1].flags = never[i];
		all_refuse(&status, "p1");
	}
}

static void what_may_be_read_only_is_not_written(void **state)
{
	xmHmStatus_t hm = { -1 };

	(void)state;
	map[1].flags = XM_MEM_AREA_READONLY;
	assert_int_equal(XM_hm_status(&hm), XM_INVALID_PARAM);
	assert_int_equal(hm.noEvents, -1);
	assert_int_equal(id_of("p1"), 1);
}

/* The whole range in one area, however it wraps. */
static void a_range_has_to_fit(void **state)
{
	xmHmLog_t *at_end = (xmHmLog_t *)(0x2000ul - sizeof(xmHmLog_t) + 1);

	(void)state;
	assert_int_equal(XM_hm_read(at_end, 1), XM_INVALID_PARAM);
	assert_int_equal(XM_hm_read((xmHmLog_t *)0x1ffful, 0x7fffffff), XM_INVALID_PARAM);
	/* times 28 modulo 2^32 it is 12 bytes */
	assert_int_equal(XM_hm_read((xmHmLog_t *)0x1000ul, 0x09249249 + 1), XM_INVALID_PARAM);
	assert_int_equal(unread, LOG_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(partition_status_has_every_field, start),
		cmocka_unit_test_setup(system_status_has_every_field, start),
		cmocka_unit_test_setup(vcpu_status_has_every_field, start),
		cmocka_unit_test_setup(names_yield_ids_as_far_as_rights_go, start),
		cmocka_unit_test_setup(names_of_plans_yield_ids, start),
		cmocka_unit_test_setup(who_may_not_ask_is_told_so_first, start),
		cmocka_unit_test_setup(hm_status_counts_what_is_unread, start),
		cmocka_unit_test_setup(port_info_has_every_field, start),
		cmocka_unit_test_setup(a_refusal_leaves_the_structures_alone, start),
		cmocka_unit_test_setup(the_log_is_read_in_pieces_in_order, start),
		cmocka_unit_test_setup(a_count_that_is_none_takes_nothing, start),
		cmocka_unit_test_setup(a_record_with_context_has_pc_and_address, start),
		cmocka_unit_test_setup(a_record_of_the_hypervisor_says_so, start),
		cmocka_unit_test_setup(a_cursor_sees_every_record_once_and_counts_what_is_gone,
				       start),
		cmocka_unit_test_setup(a_cursor_follows_numbers_that_wrap, start),
		cmocka_unit_test_setup(what_is_no_own_memory_is_refused, start),
		cmocka_unit_test_setup(what_may_be_read_only_is_not_written, start),
		cmocka_unit_test_setup(a_range_has_to_fit, start),
		cmocka_unit_test_setup(a_trace_is_read_in_order_up_to_its_end, start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
