/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_boot.c - from hal_boot to the first slot, and again.
 */
#include "unit.h"
#include "guest.h"
#include "plans.h"

static struct tb tb;

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	return 0;
}

/* SEP-BOOT-002 SEP-PART-001 SEP-PART-002 */
static void the_first_slot_begins_at_boot(void **state)
{
	const struct hal_vcpu *v;

	(void)state;
	rig_start(&tb);
	assert_int_equal(rig_running(), ALPHA);
	v = rig.current;
	assert_int_equal(v->pc, ALPHA_RAM);
	assert_int_equal(v->r[0], HAL_PCT_BASE);
	assert_int_equal(v->r[1], HAL_PCT_BASE + v->space->pct_bytes);
	assert_int_equal(v->sp, 0);
	for (u32 i = 2; i < 13; i++)
		assert_int_equal(v->r[i], 0);
	assert_int_equal(rig_ctl(ALPHA)->irq_off, 1);
	assert_int_equal(rig_pct(ALPHA)->extIrqsMask, ~0u);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_first_slot_begins_at_boot, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
