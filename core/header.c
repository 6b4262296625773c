/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * header.c - the image header: what packer and boot code must know of this
 * build.  The linker script puts it at IMAGE_HEADER_OFFSET and gives the sizes.
 */
#include "console.h"
#include "image.h"
#include "part.h"
#include "port.h"
#include "trace.h"

extern const char __image_size[], __bss_size[];
extern const struct image_header image_header;

const struct image_header image_header __attribute__((section(".header"), used)) = {
	.magic = IMAGE_MAGIC,
	.version = IMAGE_VERSION,
	.abi_version = SEPTUM_ABI_VERSION,
	.board = BOARD_ID,
	.link_base = HAL_WINDOW_BASE,
	.sizes = {
		.image = (u32)__image_size,
		.bss = (u32)__bss_size,
		.array = { sizeof(struct percpu), sizeof(struct part), sizeof(struct vcpu),
			   sizeof(struct slot), sizeof(struct port), sizeof(struct channel),
			   sizeof(struct console) },
		.log_entry = sizeof(struct xm_hm_record) + 4,
		.trace_entry = sizeof(struct trace_event) + 4,
		.space_fixed = HAL_SPACE_FIXED,
		.table_bytes = HAL_TABLE_BYTES,
		.table_shift = HAL_TABLE_SHIFT,
	},
};
