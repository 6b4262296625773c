/* SPDX-License-Identifier: BSD-2-Clause */
/* status.h - what the hypervisor counted about partitions; types of all status records.
   xm.h says how to read the comments. */
#ifndef LIBXM_STATUS_H
#define LIBXM_STATUS_H

#include <hypervisor.h>

typedef struct {
	xm_u32_t state[CONFIG_NO_VCPUS]; /* XM_STATUS_* */
	xm_u64_t noVIrqs;
	xm_u32_t resetCounter;
	xm_u32_t resetStatus;
	xmTime_t execClock[CONFIG_NO_VCPUS];
	xm_u64_t noSamplingPortMsgsRead;
	xm_u64_t noSamplingPortMsgsWritten;
	xm_u64_t noQueuingPortMsgsSent;
	xm_u64_t noQueuingPortMsgsReceived;
	xmTime_t irqLastOccurence[CONFIG_NO_HWIRQS]; /* not kept: 0 */
} xmPartitionStatus_t;

typedef struct {
	xm_u32_t resetStatus;
	xm_u32_t resetCounter;
	xm_u64_t noHmEvents;
	xm_u64_t noIrqs;
	xm_u64_t currentMaf;
	xm_u64_t noSamplingPortMsgsRead;
	xm_u64_t noSamplingPortMsgsWritten;
	xm_u64_t noQueuingPortMsgsSent;
	xm_u64_t noQueuingPortMsgsReceived;
	xmTime_t irqLastOccurence[CONFIG_NO_HWIRQS];
	xm_u64_t noL1ICacheParityErrors;
	xm_u64_t noL1DCacheParityErrors;
	xm_u64_t noTLBParityErrors;
	xm_u64_t noL2CacheParityErrors;
	xm_u64_t noSCUParityErrors;
} xmSystemStatus_t;

typedef struct {
	xmTime_t switchTime; /* 0: no switch since the reset */
	xm_s32_t next;
	xm_s32_t current;
	xm_s32_t prev; /* -1: none */
} xmPlanStatus_t;

/*
 * State, counters and execution time (microseconds) of partition id; a partition that
 * idles or waits for its slot is XM_STATUS_READY.  XM_OK.
 * XM_PERM_ERROR: another partition, and the caller is not a system partition.
 * XM_INVALID_PARAM: no such id, or bad memory at status, or the caller's stack is.
 * Caller: self.  Cost: 1200 instructions.  SEP-PART-014, SEP-PART-015, SEP-PART-019,
 * SEP-PART-020, SEP-LIB-006, SEP-LIB-011; A653 P1 3.2.2.1 (GET_PARTITION_STATUS).
 */
xm_s32_t XM_get_partition_status(xmId_t id, xmPartitionStatus_t *status);

/*
 * Septum: the hypervisor's own record of partition id, with its name, mode (1: after a
 * cold start, 2: after a warm one, 0: never started) the worst lateness of its slots in
 * nanoseconds, and how many bytes typed for it were lost (input_lost).
 * XM_OK.
 * XM_PERM_ERROR: another partition, and the caller is not a system partition.
 * XM_INVALID_PARAM: no such id, or bad memory at state.
 * Caller: self.  Cost: 1200 instructions.  SEP-PART-014, SEP-PART-015, SEP-PART-019,
 * SEP-SCHED-013.
 */
xm_s32_t XM_get_partition_state(xmId_t id, struct xm_part_state *state);

/*
 * Which plan runs, since when (microseconds on the hardware clock), which comes with the
 * next frame and which was before.
 * XM_OK.
 * XM_INVALID_PARAM: bad memory at status (24 bytes).
 * Caller: any.  Cost: free.  SEP-SCHED-021; A653 P2 (GET_MODULE_SCHEDULE_STATUS).
 */
xm_s32_t XM_get_plan_status(xmPlanStatus_t *status);

#endif
