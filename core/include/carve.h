/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * carve.h - how the hypervisor's memory is laid out, the same function for the
 * boot, the check and packer.
 */
#ifndef CORE_CARVE_H
#define CORE_CARVE_H

#include "config.h"
#include "image.h"

struct config; /* a bound table, core/include/config_bind.h */

/* Offsets from the first byte of the hypervisor's area, all 8-aligned. */
struct carve {
	u32 log; /* survives a warm reset: first after the core, so that it never moves */
	u32 percpu, part, vcpu, slot, port, channel;
	u32 console, rings;
	u32 buffers; /* messages of all channels */
	u32 pct;     /* control tables and vcpu_ctl pages, page-aligned */
	u32 spaces;  /* translation tables */
	u32 staged;  /* table and manifest stay where the boot code put them: somewhere from
			here to the end of the area */
	u32 size;    /* what is needed in all, a multiple of 4 KiB */
};

/*
 * Fills *out for a table that has passed the structural checks, and a manifest
 * of manifest_size bytes.  Returns false if the need does not fit 32 bits.
 * Host and core; no other precondition; cost grows with areas and channels.
 */
bool carve_layout(struct carve *out, const struct config *cfg, const struct core_sizes *sizes,
		  u32 manifest_size);

/* The pieces, for whoever walks the layout: */
u32 carve_pct_bytes(const struct config *cfg, u32 part); /* one vCPU, without ctl */
u32 carve_space_bytes(const struct config *cfg, const struct core_sizes *sizes, u32 part);
u32 carve_channel_bytes(const struct config *cfg, u32 channel); /* its message buffers */

#endif
