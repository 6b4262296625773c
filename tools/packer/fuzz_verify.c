/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_verify.c - libFuzzer target: any bytes through --verify, --list and --memory.
 *
 * The mutator renews checksum and digests in most inputs, for an attacker can
 * do that too.
 */
#include <stdlib.h>
#include <string.h>

#include "digest.h"
#include "list.h"
#include "verify.h"
#include "table.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);
size_t LLVMFuzzerMutate(u8 *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(u8 *data, size_t size, size_t max_size, unsigned seed);

/* A copy of its own size and alignment, so that the sanitizer sees each byte
   read outside. */
static u8 *copy_of(const u8 *data, size_t size)
{
	u8 *copy = malloc(size ? size : 1);

	if (!copy)
		abort();
	memcpy(copy, data, size);
	return copy;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	static FILE *sink;
	u8 *image = copy_of(data, size);
	struct report report = { .out = NULL };
	struct image_view view;

	if (!sink)
		sink = fopen("/dev/null", "w");
	report.out = sink;
	verify_image(&view, &report, "fuzz", image, (u32)size);
	list_image(sink, "fuzz", &view);
	list_memory(sink, &view);
	free(image);
	return 0;
}

static bool inside(size_t size, u32 offset, u32 length)
{
	return offset <= size && length <= size - offset;
}

static void seal_table(u8 *image, size_t size, const struct image_header *h)
{
	struct cfg_header t;
	u8 *table;

	if (!inside(size, h->table_off, h->table_size) || h->table_size < sizeof(t))
		return;
	table = copy_of(image + h->table_off, h->table_size);
	memcpy(&t, table, sizeof(t));
	t.crc32 = table_crc(table, h->table_size);
	memcpy(image + h->table_off, &t, sizeof(t));
	free(table);
}

static void seal_parts(u8 *image, size_t size, const struct image_header *h)
{
	size_t at = (size_t)h->manifest_off + sizeof(struct manifest);
	size_t end = (size_t)h->manifest_off + h->manifest_size;
	struct image_part part;

	for (; at + sizeof(part) <= end && end <= size; at += sizeof(part)) {
		memcpy(&part, image + at, sizeof(part));
		if (!inside(size, part.offset, part.size))
			return;
		digest_sha256(part.digest, image + part.offset, part.size);
		if (part.const_size <= part.size)
			digest_sha256(part.const_digest, image + part.offset, part.const_size);
		memcpy(image + at, &part, sizeof(part));
	}
}

static void seal(u8 *image, size_t size)
{
	struct image_header h;

	memcpy(&h, image + IMAGE_HEADER_OFFSET, sizeof(h));
	h.image_size = (u32)size;
	memcpy(image + IMAGE_HEADER_OFFSET, &h, sizeof(h));
	seal_table(image, size, &h);
	seal_parts(image, size, &h);
	if (inside(size, h.digest_off, DIGEST_BYTES))
		digest_sha256(image + h.digest_off, image, h.digest_off);
}

size_t LLVMFuzzerCustomMutator(u8 *data, size_t size, size_t max_size, unsigned seed)
{
	size = LLVMFuzzerMutate(data, size, max_size);
	if (size >= IMAGE_HEADER_OFFSET + sizeof(struct image_header) && seed % 8 != 0)
		seal(data, size);
	return size;
}
