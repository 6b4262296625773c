/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_config_check.c - the total check of an untrusted plan table.
 *
 * One spoilt table for each way a table can be wrong; the sentence of a case
 * is its name.  Tables are copied to the end of a heap block first, so that
 * AddressSanitizer sees any read behind them.
 */
#include "unit.h"
#include <stdlib.h>
#include "config_bind.h"
#include "fake_machine.h"
#include "pct.h"
#include "plans.h"
#include "table.h"

static struct tb tb;

static struct config_limits limits;

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	limits = (struct config_limits){ .machine = fake_machine(), .block = BLOCK_LEAST };
	plan_full(&tb);
	return 0;
}

/* The check of the first size bytes, at the very end of a heap block. */
static bool check_bytes(const void *table, u32 size, struct cfg_fault *fault)
{
	u8 *block = malloc(size + 4);
	u8 *copy = block + (size & 3 ? 4 - (size & 3) : 4);
	struct config cfg = { 0 };
	bool result;

	copy = size % 4 == 0 ? block + 4 : block; /* 4-aligned start */
	memcpy(copy, table, size);
	result = table_check(&cfg, copy, size, &limits, fault);
	free(block);
	return result;
}

static u32 check(struct cfg_fault *fault)
{
	bool ok = check_bytes(tb.table_words, tb.table_size, fault);

	assert_true(ok == (fault->error == CFG_ERR_NONE));
	return fault->error;
}

/* SEP-CFG-001 */
static void a_sound_table_passes(void **state)
{
	struct cfg_fault fault;

	(void)state;
	tb_build(&tb);
	if (check(&fault) != CFG_ERR_NONE)
		fail_msg("error %d in section %u, index %u", fault.error, fault.section,
			 fault.index);
}

/* SEP-CFG-007 */
static void longer_records_than_known_are_stepped_over(void **state)
{
	struct cfg_fault fault;

	(void)state;
	tb.extra_words = 3;
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_NONE);
}

/* SEP-CFG-002 */
static void a_table_cut_at_any_length_is_rejected(void **state)
{
	struct cfg_header *h = (struct cfg_header *)tb.table_words;
	struct cfg_fault fault;
	u32 full;

	(void)state;
	tb_build(&tb);
	full = tb.table_size;
	for (u32 size = 0; size < full; size++)
		assert_false(check_bytes(tb.table_words, size, &fault));
	/* and with a header that agrees with the cut */
	for (u32 size = sizeof(*h); size < full; size += 4) {
		h->size = size;
		tb.table_size = size;
		tb_seal(&tb);
		assert_false(check_bytes(tb.table_words, size, &fault));
	}
}

/* SEP-CFG-003 */
static void a_changed_word_breaks_the_checksum(void **state)
{
	struct cfg_fault fault;

	(void)state;
	tb_build(&tb);
	for (u32 i = 0; i < tb.table_size / 4; i++) {
		tb.table_words[i] ^= 0x00010000;
		assert_int_not_equal(check(&fault), CFG_ERR_NONE);
		if (i > 7)
			assert_int_equal(fault.error, CFG_ERR_CRC);
		tb.table_words[i] ^= 0x00010000;
	}
}

/* SEP-CFG-004 */
static void a_changed_and_sealed_word_is_survived(void **state)
{
	static const u32 values[] = { 0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, NONE, 0xfffff000 };
	struct cfg_fault fault;
	u32 rejected = 0;

	(void)state;
	tb_build(&tb);
	for (u32 i = 0; i < tb.table_size / 4; i++) {
		u32 old = tb.table_words[i];

		for (u32 v = 0; v < ARRAY_LEN(values); v++) {
			tb.table_words[i] = values[v];
			tb_seal(&tb);
			rejected += check(&fault) != CFG_ERR_NONE;
		}
		tb.table_words[i] = old + 1;
		tb_seal(&tb);
		rejected += check(&fault) != CFG_ERR_NONE;
		tb.table_words[i] = old;
	}
	assert_true(rejected > tb.table_size / 4);
}

/* --- one spoilt word each ------------------------------------------------------------ */

struct spoil {
	const char *sentence;
	u32 error;
	u32 type, index, word;
	u32 value;
};

#define WORD(record, field)  (u32)(offsetof(struct cfg_##record, field) / 4)
#define SPOIL_HEADER	     0xffff0000u
#define SPOIL_DIRECTORY	     0xffff0001u
#define HM_ROW(owner, event) (((owner) + 1) * XM_HM_EV_COUNT + XM_HM_EV_##event)
#define AREA_OF_BETA	     6
#define AREA_OF_GAMMA	     8
#define NO_NAME		     0x00ffff00u

/* SEP-CFG-005 SEP-CFG-006 SEP-CFG-008 SEP-CFG-009 SEP-CFG-010 SEP-CFG-011 SEP-CFG-012
   SEP-CFG-013 SEP-CFG-014 SEP-CFG-015 SEP-CFG-016 SEP-CFG-017 SEP-CFG-018 SEP-CFG-022
   SEP-DEV-004 SEP-DEV-007 */
