/* SPDX-License-Identifier: BSD-2-Clause */
/* inputs.c - find, read and check the files that an image is made of. */
#include "pack.h"

#include <string.h>

#include "board.h"
#include "entry.h"
#include "paths.h"
#include "pct.h"
#include "self.h"
#include "sizes.h"
#include "table.h"

enum { PAGE = 4096 };

static bool read_input(struct pack *p, struct file_bytes *bytes, const char *path)
{
	const char *why;
	bool good = file_read(path, IMAGE_SIZE_MAX, bytes, &why);

	if (!good)
		report_error(p->report, path, CHECK_FILE_READ, "cannot be read: %s", why);
	return good;
}

/* --- the table ---------------------------------------------------------------- */

bool inputs_read_table(struct pack *p)
{
	struct cfg_fault fault = { CFG_ERR_BOARD, NONE, 0 };
	struct config_limits limits = { .block = BLOCK_LEAST };
	bool sound;

	if (!read_input(p, &p->table, p->options->table))
		return false;
	sound = config_bind(&p->cfg, p->table.data, (u32)p->table.size, &fault);
	if (sound) {
		p->machine = board_by_number(p->cfg.header->board);
		fault = (struct cfg_fault){ CFG_ERR_BOARD, NONE, 0 };
		sound = p->machine != NULL;
	}
	if (sound) {
		limits.machine = p->machine;
		p->cfg = (struct config){ 0 };
		sound = table_check(&p->cfg, p->table.data, (u32)p->table.size, &limits, &fault);
	}
	if (!sound)
		report_fault(p->report, p->options->table, &fault);
	return sound;
}

/* --- the core ----------------------------------------------------------------- */

static const char *default_core(struct pack *p)
{
	if (!p->machine || !p->options->share_dir)
		return NULL;
	return path_join(&p->arena, path_join(&p->arena, p->options->share_dir, p->machine->name),
			 "core.bin");
}

/* What packer fills in must be empty: else this is an image, not a core. */
static bool is_unpacked(const struct image_header *h)
{
	static const u8 zeros[sizeof(*h) - offsetof(struct image_header, image_size)];

	return memcmp(&h->image_size, zeros, sizeof(zeros)) == 0;
}

static bool check_core_header(struct pack *p)
{
	const struct image_header *h = &p->header;

	if (h->magic != IMAGE_MAGIC || !is_unpacked(h) || !sizes_sound(&h->sizes)) {
		report_error(p->report, p->core_path, CHECK_CORE_HEADER,
			     "not the binary of a core as it was linked");
		return false;
	}
	if (h->version != IMAGE_VERSION) {
		report_error(p->report, p->core_path, CHECK_CORE_VERSION,
			     "image format %u, this packer makes %u", h->version,
			     (u32)IMAGE_VERSION);
		return false;
	}
	return true;
}

static void check_core_match(struct pack *p)
{
	const struct image_header *h = &p->header;

	if (h->abi_version != SEPTUM_ABI_VERSION)
		report_error(p->report, p->core_path, CHECK_CORE_ABI,
			     "ABI version %u, table and packer have %u", h->abi_version,
			     (u32)SEPTUM_ABI_VERSION);
	if (p->machine && h->board != p->machine->board) {
		const struct hal_machine *other = board_by_number(h->board);

		report_error(p->report, p->core_path, CHECK_CORE_BOARD,
			     "core for board %s, table for board %s",
			     other ? other->name : "unknown", p->machine->name);
	}
	/* Linker scripts round the end up to a page; the rest is filled with zeros. */
	if (p->core.size > h->sizes.image || h->sizes.image - p->core.size >= PAGE)
		report_error(p->report, p->core_path, CHECK_CORE_SIZE,
			     "%zu bytes, the header says %u", p->core.size, h->sizes.image);
}

