/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_gmem.c - guest pointers: every edge of every area of alpha, through
 * services that read (write_console) and write (get_time), and by address
 * through the classification of faults.
 */
#include "unit.h"
#include "gmem.h"
#include "guest.h"
#include "part.h"
#include "plans.h"
#include "system.h"

static struct tb tb;

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	return 0;
}

/* Does a buffer that is written (get_time: 8 bytes) pass at this address? */
static bool writable(u32 at)
{
	s32 result = rig_call2(XM_HC_get_time, XM_HW_CLOCK, at);

	assert_true(result == XM_OK || result == XM_INVALID_PARAM);
	return result == XM_OK;
}

/* And one that is read? */
static bool readable(u32 at, u32 length)
{
	s32 result = rig_call2(XM_HC_write_console, at, length);

	assert_true(result >= 0 || result == XM_INVALID_PARAM);
	return result >= 0;
}

struct area {
	u32 at, size;
	bool read, write;
};

static const struct area areas[] = {
	{ ALPHA_RAM, ALPHA_RAM_SIZE, true, true }, { ALPHA_RO, 0x1000, true, false },
	{ ALPHA_UNMAPPED, 0x1000, false, false },  { ALPHA_EXTRA, 0x1000, true, true },
	{ SHARED_RAM, 0x2000, true, true },	   { ALPHA_DEVICE, 0x1000, false, false },
};

/* SEP-MEM-001 SEP-MEM-002 SEP-MEM-003 SEP-MEM-004 */
static void every_edge_of_every_area_decides(void **state)
{
	(void)state;
	rig_start(&tb);
	for (u32 i = 0; i < ARRAY_LEN(areas); i++) {
		const struct area *a = &areas[i];
		u32 end = a->at + a->size;

		for (u32 off = 1; off <= 8; off++) {
			assert_false(writable(a->at - off));
			assert_false(readable(a->at - off, 8));
			assert_int_equal(writable(end - 8 - off), a->write);
			assert_false(writable(end - 8 + off));
			assert_false(readable(end - 8 + off, 8));
			assert_int_equal(readable(end - off, off), a->read);
			assert_false(readable(end - off, off + 1));
		}
		assert_int_equal(writable(a->at), a->write);
		assert_int_equal(writable(end - 8), a->write);
		assert_int_equal(readable(a->at, a->size), a->read);
		assert_false(readable(a->at, a->size + 1));
		assert_false(readable(a->at - 1, a->size + 1));
	}
	fake_check_canaries();
}

/* SEP-MEM-002 */
static void lengths_that_wrap_are_refused(void **state)
{
	static const u32 lengths[] = { 0x80000000, 0xf0000000,	   0xfffffff0,
				       0xffffffff, 0u - ALPHA_RAM, 0u - ALPHA_RAM + 16 };

	(void)state;
	rig_start(&tb);
	for (u32 i = 0; i < ARRAY_LEN(lengths); i++) {
		assert_false(readable(ALPHA_RAM + 16, lengths[i]));
		assert_false(readable(0, lengths[i]));
		assert_false(readable(0xfffffff0, lengths[i]));
	}
}

/* SEP-MEM-002 SEP-CFG-013 */
static void an_area_at_the_end_of_the_address_space_has_both_edges(void **state)
{
	(void)state;
	tb_area(&tb, ALPHA, FAKE_OCM_BASE, FAKE_OCM_SIZE, 0);
	rig_start(&tb);
	assert_true(writable(0xfffffff8));
	assert_false(writable(0xfffffffc));
	assert_true(readable(0xffffffff, 1));
	assert_false(readable(0xffffffff, 2));
	assert_false(readable(0xfffffff0, 0x20));
	assert_true(writable(FAKE_OCM_BASE));
	assert_false(writable(FAKE_OCM_BASE - 1));
}

/* SEP-MEM-001 SEP-MEM-005 */
static void memory_of_others_is_never_a_buffer(void **state)
{
	static const u32 foreign[] = { 0,
				       4,
				       BETA_RAM,
				       GAMMA_PHYS,
				       GAMMA_RAM,
				       FAKE_HYP_PHYS,
				       HAL_WINDOW_BASE,
				       HAL_PCT_BASE,
				       HAL_PCT_BASE + 0x1000,
				       FAKE_GIC_BASE,
				       0x30000000,
				       0xfffffff8 };

	(void)state;
	rig_start(&tb);
	for (u32 i = 0; i < ARRAY_LEN(foreign); i++) {
		assert_false(writable(foreign[i]));
		assert_false(readable(foreign[i], 4));
	}
}

/* SEP-MEM-002 */
static void neighbouring_areas_do_not_make_one_buffer(void **state)
{
	(void)state;
	tb_area(&tb, ALPHA, ALPHA_RAM + ALPHA_RAM_SIZE, 0x1000, 0);
	rig_start(&tb);
	assert_true(writable(ALPHA_RAM + ALPHA_RAM_SIZE));
	assert_true(writable(ALPHA_RAM + ALPHA_RAM_SIZE - 8));
	assert_false(writable(ALPHA_RAM + ALPHA_RAM_SIZE - 4));
}

