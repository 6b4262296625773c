/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * probe.h - try one instruction and see what fault it raises.  The plan gives
 * PROPAGATE for the faults that may come.
 */
#ifndef QEMU_PROBE_H
#define QEMU_PROBE_H

#include <xm.h>

/* r0-r3; a leaf without a stack frame, so that lr is the way back. */
typedef xm_u32_t (*probe_t)(xm_u32_t r0, xm_u32_t r1, xm_u32_t r2, xm_u32_t r3);

#define PROBE_LIST(name)                                             \
	xm_u32_t arm_##name(xm_u32_t, xm_u32_t, xm_u32_t, xm_u32_t); \
	xm_u32_t thumb_##name(xm_u32_t, xm_u32_t, xm_u32_t, xm_u32_t)
PROBE_LIST(load_byte);
PROBE_LIST(load_half);
PROBE_LIST(load_word);
PROBE_LIST(load_double);
PROBE_LIST(load_multiple);
PROBE_LIST(load_exclusive);
PROBE_LIST(store_byte);
PROBE_LIST(store_half);
PROBE_LIST(store_word);
PROBE_LIST(store_double);
PROBE_LIST(store_multiple);
PROBE_LIST(call);
#undef PROBE_LIST

#define NO_FAULT 0xffffffffu

/* The fault of the last probe; event NO_FAULT if there was none. */
extern struct xm_fault probed;

void probe_init(void);

/* Calls probe; true if it raised a fault. */
int probe(probe_t probe, xm_u32_t r0, xm_u32_t r1, xm_u32_t r2, xm_u32_t r3);

/* What the probe returned, if it did. */
extern xm_u32_t probe_result;

#endif
