/* SPDX-License-Identifier: BSD-2-Clause */
/* list.c - what is in an image, for people. */
#include "list.h"

#include "account.h"
#include "digest.h"
#include "sizes.h"
#include "text.h"

static bool lies_inside(const struct image_view *v, u32 offset, u32 size)
{
	return offset <= v->size && size <= v->size - offset;
}

static void list_header(FILE *out, const char *file, const struct image_view *v)
{
	const struct image_header *h = &v->header;

	fprintf(out, "%s: image for board %s, %u bytes, format %u, ABI version %u\n", file,
		v->machine ? v->machine->name : "unknown", h->image_size, h->version,
		h->abi_version);
	fprintf(out, "hypervisor at 0x%08X, size %u, linked at 0x%08X, ", h->hyp_phys, h->hyp_size,
		h->link_base);
	if (h->console == 0)
		fprintf(out, "no console\n");
	else
		fprintf(out, "console on UART %u\n", h->console - 1);
}

static void list_piece(FILE *out, const char *name, u32 offset, u32 size)
{
	fprintf(out, "  %-10s 0x%08X %9u\n", name, offset, size);
}

static void list_root(FILE *out, const struct image_view *v)
{
	u32 at = v->header.digest_off;
	bool signature = false;
	char text[DIGEST_TEXT_ROOM];

	if (!lies_inside(v, at, DIGEST_BYTES + IMAGE_SIGNATURE_BYTES))
		return;
	digest_text(text, v->bytes + at);
	for (u32 i = 0; i < IMAGE_SIGNATURE_BYTES; i++)
		signature |= v->bytes[at + DIGEST_BYTES + i] != 0;
	fprintf(out, "    sha256 %s\n    signature %s\n", text,
		signature ? "present, not checked" : "none");
}

static const char *owner_name(const struct image_view *v, const struct image_part *part)
{
	if (!v->has_table || part->owner >= cfg_count(&v->cfg, CFG_PART))
		return "?";
	return cfg_string(&v->cfg, cfg_get_part(&v->cfg, part->owner)->name);
}

/* The first instruction: the part's word, the table's, or the area's start. */
static u32 entry_of(const struct image_view *v, const struct image_part *part)
{
	const struct cfg_part *owner = cfg_get_part(&v->cfg, part->owner);

	if (part->entry != NONE)
		return part->entry;
	if (owner->entry != NONE)
		return owner->entry;
	return cfg_get_area(&v->cfg, owner->first_area)->mapped;
}

static void list_part(FILE *out, const struct image_view *v, u32 i)
{
	const struct image_part *part = &v->parts[i];
	char text[DIGEST_TEXT_ROOM], owner[TEXT_NAME_ROOM], file[TEXT_NAME_ROOM];

	digest_text(text, part->digest);
	fprintf(out, "  part %-5u 0x%08X %9u  P%u %s, file %s\n    sha256 %s\n", i, part->offset,
		part->size, part->owner, text_name(owner, owner_name(v, part), CFG_NAME_MAX),
		text_name(file, part->file, sizeof(part->file)), text);
	if (part->xm_abi != NONE)
		fprintf(out, "    compiled for ABI %u.%u.%u, API %u.%u.%u\n", part->xm_abi >> 16,
			part->xm_abi >> 8 & 0xff, part->xm_abi & 0xff, part->xm_api >> 16,
			part->xm_api >> 8 & 0xff, part->xm_api & 0xff);
	if (part->const_size != 0)
		fprintf(out, "    the first %u bytes do not change\n", part->const_size);
	if (v->has_table && part->owner < cfg_count(&v->cfg, CFG_PART) &&
	    part->area < cfg_count(&v->cfg, CFG_AREA)) {
		const struct cfg_area *area = cfg_get_area(&v->cfg, part->area);

		fprintf(out, "    area 0x%08X, size %u, entry 0x%08X\n", area->phys, area->size,
			entry_of(v, part));
	}
}

static bool make_account(struct account *out, const struct image_view *v)
{
	return v->has_table && sizes_sound(&v->header.sizes) &&
	       account_make(out, &v->cfg, &v->header.sizes, v->header.manifest_size);
}

void list_memory(FILE *out, const struct image_view *v)
{
	struct account account;

	if (!make_account(&account, v))
		return;
	account_print(out, &account);
	account_print_shares(out, &account);
}

void list_image(FILE *out, const char *file, const struct image_view *v)
{
	const struct image_header *h = &v->header;
	struct account account;

	if (!v->has_header)
		return;
	list_header(out, file, v);
	fprintf(out, "  piece      offset          size\n");
	list_piece(out, "core", 0, h->sizes.image);
	list_piece(out, "table", h->table_off, h->table_size);
	list_piece(out, "manifest", h->manifest_off, h->manifest_size);
	list_piece(out, "digest", h->digest_off, DIGEST_BYTES + IMAGE_SIGNATURE_BYTES);
	list_root(out, v);
	for (u32 i = 0; v->has_manifest && i < v->num_parts; i++)
		list_part(out, v, i);
	if (make_account(&account, v))
		account_print(out, &account);
}
