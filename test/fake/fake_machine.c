/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fake_machine.c - owns the machine description of the host tests.  It does
 * not include hal.h, where the same object is declared const.
 */
#include <string.h>
#include "abi.h"
#include "fake_machine.h"

extern struct hal_machine hal_machine;
struct hal_machine hal_machine;

static const struct hal_machine zynq_like = {
	.board = BOARD_zynq7000,
	.name = "fake",
	.num_cpus = 1,
	.num_lines = FAKE_LINES,
	.tick = HAL_TICKS(1, 3),
	.insns_per_tick = 2,
	.ram = { { FAKE_RAM_BASE, FAKE_RAM_SIZE }, { FAKE_OCM_BASE, FAKE_OCM_SIZE } },
	.io = { { FAKE_IO_BASE, FAKE_IO_SIZE } },
	.private_io = { { FAKE_GIC_BASE, 0x2000 } },
	.own_lines = { FAKE_LINE_TIMER, FAKE_LINE_PRIVATE, HAL_NO_LINE, HAL_NO_LINE },
	.num_uarts = 2,
	.uart_line = { 59, 82 },
	.device = { FAKE_GIC_BASE + 0x1000, FAKE_GIC_BASE, NONE, 0xe0000000u, 0xe0001000u },
	.nor = { FAKE_NOR_BASE, 0x04000000 },
	.ddr_start = FAKE_RAM_BASE,
};

void fake_machine_default(void)
{
	hal_machine = zynq_like;
}

void fake_machine_ticks(u32 n, u32 d)
{
	hal_machine.tick = (struct hal_ticks)HAL_TICKS(n, d);
}

struct hal_machine *fake_machine(void)
{
	return &hal_machine;
}
