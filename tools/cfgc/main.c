/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * main.c - the command cfgc: options, files, exit status.
 *
 *   0   done, perhaps with warnings
 *   1   the plan or the table has errors
 *   2   the command line is wrong, or a file cannot be read or written
 *   70  an internal error
 */
#define _POSIX_C_SOURCE 200809L
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "board.h"
#include "cfgc.h"
#include "file.h"

enum { EXIT_GOOD = 0, EXIT_REJECTED = 1, EXIT_USAGE = 2, EXIT_INTERNAL = 70 };

enum mode { MODE_COMPILE, MODE_CHECK, MODE_DUMP, MODE_LINKER, MODE_TIMING };

struct command {
	enum mode mode;
	const char *output; /* NULL: the mode's default */
	const char *partition;
	const char *input;
	struct cfgc_options options;
};

static const char usage_text[] =
	"usage: cfgc [options] plan.xml\n"
	"       cfgc --dump [-o FILE] xm_cf.bin\n"
	"Checks a plan and turns it into the table that packer puts into an image.\n"
	"\n"
	"  -o FILE              write to FILE (default xm_cf.bin; of --dump, --timing\n"
	"                       and --partition-ld: standard output)\n"
	"  --board NAME         the board, whatever the plan says\n"
	"  --check              check only, write nothing\n"
	"  --timing             print how long the boot takes and what the hypervisor leaves\n"
	"                       of each slot\n"
	"  --strict-timing      temporal requirements must be met by what it surely leaves\n"
	"  --partition-ld NAME  write a linker script fragment for a partition\n"
	"  --dump               print a table as text\n"
	"  --list-checks        print every check with what it asks of a plan\n"
	"  --help, --version\n"
	"\n"
	"Exit status: 0 done, 1 errors in the plan or table, 2 wrong usage or a\n"
	"file that cannot be read or written, 70 an internal error.\n";

static int fail(const char *what, const char *why)
{
	fprintf(stderr, "cfgc: %s: %s\n", what, why);
	return EXIT_USAGE;
}

/* Replace or print; exit status. */
static int deliver(const char *path, const void *data, size_t size)
{
	const char *why;

	if (path != NULL)
		return file_replace(path, data, size, &why) ? EXIT_GOOD : fail(path, why);
	if (fwrite(data, 1, size, stdout) != size || fflush(stdout) != 0)
		return fail("standard output", "cannot be written");
	return EXIT_GOOD;
}

/* --- the modes ------------------------------------------------------------------- */

static int deliver_linker(const struct command *cmd, const struct model *m)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	bool found = out != NULL && cfgc_partition_ld(out, m, cmd->partition);
	int status = EXIT_REJECTED;

	if (out != NULL)
		fclose(out);
	if (found)
		status = deliver(cmd->output, text, size);
	else
		fprintf(stderr, "%s: error: there is no partition \"%s\"\n", cmd->input,
			cmd->partition);
	free(text);
	return status;
}

static int deliver_timing(const struct command *cmd, struct arena *arena,
			  const struct cfgc_result *result)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	int status;

	if (out == NULL)
		return fail("standard output", "out of memory");
	cfgc_timing(out, arena, result);
	fclose(out);
	status = deliver(cmd->output, text, size);
	free(text);
	return status;
}

static int compile_bytes(const struct command *cmd, const struct file_bytes *file)
{
	struct diag_list diags = { .file = cmd->input };
	struct arena arena = { NULL };
	struct cfgc_result result;
	enum cfgc_status done = cfgc_compile(&result, &arena, &diags, (const char *)file->data,
					     file->size, &cmd->options);
	int status = done == CFGC_GOOD ? EXIT_GOOD : EXIT_REJECTED;

	diag_print(&diags, stderr, cmd->mode == MODE_LINKER);
	if (done == CFGC_INTERNAL)
		status = EXIT_INTERNAL;
	else if (done == CFGC_GOOD && cmd->mode == MODE_LINKER)
		status = deliver_linker(cmd, result.model);
	else if (done == CFGC_GOOD && cmd->mode == MODE_TIMING)
		status = deliver_timing(cmd, &arena, &result);
	else if (done == CFGC_GOOD && cmd->mode == MODE_COMPILE)
		status =
			deliver(cmd->output ? cmd->output : "xm_cf.bin", result.table, result.size);
	diag_free(&diags);
	arena_free(&arena);
	return status;
}

