/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_carve.c - the layout of the hypervisor's memory.
 */
#include "unit.h"
#include "carve.h"
#include "config_bind.h"
#include "fake_machine.h"
#include "pct.h"
#include "plans.h"

static struct tb tb;
static struct config cfg;

static const struct core_sizes sizes = {
	.image = 0x3ff1,
	.bss = 0x2003,
	.percpu = 201,
	.part = 131,
	.vcpu = 257,
	.slot = 33,
	.port = 17,
	.channel = 65,
	.console = 37,
	.log_header = 61,
	.hm_record = 40,
	.space_fixed = 16384,
	.space_align = 16384,
	.table_bytes = 1024,
	.table_shift = 20,
};

static void bind(void)
{
	struct config_limits limits = { .machine = fake_machine() };
	struct cfg_fault fault;

	fake_machine_default();
	tb_build(&tb);
	assert_true(config_check(&cfg, tb.table_words, tb.table_size, &limits, &fault));
}

struct piece {
	u32 at;
	u64 bytes;
	u32 align;
};

static u64 buffers(void)
{
	u64 n = 0;

	for (u32 c = 0; c < tb.channels; c++)
		n += carve_channel_bytes(&cfg, c);
	return n;
}

static u64 pcts(void)
{
	u64 n = 0;

	for (u32 p = 0; p < tb.parts; p++)
		n += tb.part[p].num_vcpus * (carve_pct_bytes(&cfg, p) + 4096ull);
	return n;
}

static u64 spaces(void)
{
	u64 n = tb.parts * 16384ull;

	for (u32 p = 0; p < tb.parts; p++)
		n += carve_space_bytes(&cfg, &sizes, p);
	return n;
}

/* SEP-CFG-020 SEP-CFG-019 */
static void pieces_are_aligned_disjoint_and_as_large_as_needed(void **state)
{
	struct carve c;
	u32 copies;

	(void)state;
	plan_full(&tb);
	bind();
	assert_true(carve_layout(&c, &cfg, &sizes, 333));
	copies = ((tb.table_size + 63) & ~63u) + 384; /* as an image aligns them */

	const struct piece pieces[] = {
		{ 0, 0x3ff1 + 0x2003, 8 },     { c.log, 61 + 40 * (64 + 3 * 16), 4096 },
		{ c.percpu, 201, 8 },	       { c.part, 131 * 3, 8 },
		{ c.vcpu, 257 * 3, 8 },	       { c.slot, 33 * 7, 8 },
		{ c.port, 17 * 10, 8 },	       { c.channel, 65 * 4, 8 },
		{ c.console, 37 * 1, 8 },      { c.rings, 3 * 1024, 8 },
		{ c.buffers, buffers(), 8 },   { c.pct, pcts(), 4096 },
		{ c.spaces, spaces(), 16384 }, { c.staged, copies, 8 },
		{ c.size, 0, 4096 },
	};
	for (u32 i = 0; i < ARRAY_LEN(pieces); i++) {
		assert_int_equal(pieces[i].at % pieces[i].align, 0);
		if (i + 1 < ARRAY_LEN(pieces))
			assert_true(pieces[i].at + pieces[i].bytes <= pieces[i + 1].at);
	}
	assert_true(c.size - c.staged - copies < 4096);
}

/* SEP-CFG-020 */
static void channels_get_room_for_every_message(void **state)
{
	(void)state;
	plan_full(&tb);
	bind();
	assert_in_range(carve_channel_bytes(&cfg, CH_AB), 64, 64 + 16);
	assert_in_range(carve_channel_bytes(&cfg, CH_BA), 4 * 32, 4 * (32 + 16));
	assert_in_range(carve_channel_bytes(&cfg, CH_GA), 256, 256 + 16);
	assert_in_range(carve_channel_bytes(&cfg, CH_GB), 24, 24 + 16);
}

/* SEP-CFG-020 */
static void a_control_table_has_room_for_map_and_bitmap(void **state)
{
	u32 areas = 0;

	(void)state;
	for (u32 ports = 0; ports < 40; ports += 33) {
		char name[16];

		plan_single(&tb, TB_MS);
		for (u32 i = 0; i < ports; i++) {
			snprintf(name, sizeof(name), "p%u", i);
			tb_port(&tb, ALPHA, name, PORT_SAMPLING, PORT_SOURCE);
		}
		areas = 1;
		bind();
		assert_int_equal(carve_pct_bytes(&cfg, 0) % 4096, 0);
		assert_true(carve_pct_bytes(&cfg, 0) >=
			    sizeof(struct xm_pct) + areas * 32 + (ports + 31) / 32 * 4);
	}
}

/* One second-level table for the control tables and one for each part of an
   area that covers less than a megabyte. */
static u32 tables_of(paddr_t phys, u32 size)
{
	plan_single(&tb, TB_MS);
	tb.area[0].phys = phys;
	tb.area[0].mapped = phys;
	tb.area[0].size = size;
	bind();
	return carve_space_bytes(&cfg, &sizes, 0) / 1024;
}

/* SEP-CFG-020 */
static void second_level_tables_are_counted_for_partial_megabytes(void **state)
{
	(void)state;
	assert_int_equal(tables_of(0x10000000, 0x00100000), 1);
	assert_int_equal(tables_of(0x10000000, 0x00001000), 2);
	assert_int_equal(tables_of(0x100ff000, 0x00001000), 2);
	assert_int_equal(tables_of(0x10080000, 0x00080000), 2);
	assert_int_equal(tables_of(0x10000000, 0x00101000), 2);
	assert_int_equal(tables_of(0x100ff000, 0x00002000), 3);
	assert_int_equal(tables_of(0x100ff000, 0x00102000), 3);
	assert_int_equal(tables_of(0x100ff000, 0x00101000), 2);
	assert_int_equal(tables_of(FAKE_OCM_BASE, FAKE_OCM_SIZE), 2);
}

/* SEP-CFG-019 */
static void a_need_beyond_32_bits_is_refused(void **state)
{
	struct core_sizes huge = sizes;
	struct carve c;

	(void)state;
	plan_full(&tb);
	bind();
	huge.image = 0xf0000000;
	huge.bss = 0x20000000;
	assert_false(carve_layout(&c, &cfg, &huge, 333));
	huge.bss = 0;
	huge.image = 0xffff0000;
	assert_false(carve_layout(&c, &cfg, &huge, 333));
	huge.image = 0x10000000;
	huge.part = 0x80000000;
	assert_false(carve_layout(&c, &cfg, &huge, 333));
}

/* SEP-CFG-020 */
static void the_log_does_not_move_with_the_plan(void **state)
{
	struct carve a, b;

	(void)state;
	plan_full(&tb);
	bind();
	assert_true(carve_layout(&a, &cfg, &sizes, 333));
	plan_single(&tb, TB_MS);
	bind();
	assert_true(carve_layout(&b, &cfg, &sizes, 5000));
	assert_int_equal(a.log, b.log);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_aligned_disjoint_and_as_large_as_needed),
		cmocka_unit_test(channels_get_room_for_every_message),
		cmocka_unit_test(a_control_table_has_room_for_map_and_bitmap),
		cmocka_unit_test(second_level_tables_are_counted_for_partial_megabytes),
		cmocka_unit_test(a_need_beyond_32_bits_is_refused),
		cmocka_unit_test(the_log_does_not_move_with_the_plan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
