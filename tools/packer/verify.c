/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * verify.c - every digest, bound and rule of an image, for any bytes at all.
 *
 * From the outside in: header, pieces, root digest, table, manifest, parts.
 * What a step needs and the one before could not give, it leaves out.
 */
#include "verify.h"

#include <string.h>

#include "account.h"
#include "board.h"
#include "digest.h"
#include "entry.h"
#include "pieces.h"
#include "sizes.h"
#include "table.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "images are little-endian");

struct verify {
	struct image_view *view;
	struct report *report;
	const char *file;
	struct pieces pieces;
};

static bool is_zero(const void *data, size_t size)
{
	const u8 *p = data;

	for (; size > 0; size--, p++) {
		if (*p != 0)
			return false;
	}
	return true;
}

/* --- the header --------------------------------------------------------------- */

static void check_header_values(struct verify *v)
{
	const struct image_header *h = &v->view->header;
	const struct image_view *view = v->view;

	if (h->abi_version != SEPTUM_ABI_VERSION)
		report_error(v->report, v->file, CHECK_HEADER_ABI,
			     "ABI version %u, this packer has %u", h->abi_version,
			     (u32)SEPTUM_ABI_VERSION);
	if (!view->machine)
		report_error(v->report, v->file, CHECK_HEADER_BOARD, "there is no board %u",
			     h->board);
	if (h->image_size != view->size)
		report_error(v->report, v->file, CHECK_HEADER_SIZE, "%u bytes, the header says %u",
			     view->size, h->image_size);
	if (view->size > IMAGE_SIZE_MAX)
		report_error(v->report, v->file, CHECK_IMAGE_SIZE, "%u bytes, an image may have %u",
			     view->size, IMAGE_SIZE_MAX);
	if (!sizes_sound(&h->sizes))
		report_error(v->report, v->file, CHECK_HEADER,
			     "the core's own sizes cannot be right");
}

static bool check_header(struct verify *v)
{
	struct image_view *view = v->view;
	struct image_header *h = &view->header;

	if (view->size >= IMAGE_HEADER_OFFSET + sizeof(*h))
		memcpy(h, view->bytes + IMAGE_HEADER_OFFSET, sizeof(*h));
	if (h->magic != IMAGE_MAGIC) {
		report_error(v->report, v->file, CHECK_HEADER, "not an image");
		return false;
	}
	if (h->version != IMAGE_VERSION) {
		report_error(v->report, v->file, CHECK_HEADER_VERSION,
			     "image format %u, this packer knows %u", h->version,
			     (u32)IMAGE_VERSION);
		return false;
	}
	view->has_header = true;
	view->machine = board_by_number(h->board);
	check_header_values(v);
	return true;
}

/* --- digest and signature ------------------------------------------------------- */

static void check_root(struct verify *v)
{
	const u8 *digest = v->view->bytes + v->view->header.digest_off;

	if (!digest_matches(digest, v->view->bytes, v->view->header.digest_off))
		report_error(v->report, v->file, CHECK_ROOT_DIGEST,
			     "header, core, table or manifest is damaged: the digest of bytes 0 to "
			     "0x%08X differs",
			     v->view->header.digest_off - 1);
	if (!is_zero(digest + DIGEST_BYTES, IMAGE_SIGNATURE_BYTES))
		report_error(v->report, v->file, CHECK_SIGNATURE,
			     "the signature field is not empty, and there is no key to check it");
}

/* --- the table ------------------------------------------------------------------ */

static void check_copies(struct verify *v)
{
	const struct image_header *h = &v->view->header;
	const struct config *cfg = &v->view->cfg;
	const struct cfg_machine *plan = cfg_get_machine(cfg, 0);
	u32 console = 0;

	if (plan->console != NONE)
		console = cfg_get_console(cfg, plan->console)->uart + 1;
	if (h->hyp_phys != plan->hyp_phys || h->hyp_size != plan->hyp_size || h->console != console)
		report_error(v->report, v->file, CHECK_HEADER_COPY,
			     "area or console of the hypervisor differ between header and table");
}

static void check_table(struct verify *v)
{
	struct image_view *view = v->view;
	const struct image_header *h = &view->header;
	struct config_limits limits = { .machine = view->machine, .block = BLOCK_LEAST };
	struct cfg_fault fault;
	struct account account;

	if (!view->machine)
		return;
	view->has_table =
		table_check(&view->cfg, view->bytes + h->table_off, h->table_size, &limits, &fault);
	if (!view->has_table) {
		report_fault(v->report, v->file, &fault);
		return;
	}
	check_copies(v);
	if (sizes_sound(&h->sizes))
		account_check(&account, v->report, v->file, &view->cfg, &h->sizes,
			      h->manifest_size);
}

/* --- manifest and parts ----------------------------------------------------------- */

static void check_manifest(struct verify *v)
{
	struct image_view *view = v->view;
	const u8 *at = view->bytes + view->header.manifest_off;
	struct manifest m = { 0 };

	if (view->header.manifest_size >= sizeof(m))
		memcpy(&m, at, sizeof(m));
	view->has_manifest = m.magic == MANIFEST_MAGIC && m.version == IMAGE_VERSION &&
			     m.size == view->header.manifest_size &&
			     m.size == sizeof(m) + (u64)m.num_parts * sizeof(struct image_part);
	if (!view->has_manifest) {
		report_error(v->report, v->file, CHECK_MANIFEST,
			     "the manifest's magic, version, size or count is wrong");
		return;
	}
	view->parts = (const struct image_part *)(at + sizeof(m));
	view->num_parts = m.num_parts;
}

