/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hal_machine.h - what a board is: one constant struct without pointers, so
 * that boot code can read it before the MMU is on, and host tools can link it
 * for every board.
 */
#ifndef CORE_HAL_MACHINE_H
#define CORE_HAL_MACHINE_H

#include "lib.h"

/* The virtual window of the hypervisor, the same on every board: no partition
   may have a mapped address in it. */
#define HAL_WINDOW_BASE 0xc0000000u
#define HAL_WINDOW_SIZE 0x20000000u
/* Where a partition sees its control table: the last megabyte of the window. */
#define HAL_PCT_BASE	0xdff00000u

/* Partitions: 256 address space identifiers less the hypervisor's. */
#define HAL_MAX_SPACES	255
#define HAL_NO_LINE	0xff

struct hal_range {
	u32 base;
	u32 size;
};

/* ticks = nanoseconds * n / d, in lowest terms; and what conversions need of it. */
struct hal_ticks {
	u64 reciprocal; /* microseconds in a tick * 2^64 */
	u32 n, d;
	u32 n1000;	 /* 1000 * n */
	u32 whole, part; /* ticks in a microsecond: whole + part / d */
	struct divisor by_n, by_d;
	/* Fewer than 2^near ticks are ticks * quick / 2^(32 + shift) microseconds. */
	u32 quick, shift, near;
};
#define HAL_LOG2(n) (31u - (u32)__builtin_clz(n))
#define HAL_TICKS(N, D)                                                                          \
	{                                                                                        \
		.reciprocal = ((u64)(D) << 32) / (1000u * (N)) << 32 |                           \
			      (((u64)(D) << 32) % (1000u * (N)) << 32) / (1000u * (N)),          \
		.n = (N), .d = (D), .n1000 = 1000u * (N), .whole = 1000u * (N) / (D),            \
		.part = 1000u * (N) % (D), .by_n = DIVISOR(N), .by_d = DIVISOR(D),               \
		.shift = HAL_LOG2(1000u * (N) / (D)),                                            \
		.quick = (u32)(((u64)(D) << 32 << HAL_LOG2(1000u * (N) / (D))) / (1000u * (N)) + \
			       1),                                                               \
		.near = 31 + HAL_LOG2(1000u * (N) / (D)) - HAL_LOG2(1000u * (N)-1),              \
	}

enum { HAL_UARTS = 2 };

/* What the hypervisor has a page of in its window. */
enum hal_device {
	HAL_GICD, /* distributor of the interrupt controller */
	HAL_GICC, /* its part for each processor, and what lies in the same page */
	HAL_RESET_DEVICE,
	HAL_UART, /* and its siblings */
	HAL_DEVICES = HAL_UART + HAL_UARTS
};

struct hal_machine {
	u32 board; /* enum board_id */
	char name[14];
	u8 uart_line[HAL_UARTS]; /* their interrupts */
	u8 own_lines[4];	 /* interrupt lines of the hypervisor, HAL_NO_LINE: unused */
	u32 num_cpus;
	u32 num_lines; /* interrupt lines, 0 to num_lines - 1 */
	struct hal_ticks tick;
	u32 insns_per_tick;		/* instructions in a tick at the slowest, for bounds */
	struct hal_range ram[2];	/* RAM partitions may be given; unused: size 0 */
	struct hal_range io[4];		/* device windows they may be given */
	struct hal_range private_io[4]; /* inside io, but the hypervisor's: GIC, timers, reset */
	u32 num_uarts;
	u32 device[HAL_DEVICES]; /* physical page, NONE: there is none */
	struct hal_range nor;	 /* where an image may start in ROM */
	u32 ddr_start;		 /* where a loader puts an image in RAM; NONE: not possible */
	u32 block;		 /* that one descriptor of the hypervisor's tables maps, in bytes */
};

#endif
