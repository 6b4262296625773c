/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_device.c - device registers by hypercall.
 */
#include "unit.h"
#include "guest.h"
#include "part.h"
#include "plans.h"

static struct tb tb;

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	return 0;
}

static struct fake_register *device(u32 i, u32 address, u32 value)
{
	fake.reg[i] = (struct fake_register){ address, value, 0, 0 };
	return &fake.reg[i];
}

static s32 inport(u32 address, u32 *value)
{
	u32 part = rig_running();
	s32 result = rig_call2(XM_HC_inport, address, guest_at(GUEST_SCRATCH));

	*value = rig_peek32(part, guest_at_of(part, GUEST_SCRATCH));
	return result;
}

static s32 outport(u32 address, u32 value)
{
	return rig_call2(XM_HC_outport, address, value);
}

/* SEP-DEV-001 */
static void a_range_is_read_and_written_from_end_to_end(void **state)
{
	struct fake_register *first, *last;
	u32 value;

	(void)state;
	rig_start(&tb);
	first = device(0, ALPHA_PORTS, 0x11111111);
	last = device(1, ALPHA_PORTS + 60, 0x22222222);
	assert_int_equal(inport(ALPHA_PORTS, &value), XM_OK);
	assert_int_equal(value, 0x11111111);
	assert_int_equal(inport(ALPHA_PORTS + 60, &value), XM_OK);
	assert_int_equal(value, 0x22222222);
	assert_int_equal(outport(ALPHA_PORTS + 60, 0x87654321), XM_OK);
	assert_int_equal(last->value, 0x87654321);
	assert_int_equal(first->reads + last->reads, 2);
	assert_int_equal(first->writes + last->writes, 1);
}

/* SEP-DEV-002 */
static void a_restricted_register_has_only_the_bits_of_its_mask(void **state)
{
	struct fake_register *r;
	u32 value;

	(void)state;
	rig_start(&tb);
	r = device(0, SPLIT_PORT, 0x12345678);
	assert_int_equal(inport(SPLIT_PORT, &value), XM_OK);
	assert_int_equal(value, 0x5678);
	assert_int_equal(outport(SPLIT_PORT, 0xffff1111), XM_OK);
	assert_int_equal(r->value, 0x12341111);
	rig_run_to(BETA);
	assert_int_equal(inport(SPLIT_PORT, &value), XM_OK);
	assert_int_equal(value, 0x12340000);
	assert_int_equal(outport(SPLIT_PORT, 0xabcdffff), XM_OK);
	assert_int_equal(r->value, 0xabcd1111);
	assert_int_equal(r->writes, 2);
}

/* SEP-DEV-001 */
static void what_the_plan_does_not_give_is_not_touched(void **state)
{
	static const u32 others[] = { 0,
				      4,
				      ALPHA_PORTS - 4,
				      ALPHA_PORTS + 64,
				      SPLIT_PORT - 4,
				      SPLIT_PORT + 4,
				      GAMMA_PORTS,
				      ALPHA_DEVICE,
				      FAKE_GIC_BASE,
				      ALPHA_RAM,
				      FAKE_HYP_PHYS,
				      HAL_WINDOW_BASE,
				      0x7ffffffc,
				      0x80000000,
				      0xfffffffc };
	u32 value;

	(void)state;
	rig_start(&tb);
	for (u32 i = 0; i < ARRAY_LEN(others); i++) {
		struct fake_register *r = device(0, others[i], 0);

		assert_int_equal(inport(others[i], &value), XM_PERM_ERROR);
		assert_int_equal(outport(others[i], 0), XM_PERM_ERROR);
		assert_int_equal(r->reads + r->writes, 0);
	}
	for (u32 off = 1; off < 4; off++) {
		assert_int_equal(inport(ALPHA_PORTS + off, &value), XM_INVALID_PARAM);
		assert_int_equal(outport(ALPHA_PORTS + off, 0), XM_INVALID_PARAM);
		assert_int_equal(inport(others[0] + off, &value), XM_INVALID_PARAM);
	}
	rig_run_to(GAMMA);
	assert_int_equal(outport(ALPHA_PORTS, 0), XM_PERM_ERROR);
}

/* A read with a side effect must not be lost.  SEP-DEV-001 SEP-MEM-002 */
static void a_value_without_a_place_is_not_read(void **state)
{
	static const u32 wrong[] = {
		0, ALPHA_RO, ALPHA_RAM + ALPHA_RAM_SIZE - 3, ALPHA_UNMAPPED, BETA_RAM, HAL_PCT_BASE
	};
	struct fake_register *r;

	(void)state;
	rig_start(&tb);
	r = device(0, ALPHA_PORTS, 5);
	for (u32 i = 0; i < ARRAY_LEN(wrong); i++)
		assert_int_equal(rig_call2(XM_HC_inport, ALPHA_PORTS, wrong[i]), XM_INVALID_PARAM);
	assert_int_equal(r->reads, 0);
}