static const struct spoil spoils[] = {
	/* header and directory */
	{ "another magic", CFG_ERR_MAGIC, SPOIL_HEADER, 0, 0, 0x12345678 },
	{ "made by an older writer than can be read", CFG_ERR_VERSION, SPOIL_HEADER, 0, 1, 0 },
	{ "made for newer readers only", CFG_ERR_VERSION, SPOIL_HEADER, 0, 2, 2 },
	{ "a size that is not the table's", CFG_ERR_SIZE, SPOIL_HEADER, 0, 3, 4096 },
	{ "another board", CFG_ERR_BOARD, SPOIL_HEADER, 0, 5, BOARD_vexpress_a9 },
	{ "another ABI version", CFG_ERR_ABI, SPOIL_HEADER, 0, 6, SEPTUM_ABI_VERSION + 1 },
	{ "more sections than fit", CFG_ERR_SHORT, SPOIL_HEADER, 0, 7, 0x10000000 },
	{ "no section", CFG_ERR_SECTION, SPOIL_HEADER, 0, 7, 0 },
	{ "the last section missing, the names", CFG_ERR_SECTION, SPOIL_HEADER, 0, 7, 14 },
	{ "an unknown section that is needed", CFG_ERR_SECTION, SPOIL_DIRECTORY, CFG_TYPE_IRQ, 0,
	  0x80000077 },
	{ "a needed section hidden under an unknown number", CFG_ERR_SECTION, SPOIL_DIRECTORY,
	  CFG_TYPE_IRQ, 0, 0x77 },
	{ "a section twice", CFG_ERR_SECTION, SPOIL_DIRECTORY, CFG_TYPE_MACHINE, 0, CFG_TYPE_AMAP },
	{ "a section behind the table", CFG_ERR_SECTION, SPOIL_DIRECTORY, CFG_TYPE_AREA, 1,
	  0x00ffff00 },
	{ "a section at an odd offset", CFG_ERR_SECTION, SPOIL_DIRECTORY, CFG_TYPE_AREA, 1, 0x101 },
	{ "more records than bytes", CFG_ERR_SECTION, SPOIL_DIRECTORY, CFG_TYPE_AREA, 2,
	  0x40000001 },
	{ "records shorter than known", CFG_ERR_STRIDE, SPOIL_DIRECTORY, CFG_TYPE_SLOT, 3, 4 },
	{ "records of length zero", CFG_ERR_STRIDE, SPOIL_DIRECTORY, CFG_TYPE_SLOT, 3, 0 },
	{ "records of an odd length", CFG_ERR_STRIDE, SPOIL_DIRECTORY, CFG_TYPE_PLAN, 3, 45 },
	{ "strings with a stride of zero", CFG_ERR_STRIDE, SPOIL_DIRECTORY, CFG_TYPE_STRING, 3, 0 },
	/* machine */
	{ "a name outside the strings", CFG_ERR_STRING, CFG_TYPE_MACHINE, 0, WORD(machine, name),
	  NO_NAME },
	{ "a console that does not exist", CFG_ERR_INDEX, CFG_TYPE_MACHINE, 0,
	  WORD(machine, console), 9 },
	{ "hypervisor memory off its alignment", CFG_ERR_ALIGN, CFG_TYPE_MACHINE, 0,
	  WORD(machine, hyp_phys), 0x20001000 },
	{ "hypervisor memory of no whole page", CFG_ERR_ALIGN, CFG_TYPE_MACHINE, 0,
	  WORD(machine, hyp_size), 0x00100800 },
	{ "hypervisor memory of no size", CFG_ERR_RANGE, CFG_TYPE_MACHINE, 0,
	  WORD(machine, hyp_size), 0 },
	{ "hypervisor memory larger than its window", CFG_ERR_RANGE, CFG_TYPE_MACHINE, 0,
	  WORD(machine, hyp_size), 0x20000000 },
	{ "hypervisor memory outside RAM", CFG_ERR_RAM, CFG_TYPE_MACHINE, 0,
	  WORD(machine, hyp_phys), 0x50000000 },
	{ "hypervisor memory over a partition", CFG_ERR_OVERLAP, CFG_TYPE_MACHINE, 0,
	  WORD(machine, hyp_phys), 0x11000000 },
	{ "a log of no record", CFG_ERR_RANGE, CFG_TYPE_MACHINE, 0, WORD(machine, hm_log_len), 0 },
	{ "a log beyond measure", CFG_ERR_RANGE, CFG_TYPE_MACHINE, 0, WORD(machine, hm_log_len),
	  0x80000000 },
	{ "a ring that is no power of two", CFG_ERR_RANGE, CFG_TYPE_MACHINE, 0,
	  WORD(machine, ring_bytes), 1000 },
	{ "a ring too short for a line", CFG_ERR_RANGE, CFG_TYPE_MACHINE, 0,
	  WORD(machine, ring_bytes), 64 },
	{ "a ring beyond measure", CFG_ERR_RANGE, CFG_TYPE_MACHINE, 0, WORD(machine, ring_bytes),
	  1u << 24 },
	{ "a trace of no event", CFG_ERR_RANGE, CFG_TYPE_TRACE, 0, WORD(trace, length), 0 },
	{ "a trace of no power of two", CFG_ERR_RANGE, CFG_TYPE_TRACE, 3, WORD(trace, length), 24 },
	{ "a trace beyond measure", CFG_ERR_RANGE, CFG_TYPE_TRACE, 3, WORD(trace, length),
	  1u << 17 },
	{ "a trace on no console", CFG_ERR_INDEX, CFG_TYPE_TRACE, 1, WORD(trace, console), 1 },
	{ "a trace of another", CFG_ERR_ORDER, CFG_TYPE_TRACE, 1, WORD(trace, part), 0 },
	{ "too few traces", CFG_ERR_RECORDS, SPOIL_DIRECTORY, CFG_TYPE_TRACE, 2, 3 },
	{ "another boot plan than 0", CFG_ERR_RANGE, CFG_TYPE_MACHINE, 0, WORD(machine, boot_plan),
	  1 },
	{ "the hypervisor's rows elsewhere", CFG_ERR_RANGE, CFG_TYPE_MACHINE, 0,
	  WORD(machine, first_hm), 1 },
	{ "another partition's rows", CFG_ERR_RANGE, CFG_TYPE_PART, 1, WORD(part, first_hm), 0 },
	{ "rows behind the table", CFG_ERR_RANGE, CFG_TYPE_PART, 1, WORD(part, first_hm), 0xfffff },
	{ "two machines", CFG_ERR_RECORDS, SPOIL_DIRECTORY, CFG_TYPE_MACHINE, 2, 2 },
	/* time */
	{ "a CPU with another number", CFG_ERR_ORDER, CFG_TYPE_CPU, 0, WORD(cpu, id), 1 },
	{ "a CPU without plans", CFG_ERR_RANGE, CFG_TYPE_CPU, 0, WORD(cpu, num_plans), 0 },
	{ "a CPU whose plans begin late", CFG_ERR_INDEX, CFG_TYPE_CPU, 0, WORD(cpu, first_plan),
	  1 },
	{ "a CPU with more plans than there are", CFG_ERR_INDEX, CFG_TYPE_CPU, 0,
	  WORD(cpu, num_plans), 4 },
	{ "plans nobody has", CFG_ERR_RECORDS, CFG_TYPE_CPU, 0, WORD(cpu, num_plans), 2 },
	{ "a plan of another CPU", CFG_ERR_INDEX, CFG_TYPE_PLAN, 1, WORD(plan, cpu), 1 },
	{ "a plan with another number", CFG_ERR_INDEX, CFG_TYPE_PLAN, 1, WORD(plan, id), 0 },
	{ "a frame of no length", CFG_ERR_FRAME, CFG_TYPE_PLAN, 1, WORD(plan, frame_lo), 0 },
	{ "a frame longer than 2^32 microseconds", CFG_ERR_FRAME, CFG_TYPE_PLAN, 1,
	  WORD(plan, frame_hi), 1001 },
	{ "a plan's name outside the strings", CFG_ERR_STRING, CFG_TYPE_PLAN, 1, WORD(plan, name),
	  NO_NAME },
	{ "a plan whose slots begin late", CFG_ERR_INDEX, CFG_TYPE_PLAN, 1, WORD(plan, first_slot),
	  5 },
	{ "a plan with more slots than there are", CFG_ERR_INDEX, CFG_TYPE_PLAN, 2,
	  WORD(plan, num_slots), 99 },
	{ "slots of no plan", CFG_ERR_RECORDS, CFG_TYPE_PLAN, 2, WORD(plan, num_slots), 1 },
	{ "an empty slot", CFG_ERR_SLOT, CFG_TYPE_SLOT, 1, WORD(slot, len_lo), 0 },
	{ "a slot over its neighbour", CFG_ERR_SLOT, CFG_TYPE_SLOT, 1, WORD(slot, start_lo),
	  1999999 },
	{ "a slot that leaves the frame", CFG_ERR_SLOT, CFG_TYPE_SLOT, 3, WORD(slot, len_lo),
	  2000001 },
	{ "a slot whose end wraps", CFG_ERR_SLOT, CFG_TYPE_SLOT, 3, WORD(slot, len_hi), NONE },
	{ "a slot behind the frame", CFG_ERR_SLOT, CFG_TYPE_SLOT, 3, WORD(slot, start_hi), 1 },
	{ "a slot of nobody", CFG_ERR_INDEX, CFG_TYPE_SLOT, 3, WORD(slot, vcpu), 3 },
	/* partitions */
	{ "partitions out of order", CFG_ERR_ORDER, CFG_TYPE_PART, 1, WORD(part, id), 2 },
	{ "a partition without a name", CFG_ERR_STRING, CFG_TYPE_PART, 1, WORD(part, name), NONE },
	{ "a partition of another kind", CFG_ERR_RANGE, CFG_TYPE_PART, 1, WORD(part, kind), 1 },
	{ "a partition without vCPU", CFG_ERR_RANGE, CFG_TYPE_PART, 1, WORD(part, num_vcpus), 0 },
	{ "a partition without area", CFG_ERR_RANGE, CFG_TYPE_PART, 1, WORD(part, num_areas), 0 },
	{ "a partition without quota", CFG_ERR_RANGE, CFG_TYPE_PART, 1, WORD(part, hm_quota), 0 },
	{ "a quota beyond measure", CFG_ERR_RANGE, CFG_TYPE_PART, 1, WORD(part, hm_quota),
	  1 << 20 },
	{ "an image name outside the strings", CFG_ERR_STRING, CFG_TYPE_PART, 1, WORD(part, image),
	  NO_NAME },
	{ "a partition's console that does not exist", CFG_ERR_INDEX, CFG_TYPE_PART, 1,
	  WORD(part, console), 1 },
	{ "another partition's vCPU", CFG_ERR_INDEX, CFG_TYPE_PART, 1, WORD(part, first_vcpu), 0 },
	{ "another partition's area", CFG_ERR_INDEX, CFG_TYPE_PART, 1, WORD(part, first_area), 5 },
	{ "more areas than there are", CFG_ERR_INDEX, CFG_TYPE_PART, 2, WORD(part, num_areas), 3 },
	{ "areas of nobody", CFG_ERR_INDEX, CFG_TYPE_PART, 1, WORD(part, num_areas), 1 },
	{ "another partition's port", CFG_ERR_INDEX, CFG_TYPE_PART, 1, WORD(part, first_port), 0 },
	{ "ports of nobody", CFG_ERR_RECORDS, CFG_TYPE_PART, 2, WORD(part, num_ports), 3 },
	{ "another partition's line", CFG_ERR_INDEX, CFG_TYPE_PART, 2, WORD(part, first_irq), 0 },
	{ "lines of nobody", CFG_ERR_RECORDS, CFG_TYPE_PART, 2, WORD(part, num_irqs), 1 },
	{ "I/O ranges that do not exist", CFG_ERR_INDEX, CFG_TYPE_PART, 2, WORD(part, num_ioranges),
	  2 },
	{ "an entry outside every area", CFG_ERR_RANGE, CFG_TYPE_PART, 1, WORD(part, entry),
	  ALPHA_RAM },
	{ "an entry in an unmapped area", CFG_ERR_RANGE, CFG_TYPE_PART, 0, WORD(part, entry),
	  ALPHA_UNMAPPED },
	{ "an entry in a device", CFG_ERR_RANGE, CFG_TYPE_PART, 0, WORD(part, entry),
	  ALPHA_DEVICE },
	{ "an entry across an area's end", CFG_ERR_RANGE, CFG_TYPE_PART, 1, WORD(part, entry),
	  BETA_RAM + BETA_RAM_SIZE - 2 },
	{ "a vCPU of nobody", CFG_ERR_INDEX, CFG_TYPE_VCPU, 1, WORD(vcpu, part), 3 },
	{ "a vCPU of another partition", CFG_ERR_INDEX, CFG_TYPE_VCPU, 1, WORD(vcpu, part), 0 },
	{ "a vCPU on a CPU that does not exist", CFG_ERR_INDEX, CFG_TYPE_VCPU, 1, WORD(vcpu, cpu),
	  1 },
	{ "no partition", CFG_ERR_RECORDS, SPOIL_DIRECTORY, CFG_TYPE_PART, 2, 0 },
	{ "a row too few", CFG_ERR_RECORDS, SPOIL_DIRECTORY, CFG_TYPE_HM, 2,
	  4 * XM_HM_EV_COUNT - 1 },
	/* memory */
	{ "an area of another partition", CFG_ERR_INDEX, CFG_TYPE_AREA, AREA_OF_BETA,
	  WORD(area, part), 0 },
	{ "an area that begins inside a page", CFG_ERR_ALIGN, CFG_TYPE_AREA, AREA_OF_BETA,
	  WORD(area, phys), BETA_RAM + 4 },
	{ "an area that is mapped inside a page", CFG_ERR_ALIGN, CFG_TYPE_AREA, AREA_OF_BETA,
	  WORD(area, mapped), BETA_RAM + 4 },
	{ "an area of no whole page", CFG_ERR_ALIGN, CFG_TYPE_AREA, AREA_OF_BETA, WORD(area, size),
	  4097 },
	{ "an area of no size", CFG_ERR_RANGE, CFG_TYPE_AREA, AREA_OF_BETA, WORD(area, size), 0 },
	{ "an area at page 0", CFG_ERR_RANGE, CFG_TYPE_AREA, AREA_OF_BETA, WORD(area, mapped), 0 },
	{ "an area whose end wraps", CFG_ERR_RANGE, CFG_TYPE_AREA, AREA_OF_BETA, WORD(area, size),
	  0xfffff000 },
	{ "an area whose mapped end wraps", CFG_ERR_RANGE, CFG_TYPE_AREA, AREA_OF_BETA,
	  WORD(area, mapped), 0xffffc000 },
	{ "an area outside RAM", CFG_ERR_RAM, CFG_TYPE_AREA, AREA_OF_BETA, WORD(area, phys),
	  0x60000000 },
	{ "an area across the end of RAM", CFG_ERR_RAM, CFG_TYPE_AREA, AREA_OF_BETA,
	  WORD(area, phys), 0x40000000 - 0x1000 },
	{ "a device outside the windows", CFG_ERR_RAM, CFG_TYPE_AREA, 3, WORD(area, phys),
	  0x30000000 },
	{ "a device that is the hypervisor's", CFG_ERR_RAM, CFG_TYPE_AREA, 3, WORD(area, phys),
	  FAKE_GIC_BASE },
	{ "an area mapped over the window", CFG_ERR_OVERLAP, CFG_TYPE_AREA, AREA_OF_BETA,
	  WORD(area, mapped), HAL_WINDOW_BASE - 0x1000 },
	{ "an area in the window's last page", CFG_ERR_OVERLAP, CFG_TYPE_AREA, AREA_OF_BETA,
	  WORD(area, mapped), HAL_WINDOW_BASE + HAL_WINDOW_SIZE - 0x1000 },
	{ "an area over one of the same partition", CFG_ERR_OVERLAP, CFG_TYPE_AREA, 5,
	  WORD(area, mapped), ALPHA_RAM + 0xf000 },
	{ "an area over another partition's", CFG_ERR_OVERLAP, CFG_TYPE_AREA, AREA_OF_BETA,
	  WORD(area, size), 0x02000000 },
	{ "a shared area whose partner does not know", CFG_ERR_OVERLAP, CFG_TYPE_AREA,
	  AREA_OF_BETA + 1, WORD(area, flags), 0 },
	{ "a shared area in part", CFG_ERR_OVERLAP, CFG_TYPE_AREA, AREA_OF_BETA + 1,
	  WORD(area, size), 0x1000 },
	{ "an area that another image initialises", CFG_ERR_INDEX, CFG_TYPE_AREA, AREA_OF_BETA,
	  WORD(area, image), 0 },
	{ "a device that an image initialises", CFG_ERR_INDEX, CFG_TYPE_AREA, 3, WORD(area, image),
	  0 },
	{ "an area's name outside the strings", CFG_ERR_STRING, CFG_TYPE_AREA, 0, WORD(area, name),
	  NO_NAME },
	{ "a map that names no area", CFG_ERR_INDEX, CFG_TYPE_AMAP, 0, WORD(amap, area), 9 },
	{ "a map that names an area twice", CFG_ERR_ORDER, CFG_TYPE_AMAP, 1, WORD(amap, area), 0 },
	{ "a map out of order", CFG_ERR_ORDER, CFG_TYPE_AMAP, 1, WORD(amap, area), 2 },
	{ "a map too short", CFG_ERR_RECORDS, SPOIL_DIRECTORY, CFG_TYPE_AMAP, 2, 8 },
	/* ports */
	{ "a port of nobody", CFG_ERR_INDEX, CFG_TYPE_PORT, 0, WORD(port, part), 3 },
	{ "a port of another partition", CFG_ERR_INDEX, CFG_TYPE_PORT, 0, WORD(port, part), 1 },
	{ "a port of another kind", CFG_ERR_RANGE, CFG_TYPE_PORT, 0, WORD(port, kind), 2 },
	{ "a port without direction", CFG_ERR_RANGE, CFG_TYPE_PORT, 0, WORD(port, direction), 3 },
	{ "a queue that is no FIFO", CFG_ERR_RANGE, CFG_TYPE_PORT, 1, WORD(port, flags),
	  PORT_PRIORITY },
	{ "a port without a name", CFG_ERR_STRING, CFG_TYPE_PORT, 0, WORD(port, name), NONE },
	{ "a port of no channel there is", CFG_ERR_INDEX, CFG_TYPE_PORT, 0, WORD(port, channel),
	  4 },
	{ "a port of a channel that does not name it", CFG_ERR_RECORDS, CFG_TYPE_PORT, 9,
	  WORD(port, channel), 0 },
	{ "a port taken from its channel", CFG_ERR_CHANNEL, CFG_TYPE_PORT, 0, WORD(port, channel),
	  NONE },
	{ "a source that is a destination", CFG_ERR_CHANNEL, CFG_TYPE_CHANNEL, 0,
	  WORD(channel, src), 3 },
	{ "a source that does not exist", CFG_ERR_INDEX, CFG_TYPE_CHANNEL, 0, WORD(channel, src),
	  NONE },
	{ "a channel of another kind", CFG_ERR_RANGE, CFG_TYPE_CHANNEL, 0, WORD(channel, kind), 2 },
	{ "a channel of its ports' other kind", CFG_ERR_CHANNEL, CFG_TYPE_CHANNEL, 2,
	  WORD(channel, kind), PORT_QUEUING },
	{ "a message of no length", CFG_ERR_RANGE, CFG_TYPE_CHANNEL, 0, WORD(channel, max_len), 0 },
	{ "a message beyond measure", CFG_ERR_RANGE, CFG_TYPE_CHANNEL, 0, WORD(channel, max_len),
	  0x10000000 },
	{ "a queue of no depth", CFG_ERR_RANGE, CFG_TYPE_CHANNEL, 1, WORD(channel, depth), 0 },
	{ "a queue whose size wraps", CFG_ERR_RANGE, CFG_TYPE_CHANNEL, 1, WORD(channel, depth),
	  0x10000000 },
	{ "a sampling channel with a depth", CFG_ERR_RANGE, CFG_TYPE_CHANNEL, 0,
	  WORD(channel, depth), 2 },
	{ "a channel with a spare buffer", CFG_ERR_RANGE, CFG_TYPE_CHANNEL, 0, WORD(channel, spare),
	  1 },
	{ "a channel without destination", CFG_ERR_RANGE, CFG_TYPE_CHANNEL, 0,
	  WORD(channel, num_dests), 0 },
	{ "another channel's destination", CFG_ERR_INDEX, CFG_TYPE_CHANNEL, 1,
	  WORD(channel, first_dest), 1 },
	{ "destinations of nobody", CFG_ERR_INDEX, CFG_TYPE_CHANNEL, 0, WORD(channel, num_dests),
	  1 },
	{ "a destination that does not exist", CFG_ERR_INDEX, CFG_TYPE_DEST, 0, WORD(dest, port),
	  10 },
	{ "a destination that is a source", CFG_ERR_CHANNEL, CFG_TYPE_DEST, 0, WORD(dest, port),
	  0 },
	/* lines, actions, consoles */
	{ "a line of nobody", CFG_ERR_INDEX, CFG_TYPE_IRQ, 0, WORD(irq, part), 7 },
	{ "a line of another partition", CFG_ERR_INDEX, CFG_TYPE_IRQ, 0, WORD(irq, part), 2 },
	{ "a line no machine has", CFG_ERR_RANGE, CFG_TYPE_IRQ, 0, WORD(irq, line), 96 },
	{ "a line of the hypervisor's timer", CFG_ERR_LINE, CFG_TYPE_IRQ, 0, WORD(irq, line), 27 },
	{ "a line of the console", CFG_ERR_LINE, CFG_TYPE_IRQ, 0, WORD(irq, line), 82 },
	{ "a line with two owners", CFG_ERR_LINE, CFG_TYPE_IRQ, 1, WORD(irq, line), BETA_LINE },
	{ "an interrupt of nobody", CFG_ERR_INDEX, CFG_TYPE_IPVI, 0, WORD(ipvi, src), 3 },
	{ "an interrupt of another partition", CFG_ERR_INDEX, CFG_TYPE_IPVI, 0, WORD(ipvi, src),
	  1 },
	{ "a partition with another one's interrupt", CFG_ERR_INDEX, CFG_TYPE_PART, 0,
	  WORD(part, num_ipvis), 3 },
	{ "interrupts of no partition", CFG_ERR_INDEX, CFG_TYPE_PART, 0, WORD(part, first_ipvi),
	  1 },
	{ "an interrupt without a line", CFG_ERR_RANGE, CFG_TYPE_IPVI, 1, WORD(ipvi, id), 8 },
	{ "an interrupt given twice", CFG_ERR_ORDER, CFG_TYPE_IPVI, 1, WORD(ipvi, id), 0 },
	{ "interrupts out of order", CFG_ERR_ORDER, CFG_TYPE_IPVI, 0, WORD(ipvi, id), 8 - 1 },
	{ "an interrupt to nobody", CFG_ERR_RANGE, CFG_TYPE_IPVI, 0, WORD(ipvi, num_dests), 0 },
	{ "an interrupt to another's destination", CFG_ERR_INDEX, CFG_TYPE_IPVI, 1,
	  WORD(ipvi, first_dest), 1 },
	{ "an interrupt to a partition there is not", CFG_ERR_INDEX, CFG_TYPE_IPVI_DEST, 0,
	  WORD(ipvi_dest, part), 3 },
	{ "an interrupt to its source", CFG_ERR_IPVI, CFG_TYPE_IPVI_DEST, 0, WORD(ipvi_dest, part),
	  0 },
	{ "an interrupt twice to a partition", CFG_ERR_IPVI, CFG_TYPE_IPVI_DEST, 1,
	  WORD(ipvi_dest, part), 1 },
	/* registers */
	{ "a register of nobody", CFG_ERR_INDEX, CFG_TYPE_IORANGE, 0, WORD(iorange, part), 7 },
	{ "another partition's registers", CFG_ERR_INDEX, CFG_TYPE_PART, 1,
	  WORD(part, first_iorange), 1 },
	{ "registers of nobody", CFG_ERR_RECORDS, CFG_TYPE_PART, 2, WORD(part, num_ioranges), 0 },
	{ "half a register", CFG_ERR_ALIGN, CFG_TYPE_IORANGE, 0, WORD(iorange, size), 62 },
	{ "a misaligned register", CFG_ERR_ALIGN, CFG_TYPE_IORANGE, 0, WORD(iorange, base),
	  ALPHA_PORTS + 2 },
	{ "no register", CFG_ERR_RANGE, CFG_TYPE_IORANGE, 0, WORD(iorange, size), 0 },
	{ "registers that wrap", CFG_ERR_RANGE, CFG_TYPE_IORANGE, 0, WORD(iorange, size),
	  0xfffffffc },
	{ "a range with a mask", CFG_ERR_RANGE, CFG_TYPE_IORANGE, 0, WORD(iorange, mask), 1 },
	{ "a restricted register without a bit", CFG_ERR_RANGE, CFG_TYPE_IORANGE, 1,
	  WORD(iorange, mask), 0 },
	{ "two restricted registers in one", CFG_ERR_RANGE, CFG_TYPE_IORANGE, 1,
	  WORD(iorange, size), 8 },
	{ "another kind of registers", CFG_ERR_RANGE, CFG_TYPE_IORANGE, 0, WORD(iorange, kind), 2 },
	{ "a bit that two have", CFG_ERR_OVERLAP, CFG_TYPE_IORANGE, 2, WORD(iorange, mask),
	  0xffff8000 },
	{ "registers that two have", CFG_ERR_OVERLAP, CFG_TYPE_IORANGE, 3, WORD(iorange, base),
	  ALPHA_PORTS + 60 },
	{ "registers in another's device", CFG_ERR_OVERLAP, CFG_TYPE_IORANGE, 3,
	  WORD(iorange, base), ALPHA_DEVICE + 8 },
	{ "registers that do not ascend", CFG_ERR_ORDER, CFG_TYPE_IORANGE, 0, WORD(iorange, base),
	  SPLIT_PORT + 4 },
	{ "registers of the interrupt controller", CFG_ERR_RAM, CFG_TYPE_IORANGE, 3,
	  WORD(iorange, base), FAKE_GIC_BASE },
	{ "registers of the console", CFG_ERR_RAM, CFG_TYPE_IORANGE, 3, WORD(iorange, base),
	  0xe0001030 },
	{ "registers that reach the console", CFG_ERR_RAM, CFG_TYPE_IORANGE, 0, WORD(iorange, base),
	  0xe0000fc4 },
	{ "registers where there is RAM", CFG_ERR_OVERLAP, CFG_TYPE_IORANGE, 3, WORD(iorange, base),
	  BETA_RAM },
	{ "registers where there is nothing", CFG_ERR_RAM, CFG_TYPE_IORANGE, 3, WORD(iorange, base),
	  0x80000000 },
	{ "a device that is the console", CFG_ERR_RAM, CFG_TYPE_AREA, 3, WORD(area, phys),
	  0xe0001000 },
	{ "a device that begins inside a page", CFG_ERR_ALIGN, CFG_TYPE_AREA, 3, WORD(area, phys),
	  ALPHA_DEVICE + 0x800 },
	{ "a device of half a page", CFG_ERR_ALIGN, CFG_TYPE_AREA, 3, WORD(area, size), 0x800 },
	{ "a device where there is RAM", CFG_ERR_RAM, CFG_TYPE_AREA, 3, WORD(area, phys),
	  ALPHA_UNMAPPED + 0x1000 },
	{ "a device that reaches beyond the windows", CFG_ERR_RAM, CFG_TYPE_AREA, 3,
	  WORD(area, size), FAKE_IO_BASE + FAKE_IO_SIZE - ALPHA_DEVICE + 0x1000 },
	{ "a device that reaches registers of another", CFG_ERR_OVERLAP, CFG_TYPE_AREA, 3,
	  WORD(area, size), GAMMA_PORTS + 0x1000 - ALPHA_DEVICE },
	{ "memory where there is a device", CFG_ERR_RAM, CFG_TYPE_AREA, AREA_OF_BETA,
	  WORD(area, phys), ALPHA_DEVICE + 0x1000 },
	{ "no such action", CFG_ERR_RANGE, CFG_TYPE_HM, 3, WORD(hm, action), 9 },
	{ "a log flag that is no flag", CFG_ERR_RANGE, CFG_TYPE_HM, 3, WORD(hm, log), 2 },
	{ "a partition action for the hypervisor", CFG_ERR_ACTION, CFG_TYPE_HM,
	  XM_HM_EV_MEM_PROTECTION, WORD(hm, action), XM_HM_AC_PARTITION_WARM_RESET },
	{ "a generic event propagated", CFG_ERR_ACTION, CFG_TYPE_HM, HM_ROW(BETA, PARTITION_ERROR),
	  WORD(hm, action), XM_HM_AC_PROPAGATE },
	{ "an incompatible image ignored", CFG_ERR_ACTION, CFG_TYPE_HM,
	  HM_ROW(BETA, INCOMPATIBLE_INTERFACE), WORD(hm, action), XM_HM_AC_IGNORE },
	{ "a UART the machine does not have", CFG_ERR_RANGE, CFG_TYPE_CONSOLE, 0,
	  WORD(console, uart), 2 },
	{ "a console's name outside the strings", CFG_ERR_STRING, CFG_TYPE_CONSOLE, 0,
	  WORD(console, name), NO_NAME },
};

