/* SPDX-License-Identifier: BSD-2-Clause */
/* entry.h - where a partition may begin to run. */
#ifndef PACKER_ENTRY_H
#define PACKER_ENTRY_H

#include "config_bind.h"

/*
 * Whether an entry address (bit 0: Thumb; NONE: start of the first area) is in
 * memory that partition part sees and may execute.  cfg has passed
 * config_check().
 */
bool entry_is_inside(const struct config *cfg, u32 part, u32 entry);

/* Whether the first area of the partition can be loaded with a binary: RAM that
   it sees.  If others see it too, it is loaded as this partition's all the same. */
bool entry_area_is_loadable(const struct config *cfg, u32 part);

#endif
