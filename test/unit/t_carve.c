/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_carve.c - what packer reckons that the hypervisor takes of its memory.  That
 * the boot takes just that, the rig looks at after every boot.
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
	.image = 0x3fc0,
	.bss = 0x2000,
	.array = { 201, 131, 257, 33, 17, 65, 37 },
	.log_entry = 36,
	.trace_entry = 24,
	.space_fixed = 16384,
	.table_bytes = 1024,
	.table_shift = 20,
};

static void bind(void)
{
	struct config_limits limits = { .machine = fake_machine(), .block = BLOCK_LEAST };
	struct cfg_fault fault;

	fake_machine_default();
	tb_build(&tb);
	cfg = (struct config){ 0 };
	assert_true(config_check(&cfg, tb.table_words, tb.table_size, &limits, &fault));
}

struct piece {
	u64 at;
	u64 bytes;
	u32 align;
};

static u64 buffers(void)
{
	u64 n = 0;

	for (u32 c = 0; c < tb.channels; c++)
		n += carve_channel_bytes(cfg_get_channel(&cfg, c));
	return n;
}

static u64 pcts(void)
{
	u64 n = 0;

	for (u32 p = 0; p < tb.parts; p++)
		n += carve_pct_bytes(cfg_get_part(&cfg, p));
	return n;
}

static u64 tables(void)
{
	u64 n = 0;

	for (u32 p = 0; p < tb.parts; p++)
		n += carve_tables_bytes(&cfg, &sizes, cfg_get_part(&cfg, p));
	return n;
}

static void check_pieces(u32 ring_bytes, u32 ring)
{
	struct carve c;
	u32 copies;

	plan_full(&tb);
	tb.machine.ring_bytes = ring_bytes;
	bind();
	carve_layout(&c, &cfg, &sizes, 333);
	copies = ((tb.table_size + 63) & ~63u) + 384; /* as an image aligns them */

	const struct piece pieces[] = {
		{ 0, 0x3fc0 + 0x2000, 8 },
		{ c.log, 32 * 5 + 36 * (64 + 3 * 16), 8 },
		{ c.traces, 4 * (32 + 24 * 32), 8 },
		{ c.array[0], 201, 8 },
		{ c.array[1], 131 * 3, 8 },
		{ c.array[2], 257 * 3, 8 },
		{ c.array[3], 33 * 7, 8 },
		{ c.array[4], 17 * 10, 8 },
		{ c.array[5], 65 * 4, 8 },
		{ c.array[6], 37 * 1, 8 },
		{ c.buffers, buffers(), 8 },
		{ c.pct, pcts(), 4096 },
		{ c.rings, 3 * ring, 8 },
		{ c.spaces, 3 * 16384, 16384 },
		{ c.tables, tables(), 1024 },
		{ c.staged, copies, 8 },
		{ c.size, 0, 4096 },
	};
	for (u32 i = 0; i + 1 < ARRAY_LEN(pieces); i++) {
		u64 end = pieces[i].at + pieces[i].bytes, align = pieces[i + 1].align;

		assert_int_equal(pieces[i + 1].at, (end + align - 1) / align * align);
	}
}

/* A page has room for a control table and a console ring of 2 KiB, or none.
   SEP-CFG-020 SEP-CFG-019 */
static void pieces_are_aligned_disjoint_and_as_large_as_needed(void **state)
{
	(void)state;
	check_pieces(1024, 0);
	check_pieces(2048, 0);
	check_pieces(4096, 4096);
}

/* SEP-CFG-020 */
static void channels_get_room_for_every_message(void **state)
{
	(void)state;
	plan_full(&tb);
	bind();
	assert_in_range(carve_channel_bytes(cfg_get_channel(&cfg, CH_AB)), 64, 64 + 16);
	assert_in_range(carve_channel_bytes(cfg_get_channel(&cfg, CH_BA)), 4 * 32, 4 * (32 + 16));
	assert_in_range(carve_channel_bytes(cfg_get_channel(&cfg, CH_GA)), 256, 256 + 16);
	assert_in_range(carve_channel_bytes(cfg_get_channel(&cfg, CH_GB)), 24, 24 + 16);
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
		assert_int_equal(config_pct_bytes(cfg_get_part(&cfg, 0)) % 4096, 0);
		assert_true(config_pct_bytes(cfg_get_part(&cfg, 0)) >=
			    sizeof(struct xm_pct) + areas * 32 + (ports + 31) / 32 * 4);
	}
}