static u32 *spoilt_word(const struct spoil *s)
{
	if (s->type == SPOIL_HEADER)
		return tb.table_words + s->word;
	if (s->type == SPOIL_DIRECTORY)
		return (u32 *)tb_section(&tb, s->index) + s->word;
	return (u32 *)tb_record(&tb, s->type, s->index) + s->word;
}

static void is_rejected(void **state)
{
	const struct spoil *s = *state;
	struct cfg_fault fault;
	u32 *word;

	setup(NULL);
	tb_build(&tb);
	word = spoilt_word(s);
	assert_int_not_equal(*word, s->value);
	*word = s->value;
	tb_seal(&tb);
	check(&fault);
	if (fault.error != (enum cfg_error)s->error)
		fail_msg("error %d instead of %u (section %u, index %u)", fault.error, s->error,
			 fault.section, fault.index);
	if (s->type < SPOIL_HEADER)
		assert_int_not_equal(fault.section, NONE);
}

/* --- rules that take more than a word -------------------------------------------------- */

/* SEP-CFG-001 */
static void a_wrong_checksum_is_named(void **state)
{
	struct cfg_fault fault;

	(void)state;
	tb_build(&tb);
	((struct cfg_header *)tb.table_words)->crc32 ^= 1;
	assert_int_equal(check(&fault), CFG_ERR_CRC);
}

