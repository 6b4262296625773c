/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fake_machine.h - the board the host tests run on, which they may change
 * before a boot.  The core sees the same object as const.
 */
#ifndef TEST_FAKE_MACHINE_H
#define TEST_FAKE_MACHINE_H

#include "hal_machine.h"

enum {
	FAKE_LINES = 96,
	FAKE_LINE_TIMER = 27,
	FAKE_LINE_PRIVATE = 29,
	FAKE_RAM_BASE = 0x00100000,
	FAKE_RAM_SIZE = 0x3ff00000,
	FAKE_HYP_PHYS = 0x20000000,
};
#define FAKE_STACK_GUARD 0xc0009000u /* a page */
#define FAKE_OCM_BASE	 0xfffc0000u
#define FAKE_OCM_SIZE	 0x00040000u
#define FAKE_IO_BASE	 0xe0000000u
#define FAKE_IO_SIZE	 0x01000000u
#define FAKE_GIC_BASE	 0xe0f00000u
#define FAKE_NOR_BASE	 0xe2000000u

/* The machine as it is at the start of each test: 333.333 MHz, two UARTs. */
void fake_machine_default(void);

/* ticks = nanoseconds * n / d */
void fake_machine_ticks(u32 n, u32 d);

struct hal_machine *fake_machine(void);

#endif
