/* SPDX-License-Identifier: BSD-2-Clause */
/* pack.c - the order in which an image is made. */
#include "pack.h"

#include "paths.h"
#include "verify.h"
#include "table.h"

static void check_output_is_no_input(struct pack *p)
{
	const char *output = p->options->output;
	bool input = path_is_same_file(output, p->options->table) ||
		     (p->core_path && path_is_same_file(output, p->core_path));

	for (u32 i = 0; p->binaries && i < cfg_count(&p->cfg, CFG_PART); i++) {
		const struct binary *b = &p->binaries[i];

		input |= b->path && path_is_same_file(output, b->path);
		for (u32 k = 0; k < b->num_customs; k++)
			input |= path_is_same_file(output, b->customs[k].path);
	}
	if (input)
		report_error(p->report, output, CHECK_OUTPUT, "would replace one of its inputs");
}

/* Rules that need all pieces at once. */
static void check_whole(struct pack *p, struct hal_range *loaded)
{
	bool placed = layout_compute(p);

	account_check(&p->account, p->report, p->options->table, &p->cfg, &p->header.sizes,
		      p->layout.manifest_size);
	if (placed)
		load_check(loaded, p->report, p->options->table, &p->cfg, p->machine,
			   &p->options->load, p->layout.size);
}

/* The very check of the boot, with the very limits of this image. */
static void check_as_boot(struct pack *p, const struct hal_range *loaded)
{
	struct config_limits limits = { p->machine, 1u << p->header.sizes.table_shift, *loaded };
	struct config cfg = { 0 };
	struct cfg_fault fault;

	if (!table_check(&cfg, p->table.data, (u32)p->table.size, &limits, &fault))
		report_fault(p->report, p->options->table, &fault);
}

static void write_image(struct pack *p)
{
	u8 *image = layout_build(p);
	struct image_view view;
	const char *why;

	/* What --verify would refuse must not come into being. */
	verify_image(&view, p->report, p->options->output, image, p->layout.size);
	if (p->report->errors == 0 &&
	    !file_replace(p->options->output, image, p->layout.size, &why))
		report_error(p->report, p->options->output, CHECK_OUTPUT, "cannot be written: %s",
			     why);
}

bool pack_run(struct pack *p, const struct pack_options *options, struct report *report)
{
	struct hal_range loaded = { 0, 0 };
	bool table, core;

	*p = (struct pack){ .options = options, .report = report };
	table = inputs_read_table(p);
	core = inputs_read_core(p);
	if (table)
		inputs_read_binaries(p);
	check_output_is_no_input(p);
	if (table && core) {
		check_whole(p, &loaded);
		if (report->errors == 0)
			check_as_boot(p, &loaded);
	}
	if (report->errors == 0)
		write_image(p);
	return report->errors == 0;
}

void pack_release(struct pack *p)
{
	for (u32 i = 0; p->binaries && i < cfg_count(&p->cfg, CFG_PART); i++) {
		for (u32 k = 0; k < p->binaries[i].num_customs; k++)
			file_release(&p->binaries[i].customs[k].bytes);
		file_release(&p->binaries[i].file);
	}
	file_release(&p->core);
	file_release(&p->table);
	arena_free(&p->arena);
}
