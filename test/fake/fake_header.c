/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fake_header.c - the image header on the host, where no linker script gives
 * the sizes: the core itself takes no room in the hypervisor's memory.
 */
#include "console.h"
#include "fake_header.h"
#include "part.h"
#include "port.h"
#include "trace.h"

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
		.log_entry = sizeof(struct xm_hm_record) + 4,
		.trace_entry = sizeof(struct trace_event) + 4,
		.space_fixed = HAL_SPACE_FIXED,
		.table_bytes = HAL_TABLE_BYTES,
		.table_shift = HAL_TABLE_SHIFT,
	},
	.console = 2,
};