/* SEP-MEM-001 */
static void mapped_addresses_count_not_physical_ones(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_to(GAMMA);
	assert_true(writable(GAMMA_RAM));
	assert_true(writable(GAMMA_RAM + GAMMA_RAM_SIZE - 8));
	assert_false(writable(GAMMA_PHYS));
	memset(fake_phys(GAMMA_PHYS + 0x100, 8), 0xaa, 8);
	rig_run_ns(5000);
	assert_true(writable(GAMMA_RAM + 0x100));
	assert_int_equal(rig_peek32(GAMMA, GAMMA_RAM + 0x104), 0);
}

/* SEP-CFG-007 */
static void areas_are_found_in_a_table_with_longer_records(void **state)
{
	(void)state;
	tb.extra_words = 2;
	rig_start(&tb);
	assert_true(writable(ALPHA_EXTRA));
	assert_true(writable(SHARED_RAM));
	assert_false(writable(ALPHA_RO));
	rig_run_to(GAMMA);
	assert_true(writable(GAMMA_RAM));
}

/* SEP-MEM-005 */
static void a_service_writes_its_buffer_and_nothing_else(void **state)
{
	static u8 before[ALPHA_RAM_SIZE];
	u8 *ram;

	(void)state;
	rig_start(&tb);
	ram = fake_phys(ALPHA_RAM, ALPHA_RAM_SIZE);
	for (u32 i = 0; i < ALPHA_RAM_SIZE; i++)
		ram[i] = (u8)(i * 7 + 1);
	memcpy(before, ram, ALPHA_RAM_SIZE);
	rig_run_ns(10000);
	assert_int_equal(rig_call2(XM_HC_get_time, XM_TICK_CLOCK, ALPHA_RAM + 0x1004), XM_OK);
	assert_int_not_equal(memcmp(before + 0x1004, ram + 0x1004, 8), 0);
	memcpy(ram + 0x1004, before + 0x1004, 8);
	assert_memory_equal(before, ram, ALPHA_RAM_SIZE);
}

/* --- whose address ------------------------------------------------------------------------- */

/* SEP-HM-011 */
static void addresses_belong_to_self_others_or_nobody(void **state)
{
	static const struct {
		u32 at;
		enum gmem_owner owner;
	} cases[] = {
		{ ALPHA_RAM, OWNER_SELF },
		{ ALPHA_RAM + ALPHA_RAM_SIZE - 1, OWNER_SELF },
		{ ALPHA_RAM + ALPHA_RAM_SIZE, OWNER_NOBODY },
		{ ALPHA_RAM - 1, OWNER_NOBODY },
		{ ALPHA_UNMAPPED, OWNER_SELF },
		{ ALPHA_DEVICE + 0xfff, OWNER_SELF },
		{ ALPHA_DEVICE + 0x1000, OWNER_NOBODY },
		{ SHARED_RAM + 0x1fff, OWNER_SELF },
		{ SHARED_RAM + 0x2000, OWNER_NOBODY },
		{ BETA_RAM, OWNER_FOREIGN },
		{ BETA_RAM - 1, OWNER_NOBODY },
		{ BETA_RAM + BETA_RAM_SIZE - 1, OWNER_FOREIGN },
		{ BETA_RAM + BETA_RAM_SIZE, OWNER_NOBODY },
		{ GAMMA_PHYS, OWNER_FOREIGN },
		{ GAMMA_RAM, OWNER_NOBODY },
		{ FAKE_HYP_PHYS, OWNER_FOREIGN },
		{ FAKE_HYP_PHYS + 0x3fffff, OWNER_FOREIGN },
		{ FAKE_HYP_PHYS + 0x400000, OWNER_NOBODY },
		{ HAL_WINDOW_BASE, OWNER_FOREIGN },
		{ HAL_WINDOW_BASE + HAL_WINDOW_SIZE - 1, OWNER_FOREIGN },
		{ HAL_WINDOW_BASE + HAL_WINDOW_SIZE, OWNER_NOBODY },
		{ 0, OWNER_NOBODY },
		{ 0xffffffff, OWNER_NOBODY },
	};

	(void)state;
	rig_start(&tb);
	for (u32 i = 0; i < ARRAY_LEN(cases); i++)
		if (gmem_owner(&sys.part[ALPHA], cases[i].at) != cases[i].owner)
			fail_msg("0x%08x belongs to %d", cases[i].at,
				 gmem_owner(&sys.part[ALPHA], cases[i].at));
	/* What is mapped elsewhere is, where it lies, nobody else's. */
	assert_int_equal(gmem_owner(&sys.part[GAMMA], GAMMA_RAM), OWNER_SELF);
	assert_int_equal(gmem_owner(&sys.part[GAMMA], GAMMA_PHYS), OWNER_NOBODY);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(every_edge_of_every_area_decides, setup),
		cmocka_unit_test_setup(lengths_that_wrap_are_refused, setup),
		cmocka_unit_test_setup(an_area_at_the_end_of_the_address_space_has_both_edges,
				       setup),
		cmocka_unit_test_setup(memory_of_others_is_never_a_buffer, setup),
		cmocka_unit_test_setup(neighbouring_areas_do_not_make_one_buffer, setup),
		cmocka_unit_test_setup(mapped_addresses_count_not_physical_ones, setup),
		cmocka_unit_test_setup(areas_are_found_in_a_table_with_longer_records, setup),
		cmocka_unit_test_setup(a_service_writes_its_buffer_and_nothing_else, setup),
		cmocka_unit_test_setup(addresses_belong_to_self_others_or_nobody, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
