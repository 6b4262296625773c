/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_verify.c - verify_image() on every image that is one bit or one cut away
 * from a sound one.  The image is the program's only argument.
 */
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "list.h"
#include "verify.h"

static struct file_bytes sound;

/* A heap block of exactly the size, so that the sanitizer sees its ends. */
static u32 errors_in(const u8 *bytes, size_t size)
{
	u8 *image = malloc(size ? size : 1);
	struct report report = { .out = NULL };
	struct image_view view;

	if (!image)
		abort();
	memcpy(image, bytes, size);
	verify_image(&view, &report, "image", image, (u32)size);
	free(image);
	return report.errors;
}

static u32 check(const char *what, size_t at, u32 errors)
{
	if (errors != 0)
		return 0;
	fprintf(stderr, "%s at %zu: not noticed\n", what, at);
	return 1;
}

/* SEP-PACK-004, SEP-PACK-005 */
static u32 every_bit(void)
{
	u32 failed = 0;

	for (size_t bit = 0; bit < 8 * sound.size; bit++) {
		sound.data[bit / 8] ^= (u8)(1u << bit % 8);
		failed += check("a bit changed", bit, errors_in(sound.data, sound.size));
		sound.data[bit / 8] ^= (u8)(1u << bit % 8);
	}
	return failed;
}

/* SEP-PACK-004, SEP-PACK-005, SEP-CFG-002 */
static u32 every_cut(void)
{
	u32 failed = 0;

	for (size_t size = 0; size < sound.size; size++)
		failed += check("cut", size, errors_in(sound.data, size));
	return failed;
}

int main(int argc, char **argv)
{
	const char *why;
	u32 failed = 0;

	if (argc != 2 || !file_read(argv[1], IMAGE_SIZE_MAX, &sound, &why))
		return 2;
	if (errors_in(sound.data, sound.size) != 0) {
		fprintf(stderr, "the untouched image is not sound\n");
		failed++;
	}
	failed += every_bit();
	failed += every_cut();
	file_release(&sound);
	return failed != 0;
}
