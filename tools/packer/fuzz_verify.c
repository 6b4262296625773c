/* SPDX-License-Identifier: BSD-2-Clause */
/* fuzz_verify.c - libFuzzer target: any bytes through --verify and --list. */
#include <stdlib.h>
#include <string.h>

#include "list.h"
#include "verify.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	/* A copy of its own size and alignment, so that the sanitizer sees each
	   byte read outside. */
	u8 *image = malloc(size ? size : 1);
	struct report report = { .out = NULL };
	struct image_view view;
	FILE *sink = fopen("/dev/null", "w");

	if (!image || !sink)
		abort();
	memcpy(image, data, size);
	report.out = sink;
	verify_image(&view, &report, "fuzz", image, (u32)size);
	list_image(sink, "fuzz", &view);
	fclose(sink);
	free(image);
	return 0;
}
