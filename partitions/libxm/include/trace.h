/* SPDX-License-Identifier: BSD-2-Clause */
/* trace.h - the shape of trace records. */
#ifndef LIBXM_TRACE_H
#define LIBXM_TRACE_H

#include <hypervisor.h>

#define XM_TRACE_PAYLOAD_LENGTH 8

struct xmTraceEvent {
	xm_u32_t timestamp; /* low word of the clock in microseconds */
	xm_u8_t payload[XM_TRACE_PAYLOAD_LENGTH];
} __PACKED;
typedef struct xmTraceEvent xmTraceEvent_t;

typedef struct {
	xm_s32_t noEvents;
} xmTraceStatus_t;

#endif