/* SEP-CFG-021 */
static void the_checksum_is_that_of_the_standard_without_its_own_word(void **state)
{
	u8 bytes[64] = { 0 };

	(void)state;
	memcpy(bytes, "123456789abcdef0\0\0\0\0", 20); /* the CRC's word is the fifth */
	for (u32 size = 20; size < sizeof(bytes); size++) {
		bytes[16] = bytes[17] = 0;
		u32 crc = tb_crc32(bytes, size);

		bytes[16] = 0xde;
		bytes[17] = 0xad;
		assert_int_equal(table_crc(bytes, size), crc);
		bytes[size] = (u8)(size * 37);
	}
	assert_int_equal(tb_crc32("123456789", 9), 0xcbf43926);
}

/* SEP-CFG-006 */
static void an_unknown_section_that_may_be_skipped_is(void **state)
{
	struct cfg_section *s;
	struct cfg_fault fault;

	(void)state;
	tb.spare_section = true;
	tb_build(&tb);
	s = tb_section(&tb, CFG_TYPE_REGION);
	s->type = 0x77;
	s->offset = 0x10; /* what is skipped is not looked at */
	s->stride = 0;
	tb_seal(&tb);
	assert_int_equal(check(&fault), CFG_ERR_NONE);
	s->type = 0x77 | CFG_TYPE_NEEDED;
	tb_seal(&tb);
	assert_int_equal(check(&fault), CFG_ERR_SECTION);
}

