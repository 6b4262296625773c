/* SPDX-License-Identifier: BSD-2-Clause */
/* gic.h - what the HAL itself needs of the interrupt controller. */
#ifndef HAL_GIC_H
#define HAL_GIC_H

/* All lines masked, nothing pending; only the deadline timer may interrupt, and
   before anything else. */
void gic_init(void);

/*
 * Serve one interrupt of this processor by the core's entry for it.  Called with
 * interrupts masked, from the vector and from the idle loop; returns what the
 * entry returned, or what was running if there was nothing to serve.
 */
struct hal_vcpu *irq_dispatch(void);

#endif