/* Owner, area and entry, against the table. */
static void check_part_owner(struct verify *v, u32 i)
{
	const struct config *cfg = &v->view->cfg;
	const struct image_part *part = &v->view->parts[i];
	const struct cfg_part *owner;

	if (part->owner >= cfg_count(cfg, CFG_PART) ||
	    cfg_get_part(cfg, part->owner)->first_area != part->area ||
	    !entry_area_is_loadable(cfg, part->owner)) {
		report_error(v->report, v->file, CHECK_PART_OWNER,
			     "part %u: partition %u and area %u of the table do not go together", i,
			     part->owner, part->area);
		return;
	}
	owner = cfg_get_part(cfg, part->owner);
	if (part->size > cfg_get_area(cfg, part->area)->size)
		report_error(v->report, v->file, CHECK_IMAGE_AREA,
			     "part %u: %u bytes, the first area of partition %s has %u", i,
			     part->size, cfg_string(cfg, owner->name),
			     cfg_get_area(cfg, part->area)->size);
	if (!entry_is_inside(cfg, part->owner, part->entry))
		report_error(v->report, v->file, CHECK_PART_ENTRY,
			     "part %u: the entry 0x%08X is not in the memory of partition %s", i,
			     part->entry, cfg_string(cfg, owner->name));
}

/* What a part says of itself. */
static void check_part_record(struct verify *v, u32 i)
{
	const struct image_part *part = &v->view->parts[i];

	if (part->kind != IMAGE_PART_PARTITION)
		report_error(v->report, v->file, CHECK_PART_KIND, "part %u: kind %u is unknown", i,
			     part->kind);
	if (!memchr(part->file, '\0', sizeof(part->file)))
		report_error(v->report, v->file, CHECK_PART_NAME,
			     "part %u: the file name has no end", i);
	if (part->size == 0)
		report_error(v->report, v->file, CHECK_IMAGE_EMPTY, "part %u has no bytes", i);
}

static void check_part(struct verify *v, u32 i)
{
	const struct image_part *part = &v->view->parts[i];
	char name[32];

	check_part_record(v, i);
	if (v->view->has_table)
		check_part_owner(v, i);
	snprintf(name, sizeof(name), "part %u", i);
	if (!pieces_next(&v->pieces, v->report, v->file, CHECK_PART_BOUNDS, name, part->offset,
			 part->size))
		return;
	if (!digest_matches(part->digest, v->view->bytes + part->offset, part->size))
		report_error(v->report, v->file, CHECK_PART_DIGEST,
			     "part %u is damaged: its digest differs", i);
	if (part->const_size > part->size ||
	    !digest_matches(part->const_digest, v->view->bytes + part->offset, part->const_size))
		report_error(v->report, v->file, CHECK_PART_CONST,
			     "part %u: the %u bytes that must not change are more than it has, or "
			     "their digest differs",
			     i, part->const_size);
}

/* Each partition has at most one part, and one that starts at boot has one. */
static void check_owners(struct verify *v)
{
	const struct image_view *view = v->view;

	for (u32 p = 0; p < cfg_count(&view->cfg, CFG_PART); p++) {
		const struct cfg_part *owner = cfg_get_part(&view->cfg, p);
		u32 binaries = 0;

		for (u32 i = 0; i < view->num_parts; i++)
			binaries += view->parts[i].owner == p;
		if (binaries > 1)
			report_error(v->report, v->file, CHECK_PART_TWICE,
				     "partition %s has %u binaries",
				     cfg_string(&view->cfg, owner->name), binaries);
		if (binaries == 0 && (owner->flags & PART_BOOT))
			report_error(v->report, v->file, CHECK_IMAGE_MISSING,
				     "partition %s starts at boot, but has no binary",
				     cfg_string(&view->cfg, owner->name));
	}
}

static void check_parts(struct verify *v)
{
	for (u32 i = 0; i < v->view->num_parts; i++)
		check_part(v, i);
	if (v->view->has_table)
		check_owners(v);
	pieces_finish(&v->pieces, v->report, v->file);
}

/* --- the whole --------------------------------------------------------------------- */

void verify_image(struct image_view *view, struct report *r, const char *file, const void *bytes,
		  u32 size)
{
	struct verify v = { .view = view,
			    .report = r,
			    .file = file,
			    .pieces = { .bytes = bytes, .size = size, .whole = true } };
	const struct image_header *h = &view->header;
	bool table, manifest;

	*view = (struct image_view){ .bytes = bytes, .size = size };
	if (!check_header(&v))
		return;
	pieces_next(&v.pieces, r, file, CHECK_HEADER_BOUNDS, "the core", 0, h->sizes.image);
	table = pieces_next(&v.pieces, r, file, CHECK_HEADER_BOUNDS, "the table", h->table_off,
			    h->table_size);
	manifest = pieces_next(&v.pieces, r, file, CHECK_HEADER_BOUNDS, "the manifest",
			       h->manifest_off, h->manifest_size);
	if (pieces_next(&v.pieces, r, file, CHECK_HEADER_BOUNDS, "the root digest", h->digest_off,
			DIGEST_BYTES + IMAGE_SIGNATURE_BYTES))
		check_root(&v);
	if (table)
		check_table(&v);
	if (manifest)
		check_manifest(&v);
	if (view->has_manifest)
		check_parts(&v);
}