bool inputs_read_core(struct pack *p)
{
	u32 before = p->report->errors;

	p->core_path = p->options->core ? p->options->core : default_core(p);
	if (!p->core_path) {
		if (p->machine)
			report_error(p->report, p->machine->name, CHECK_FILE_READ,
				     "no core for this board: give --core");
		return false;
	}
	if (!read_input(p, &p->core, p->core_path))
		return false;
	if (p->core.size < IMAGE_HEADER_OFFSET + sizeof(p->header)) {
		report_error(p->report, p->core_path, CHECK_CORE_HEADER,
			     "%zu bytes are too short for a core", p->core.size);
		return false;
	}
	memcpy(&p->header, p->core.data + IMAGE_HEADER_OFFSET, sizeof(p->header));
	if (!check_core_header(p))
		return false;
	check_core_match(p);
	return p->report->errors == before;
}

/* --- the binaries of partitions ------------------------------------------------ */

static const char *part_name(const struct pack *p, u32 part)
{
	return cfg_string(&p->cfg, cfg_get_part(&p->cfg, part)->name);
}

static u32 find_part(const struct pack *p, const char *name)
{
	for (u32 i = 0; i < cfg_count(&p->cfg, CFG_PART); i++) {
		if (strcmp(part_name(p, i), name) == 0)
			return i;
	}
	return NONE;
}

static void take_files(struct pack *p, struct binary *b, const struct gift *gift)
{
	b->path = gift->files[0];
	b->num_customs = gift->num_files - 1;
	b->customs = arena_alloc(&p->arena, gift->num_files, sizeof(*b->customs));
	for (u32 k = 0; k < b->num_customs; k++)
		b->customs[k].path = gift->files[1 + k];
}

/* Everything -p says; a second binary for a partition is not looked at. */
static void take_gifts(struct pack *p)
{
	for (u32 i = 0; i < p->options->num_gifts; i++) {
		const struct gift *gift = &p->options->gifts[i];
		u32 part = find_part(p, gift->name);

		if (part == NONE)
			report_error(p->report, p->options->table, CHECK_PART_UNKNOWN,
				     "-p %s=%s: there is no partition of this name", gift->name,
				     gift->files[0]);
		else if (p->binaries[part].path)
			report_error(p->report, p->options->table, CHECK_PART_TWICE,
				     "partition %s is given both %s and %s", gift->name,
				     p->binaries[part].path, gift->files[0]);
		else
			take_files(p, &p->binaries[part], gift);
	}
}

/* NAME.bin is only a guess: without it, all depends on the boot flag. */
static const char *default_binary(struct pack *p, u32 part)
{
	const char *name = part_name(p, part);
	const char *path = path_beside(&p->arena, p->options->table,
				       path_with_suffix(&p->arena, name, ".bin"));

	if (path_exists(path))
		return path;
	if (cfg_get_part(&p->cfg, part)->flags & PART_BOOT)
		report_error(p->report, p->options->table, CHECK_IMAGE_MISSING,
			     "partition %s starts at boot, but has no binary: neither -p nor an "
			     "image attribute is given, and there is no %s",
			     name, path);
	else
		report_warning(p->report, p->options->table, CHECK_NEVER_STARTS,
			       "partition %s has no binary and can never start", name);
	return NULL;
}

static bool read_binary(struct pack *p, u32 part)
{
	struct binary *binary = &p->binaries[part];

	if (!binary->path) {
		u32 offset = cfg_get_part(&p->cfg, part)->image;

		binary->path = offset != NONE ? path_beside(&p->arena, p->options->table,
							    cfg_string(&p->cfg, offset))
					      : default_binary(p, part);
	}
	if (!binary->path || !read_input(p, &binary->file, binary->path))
		return false;
	binary->bytes = binary->file.data;
	binary->size = (u32)binary->file.size;
	return true;
}

/* --- custom files ---------------------------------------------------------------- */

/* Without any from -p, those of the plan. */
static void name_customs(struct pack *p, u32 part)
{
	struct binary *b = &p->binaries[part];
	u32 files = cfg_count(&p->cfg, CFG_FILE);

	if (b->num_customs != 0)
		return;
	b->customs = arena_alloc(&p->arena, files, sizeof(*b->customs));
	for (u32 i = 0; i < files; i++) {
		const struct cfg_file *file = cfg_get_file(&p->cfg, i);

		if (file->part == part)
			b->customs[b->num_customs++].path = path_beside(
				&p->arena, p->options->table, cfg_string(&p->cfg, file->name));
	}
}

