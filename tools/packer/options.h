/* SPDX-License-Identifier: BSD-2-Clause */
/* options.h - the command line of packer. */
#ifndef PACKER_OPTIONS_H
#define PACKER_OPTIONS_H

#include "pack.h"

enum command {
	COMMAND_PACK,
	COMMAND_LIST,
	COMMAND_MEMORY,
	COMMAND_VERIFY,
	COMMAND_LIST_CHECKS,
	COMMAND_EXIT,
};

struct options {
	enum command command;
	struct pack_options pack;
	const char *image; /* of --list, --memory and --verify */
	struct arena arena;
};

/*
 * Reads the command line.  False after a usage error, which has been printed.
 * COMMAND_EXIT: everything is done (--help, --version).
 */
bool options_read(struct options *out, int argc, char **argv);
void options_release(struct options *options);

#endif