static int dump_bytes(const struct command *cmd, const struct file_bytes *file)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	char why[160] = "out of memory";
	bool good = out != NULL && cfgc_dump(out, file->data, file->size, why);
	int status = EXIT_REJECTED;

	if (out != NULL)
		fclose(out);
	if (good)
		status = deliver(cmd->output, text, size);
	else
		fprintf(stderr, "%s: error: %s\n", cmd->input, why);
	free(text);
	return status;
}

static int run(const struct command *cmd)
{
	size_t limit = cmd->mode == MODE_DUMP ? TABLE_BYTES_MAX : PLAN_BYTES_MAX;
	struct file_bytes file;
	const char *why;
	int status;

	if (!file_read(cmd->input, limit, &file, &why))
		return fail(cmd->input, why);
	status = cmd->mode == MODE_DUMP ? dump_bytes(cmd, &file) : compile_bytes(cmd, &file);
	file_release(&file);
	return status;
}

/* --- the command line ----------------------------------------------------------------- */

static int unknown_board(const char *name)
{
	size_t i;

	fprintf(stderr, "cfgc: there is no board \"%s\"; there is", name);
	for (i = 0; board_at(i) != NULL; i++)
		fprintf(stderr, " %s", board_at(i)->name);
	fputc('\n', stderr);
	return EXIT_USAGE;
}

enum {
	OPT_BOARD = 256,
	OPT_CHECK,
	OPT_TIMING,
	OPT_STRICT,
	OPT_LINKER,
	OPT_DUMP,
	OPT_LIST,
	OPT_HELP,
	OPT_VERSION,
};

static const struct option options[] = {
	{ "board", required_argument, NULL, OPT_BOARD },
	{ "check", no_argument, NULL, OPT_CHECK },
	{ "timing", no_argument, NULL, OPT_TIMING },
	{ "strict-timing", no_argument, NULL, OPT_STRICT },
	{ "partition-ld", required_argument, NULL, OPT_LINKER },
	{ "dump", no_argument, NULL, OPT_DUMP },
	{ "list-checks", no_argument, NULL, OPT_LIST },
	{ "help", no_argument, NULL, OPT_HELP },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ NULL, 0, NULL, 0 },
};

/* Options that print and end; returns false for the others. */
static bool print_and_end(int option)
{
	if (option == OPT_LIST)
		cfgc_list_checks(stdout);
	else if (option == OPT_HELP)
		fputs(usage_text, stdout);
	else if (option == OPT_VERSION)
		puts("cfgc " SEPTUM_VERSION);
	else
		return false;
	return true;
}

/* Take one option; an exit status, or -1 to go on. */
static int take(struct command *cmd, int option)
{
	enum mode mode = MODE_COMPILE;

	switch (option) {
	case 'o':
		cmd->output = optarg;
		return -1;
	case OPT_STRICT:
		cmd->options.strict_timing = true;
		return -1;
	case OPT_BOARD:
		cmd->options.board = board_by_name(optarg);
		return cmd->options.board ? -1 : unknown_board(optarg);
	case OPT_CHECK:
		mode = MODE_CHECK;
		break;
	case OPT_DUMP:
		mode = MODE_DUMP;
		break;
	case OPT_TIMING:
		mode = MODE_TIMING;
		break;
	case OPT_LINKER:
		mode = MODE_LINKER;
		cmd->partition = optarg;
		break;
	default:
		if (print_and_end(option))
			return EXIT_GOOD;
		fputs("cfgc: try cfgc --help\n", stderr);
		return EXIT_USAGE;
	}
	if (cmd->mode != MODE_COMPILE && cmd->mode != mode)
		return fail("options",
			    "--check, --dump, --timing and --partition-ld exclude each other");
	cmd->mode = mode;
	return -1;
}

static int read_command(struct command *cmd, int argc, char **argv)
{
	int option, status = -1;

	while (status < 0 && (option = getopt_long(argc, argv, "o:", options, NULL)) != -1)
		status = take(cmd, option);
	if (status >= 0)
		return status;
	if (optind != argc - 1) {
		fputs(usage_text, stderr);
		return EXIT_USAGE;
	}
	cmd->input = argv[optind];
	return -1;
}

int main(int argc, char **argv)
{
	struct command cmd = { .mode = MODE_COMPILE };
	int status = read_command(&cmd, argc, argv);

	if (status < 0)
		status = run(&cmd);
	cfgc_shutdown();
	return status;
}
