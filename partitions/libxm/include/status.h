/* SPDX-License-Identifier: BSD-2-Clause */
/* status.h - states and counters of partitions, of the system, of the own virtual CPU, of
   plans and of slots; the mode that one is in.  xm.h says how to read the comments. */
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
	xmTime_t irqLastOccurence[CONFIG_NO_HWIRQS]; /* of its own lines; 0: never */
} xmPartitionStatus_t;

typedef struct {
	xm_u32_t resetStatus;
	xm_u32_t resetCounter;
	xm_u64_t noHmEvents;
	xm_u64_t noIrqs;
	xm_u64_t currentMaf; /* the frame that runs, from 0; one cut by a plan switch counts, too */
	xm_u64_t noSamplingPortMsgsRead;
	xm_u64_t noSamplingPortMsgsWritten;
	xm_u64_t noQueuingPortMsgsSent;
	xm_u64_t noQueuingPortMsgsReceived;
	xmTime_t irqLastOccurence[CONFIG_NO_HWIRQS]; /* 0: never */
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

typedef struct {
	xm_u32_t state;	 /* XM_STATUS_* */
	xm_u32_t opMode; /* XM_OPMODE_*, of the partition */
} xmVirtualCpuStatus_t;

/*
 * State, counters and execution time (microseconds) of partition id; a partition that
 * idles or waits for its slot is XM_STATUS_READY.  XM_OK.
 * XM_PERM_ERROR: another partition, and the caller is not a system partition.
 * XM_INVALID_PARAM: no such id, or bad memory at status, or the caller's stack is.
 * Caller: self.  Cost: 1800 instructions, then 4200 instructions for the lines.
 * SEP-PART-014, SEP-PART-015, SEP-PART-019, SEP-PART-020, SEP-PART-029, SEP-LIB-006, SEP-LIB-011;
 * A653 P1 3.2.2.1 (GET_PARTITION_STATUS).
 */
xm_s32_t XM_get_partition_status(xmId_t id, xmPartitionStatus_t *status);

/*
 * Septum: the hypervisor's own record of partition id, with its name, mode (XM_OPMODE_*,
 * see XM_set_partition_opmode), the worst lateness of its slots in nanoseconds, and how
 * many bytes typed for it were lost (input_lost), and why it was started (reset_cause, see
 * XM_get_reset_cause).
 * XM_OK.
 * XM_PERM_ERROR: another partition, and the caller is not a system partition.
 * XM_INVALID_PARAM: no such id, or bad memory at state.
 * Caller: self.  Cost: 1800 instructions.  SEP-PART-014, SEP-PART-015, SEP-PART-019,
 * SEP-SCHED-013.
 */
xm_s32_t XM_get_partition_state(xmId_t id, struct xm_part_state *state);

/*
 * Which plan runs, since when (microseconds on the hardware clock), which comes with the
 * next frame and which was before.
 * XM_OK.
 * XM_INVALID_PARAM: bad memory at status (24 bytes).
 * Caller: any.  Cost: 1500 instructions.  SEP-SCHED-021; A653 P2 (GET_MODULE_SCHEDULE_STATUS).
 */
xm_s32_t XM_get_plan_status(xmPlanStatus_t *status);

/*
 * Septum: a slot of a plan: its id, its partition, its length, and since the system's start
 * the worst lateness of its starts, how many were beyond the plan's latenessBound, each of
 * which was an OVERRUN, and that bound, rounded down to ticks of the hardware clock.  slot is
 * the number in that plan, from 0 in the order of the starts, as noSlot of schedInfo in the
 * control table shows it; ids may be any.
 * XM_OK.
 * XM_PERM_ERROR: the caller is not a system partition.
 * XM_INVALID_PARAM: no such plan or slot, or bad memory at status (24 bytes).
 * Caller: system.  Cost: 1500 instructions.  SEP-SCHED-024, SEP-SCHED-025.
 */
xm_s32_t XM_get_slot_status(xm_u32_t plan, xm_u32_t slot, struct xm_slot_state *status);

/*
 * What the system has done since its start: events recorded by the health monitor and
 * hardware interrupts of partitions, the number of the frame from 0, messages of all
 * ports, and when each hardware line came last (microseconds on the hardware clock).
 * resetStatus is 1 after a warm reset by the health monitor and 0 otherwise, resetCounter
 * counts warm resets, whoever did them, since the last cold one.
 * The counters of parity errors are 0: nothing is read that could count.
 * XM_OK.
 * XM_PERM_ERROR: the caller is not a system partition.
 * XM_INVALID_PARAM: bad memory at status.
 * Caller: system.  Cost: 1800 instructions.  SEP-PART-027, SEP-PART-028, SEP-LIB-006,
 * SEP-LIB-011.
 */
xm_s32_t XM_get_system_status(xmSystemStatus_t *status);

/*
 * Septum: the same as the hypervisor keeps it, with the times of the lines in ticks.
 * XM_OK.
 * XM_PERM_ERROR: the caller is not a system partition.
 * XM_INVALID_PARAM: bad memory at state (832 bytes).
 * Caller: system.  Cost: 1800 instructions.  SEP-PART-027, SEP-PART-028.
 */
xm_s32_t XM_get_system_state(struct xm_system_state *state);

/*
 * Septum: when each of the 96 hardware lines came last, in ticks of the hardware clock
 * (struct xm_pct says how long they are); 0 for those that never came and those that are
 * not partition id's.
 * XM_OK.
 * XM_PERM_ERROR: another partition, and the caller is not a system partition.
 * XM_INVALID_PARAM: no such id, or bad memory at times (768 bytes).
 * Caller: self.  Cost: 4200 instructions.  SEP-PART-014, SEP-PART-015, SEP-PART-029.
 */
xm_s32_t XM_get_irq_ticks(xmId_t id, xm_u64_t times[CONFIG_NO_HWIRQS]);

/*
 * Say in which mode the caller's partition is (XM_OPMODE_*), for its status.  A cold or a
 * warm reset sets XM_OPMODE_COLD_RESET or XM_OPMODE_WARM_RESET, a halt XM_OPMODE_IDLE;
 * nothing else depends on it.
 * XM_OK.
 * XM_INVALID_PARAM: no such mode.
 * Caller: any.  Cost: free.  SEP-PART-030; A653 P1 3.2.2.2 (SET_PARTITION_MODE, NORMAL).
 */
xm_s32_t XM_set_partition_opmode(xm_s32_t opMode);

/*
 * The state of a virtual CPU of the caller's partition, and the mode of the partition.
 * XM_OK.
 * XM_INVALID_PARAM: no such virtual CPU, or bad memory at status.
 * Caller: any.  Cost: free.  SEP-PART-031, SEP-LIB-006, SEP-LIB-011.
 */
xm_s32_t XM_get_vcpu_status(xmId_t vCpu, xmVirtualCpuStatus_t *status);

/*
 * Septum: both of them as one number, state + 256 * opMode.
 * XM_INVALID_PARAM: no such virtual CPU.
 * Caller: any.  Cost: free.  SEP-PART-031.
 */
xm_s32_t XM_get_vcpu_state(xmId_t vCpu);

#endif