/* SEP-DEV-003 */
static void a_device_that_refuses_halts_who_asked(void **state)
{
	struct xm_hm_record rec;

	(void)state;
	rig_start(&tb);
	rig_run_to(GAMMA);
	outport(GAMMA_PORTS, 0);
	assert_int_not_equal(rig_running(), GAMMA);
	assert_true(rig_pct(GAMMA)->flags & XM_PCT_HALTED);
	rig_run_to(ALPHA);
	assert_int_equal(guest_hm_read(&rec, 1), 1);
	assert_int_equal(rec.where & 0xffff, GAMMA);
	assert_int_equal(rec.what & 0xffff, XM_HM_EV_ARM_DATA_ABORT | CAUSE_DATA_EXTERNAL << 8);
	assert_int_equal(rec.address, GAMMA_PORTS);
	assert_int_equal(rec.access, XM_ACCESS_WRITE | XM_HM_HAS_CONTEXT);
}

/* SEP-DEV-003 */
static void a_device_that_refuses_is_told_to_the_fault_handler(void **state)
{
	struct hal_vcpu *v;

	(void)state;
	tb_hm(&tb, ALPHA, XM_HM_EV_ARM_DATA_ABORT, XM_HM_AC_PROPAGATE, 0);
	rig_start(&tb);
	guest_vectors();
	v = rig.current;
	rig_call2(XM_HC_inport, SPLIT_PORT, guest_at(GUEST_SCRATCH));
	assert_int_equal(rig_running(), ALPHA);
	assert_int_equal(v->pc, guest_at(GUEST_FAULT_HANDLER) & ~1u);
	assert_int_equal(guest_return(), XM_NOT_AVAILABLE);
	assert_int_equal((s32)v->r[0], XM_NOT_AVAILABLE);
}

/* --- caches ----------------------------------------------------------------------------- */

/* SEP-DEV-005 */
static void a_cache_is_flushed_and_never_switched_off(void **state)
{
	(void)state;
	rig_start(&tb);
	for (u32 cache = 0; cache < 5; cache++)
		for (u32 action = 0; action < 6; action++) {
			bool known = cache - 1 < 3 && action - 1 < 3;
			s32 good = action == 2 ? XM_OP_NOT_ALLOWED : XM_OK;

			assert_int_equal(rig_call2(XM_HC_set_cache_state, cache, action),
					 known ? good : XM_INVALID_PARAM);
		}
	assert_int_equal(rig_call2(XM_HC_set_cache_state, NONE, XM_FLUSH_CACHE), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_set_cache_state, XM_DCACHE, NONE), XM_INVALID_PARAM);
	assert_int_equal(fake.flushed[0], 2); /* alone, and with the other */
	assert_int_equal(fake.flushed[1], 2);
}

/* SEP-DEV-005 SEP-DEV-006 */
static void a_cache_that_the_plan_disables_stays_off(void **state)
{
	(void)state;
	tb.part[BETA].flags |= PART_ICACHE_OFF;
	tb.part[GAMMA].flags |= PART_DCACHE_OFF;
	rig_start(&tb);
	assert_int_equal(rig_pct(ALPHA)->flags & 0x180, XM_PCT_DCACHE | XM_PCT_ICACHE);
	assert_int_equal(rig_pct(BETA)->flags & 0x180, XM_PCT_DCACHE);
	assert_int_equal(rig_pct(GAMMA)->flags & 0x180, XM_PCT_ICACHE);
	assert_false(rig_vcpu(ALPHA)->icache_off);
	rig_run_to(BETA);
	assert_true(rig_vcpu(BETA)->icache_off);
	for (u32 action = 1; action <= 3; action++)
		for (u32 both = 0; both <= XM_DCACHE; both += XM_DCACHE)
			assert_int_equal(rig_call2(XM_HC_set_cache_state, XM_ICACHE | both, action),
					 XM_INVALID_CONFIG);
	assert_int_equal(fake.flushed[1], 0);
	assert_int_equal(rig_call2(XM_HC_set_cache_state, XM_DCACHE, XM_FLUSH_CACHE), XM_OK);
	rig_run_to(GAMMA);
	assert_false(rig_vcpu(GAMMA)->icache_off);
	assert_int_equal(rig_call2(XM_HC_set_cache_state, XM_DCACHE, XM_FLUSH_CACHE),
			 XM_INVALID_CONFIG);
	assert_int_equal(rig_call2(XM_HC_set_cache_state, XM_DCACHE | XM_ICACHE, XM_FLUSH_CACHE),
			 XM_INVALID_CONFIG);
	assert_int_equal(fake.flushed[0], 0);
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_range_is_read_and_written_from_end_to_end),
		TEST(a_restricted_register_has_only_the_bits_of_its_mask),
		TEST(what_the_plan_does_not_give_is_not_touched),
		TEST(a_value_without_a_place_is_not_read),
		TEST(a_device_that_refuses_halts_who_asked),
		TEST(a_device_that_refuses_is_told_to_the_fault_handler),
		TEST(a_cache_is_flushed_and_never_switched_off),
		TEST(a_cache_that_the_plan_disables_stays_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
