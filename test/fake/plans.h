/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * plans.h - the plan most tests start from: one of everything the table knows.
 *
 *   frame of plan 0, in milliseconds:
 *     0 alpha 2 beta 5 (gap) 6 gamma 8 alpha 9 (gap) 10
 *   plan 1 (maintenance): 0 alpha 4 (gap) 5      plan 2: 0 gamma 3 beta 7
 *   sampling AB: alpha -> beta, gamma (64 bytes, refreshed every 20 ms)
 *   queue    BA: beta -> alpha (32 bytes, depth 4)
 *   sampling GA: gamma -> alpha (256 bytes, never stale)
 *   queue    GB: gamma -> beta (24 bytes, depth 1)
 *   interrupts: alpha 0 -> beta, gamma; alpha 7 -> gamma; beta 0 -> alpha
 *   device registers: alpha a range and the low half of one that beta has the high
 *   half of, gamma a range
 *   gamma also has a sampling source port that nothing is connected to
 */
#ifndef TEST_FAKE_PLANS_H
#define TEST_FAKE_PLANS_H

#include "table_builder.h"

enum { ALPHA, BETA, GAMMA };
enum {
	ALPHA_RAM = 0x10000000,
	ALPHA_RAM_SIZE = 0x10000,
	ALPHA_RO = 0x10020000,
	ALPHA_UNMAPPED = 0x10030000,
	ALPHA_EXTRA = 0x10040000,
	SHARED_RAM = 0x18000000,
	BETA_RAM = 0x11000000,
	BETA_RAM_SIZE = 0x8000,
	GAMMA_PHYS = 0x12000000,
	GAMMA_RAM = 0x00010000, /* as gamma sees it */
	GAMMA_RAM_SIZE = 0x8000,
	BETA_LINE = 40,
	GAMMA_LINE = 41,
	GAMMA_LINE2 = 70,
};
#define ALPHA_DEVICE 0xe0002000u
#define ALPHA_PORTS  0xe0003000u /* 16 words */
#define SPLIT_PORT   0xe0004004u
#define GAMMA_PORTS  0xe0005000u /* 1 word */
enum { CH_AB, CH_BA, CH_GA, CH_GB };

/* Not built yet, so that a test may change it before tb_build(). */
void plan_full(struct tb *t);

/* One partition that has all the time and 64 KiB of RAM. */
void plan_single(struct tb *t, u64 frame_ns);

#endif
