/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * load.h - may an image lie in RAM at a given address when it is started?
 */
#ifndef PACKER_LOAD_H
#define PACKER_LOAD_H

#include "config_bind.h"
#include "report.h"

/* Where a loader puts the image before it starts. */
struct load_place {
	bool in_ram; /* false: the image stays in ROM, the rest is meaningless */
	bool given;  /* false: at the board's ddr_start */
	u32 address;
};

/*
 * Check image_size bytes at the place against the board's RAM and everything
 * that the plan gives away; errors name table_file.  cfg has passed
 * config_check().  Fills *range for config_check(); size 0 for ROM.
 */
void load_check(struct hal_range *range, struct report *r, const char *table_file,
		const struct config *cfg, const struct hal_machine *machine,
		const struct load_place *place, u32 image_size);

#endif
