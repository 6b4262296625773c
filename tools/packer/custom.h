/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * custom.h - custom files: put into the buffers that a partition's image header
 * declares, before the binary gets its digest, so that the hypervisor loads them
 * as any other bytes of the program.
 */
#ifndef PACKER_CUSTOM_H
#define PACKER_CUSTOM_H

#include "arena.h"
#include "config_bind.h"
#include "file.h"
#include "report.h"

struct custom {
	const char *path;
	struct file_bytes bytes;
};

/* A partition's binary; path NULL: the partition has none. */
struct binary {
	const char *path;
	struct file_bytes file; /* as it was read */
	const u8 *bytes;	/* as it goes into the image, */
	u32 size;
	u32 offset;	    /* there */
	u32 xm_abi, xm_api; /* of its image header; NONE: it has none */
	u32 const_size;	    /* bytes at its start that the program does not change */
	struct custom *customs;
	u32 num_customs;
};

/*
 * Put every custom file of partition part where b's header says; memory for a
 * binary that changes is the arena's.  Reports everything that is wrong with
 * them, then *b is unchanged.  The first area takes b as it is.  Total for any
 * bytes in the binary; cfg has passed config_check().
 */
void custom_place(struct report *r, struct arena *a, const struct config *cfg, u32 part,
		  struct binary *b);

#endif
