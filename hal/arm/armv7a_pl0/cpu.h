/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * cpu.h - what the HAL keeps for the processor; written by start-up code,
 * switch.S and vcpu.c.
 */
#ifndef HAL_CPU_H
#define HAL_CPU_H

#include "cp15.h"
#include "hal_types.h"

/* Stands for nobody: loaded while the processor sleeps.  In its space there is nothing
   but the hypervisor's window. */
extern struct hal_vcpu hal_idle;

/* In the place of a context that was reset while it was loaded, so that nothing is saved
   to that: flags say how the processor was left. */
extern struct hal_vcpu hal_gone;

/* Whose registers are loaded, or were until a trap; hal_idle while asleep.  In a
   register of its own: every exit compares it. */
static inline struct hal_vcpu *cpu_current(void)
{
	return (struct hal_vcpu *)CP_READ(TPIDRPRW);
}

/* Start-up: floating point is nobody's (switch.S). */
void cpu_fp_off(void);

static inline void cpu_set_current(struct hal_vcpu *v)
{
	CP_WRITE(TPIDRPRW, v);
}

#endif
