/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fake_header.c - the image header on the host, where no linker script gives
 * the sizes: the core itself takes no room in the hypervisor's memory.
 */
#include "console.h"
#include "fake_header.h"
#include "part.h"
#include "port.h"

struct image_header image_header = {
	.magic = IMAGE_MAGIC,
	.version = IMAGE_VERSION,
	.abi_version = SEPTUM_ABI_VERSION,
	.board = BOARD_zynq7000,
	.link_base = HAL_WINDOW_BASE,
	.sizes = {
		.image = 4096,
		.array = { sizeof(struct percpu), sizeof(struct part), sizeof(struct vcpu),
			   sizeof(struct slot), sizeof(struct port), sizeof(struct channel),
			   sizeof(struct console) },
		.log_entry = sizeof(struct log_entry),
		.space_fixed = HAL_SPACE_FIXED,
		.table_bytes = HAL_TABLE_BYTES,
		.table_shift = HAL_TABLE_SHIFT,
	},
	.console = 2,
};
