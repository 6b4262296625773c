/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * witness.c - a partition that notices what happens to it while another one
 * misbehaves: its memory, its registers, the times of its slots.  Goes on until
 * the judge, the last partition of the plan, has set its step.
 * Verifies SEP-SCHED-001, SEP-MEM-009, SEP-HM-021.
 */
#include "report.h"

#include <string.h>

enum { WORDS = 16 * 1024 };

/* Between two readings of the clock: more is a slot that ended, or a theft. */
#define ABSENCE_NS 20000
#define BOUND_NS   5000

#ifndef FRAME_NS
#define FRAME_NS 1000000
#endif

static xm_u32_t memory[WORDS];

static xm_u32_t pattern(xm_u32_t i)
{
	return i * 2654435761u ^ 0x5a5a5a5a;
}

/* Part n of 16; the whole would take longer than a slot. */
static int memory_intact(xm_u32_t n)
{
	xm_u32_t i;

	for (i = n % 64; i < WORDS; i += 64)
		if (memory[i] != pattern(i))
			return 0;
	return 1;
}

/* Registers over a while, and over slots. */
static int registers_intact(xm_u32_t seed)
{
	xm_u32_t bad;

	__asm__ volatile("mov r4, %1\n add r5, r4, #1\n add r6, r4, #2\n add r8, r4, #3\n"
			 "add r9, r4, #4\n add r10, r4, #5\n add r11, r4, #6\n add r12, r4, #7\n"
			 "add lr, r4, #8\n mcr p15, 0, r4, c13, c0, 2\n"
			 "movw r3, #1000\n 1: subs r3, r3, #1\n bne 1b\n"
			 "mrc p15, 0, r3, c13, c0, 2\n eor %0, r3, r4\n"
			 "sub r5, r5, #1\n eor r3, r5, r4\n orr %0, %0, r3\n"
			 "sub r6, r6, #2\n eor r3, r6, r4\n orr %0, %0, r3\n"
			 "sub r8, r8, #3\n eor r3, r8, r4\n orr %0, %0, r3\n"
			 "sub r9, r9, #4\n eor r3, r9, r4\n orr %0, %0, r3\n"
			 "sub r10, r10, #5\n eor r3, r10, r4\n orr %0, %0, r3\n"
			 "sub r11, r11, #6\n eor r3, r11, r4\n orr %0, %0, r3\n"
			 "sub r12, r12, #7\n eor r3, r12, r4\n orr %0, %0, r3\n"
			 "sub lr, lr, #8\n eor r3, lr, r4\n orr %0, %0, r3"
			 : "=&r"(bad)
			 : "r"(seed)
			 : "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", "cc");
	return bad == 0;
}

/* Each slot start is a whole number of frames behind the first. */
static void check_start(xm_u32_t slot, xm_s64_t since_first)
{
	xm_s64_t off = since_first % FRAME_NS;

	must("the slot starts on the grid", slot, off < BOUND_NS || off > FRAME_NS - BOUND_NS);
}

/* Time stolen at the end of a slot is no absence: the slot is shorter than others. */
static xm_s64_t shortest = 1LL << 62, longest;

static void note_length(xm_s64_t length)
{
	if (length < shortest)
		shortest = length;
	if (length > longest)
		longest = length;
}

void PartitionMain(void)
{
	const volatile struct page *judging = page_of(LAST_PARTITION);
	xm_s64_t first = 0, now = 0, before, began;
	xm_u32_t i, slots = 0;

	for (i = 0; i < WORDS; i++)
		memory[i] = pattern(i);
	wait_slots(1);
	first = began = now = now_ns();
	set_step(1);
	for (i = 0; judging->step == 0; i++) {
		before = now;
		now = now_ns();
		if (now - before > ABSENCE_NS) {
			check_start(++slots, now - first);
			note_length(before - began);
			began = now;
			now = now_ns();
		}
		if (i % 2)
			must("registers", i, registers_intact(i));
		else
			must("memory", i, memory_intact(i / 2));
	}
	for (i = 0; i < 64; i++)
		must("memory at the end", i, memory_intact(i));
	check("undisturbed in many slots", slots > 2);
	check("all of them as long", longest - shortest < ABSENCE_NS);
	own_page()->checks = 2; /* their number depends on the hypervisor's speed */
	set_step(2);
	for (;;)
		XM_idle_self();
}
