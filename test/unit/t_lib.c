/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_lib.c - the helpers of core/lib.c.
 */
#include "unit.h"
#include "lib.h"
#include "table_builder.h"

static void names_agree_only_when_every_character_does(void **state)
{
	(void)state;
	assert_true(name_equal("gyro", "gyro", 16));
	assert_false(name_equal("gyro", "gyros", 16));
	assert_false(name_equal("gyros", "gyro", 16));
	assert_false(name_equal("gyro", "gyrO", 16));
	assert_true(name_equal("", "", 16));
	assert_true(name_equal("gyroA", "gyroB", 4));
	assert_true(name_equal("a", "b", 0));
}

static void high_half_of_a_product_is_exact(void **state)
{
	static const u64 samples[] = { 0,
				       1,
				       2,
				       0xffffffff,
				       0x100000000,
				       0x123456789abcdef0,
				       0x8000000000000000,
				       0xffffffffffffffff };

	(void)state;
	for (u32 i = 0; i < ARRAY_LEN(samples); i++)
		for (u32 j = 0; j < ARRAY_LEN(samples); j++) {
			unsigned __int128 p = (unsigned __int128)samples[i] * samples[j];

			assert_true(mul_high(samples[i], samples[j]) == (u64)(p >> 64));
		}
}

/* SEP-MEM-002 */
static void ranges_are_compared_without_wrapping(void **state)
{
	(void)state;
	assert_true(range_inside(10, 0, 10, 0));
	assert_true(range_inside(10, 5, 10, 5));
	assert_false(range_inside(10, 6, 10, 5));
	assert_false(range_inside(9, 1, 10, 5));
	assert_false(range_inside(11, 5, 10, 5));
	assert_true(range_inside(0xfffff000, 0x1000, 0xfffff000, 0x1000));
	assert_false(range_inside(0xfffff004, 0xfffffffc, 0xfffff000, 0x1000));
	assert_true(range_overlap(0xfffff000, 0x1000, 0xffffffff, 1));
	assert_false(range_overlap(0xfffff000, 0x1000, 0, 0x1000));
	assert_true(range_overlap(0, 2, 1, 5));
	assert_false(range_overlap(0, 1, 1, 5));
	assert_true(range_overlap(1, 5, 0, 2));
	assert_false(range_overlap(1, 5, 0, 1));
}

static void rounding_goes_up_to_the_next_power(void **state)
{
	(void)state;
	assert_int_equal(align_up(0, 8), 0);
	assert_int_equal(align_up(1, 8), 8);
	assert_int_equal(align_up(8, 8), 8);
	assert_true(is_aligned(0, 4096));
	assert_true(is_aligned(8192, 4096));
	assert_false(is_aligned(8190, 4096));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_agree_only_when_every_character_does),
		cmocka_unit_test(high_half_of_a_product_is_exact),
		cmocka_unit_test(ranges_are_compared_without_wrapping),
		cmocka_unit_test(rounding_goes_up_to_the_next_power),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
