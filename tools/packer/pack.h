/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pack.h - making an image out of a core, a table and binaries.
 *
 *   inputs.c  finds and reads the files
 *   layout.c  places and writes the pieces
 *   pack.c    the order of things
 */
#ifndef PACKER_PACK_H
#define PACKER_PACK_H

#include "account.h"
#include "arena.h"
#include "config_bind.h"
#include "custom.h"
#include "image.h"
#include "load.h"
#include "report.h"
#include "file.h"

/* -p NAME=FILE:CUSTOM... */
struct gift {
	const char *name;
	const char **files; /* the binary, then its custom files */
	u32 num_files;
};

struct pack_options {
	const char *output;
	const char *table;
	const char *core;      /* NULL: the board's, below share_dir */
	const char *share_dir; /* where <board>/core.bin is looked up; NULL: nowhere */
	struct gift *gifts;
	u32 num_gifts;
	struct load_place load;
};

/* Where the pieces go, in bytes from the start of the image. */
struct layout {
	u32 table, manifest, manifest_size, digest, size;
	u32 num_parts; /* partitions with a binary */
};

/* One run.  Everything in it belongs to it, pack_release() gives it back. */
struct pack {
	const struct pack_options *options;
	struct report *report;
	struct arena arena; /* paths, binaries, the image */
	struct file_bytes table;
	struct config cfg;
	const struct hal_machine *machine;
	const char *core_path;
	struct file_bytes core;
	struct image_header header;
	struct binary *binaries; /* one for each partition */
	struct layout layout;
	struct account account;
};

/* Each reports its errors; the result says whether what it made may be used. */
void inputs_read_binaries(struct pack *p); /* needs the table */
bool inputs_read_table(struct pack *p);
bool inputs_read_core(struct pack *p);
bool layout_compute(struct pack *p); /* needs table and core, counts unreadable binaries as empty */

/* The image: layout.size bytes, in the arena. */
u8 *layout_build(struct pack *p);

/*
 * Make the image and write it.  Returns true if it was written; *p must be
 * released by the caller either way.
 */
bool pack_run(struct pack *p, const struct pack_options *options, struct report *report);
void pack_release(struct pack *p);

#endif
