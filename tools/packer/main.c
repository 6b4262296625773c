/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - packer: one command, one exit status. */
#include "list.h"
#include "load.h"
#include "options.h"
#include "pack.h"
#include "paths.h"
#include "verify.h"

enum { EXIT_SOUND = 0, EXIT_ERRORS = 1, EXIT_USAGE = 2 };

static void run_pack(struct options *o, struct report *r)
{
	struct pack pack;

	o->pack.share_dir = path_share_dir(&o->arena);
	if (pack_run(&pack, &o->pack, r))
		printf("%s: %u bytes, %u of %u partitions have a binary; hypervisor memory: needs "
		       "%llu of %u bytes\n",
		       o->pack.output, pack.layout.size, pack.layout.num_parts,
		       cfg_count(&pack.cfg, CFG_PART), pack.account.carve.size,
		       cfg_get_machine(&pack.cfg, 0)->hyp_size);
	pack_release(&pack);
}

/* --verify, --list and --memory differ in what they print in the end. */
static void run_look(const struct options *o, struct report *r)
{
	struct image_view view;
	struct hal_range range;
	struct file_bytes image;
	const char *why;
	/* A longer file is no image, but one look at it should say more than that. */
	bool good = file_read(o->image, 2 * (size_t)IMAGE_SIZE_MAX, &image, &why);

	if (!good) {
		report_error(r, o->image, CHECK_FILE_READ, "cannot be read: %s", why);
		return;
	}
	verify_image(&view, r, o->image, image.data, (u32)image.size);
	if (view.has_table)
		load_check(&range, r, o->image, &view.cfg, view.machine, &o->pack.load, view.size);
	if (o->command == COMMAND_LIST)
		list_image(stdout, o->image, &view);
	else if (o->command == COMMAND_MEMORY)
		list_memory(stdout, &view);
	else if (r->errors == 0)
		printf("%s: sound, %u bytes, %u parts\n", o->image, view.size, view.num_parts);
	file_release(&image);
}

int main(int argc, char **argv)
{
	struct report report = { .out = stderr };
	struct options options;
	bool understood = options_read(&options, argc, argv);

	if (understood && options.command == COMMAND_PACK)
		run_pack(&options, &report);
	else if (understood && options.command == COMMAND_LIST_CHECKS)
		report_list_checks(stdout);
	else if (understood && options.command != COMMAND_EXIT)
		run_look(&options, &report);
	options_release(&options);
	if (!understood)
		return EXIT_USAGE;
	return report.errors ? EXIT_ERRORS : EXIT_SOUND;
}