/* SEP-CFG-016 */
static void a_destination_named_twice_is_rejected(void **state)
{
	struct cfg_dest *d;
	struct cfg_fault fault;

	(void)state;
	tb_build(&tb);
	d = tb_record(&tb, CFG_TYPE_DEST, 1);
	d->port = ((struct cfg_dest *)tb_record(&tb, CFG_TYPE_DEST, 0))->port;
	tb_seal(&tb);
	assert_int_equal(check(&fault), CFG_ERR_CHANNEL);
}

/* SEP-CFG-016 */
static void a_queue_with_two_destinations_is_rejected(void **state)
{
	struct cfg_fault fault;

	(void)state;
	tb_dest(&tb, CH_BA, tb_port(&tb, GAMMA, "ba", PORT_QUEUING, PORT_DESTINATION));
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_CHANNEL);
}

/* SEP-CFG-017 */
static void a_line_the_machine_does_not_have_is_rejected(void **state)
{
	struct cfg_fault fault;

	(void)state;
	tb_build(&tb);
	fake_machine()->num_lines = GAMMA_LINE2;
	assert_int_equal(check(&fault), CFG_ERR_LINE);
	fake_machine()->num_lines = GAMMA_LINE2 + 1;
	assert_int_equal(check(&fault), CFG_ERR_NONE);
}

