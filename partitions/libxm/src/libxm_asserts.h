/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * libxm_asserts.h - the structures partitions see are those the hypervisor
 * fills in.  Included once, by start.c, for the target only.
 */
#ifndef LIBXM_SRC_ASSERTS_H
#define LIBXM_SRC_ASSERTS_H

#include "libxm.h"

#define SAME(type, member, abi_type, abi_member)                                 \
	_Static_assert(offsetof(type, member) == offsetof(abi_type, abi_member), \
		       #type "." #member " is elsewhere")
#define SIZE(type, size) _Static_assert(sizeof(type) == (size), "size of " #type)

SIZE(partitionControlTable_t, offsetof(struct xm_pct, vcpuId));
SAME(partitionControlTable_t, id, struct xm_pct, id);
SAME(partitionControlTable_t, irqIndex, struct xm_pct, irqIndex);
SAME(partitionControlTable_t, flags, struct xm_pct, flags);
SAME(partitionControlTable_t, imgStart, struct xm_pct, imgStart);
SAME(partitionControlTable_t, hwIrqs, struct xm_pct, hwIrqs);
SAME(partitionControlTable_t, name, struct xm_pct, name);
SAME(partitionControlTable_t, hwIrqsPend, struct xm_pct, hwIrqsPend);
SAME(partitionControlTable_t, extIrqsMask, struct xm_pct, extIrqsMask);
SAME(partitionControlTable_t, arch, struct xm_pct, arch);
SAME(partitionControlTable_t, schedInfo, struct xm_pct, schedInfo);
SAME(partitionControlTable_t, extIrq2Vector, struct xm_pct, extIrq2Vector);

SIZE(struct xmPhysicalMemMap, sizeof(struct xm_mem_area));
SAME(struct xmPhysicalMemMap, mappedAt, struct xm_mem_area, mappedAt);
SAME(struct xmPhysicalMemMap, flags, struct xm_mem_area, flags);

SIZE(xmSamplingPortStatus_t, sizeof(struct xm_sampling_state));
SAME(xmSamplingPortStatus_t, lastMsgSize, struct xm_sampling_state, last_len);
SAME(xmSamplingPortStatus_t, flags, struct xm_sampling_state, flags);
SIZE(xmQueuingPortStatus_t, sizeof(struct xm_queuing_state));
SAME(xmQueuingPortStatus_t, noMsgs, struct xm_queuing_state, messages);
SAME(xmQueuingPortStatus_t, overflowed, struct xm_queuing_state, overflowed);
SIZE(xmPlanStatus_t, sizeof(struct xm_plan_state));
SAME(xmPlanStatus_t, next, struct xm_plan_state, next);
SAME(xmPlanStatus_t, current, struct xm_plan_state, current);
SAME(xmPlanStatus_t, prev, struct xm_plan_state, prev);
SIZE(xmPlanStatus_t, 24);
SAME(xmSystemStatus_t, noIrqs, struct xm_system_state, irqs);
SAME(xmSystemStatus_t, currentMaf, struct xm_system_state, frames);
SAME(xmSystemStatus_t, noQueuingPortMsgsReceived, struct xm_system_state, queuing_received);
SAME(xmSystemStatus_t, irqLastOccurence, struct xm_system_state, irq_ticks);

SIZE(xmPartitionStatus_t, 832);
SIZE(xmSystemStatus_t, 872);
SIZE(xmSamplingPortInfo_t, 32);
SIZE(xmQueuingPortInfo_t, 24);
SIZE(xmHmLog_t, 28);
SIZE(xmTraceEvent_t, 12);
SIZE(struct xmImageHdr, 44);
SIZE(trapCtxt_t, 80);
SAME(
	trapCtxt_t, r[4],
	struct {
		char before_r4[40];
		char r4;
	},
	r4); /* upcall.S */

#endif
