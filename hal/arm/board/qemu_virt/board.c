/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * board.c - the board "virt" that exists in QEMU only, with Cortex-A15 or
 * Cortex-A7, as it is with virtualization=on,gic-version=2.
 *
 * Give QEMU all of the RAM that is promised here (-m 1024M).
 */
#include "abi.h"
#include "hal_machine.h"

extern const struct hal_machine hal_machine;

const struct hal_machine hal_machine = {
	.board = BOARD_qemu_virt,
	.name = "qemu_virt",
	.num_cpus = 1,
	.num_lines = 96,
	.tick = HAL_TICKS(1, 16),
	.insns_per_tick = 16,
	.ram = { { 0x40000000, 0x40000000 } },
	.io = { { 0x09000000, 0x00040000 } },	      /* UART, clock, GPIO; virtio has DMA */
	.private_io = { { 0x09020000, 0x00010000 } }, /* QEMU's configuration, with DMA */
	.own_lines = { 26, 25, 27, 30 },	      /* timer of HYP mode; GIC, other timers */
	.num_uarts = 1,
	.uart_line = { 33 },
	.device = {
		[HAL_GICD] = 0x08000000,
		[HAL_GICC] = 0x08010000,
		[HAL_RESET_DEVICE] = NONE, /* firmware */
		[HAL_UART] = 0x09000000, NONE,
	},
	.nor = { 0x00000000, 0x04000000 },
	.ddr_start = NONE,
	.block = 0x200000,
};