/* SEP-CFG-015 */
static void an_area_over_an_image_in_ram_is_rejected(void **state)
{
	struct cfg_fault fault;

	(void)state;
	tb_build(&tb);
	limits.image = (struct hal_range){ BETA_RAM + 0x7000, 0x20000 };
	assert_int_equal(check(&fault), CFG_ERR_OVERLAP);
	limits.image = (struct hal_range){ BETA_RAM + BETA_RAM_SIZE, 0x20000 };
	assert_int_equal(check(&fault), CFG_ERR_NONE);
}

/* SEP-CFG-015 */
static void hypervisor_memory_over_an_image_in_ram_is_rejected(void **state)
{
	struct cfg_fault fault;

	(void)state;
	tb_build(&tb);
	limits.image = (struct hal_range){ tb.machine.hyp_phys + 0x10000, 0x20000 };
	assert_int_equal(check(&fault), CFG_ERR_OVERLAP);
}

/* Even if both say that they share it, and if it is one page of several.  SEP-DEV-007 */
static void a_device_has_one_owner(void **state)
{
	struct cfg_area *a = &tb.area[tb_area(&tb, GAMMA, ALPHA_DEVICE, 0x1000, AREA_DEVICE)];
	struct cfg_fault fault;

	(void)state;
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_OVERLAP);
	a->flags = tb.area[3].flags = AREA_DEVICE | AREA_SHARED;
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_OVERLAP);
	tb.area[3].phys = tb.area[3].mapped = FAKE_IO_BASE + 0x100000;
	tb.area[3].size = 0x2000;
	a->phys = a->mapped = FAKE_IO_BASE + 0x101000;
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_OVERLAP);
	a->phys = a->mapped = FAKE_IO_BASE + 0x102000;
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_NONE);
}

