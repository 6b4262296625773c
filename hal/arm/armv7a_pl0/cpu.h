/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * cpu.h - what the HAL keeps for the processor; written by start-up code,
 * switch.S, vcpu.c and space.c.
 */
#ifndef HAL_CPU_H
#define HAL_CPU_H

#include "hal_types.h"

/* Per CPU. */
struct hal_cpu {
	struct hal_vcpu *current; /* whose registers are loaded; hal_idle while asleep */
	struct hal_space *space;  /* where hal_area_ptr() looks */
	struct hal_space hyp;	  /* nothing but the hypervisor's window */
};
extern struct hal_cpu hal_cpu;

/* Stands for nobody: loaded while the processor sleeps, and in the place of a
   context that was reset while it was loaded, so that nothing is saved to that. */
extern struct hal_vcpu hal_idle;

#endif
