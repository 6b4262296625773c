/* SPDX-License-Identifier: BSD-2-Clause */
/* options.c - the command line of packer. */
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"usage: packer -o IMAGE [TABLE] [-p NAME=FILE[:CUSTOM...]]... [--core FILE] [--ddr]\n"
	"              [--load-address ADDRESS]\n"
	"       packer --list IMAGE\n"
	"       packer --memory IMAGE\n"
	"       packer --verify IMAGE [--ddr] [--load-address ADDRESS]\n"
	"       packer --list-checks | --help | --version\n";

static const char help[] =
	"\n"
	"Packs the hypervisor's core, a plan table and the raw binaries of its\n"
	"partitions into one image that starts at its first byte.\n"
	"\n"
	"  -o, --output IMAGE      the image to write; nothing is written after an error\n"
	"  TABLE                   what cfgc has made of a plan (default: xm_cf.bin)\n"
	"  -p, --partition NAME=FILE[:CUSTOM...]\n"
	"                          the binary of a partition (default: the image attribute\n"
	"                          of the plan, else NAME.bin; both beside the table), and\n"
	"                          files for the buffers that its image header declares\n"
	"                          (default: the customFiles attribute); write \\: for a\n"
	"                          colon in a name, \\\\ for a backslash before one\n"
	"      --core FILE         the core (default: ../share/septum/<board>/core.bin\n"
	"                          beside this program's folder)\n"
	"      --ddr               the image is loaded to the board's RAM, not to ROM: it\n"
	"                          must not touch what the plan gives away\n"
	"      --load-address ADDRESS\n"
	"                          as --ddr, but at this address (hexadecimal)\n"
	"      --list IMAGE        print what is in an image, and what its memory is used for\n"
	"      --memory IMAGE      print what memory the boot of an image takes: for what, and\n"
	"                          for whom\n"
	"      --verify IMAGE      check every digest, bound and rule of an image\n"
	"      --list-checks       print all checks with their names\n"
	"      --help, --version\n"
	"\n"
	"Status: 0 done, 1 errors were found, 2 wrong usage.\n";

enum {
	OPT_CORE = 256,
	OPT_DDR,
	OPT_LOAD,
	OPT_LIST,
	OPT_MEMORY,
	OPT_VERIFY,
	OPT_CHECKS,
	OPT_HELP,
	OPT_VERSION
};

static const struct option long_options[] = {
	{ "output", required_argument, NULL, 'o' },
	{ "partition", required_argument, NULL, 'p' },
	{ "core", required_argument, NULL, OPT_CORE },
	{ "ddr", no_argument, NULL, OPT_DDR },
	{ "load-address", required_argument, NULL, OPT_LOAD },
	{ "list", no_argument, NULL, OPT_LIST },
	{ "memory", no_argument, NULL, OPT_MEMORY },
	{ "verify", no_argument, NULL, OPT_VERIFY },
	{ "list-checks", no_argument, NULL, OPT_CHECKS },
	{ "help", no_argument, NULL, OPT_HELP },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ NULL, 0, NULL, 0 },
};

static bool wrong(const char *text, const char *what)
{
	fprintf(stderr, "packer: error: %s%s\n%s", text, what, usage);
	return false;
}

/*
 * Cut the next of the names that colons separate out of *text, in place; NULL if
 * there is none left, or an empty one.  A backslash makes a colon, or another
 * backslash, part of a name.
 */
static const char *next_file(char **text)
{
	char *from = *text, *to = from, *name = from;

	for (; *from != '\0' && *from != ':'; from++, to++) {
		if (from[0] == '\\' && (from[1] == ':' || from[1] == '\\'))
			from++;
		*to = *from;
	}
	*text = *from == ':' ? from + 1 : NULL;
	*to = '\0';
	return to == name ? NULL : name;
}

/* The names are cut out of the argument in place. */
static bool take_gift(struct options *o, char *argument)
{
	struct gift *gift = &o->pack.gifts[o->pack.num_gifts];
	char *equals = strchr(argument, '='), *rest;

	if (!equals || equals == argument)
		return wrong("-p wants NAME=FILE, not ", argument);
	*equals = '\0';
	rest = equals + 1;
	*gift = (struct gift){ argument,
			       arena_alloc(&o->arena, strlen(rest) + 1, sizeof(*gift->files)), 0 };
	while (rest != NULL) {
		const char *file = next_file(&rest);

		if (file == NULL)
			return wrong("an empty file name after -p ", argument);
		gift->files[gift->num_files++] = file;
	}
	o->pack.num_gifts++;
	return true;
}

static bool take_address(struct options *o, const char *argument)
{
	unsigned long long value;
	char *end;

	errno = 0;
	value = strtoull(argument, &end, 16);
	if (end == argument || *end != '\0' || argument[0] == '-' || errno || value > 0xffffffffu)
		return wrong("--load-address wants a hexadecimal address, not ", argument);
	o->pack.load = (struct load_place){ true, true, (u32)value };
	return true;
}

static bool take_command(struct options *o, enum command command)
{
	if (o->command != COMMAND_PACK && o->command != command)
		return wrong("only one of --list, --memory, --verify, --list-checks", "");
	o->command = command;
	return true;
}

static bool take_option(struct options *o, int option)
{
	switch (option) {
	case 'o':
		o->pack.output = optarg;
		return true;
	case 'p':
		return take_gift(o, optarg);
	case OPT_CORE:
		o->pack.core = optarg;
		return true;
	case OPT_DDR:
		o->pack.load.in_ram = true;
		return true;
	case OPT_LOAD:
		return take_address(o, optarg);
	case OPT_LIST:
		return take_command(o, COMMAND_LIST);
	case OPT_MEMORY:
		return take_command(o, COMMAND_MEMORY);
	case OPT_VERIFY:
		return take_command(o, COMMAND_VERIFY);
	case OPT_CHECKS:
		return take_command(o, COMMAND_LIST_CHECKS);
	case OPT_HELP:
		printf("%s%s", usage, help);
		o->command = COMMAND_EXIT;
		return true;
	case OPT_VERSION:
		printf("packer %s\n", SEPTUM_VERSION);
		o->command = COMMAND_EXIT;
		return true;
	default: /* getopt_long() has said what is wrong */
		fputs(usage, stderr);
		return false;
	}
}

/* What is left are file names: one table, or one image. */
static bool take_operands(struct options *o, int count, char **names)
{
	bool packing = o->command == COMMAND_PACK;

	if (o->command == COMMAND_LIST_CHECKS)
		return count == 0 || wrong("--list-checks takes no file", "");
	if (count > 1)
		return wrong("too many files: ", names[1]);
	if (packing) {
		o->pack.table = count ? names[0] : "xm_cf.bin";
		return o->pack.output || wrong("where to? -o IMAGE is missing", "");
	}
	if (count == 0)
		return wrong("which image?", "");
	if (o->pack.output || o->pack.core || o->pack.num_gifts)
		return wrong("-o, -p and --core are for packing only", "");
	o->image = names[0];
	return true;
}

bool options_read(struct options *out, int argc, char **argv)
{
	int option;

	*out = (struct options){ .command = COMMAND_PACK };
	out->pack.gifts = arena_alloc(&out->arena, (size_t)argc, sizeof(struct gift));
	while ((option = getopt_long(argc, argv, "o:p:", long_options, NULL)) != -1) {
		if (!take_option(out, option))
			return false;
		if (out->command == COMMAND_EXIT)
			return true;
	}
	return take_operands(out, argc - optind, argv + optind);
}

void options_release(struct options *options)
{
	arena_free(&options->arena);
}
