/* SPDX-License-Identifier: BSD-2-Clause */
/* space.h - what hal_space_init() asks of the mode. */
#ifndef HAL_SPACE_H
#define HAL_SPACE_H

#include "hal_types.h"

/* What every space has. */
void space_begin(u64 *l1);

/* Of an area's pages, for mmu_map(). */
u32 space_attributes(u32 flags);

/* l1: physical address of the finished first-level table. */
void space_end(struct hal_space *s, u32 l1, u32 index);

#endif
