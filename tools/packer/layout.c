/* SPDX-License-Identifier: BSD-2-Clause */
/* layout.c - place the pieces of an image, then write them. */
#include "pack.h"

#include <string.h>

#include "digest.h"

/* Reserve bytes at the next multiple of IMAGE_ALIGN and return where. */
static u64 take(u64 *at, u64 bytes)
{
	u64 start = *at;

	*at = (start + bytes + IMAGE_ALIGN - 1) & ~(u64)(IMAGE_ALIGN - 1);
	return start;
}

/* The table has at most 255 partitions, each binary at most 64 MiB: 64 bits. */
static u64 place_parts(struct pack *p, u64 at)
{
	for (u32 i = 0; i < cfg_count(&p->cfg, CFG_PART); i++) {
		if (p->binaries[i].path)
			p->binaries[i].offset = (u32)take(&at, p->binaries[i].size);
	}
	return at;
}

static u32 count_parts(const struct pack *p)
{
	u32 n = 0;

	for (u32 i = 0; i < cfg_count(&p->cfg, CFG_PART); i++)
		n += p->binaries[i].path != NULL;
	return n;
}

bool layout_compute(struct pack *p)
{
	struct layout *l = &p->layout;
	u64 room = p->options->load.in_ram ? IMAGE_SIZE_MAX : p->machine->nor.size;
	u64 at = 0;

	l->num_parts = count_parts(p);
	l->manifest_size =
		(u32)(sizeof(struct manifest) + l->num_parts * sizeof(struct image_part));
	take(&at, p->header.sizes.image);
	l->table = (u32)take(&at, p->table.size);
	l->manifest = (u32)take(&at, l->manifest_size);
	l->digest = (u32)take(&at, DIGEST_BYTES + IMAGE_SIGNATURE_BYTES);
	at = place_parts(p, at);
	l->size = (u32)at;
	if (at <= room && at <= IMAGE_SIZE_MAX)
		return true;
	report_error(p->report, p->options->output, CHECK_IMAGE_SIZE,
		     "the image needs %llu bytes, board %s has room for %llu", at, p->machine->name,
		     room < IMAGE_SIZE_MAX ? room : IMAGE_SIZE_MAX);
	return false;
}

/* The table's console, as the boot code needs it before it has a table. */
static u32 console_of(const struct config *cfg)
{
	u32 console = cfg_get_machine(cfg, 0)->console;

	return console == NONE ? 0 : cfg_get_console(cfg, console)->uart + 1;
}

static void write_header(u8 *image, const struct pack *p)
{
	const struct cfg_machine *machine = cfg_get_machine(&p->cfg, 0);
	struct image_header h = p->header;

	h.image_size = p->layout.size;
	h.table_off = p->layout.table;
	h.table_size = (u32)p->table.size;
	h.manifest_off = p->layout.manifest;
	h.manifest_size = p->layout.manifest_size;
	h.digest_off = p->layout.digest;
	h.hyp_phys = machine->hyp_phys;
	h.hyp_size = machine->hyp_size;
	h.console = console_of(&p->cfg);
	memcpy(image + IMAGE_HEADER_OFFSET, &h, sizeof(h));
}

/* Only the last component: a path of the build machine has no place in it. */
static void write_file_name(struct image_part *part, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	size_t len = strlen(base);

	if (len >= sizeof(part->file))
		len = sizeof(part->file) - 1;
	memcpy(part->file, base, len);
}

static void write_part(u8 *record, const struct pack *p, u32 part)
{
	const struct binary *binary = &p->binaries[part];
	struct image_part out = {
		.kind = IMAGE_PART_PARTITION,
		.owner = part,
		.area = cfg_get_part(&p->cfg, part)->first_area,
		.offset = binary->offset,
		.size = binary->size,
		.entry = NONE,
		.xm_abi = binary->xm_abi,
		.xm_api = binary->xm_api,
		.const_size = binary->const_size,
	};

	digest_sha256(out.digest, binary->bytes, binary->size);
	digest_sha256(out.const_digest, binary->bytes, binary->const_size);
	write_file_name(&out, binary->path);
	memcpy(record, &out, sizeof(out));
}

static void write_manifest(u8 *at, const struct pack *p)
{
	struct manifest head = { MANIFEST_MAGIC, IMAGE_VERSION, p->layout.manifest_size,
				 p->layout.num_parts };

	memcpy(at, &head, sizeof(head));
	at += sizeof(head);
	for (u32 i = 0; i < cfg_count(&p->cfg, CFG_PART); i++) {
		if (!p->binaries[i].path)
			continue;
		write_part(at, p, i);
		at += sizeof(struct image_part);
	}
}

u8 *layout_build(struct pack *p)
{
	const struct layout *l = &p->layout;
	u8 *bytes = arena_alloc(&p->arena, l->size, 1);

	memcpy(bytes, p->core.data, p->core.size);
	write_header(bytes, p);
	memcpy(bytes + l->table, p->table.data, p->table.size);
	write_manifest(bytes + l->manifest, p);
	digest_sha256(bytes + l->digest, bytes, l->digest);
	for (u32 i = 0; i < cfg_count(&p->cfg, CFG_PART); i++) {
		const struct binary *binary = &p->binaries[i];

		if (binary->path)
			memcpy(bytes + binary->offset, binary->bytes, binary->size);
	}
	return bytes;
}
