/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hal_types.h - the machine's types as the host tests have them: registers are
 * plain fields, a space is a note of what it was made from.
 */
#ifndef TEST_FAKE_HAL_TYPES_H
#define TEST_FAKE_HAL_TYPES_H

#include <stdbool.h>
#include "types.h"

struct cfg_area;

/* Memory for translation tables: as on the A9. */
enum {
	HAL_SPACE_FIXED = 16384,
	HAL_TABLE_BYTES = 1024,
	HAL_TABLE_SHIFT = 20,
};

struct hal_space {
	const struct cfg_area *areas;
	u32 num_areas, area_stride;
	u32 index;
	u8 *pct; /* control tables and vcpu_ctl pages */
	u32 pct_bytes;
	u32 num_vcpus;
	u32 made; /* FAKE_SPACE_MADE once hal_space_init() has run */
};

struct hal_vcpu {
	u32 r[13];
	u32 sp, lr, pc, cpsr;
	u32 vfp; /* stands for the floating-point registers */
	bool fp;
	bool icache_off;
	bool fresh; /* reset since it was last loaded */
	struct hal_space *space;
	/* what was done to it, for the tests */
	u32 resets, results, rewinds, upcalls, returns;
	u32 upcall_arg;
};

#endif
