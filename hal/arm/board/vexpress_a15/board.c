/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * board.c - ARM Versatile Express with the Cortex-A15 tile, Cortex-A memory map.
 *
 * Give QEMU all of the RAM that is promised here (-m 1024M).  The tick is that
 * of QEMU's generic timer, 62.5 MHz; the tile has 24 MHz, and this file is where
 * to say so.
 */
#include "abi.h"
#include "hal_machine.h"

extern const struct hal_machine hal_machine;

const struct hal_machine hal_machine = {
	.board = BOARD_vexpress_a15,
	.name = "vexpress_a15",
	.num_cpus = 1,
	.num_lines = 96,
	.tick = HAL_TICKS(1, 16),
	.insns_per_tick = 16,
	.ram = { { 0x80000000, 0x40000000 } },
	.io = {
		{ 0x1a000000, 0x00010000 }, /* Ethernet, without DMA */
		{ 0x1c000000, 0x00200000 }, /* motherboard peripherals */
	},
	.private_io = {
		{ 0x1c010000, 0x00020000 }, /* system registers and controller: reset */
		{ 0x1c0f0000, 0x00010000 }, /* watchdog: reset */
		{ 0x1c1f0000, 0x00010000 }, /* display controller, a bus master */
	},
	.own_lines = { 26, 25, 27, 30 }, /* timer of HYP mode; GIC, other timers */
	.num_uarts = 2,
	.uart_line = { 37, 38 },
	.device = {
		[HAL_GICD] = 0x2c001000,
		[HAL_GICC] = 0x2c002000,
		[HAL_RESET_DEVICE] = 0x1c010000,
		[HAL_UART] = 0x1c090000, 0x1c0a0000,
	},
	.nor = { 0x08000000, 0x04000000 }, /* what is executed at 0 is an alias of it */
	.ddr_start = NONE,
	.block = 0x200000,
};
