/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * verify.h - is this image what packer would have written?
 */
#ifndef PACKER_VERIFY_H
#define PACKER_VERIFY_H

#include "config_bind.h"
#include "image.h"
#include "report.h"

/* What of an image could be made out; each field only if its flag is set. */
struct image_view {
	const u8 *bytes;
	u32 size;
	bool has_header;
	struct image_header header;
	bool has_table; /* passed config_check(), so every accessor is safe */
	struct config cfg;
	const struct hal_machine *machine;
	bool has_manifest; /* num_parts records lie in the image */
	const struct image_part *parts;
	u32 num_parts;
};

/*
 * Total for any bytes[0..size), 4-aligned: reads nothing outside, reports every
 * error at file, and fills *view with what may be looked at.
 */
void verify_image(struct image_view *view, struct report *r, const char *file, const void *bytes,
		  u32 size);

#endif
