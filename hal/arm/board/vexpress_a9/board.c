/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * board.c - ARM Versatile Express with the Cortex-A9 tile, legacy memory map.
 *
 * Give QEMU all of the RAM that is promised here (-m 1024M): plans are checked
 * against this file, not against the command line.
 */
#include "abi.h"
#include "hal_machine.h"

extern const struct hal_machine hal_machine;

const struct hal_machine hal_machine = {
	.board = BOARD_vexpress_a9,
	.name = "vexpress_a9",
	.num_cpus = 1, /* the other three are parked at boot */
	.num_lines = 96,
	.tick = HAL_TICKS(1, 10),
	.insns_per_tick = 10,
	.ram = {
		{ 0x60000000, 0x40000000 },
		{ 0x48000000, 0x02000000 }, /* static RAM of the motherboard */
	},
	.io = {
		{ 0x10000000, 0x00020000 }, /* motherboard peripherals */
		{ 0x1e000000, 0x00010000 }, /* processor registers */
		{ 0x4e000000, 0x00010000 }, /* Ethernet, without DMA */
	},
	.private_io = {
		{ 0x10000000, 0x00002000 }, /* system registers and controller: reset */
		{ 0x1000f000, 0x00001000 }, /* watchdog: reset */
		{ 0x1e000000, 0x00010000 }, /* SCU, GIC, timers, PL310 */
		{ 0x1001f000, 0x00001000 }, /* display controller, a bus master */
	},
	.own_lines = { 27, 29, HAL_NO_LINE, HAL_NO_LINE }, /* global timer, private timer */
	.num_uarts = 2,
	.uart_line = { 37, 38 },
	.device = {
		[HAL_GICD] = 0x1e001000,
		[HAL_GICC] = 0x1e000000,
		[HAL_RESET_DEVICE] = 0x10000000,
		[HAL_UART] = 0x10009000, 0x1000a000,
	},
	.nor = { 0x40000000, 0x04000000 }, /* what is executed at 0 is an alias of it */
	.ddr_start = NONE,
	.block = 0x100000,
};