static bool read_customs(struct pack *p, struct binary *b)
{
	bool good = true;

	for (u32 k = 0; k < b->num_customs; k++)
		good &= read_input(p, &b->customs[k].bytes, b->customs[k].path);
	return good;
}

/* --- whether they fit --------------------------------------------------------------- */

/* Whether the first area takes the binary. */
static bool check_binary(struct pack *p, u32 part)
{
	const struct cfg_part *record = cfg_get_part(&p->cfg, part);
	const struct binary *binary = &p->binaries[part];
	const struct cfg_area *area;

	if (binary->size == 0)
		report_error(p->report, binary->path, CHECK_IMAGE_EMPTY,
			     "the binary of partition %s is empty", part_name(p, part));
	if (!entry_area_is_loadable(&p->cfg, part)) {
		report_error(p->report, p->options->table, CHECK_AREA_KIND,
			     "the first area of partition %s is not RAM that it sees",
			     part_name(p, part));
		return false;
	}
	area = cfg_get_area(&p->cfg, record->first_area);
	if (binary->size <= area->size)
		return true;
	report_error(p->report, binary->path, CHECK_IMAGE_AREA,
		     "%u bytes, but the first area of partition %s at 0x%08X has %u", binary->size,
		     part_name(p, part), area->phys, area->size);
	return false;
}

/* --- what it says of itself ------------------------------------------------------------ */

#define VERSION_FORMAT "%u.%u.%u"
#define VERSION(x)     (x) >> 16, (x) >> 8 & 0xff, (x)&0xff

/* The hypervisor refuses to start it; but other partitions may do without. */
static void check_interface(struct pack *p, u32 part)
{
	u32 first = cfg_get_part(&p->cfg, part)->first_area;
	const struct cfg_area *area = cfg_get_area(&p->cfg, first);
	struct binary *b = &p->binaries[part];
	struct self self;

	self_find(&self, b->bytes, b->size, area->mapped);
	b->const_size = self.linked ? self.link.const_end - area->mapped : 0;
	b->xm_abi = self_has_header(&self) ? self.header.abi : NONE;
	b->xm_api = self_has_header(&self) ? self.header.api : NONE;
	if (b->xm_abi == NONE ||
	    (interface_fits(b->xm_abi, XM_PCT_ABI) && interface_fits(b->xm_api, XM_PCT_API)))
		return;
	report_warning(p->report, b->path, CHECK_INTERFACE,
		       "partition %s was compiled for ABI " VERSION_FORMAT
		       " and API " VERSION_FORMAT ", the hypervisor has " VERSION_FORMAT
		       " and " VERSION_FORMAT
		       ": it will not start; compile it with the headers of this hypervisor",
		       part_name(p, part), VERSION(b->xm_abi), VERSION(b->xm_api),
		       VERSION(XM_PCT_ABI), VERSION(XM_PCT_API));
}

/* What must not change: what the program's own record says, or all in an area that
   it cannot write. */
static void check_scrub(struct pack *p, u32 part)
{
	const struct cfg_part *record = cfg_get_part(&p->cfg, part);
	struct binary *b = &p->binaries[part];

	if (cfg_get_area(&p->cfg, record->first_area)->flags & AREA_READONLY)
		b->const_size = b->size;
	if (record->scrub_us != 0 && b->const_size == 0)
		report_warning(p->report, b->path, CHECK_SCRUB,
			       "partition %s is to be scrubbed, but nothing says what of it does "
			       "not change: link it with partition.ld, or make its first area "
			       "read-only",
			       part_name(p, part));
}

void inputs_read_binaries(struct pack *p)
{
	u32 parts = cfg_count(&p->cfg, CFG_PART);

	p->binaries = arena_alloc(&p->arena, parts, sizeof(*p->binaries));
	take_gifts(p);
	for (u32 i = 0; i < parts; i++) {
		if (!read_binary(p, i))
			continue;
		check_interface(p, i);
		name_customs(p, i);
		if (read_customs(p, &p->binaries[i]) && check_binary(p, i))
			custom_place(p->report, &p->arena, &p->cfg, i, &p->binaries[i]);
		check_scrub(p, i);
	}
}
