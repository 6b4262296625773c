/* SPDX-License-Identifier: BSD-2-Clause */
/* fault.h - what the hypervisor makes of a partition's trap. */
#ifndef HAL_FAULT_H
#define HAL_FAULT_H

#include "hal_types.h"

/* hsr: the syndrome; tells the core and returns what that returned. */
struct hal_vcpu *fault_entry(u32 hsr, const struct hal_vcpu *v);

/* enum hal_fault_kind of the undefined instruction at v's pc. */
u32 undefined_kind(const struct hal_vcpu *v);

/* A halfword of the code that has just been executed. */
u32 code_halfword(u32 pc);

#endif