/* SEP-CFG-013 */
static void an_area_may_end_at_the_end_of_the_address_space(void **state)
{
	struct cfg_fault fault;

	(void)state;
	tb_area(&tb, GAMMA, FAKE_OCM_BASE, FAKE_OCM_SIZE, 0);
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_NONE);
}

/* Beyond 4 MiB the hypervisor's memory begins on a megabyte. */
static void large_memory_must_begin_on_a_megabyte(void **state)
{
	struct cfg_fault fault;

	(void)state;
	tb.machine.hyp_phys += 0x10000;
	tb.machine.hyp_size = 0x400000;
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_NONE);
	tb.machine.hyp_size += 0x1000;
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_ALIGN);
	tb.machine.hyp_phys += 0xf0000;
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_NONE);
}

/* ... or on 2 MiB, where the translation tables have blocks of that size. */
static void large_memory_must_begin_on_a_block(void **state)
{
	struct cfg_fault fault;

	(void)state;
	limits.block = 2 * BLOCK_LEAST;
	tb.machine.hyp_phys += 0x100000;
	tb.machine.hyp_size = 0x401000;
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_ALIGN);
	limits.block = BLOCK_LEAST; /* cfgc does not know */
	assert_int_equal(check(&fault), CFG_ERR_NONE);
}

static void control_tables_must_fit_their_megabyte(void **state)
{
	struct cfg_fault fault;

	(void)state;
	tb.machine.hyp_size = 0x01000000;
	tb.part[BETA].num_vcpus = 128; /* two pages each */
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_NONE);
	tb.part[BETA].num_vcpus = 129;
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_RANGE);
}

/* SEP-CFG-012 */
static void plans_of_two_processors_have_the_same_frame(void **state)
{
	struct cfg_fault fault;
	struct cfg_plan *p;

	(void)state;
	tb.cpus = 2;
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_NONE);
	p = tb_record(&tb, CFG_TYPE_PLAN, 5);
	p->frame_lo += 1000;
	tb_seal(&tb);
	assert_int_equal(check(&fault), CFG_ERR_FRAME);
	tb_build(&tb);
	((struct cfg_vcpu *)tb_record(&tb, CFG_TYPE_VCPU, BETA))->cpu = 1;
	tb_seal(&tb);
	assert_int_equal(check(&fault), CFG_ERR_CPU);
}

