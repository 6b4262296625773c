/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * carve.h - what the boot takes of the hypervisor's memory (core/boot.c), reckoned
 * before flight.  The tests of the core compare the two after every boot.
 */
#ifndef PACKER_CARVE_H
#define PACKER_CARVE_H

#include "config_bind.h"
#include "image.h"

enum { CARVE_SHIFT_MIN = 20 }; /* of core_sizes.table_shift */

/* Where each item begins, from the first byte of the hypervisor's area; one ends
   where the next begins. */
struct carve {
	u64 log;
	u64 traces;
	u64 array[7]; /* as in struct core_sizes */
	u64 buffers;  /* messages of all channels */
	u64 pct;      /* control tables and vcpu_ctl pages */
	u64 rings;    /* of the consoles, if not at the end of a control table's pages */
	u64 spaces;   /* translation tables: those of the first level, then the others */
	u64 tables;
	u64 staged; /* table and manifest; at boot they are at the end of the area */
	u64 size;   /* what is needed in all, a multiple of 4 KiB */
};

/*
 * Fills *out for a table that has passed config_check(), sizes that are sound and
 * a manifest of manifest_size bytes.
 */
void carve_layout(struct carve *out, const struct config *cfg, const struct core_sizes *sizes,
		  u32 manifest_size);

/* The pieces, for whoever prints the layout: */
u64 carve_pct_bytes(const struct cfg_part *p); /* of all its vCPUs */
u64 carve_tables_bytes(const struct config *cfg, const struct core_sizes *sizes,
		       const struct cfg_part *p);
u64 carve_ring_bytes(u64 length, u32 entry);	      /* of the log or a trace */
u64 carve_channel_bytes(const struct cfg_channel *c); /* its message buffers */

#endif
