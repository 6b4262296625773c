/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_custom.c - libFuzzer target: any bytes as the binary of a partition that
 * is given three custom files.
 */
#include <stdlib.h>
#include <string.h>

#include "custom.h"
#include "self.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static const struct cfg_part part = { .num_areas = 2 };
static const struct cfg_area areas[] = {
	{ .phys = 0x10000000, .size = 0x10000, .mapped = 0x40000000 },
	{ .phys = 0xffff0000, .size = 0x10000, .mapped = 0xffff0000 },
};
static const char strings[] = "fuzzed";

static const struct config cfg = {
	.sec = {
		[CFG_PART] = { (const u8 *)&part, 1, sizeof(part) },
		[CFG_AREA] = { (const u8 *)areas, 2, sizeof(areas[0]) },
		[CFG_STRINGS] = { (const u8 *)strings, sizeof(strings), 1 },
	},
};

/* Copies of their own size, so that the sanitizer sees each byte read outside. */
static u8 *copy_of(const void *data, size_t size)
{
	u8 *copy = malloc(size ? size : 1);

	if (!copy)
		abort();
	memcpy(copy, data, size);
	return copy;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	struct arena arena = { NULL };
	struct report report = { .out = NULL };
	struct custom customs[XM_HEADER_FILES] = {
		{ "a", { copy_of("0123456789abcdef", 16), 16 } },
		{ "b", { copy_of("", 0), 0 } },
		{ "c", { copy_of("xyz", 3), 3 } },
	};
	u8 *bytes = copy_of(data, size);
	struct binary b = { .path = "binary", .bytes = bytes, .customs = customs };

	if (size <= areas[0].size) {
		b.size = (u32)size;
		b.num_customs = size % (XM_HEADER_FILES + 1);
		custom_place(&report, &arena, &cfg, 0, &b);
		if (b.size > areas[0].size || (report.errors && b.bytes != bytes))
			abort();
	}
	for (u32 k = 0; k < XM_HEADER_FILES; k++)
		free(customs[k].bytes.data);
	free(bytes);
	arena_free(&arena);
	return 0;
}