/* SEP-CFG-018 */
static void maintenance_needs_a_second_plan(void **state)
{
	struct cfg_fault fault;

	(void)state;
	plan_single(&tb, 10 * TB_MS);
	tb_hm(&tb, ALPHA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_SWITCH_TO_MAINTENANCE, 1);
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_ACTION);
	tb_plan(&tb, 5 * TB_MS);
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_NONE);
}

/* SEP-CFG-018 */
static void exactly_the_permitted_actions_pass(void **state)
{
	static const u32 permitted[][2] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) [nr] = { (hyp), (part) },
#include "hm_events.def"
	};
	struct cfg_fault fault;

	(void)state;
	tb_build(&tb);
	for (u32 owner = 0; owner < 2; owner++)
		for (u32 event = 0; event < XM_HM_EV_COUNT; event++)
			for (u32 action = 0; action < XM_HM_MAX_ACTIONS; action++) {
				u32 set = permitted[event][owner];
				struct cfg_hm *row =
					tb_record(&tb, CFG_TYPE_HM, owner * XM_HM_EV_COUNT + event);
				u32 old = row->action;

				row->action = action;
				tb_seal(&tb);
				assert_int_equal(check(&fault), set == 0 || (set >> action & 1)
									? CFG_ERR_NONE
									: CFG_ERR_ACTION);
				row->action = old;
			}
}

/* SEP-CFG-010 */
static void custom_files_have_an_owner_and_a_name(void **state)
{
	struct cfg_fault fault;

	(void)state;
	tb.files = 2;
	tb.file[0] = (struct cfg_file){ BETA, tb_name(&tb, "a-name-of-thirty-one-characters") };
	tb.file[1] = (struct cfg_file){ BETA, tb_name(&tb, "x") };
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_NONE);
	tb.file[1].name = tb_name(&tb, "a-name-of-thirty-two-characters.");
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_STRING);
	assert_int_equal(fault.section, CFG_FILE);
	assert_int_equal(fault.index, 1);
	tb.file[0].part = tb.parts;
	tb_build(&tb);
	assert_int_equal(check(&fault), CFG_ERR_INDEX);
}

static void names_have_one_to_fifteen_characters(void **state)
{
	static const struct {
		const char *name;
		u32 error;
	} cases[] = { { "fifteencharacte", CFG_ERR_NONE },
		      { "sixteencharacter", CFG_ERR_STRING },
		      { "", CFG_ERR_STRING } };
	struct cfg_fault fault;

	(void)state;
	for (u32 i = 0; i < ARRAY_LEN(cases); i++) {
		plan_single(&tb, 10 * TB_MS);
		tb_part(&tb, cases[i].name, 0);
		tb_area(&tb, 1, BETA_RAM, BETA_RAM_SIZE, 0);
		tb_build(&tb);
		assert_int_equal(check(&fault), cases[i].error);
	}
}

/* SEP-CFG-010 */
static void the_last_name_must_end_inside_the_strings(void **state)
{
	struct cfg_fault fault;
	u8 *last;

	(void)state;
	tb_build(&tb);
	last = (u8 *)tb.table_words + tb.table_size - 1;
	tb_section(&tb, CFG_TYPE_STRING)->count -= (u32)(*last == 0 ? 4 : 0);
	tb_seal(&tb);
	check(&fault);
	assert_int_equal(fault.error, CFG_ERR_STRING);
}

int main(void)
{
	static const struct CMUnitTest fixed[] = {
		cmocka_unit_test_setup(a_sound_table_passes, setup),
		cmocka_unit_test_setup(longer_records_than_known_are_stepped_over, setup),
		cmocka_unit_test_setup(a_table_cut_at_any_length_is_rejected, setup),
		cmocka_unit_test_setup(a_changed_word_breaks_the_checksum, setup),
		cmocka_unit_test_setup(a_changed_and_sealed_word_is_survived, setup),
		cmocka_unit_test_setup(a_wrong_checksum_is_named, setup),
		cmocka_unit_test_setup(the_checksum_is_that_of_the_standard_without_its_own_word,
				       setup),
		cmocka_unit_test_setup(an_unknown_section_that_may_be_skipped_is, setup),
		cmocka_unit_test_setup(a_destination_named_twice_is_rejected, setup),
		cmocka_unit_test_setup(a_queue_with_two_destinations_is_rejected, setup),
		cmocka_unit_test_setup(a_line_the_machine_does_not_have_is_rejected, setup),
		cmocka_unit_test_setup(an_area_over_an_image_in_ram_is_rejected, setup),
		cmocka_unit_test_setup(hypervisor_memory_over_an_image_in_ram_is_rejected, setup),
		cmocka_unit_test_setup(a_device_has_one_owner, setup),
		cmocka_unit_test_setup(an_area_may_end_at_the_end_of_the_address_space, setup),
		cmocka_unit_test_setup(large_memory_must_begin_on_a_megabyte, setup),
		cmocka_unit_test_setup(large_memory_must_begin_on_a_block, setup),
		cmocka_unit_test_setup(control_tables_must_fit_their_megabyte, setup),
		cmocka_unit_test_setup(plans_of_two_processors_have_the_same_frame, setup),
		cmocka_unit_test_setup(maintenance_needs_a_second_plan, setup),
		cmocka_unit_test_setup(exactly_the_permitted_actions_pass, setup),
		cmocka_unit_test_setup(custom_files_have_an_owner_and_a_name, setup),
		cmocka_unit_test_setup(names_have_one_to_fifteen_characters, setup),
		cmocka_unit_test_setup(the_last_name_must_end_inside_the_strings, setup),
	};
	static struct CMUnitTest spoilt[ARRAY_LEN(spoils)];
	int failed = cmocka_run_group_tests(fixed, NULL, NULL);

	for (u32 i = 0; i < ARRAY_LEN(spoils); i++)
		spoilt[i] = (struct CMUnitTest){ .name = spoils[i].sentence,
						 .test_func = is_rejected,
						 .initial_state = (void *)(uintptr_t)&spoils[i] };
	return failed + cmocka_run_group_tests(spoilt, NULL, NULL);
}