/* One second-level table for the control tables and one for each part of an
   area that covers less than a megabyte. */
static u64 tables_of(paddr_t phys, u32 size, u32 mapped)
{
	plan_single(&tb, TB_MS);
	tb.area[0].phys = phys;
	tb.area[0].mapped = mapped;
	tb.area[0].size = size;
	bind();
	return tables() / 1024;
}

/* SEP-CFG-020 */
static void second_level_tables_are_counted_for_partial_megabytes(void **state)
{
	(void)state;
	assert_int_equal(tables_of(0x10000000, 0x00100000, 0x10000000), 1);
	assert_int_equal(tables_of(0x10000000, 0x00001000, 0x10000000), 2);
	assert_int_equal(tables_of(0x100ff000, 0x00001000, 0x100ff000), 2);
	assert_int_equal(tables_of(0x10080000, 0x00080000, 0x10080000), 2);
	assert_int_equal(tables_of(0x10000000, 0x00101000, 0x10000000), 2);
	assert_int_equal(tables_of(0x100ff000, 0x00002000, 0x100ff000), 3);
	assert_int_equal(tables_of(0x100ff000, 0x00102000, 0x100ff000), 3);
	assert_int_equal(tables_of(0x100ff000, 0x00101000, 0x100ff000), 2);
	assert_int_equal(tables_of(FAKE_OCM_BASE, FAKE_OCM_SIZE, FAKE_OCM_BASE), 2);
	assert_int_equal(tables_of(0x10000000, 0x00200000, 0x10800000), 1);
	assert_int_equal(tables_of(0x10000000, 0x00200000, 0x10801000), 4); /* pages only */
}

/* SEP-CFG-020 */
static void areas_share_a_second_level_table(void **state)
{
	(void)state;
	plan_single(&tb, TB_MS);
	tb.area[0].size = 0x1000;
	tb_area(&tb, ALPHA, ALPHA_RAM + 0x1000, 0x1000, AREA_READONLY);
	tb_area(&tb, ALPHA, ALPHA_RAM + 0x5000, 0x1000, AREA_UNMAPPED);
	bind();
	assert_int_equal(tables() / 1024, 2);
}

/* SEP-CFG-019 */
static void a_need_beyond_32_bits_is_reckoned(void **state)
{
	struct core_sizes huge = sizes;
	struct carve c;

	(void)state;
	plan_full(&tb);
	bind();
	huge.image = 0xffffff00;
	huge.bss = 0xfffffff0;
	carve_layout(&c, &cfg, &huge, 333);
	assert_true(c.size > 0x1fffffef0);
}

/* SEP-CFG-020 */
static void the_log_does_not_move_with_the_plan(void **state)
{
	struct carve a, b;

	(void)state;
	plan_full(&tb);
	bind();
	carve_layout(&a, &cfg, &sizes, 333);
	plan_single(&tb, TB_MS);
	bind();
	carve_layout(&b, &cfg, &sizes, 5000);
	assert_int_equal(a.log, b.log);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_aligned_disjoint_and_as_large_as_needed),
		cmocka_unit_test(channels_get_room_for_every_message),
		cmocka_unit_test(a_control_table_has_room_for_map_and_bitmap),
		cmocka_unit_test(second_level_tables_are_counted_for_partial_megabytes),
		cmocka_unit_test(areas_share_a_second_level_table),
		cmocka_unit_test(a_need_beyond_32_bits_is_reckoned),
		cmocka_unit_test(the_log_does_not_move_with_the_plan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
