/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * witness.c - left and right notice what happens to them while the injectors
 * work: memory, every register with VFP, the times of their slots, and what
 * left tells right through ports.  They go on until the judge has set its step.
 */
#include "layout.h"

#include "../../qemu/common/report.h"
#include <string.h>

enum { WORDS = 16 * 1024, PARTS = 64, FRAME_NS = 1000000, DOUBLES = 32 };

/* Between two readings of the clock: more is a slot that ended, or a theft.  Half a
   check of the registers may come before the first reading in a slot; how late the
   slot itself was is in the partition's status. */
#define ABSENCE_NS 20000
#define BOUND_NS   10000

static xm_u32_t memory[WORDS];

/* --- memory -------------------------------------------------------------------------- */

static xm_u32_t pattern(xm_u32_t i)
{
	return i * 2654435761u ^ 0x5a5a5a5a;
}

static int memory_intact(xm_u32_t n)
{
	xm_u32_t i;

	for (i = n % PARTS; i < WORDS; i += PARTS)
		if (memory[i] != pattern(i))
			return 0;
	return 1;
}

/* --- registers ----------------------------------------------------------------------- */

/* Loads, waits, looks again: core registers, user thread register, d0-d31, FPSCR. */
static int registers_intact(xm_u32_t seed)
{
	static xm_u64_t in[DOUBLES], out[DOUBLES];
	xm_u32_t bad, i, fpscr = 0x03c00000u & seed << 22;
	xm_u64_t *from = in, *to = out;

	for (i = 0; i < DOUBLES; i++)
		in[i] = (xm_u64_t)pattern(seed + i) << 32 | i;
	__asm__ volatile("vldmia %1!, {d0-d15}\n vldmia %1, {d16-d31}\n vmsr fpscr, %4\n"
			 "mov r4, %3\n add r5, r4, #1\n add r6, r4, #2\n add r8, r4, #3\n"
			 "add r9, r4, #4\n add r10, r4, #5\n mcr p15, 0, r4, c13, c0, 2\n"
			 "movw r12, #1000\n 1: subs r12, r12, #1\n bne 1b\n"
			 "mrc p15, 0, r12, c13, c0, 2\n eor %0, r12, r4\n"
			 "sub r5, r5, #1\n eor r12, r5, r4\n orr %0, %0, r12\n"
			 "sub r6, r6, #2\n eor r12, r6, r4\n orr %0, %0, r12\n"
			 "sub r8, r8, #3\n eor r12, r8, r4\n orr %0, %0, r12\n"
			 "sub r9, r9, #4\n eor r12, r9, r4\n orr %0, %0, r12\n"
			 "sub r10, r10, #5\n eor r12, r10, r4\n orr %0, %0, r12\n"
			 "vmrs r12, fpscr\n eor r12, r12, %4\n orr %0, %0, r12\n"
			 "vstmia %2!, {d0-d15}\n vstmia %2, {d16-d31}"
			 : "=&r"(bad), "+&r"(from), "+&r"(to)
			 : "r"(seed), "r"(fpscr)
			 : "r4", "r5", "r6", "r8", "r9", "r10", "r12", "cc", "memory", "d0", "d1",
			   "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "d10", "d11", "d12",
			   "d13", "d14", "d15", "d16", "d17", "d18", "d19", "d20", "d21", "d22",
			   "d23", "d24", "d25", "d26", "d27", "d28", "d29", "d30", "d31");
	return bad == 0 && memcmp(in, out, sizeof(in)) == 0;
}

/* --- ports --------------------------------------------------------------------------- */

static xm_s32_t sampling, queuing;
static xm_u32_t told;

static void open_ports(void)
{
	xm_u32_t direction = XM_PARTITION_SELF == LEFT ? XM_SOURCE_PORT : XM_DESTINATION_PORT;

	sampling = XM_create_sampling_port("state", MESSAGE_BYTES, direction, 0);
	queuing = XM_create_queuing_port("stream", QUEUE_DEPTH, MESSAGE_BYTES, direction);
	must("own ports", 0, sampling == 0 && queuing == 1);
}

static void tell(void)
{
	xm_u32_t message[MESSAGE_BYTES / 4], i;

	told++;
	for (i = 0; i < MESSAGE_BYTES / 4; i++)
		message[i] = pattern(told + i);
	must("left writes", told,
	     XM_write_sampling_message(sampling, message, MESSAGE_BYTES) == XM_OK);
	must("left sends", told, XM_send_queuing_message(queuing, message, MESSAGE_BYTES) == XM_OK);
}

/* Message n, whole? */
static int is_message(const xm_u32_t *message, xm_u32_t n)
{
	xm_u32_t i;

	for (i = 0; i < MESSAGE_BYTES / 4; i++)
		if (message[i] != pattern(n + i))
			return 0;
	return 1;
}

/* Right's slot follows left's in each frame: one message each, in order. */
static void hear(void)
{
	xm_u32_t message[MESSAGE_BYTES / 4];

	while (XM_receive_queuing_message(queuing, message, MESSAGE_BYTES) == MESSAGE_BYTES) {
		told++;
		must("the next message", told, is_message(message, told));
	}
	if (told == 0)
		return;
	must("right reads", told,
	     XM_read_sampling_message(sampling, message, MESSAGE_BYTES, 0) == MESSAGE_BYTES);
	must("the state told last", told, is_message(message, told));
}

/* --- time ---------------------------------------------------------------------------- */

/* Each slot start is a whole number of frames behind the first. */
static void check_start(xm_u32_t slot, xm_s64_t since_first)
{
	xm_s64_t off = since_first % FRAME_NS;

	must("the slot starts on the grid", slot, off < BOUND_NS || off > FRAME_NS - BOUND_NS);
	must("no slot is missed", slot, (since_first + BOUND_NS) / FRAME_NS == slot);
}

static void watch(void)
{
	const volatile struct page *judging = page_of(JUDGE);
	xm_s64_t first, now, before;
	xm_u32_t i, slots = 0;

	first = now = now_ns();
	for (i = 0; judging->step == 0; i++) {
		before = now;
		now = now_ns();
		if (now - before > ABSENCE_NS) {
			check_start(++slots, now - first);
			XM_PARTITION_SELF == LEFT ? tell() : hear();
			now = now_ns();
		}
		if (i % 2)
			must("registers", i, registers_intact(i));
		else
			must("memory", i, memory_intact(i / 2));
	}
	check("undisturbed in many slots", slots > 2);
	check("messages", told > 2);
}

void PartitionMain(void)
{
	xm_u32_t i;

	for (i = 0; i < WORDS; i++)
		memory[i] = pattern(i);
	open_ports();
	XM_idle_self();
	set_step(1);
	watch();
	for (i = 0; i < PARTS; i++)
		must("memory at the end", i, memory_intact(i));
	own_page()->checks = 2; /* their number depends on the hypervisor's speed */
	set_step(2);
	for (;;)
		XM_idle_self();
}
