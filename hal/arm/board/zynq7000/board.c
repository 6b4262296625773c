/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * board.c - Xilinx Zynq-7000 as the hypervisor sees it (UG585, chapter 4).
 *
 * The tick is that of QEMU's Cortex-A9 timers, 100 MHz; on silicon it is half
 * the processor clock, and this file is where to say so.
 */
#include "abi.h"
#include "hal_machine.h"

extern const struct hal_machine hal_machine;

const struct hal_machine hal_machine = {
	.board = BOARD_zynq7000,
	.name = "zynq7000",
	.num_cpus = 1,
	.num_lines = 96,
	.tick = HAL_TICKS(1, 10),
	.insns_per_tick = 10,
	.ram = {
		{ 0x00000000, 0x40000000 },
		{ 0xfffc0000, 0x00040000 }, /* OCM, mapped high; ends at 2^32 */
	},
	.io = {
		{ 0x40000000, 0x80000000 }, /* programmable logic, both masters */
		{ 0xe0000000, 0x00200000 }, /* peripherals; then who may reach them */
		{ 0xf8000000, 0x01000000 }, /* system and processor registers */
	},
	.private_io = { /* all but the two triple timer counters */
		{ 0xf8000000, 0x00001000 }, /* SLCR: clocks and reset */
		/* DMA, watchdog, DDR, device configuration, debug, the interconnect's
		   security and priorities (0xf8900000), SCU, GIC, timers, PL310 */
		{ 0xf8003000, 0x00ffd000 },
	},
	.own_lines = { 27, 29, HAL_NO_LINE, HAL_NO_LINE }, /* global timer, private timer */
	.num_uarts = 2,
	.uart_line = { 59, 82 },
	.device = {
		[HAL_GICD] = 0xf8f01000,
		[HAL_GICC] = 0xf8f00000,
		[HAL_RESET_DEVICE] = 0xf8000000,
		[HAL_UART] = 0xe0000000, 0xe0001000,
	},
	.nor = { 0xe2000000, 0x04000000 },
	.ddr_start = 0x00100000,
	.block = 0x100000,
};
