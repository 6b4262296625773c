/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_part.c - partition states, resets, reload from the image.
 */
#include "unit.h"
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

static void start(void **state)
{
	(void)state;
	rig_start(&tb);
}

static u32 state_of(u32 part)
{
	struct xm_part_state s;

	rig_run_to(ALPHA);
	assert_int_equal(guest_part_state(part, &s), XM_OK);
	return s.state;
}

/* Does the partition get the processor in the next frame? */
static bool runs(u32 part)
{
	u64 end = fake.now + rig_ticks(10 * TB_MS);

	while (fake.now < end) {
		if (rig_running() == part)
			return true;
		rig_run_ns(100 * TB_US);
	}
	return false;
}

/* --- start ---------------------------------------------------------------------------------- */

/* SEP-PART-001 SEP-PART-024 */
static void only_partitions_with_the_boot_flag_start(void **state)
{
	tb.part[GAMMA].flags &= ~(u32)PART_BOOT;
	start(state);
	assert_true(runs(BETA));
	assert_false(runs(GAMMA));
	assert_int_equal(state_of(GAMMA), XM_STATUS_HALTED);
	assert_true(rig_pct(GAMMA)->flags & XM_PCT_HALTED);
	assert_int_equal(state_of(BETA), XM_STATUS_READY);
	assert_true(rig_pct(BETA)->flags & XM_PCT_READY);
}

/* SEP-PART-023 SEP-PART-007 SEP-IMG-003 */
static void a_partition_that_never_ran_starts_loaded_by_any_reset(void **state)
{
	for (u32 mode = XM_COLD_RESET; mode <= XM_WARM_RESET; mode++) {
		setup(NULL);
		tb.part[GAMMA].flags &= ~(u32)PART_BOOT;
		start(state);
		assert_int_equal(guest_reset(GAMMA, mode, 5), XM_OK);
		assert_true(runs(GAMMA));
		assert_int_equal(rig_vcpu(GAMMA)->pc, GAMMA_RAM);
		for (u32 i = 0; i < 256; i++)
			assert_int_equal(*fake_phys(GAMMA_PHYS + i, 1), tb_image_byte(GAMMA, i));
		for (u32 i = 256; i < GAMMA_RAM_SIZE; i++)
			assert_int_equal(*fake_phys(GAMMA_PHYS + i, 1), 0);
	}
}

/* SEP-PART-024 SEP-PART-002 SEP-DEV-009 */
static void the_control_table_describes_the_partition(void **state)
{
	volatile struct xm_pct *t;
	const struct xm_mem_area *map;

	tb.part[ALPHA].devices = 0x8050;
	start(state);
	t = rig_pct(ALPHA);
	map = (const struct xm_mem_area *)((const u8 *)(uintptr_t)t + t->memMap);
	assert_int_equal(t->magic, XM_PCT_MAGIC);
	assert_int_equal(t->id, ALPHA);
	assert_string_equal((const char *)(uintptr_t)t->name, "alpha");
	assert_int_equal(t->flags & (XM_PCT_SYSTEM | XM_PCT_FP | XM_PCT_READY),
			 XM_PCT_SYSTEM | XM_PCT_READY);
	assert_int_equal(t->noVCpus, 1);
	assert_int_equal(t->noPhysicalMemAreas, 6);
	assert_int_equal(t->noCommPorts, 3);
	assert_int_equal(t->imgStart, ALPHA_RAM);
	assert_int_equal(t->arch.devices, 0x8050);
	assert_int_equal(rig_pct(GAMMA)->arch.devices, 0);
	assert_int_equal(t->cpuKhz, 666667);
	assert_int_equal(t->tickN, 1);
	assert_int_equal(t->tickD, 3);
	assert_int_equal(map[0].startAddr, ALPHA_RAM);
	assert_int_equal(map[0].size, ALPHA_RAM_SIZE);
	assert_int_equal(map[1].flags & AREA_READONLY, AREA_READONLY);
	assert_int_equal(map[3].startAddr, ALPHA_DEVICE);
	t = rig_pct(GAMMA);
	map = (const struct xm_mem_area *)((const u8 *)(uintptr_t)t + t->memMap);
	assert_int_equal(map[0].startAddr, GAMMA_PHYS);
	assert_int_equal(map[0].mappedAt, GAMMA_RAM);
	assert_int_equal(t->hwIrqs[1], 1u << (GAMMA_LINE - 32));
	assert_int_equal(t->hwIrqs[2], 1u << (GAMMA_LINE2 - 64));
	assert_int_equal(t->flags & (XM_PCT_SYSTEM | XM_PCT_FP), 0);
	assert_int_equal(rig_pct(BETA)->flags & XM_PCT_FP, XM_PCT_FP);
	rig_run_to(BETA);
	assert_true(rig.current->fp);
	rig_run_to(GAMMA);
	assert_false(rig.current->fp);
}

/* SEP-PART-002 */
static void an_entry_in_the_plan_is_where_the_partition_starts(void **state)
{
	tb.part[BETA].entry = BETA_RAM + 0x41; /* Thumb */
	start(state);
	rig_run_to(BETA);
	assert_int_equal(rig_vcpu(BETA)->pc, BETA_RAM + 0x40);
	assert_true(rig_vcpu(BETA)->cpsr & 0x20);
}

/* --- states ---------------------------------------------------------------------------------- */

/* SEP-PART-003 SEP-PART-006 */
static void halting_ends_a_partition_until_a_reset(void **state)
{
	start(state);
	rig_run_to(BETA);
	rig_call1(XM_HC_halt_partition, BETA);
	assert_null(rig.current);
	assert_int_equal(rig_vcpu(BETA)->results, 0); /* no return */
	assert_false(runs(BETA));
	assert_int_equal(state_of(BETA), XM_STATUS_HALTED);
	assert_int_equal(rig_call1(XM_HC_halt_partition, BETA), XM_OK);
	assert_int_equal(rig_call1(XM_HC_suspend_partition, BETA), XM_OK);
	assert_int_equal(rig_call1(XM_HC_resume_partition, BETA), XM_OK);
	assert_int_equal(state_of(BETA), XM_STATUS_HALTED);
	assert_false(runs(BETA));
	rig_run_to(ALPHA);
	assert_int_equal(guest_reset(BETA, XM_WARM_RESET, 0), XM_OK);
	assert_true(runs(BETA));
}

/* SEP-PART-004 SEP-PART-005 */
static void a_suspended_partition_continues_where_it_was(void **state)
{
	struct hal_vcpu before, *v;

	start(state);
	rig_run_to(BETA);
	v = rig.current;
	v->r[5] = 0x55;
	assert_int_equal(rig_call1(XM_HC_suspend_partition, BETA), XM_OK);
	assert_null(rig.current);
	before = *v;
	assert_false(runs(BETA));
	assert_int_equal(state_of(BETA), XM_STATUS_SUSPENDED);
	assert_true(rig_pct(BETA)->flags & XM_PCT_SUSPENDED);
	rig_call1(XM_HC_shutdown_partition, BETA);
	assert_true(rig_pct(BETA)->extIrqsPend & 1u << XM_VT_EXT_SHUTDOWN);
	assert_int_equal(rig_call1(XM_HC_suspend_partition, BETA), XM_OK);
	assert_int_equal(rig_call1(XM_HC_resume_partition, BETA), XM_OK);
	assert_int_equal(state_of(BETA), XM_STATUS_READY);
	assert_true(runs(BETA));
	assert_memory_equal(v->r, before.r, sizeof(v->r));
	assert_int_equal(v->pc, before.pc);
	assert_int_equal(v->resets, before.resets);
	assert_true(rig_pct(BETA)->extIrqsPend & 1u << XM_VT_EXT_SHUTDOWN);
}

/* SEP-PART-004 */
static void resuming_what_is_not_suspended_changes_nothing(void **state)
{
	start(state);
	assert_int_equal(rig_call1(XM_HC_resume_partition, BETA), XM_OK);
	assert_int_equal(state_of(BETA), XM_STATUS_READY);
}

/* SEP-PART-017 */
static void a_shutdown_request_is_only_an_interrupt(void **state)
{
	start(state);
	assert_int_equal(rig_call1(XM_HC_shutdown_partition, BETA), XM_OK);
	assert_true(rig_pct(BETA)->extIrqsPend & 1u << XM_VT_EXT_SHUTDOWN);
	assert_int_equal(state_of(BETA), XM_STATUS_READY);
	rig_call1(XM_HC_halt_partition, GAMMA);
	assert_int_equal(rig_call1(XM_HC_shutdown_partition, GAMMA), XM_OK);
	assert_false(rig_pct(GAMMA)->extIrqsPend & 1u << XM_VT_EXT_SHUTDOWN);
}

/* SEP-PART-014 SEP-PART-015 SEP-HC-002 SEP-HC-003 */
static void others_are_for_system_partitions_and_ids_are_checked(void **state)
{
	static const u32 calls[] = { XM_HC_halt_partition, XM_HC_suspend_partition,
				     XM_HC_reset_partition, XM_HC_shutdown_partition,
				     XM_HC_get_partition_status };

	start(state);
	rig_run_to(BETA);
	for (u32 i = 0; i < ARRAY_LEN(calls); i++) {
		assert_int_equal(rig_call2(calls[i], GAMMA, BETA_RAM), XM_PERM_ERROR);
		assert_int_equal(rig_call2(calls[i], ALPHA, BETA_RAM), XM_PERM_ERROR);
		assert_int_equal(rig_call2(calls[i], NONE, BETA_RAM), XM_PERM_ERROR);
	}
	assert_int_equal(rig_call1(XM_HC_resume_partition, BETA), XM_PERM_ERROR);
	assert_int_equal(rig_call2(XM_HC_get_partition_status, BETA, BETA_RAM + 0x2000), XM_OK);
	rig_run_to(ALPHA);
	for (u32 i = 0; i < ARRAY_LEN(calls); i++) {
		assert_int_equal(rig_call3(calls[i], 3, ALPHA_RAM, 0), XM_INVALID_PARAM);
		assert_int_equal(rig_call3(calls[i], NONE, ALPHA_RAM, 0), XM_INVALID_PARAM);
	}
	assert_int_equal(rig_call1(XM_HC_resume_partition, 3), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_get_partition_status, BETA, BETA_RAM), XM_INVALID_PARAM);
	assert_int_equal(rig_call4(XM_HC_reset_partition, BETA, XM_DEFAULT_ENTRY, 2, 0),
			 XM_INVALID_PARAM);
	assert_int_equal(state_of(BETA), XM_STATUS_READY);
	assert_int_equal(rig_vcpu(BETA)->resets, 1);
}

/* SEP-PART-019 SEP-PART-020 */
static void the_status_tells_what_happened(void **state)
{
	struct xm_part_state s;

	start(state);
	rig_run_to(BETA);
	rig_call0(XM_HC_idle_self);
	rig_run_to(ALPHA);
	assert_int_equal(guest_part_state(BETA, &s), XM_OK);
	assert_int_equal(s.state, XM_STATUS_READY);
	assert_int_equal(s.reset_counter, 0);
	assert_int_equal(s.reset_status, 0);
	assert_int_equal(s.reset_cause, XM_RESET_STATUS_PARTITION_NORMAL_START);
	assert_int_equal(s.virqs, 0);
	guest_interrupts(1u << XM_VT_EXT_HW_TIMER);
	guest_set_timer(XM_HW_CLOCK, 1, 0);
	guest_return();
	assert_int_equal(guest_part_state(ALPHA, &s), XM_OK);
	assert_int_equal(s.virqs, 1);
}

/* --- resets -------------------------------------------------------------------------------------
 */

/* SEP-PART-007 SEP-PART-002 SEP-PART-013 SEP-TIME-013 */
static void a_warm_reset_restarts_with_memory_kept(void **state)
{
	struct hal_vcpu *v;

	start(state);
	rig_run_to(BETA);
	v = rig.current;
	guest_interrupts(~0u);
	v->vfp = 77;
	memset(fake_phys(BETA_RAM + 0x100, 16), 0xab, 16);
	for (u32 n = 1; n <= 3; n++) {
		u32 results = v->results;

		guest_reset(BETA, XM_WARM_RESET, 0x1234 + n);
		assert_int_equal(v->results, results);
		assert_int_equal(rig_running(), BETA);
		assert_true(rig.reloaded);
		assert_int_equal(v->pc, BETA_RAM);
		assert_int_equal(v->r[0], HAL_PCT_BASE);
		assert_int_equal(v->r[1], HAL_PCT_BASE + v->space->pct_bytes);
		for (u32 i = 2; i < 13; i++)
			assert_int_equal(v->r[i], 0);
		assert_int_equal(v->sp + v->lr + v->vfp, 0);
		assert_int_equal(rig_ctl(BETA)->irq_off, 1);
		assert_int_equal(rig_pct(BETA)->extIrqsMask, ~0u);
		assert_int_equal(rig_pct(BETA)->extIrqsPend, 0);
		assert_int_equal(rig_pct(BETA)->resetCounter, n);
		assert_int_equal(rig_pct(BETA)->resetStatus, 0x1234 + n);
		assert_int_equal(rig_pct(BETA)->resetCause, XM_RESET_STATUS_PARTITION_RESTART);
		assert_int_equal(*fake_phys(BETA_RAM + 0x10f, 1), 0xab);
		v->r[7] = 7;
	}
}

/* SEP-PART-008 SEP-PART-009 SEP-MEM-007 */
static void a_cold_reset_restores_the_memory_owned_alone(void **state)
{
	u8 *own, *extra, *shared, *rom;

	tb_area(&tb, BETA, BETA_RAM + 0x10000, 0x3000, 0);
	tb_area(&tb, BETA, BETA_RAM + 0x20000, 0x1000, AREA_ROM);
	start(state);
	rig_run_to(BETA);
	own = fake_phys(BETA_RAM, BETA_RAM_SIZE);
	extra = fake_phys(BETA_RAM + 0x10000, 0x3000);
	rom = fake_phys(BETA_RAM + 0x20000, 0x1000);
	shared = fake_phys(SHARED_RAM, 0x2000);
	memset(own, 0xab, BETA_RAM_SIZE);
	memset(extra, 0xab, 0x3000);
	memset(rom, 0xcd, 0x1000);
	memset(shared, 0xef, 0x2000);
	guest_reset(BETA, XM_COLD_RESET, 9);
	assert_int_equal(rig_running(), BETA);
	assert_int_equal(rig_pct(BETA)->resetCounter, 0);
	assert_int_equal(rig_pct(BETA)->resetStatus, 9);
	for (u32 i = 0; i < BETA_RAM_SIZE; i++)
		assert_int_equal(own[i], i < 256 ? tb_image_byte(BETA, i) : 0);
	for (u32 i = 0; i < 0x3000; i++)
		assert_int_equal(extra[i], 0);
	assert_int_equal(rom[0] + rom[0xfff], 2 * 0xcd);
	assert_int_equal(shared[0] + shared[0x1fff], 2 * 0xef);
	assert_true(fake.synced > 0);
}

/* SEP-PART-033 */
static void a_first_area_that_others_see_is_loaded_by_its_own_partition_alone(void **state)
{
	const u8 *own;

	tb.area[6].flags |= AREA_SHARED;
	tb_area(&tb, ALPHA, BETA_RAM, BETA_RAM_SIZE, AREA_SHARED);
	tb_area(&tb, GAMMA, BETA_RAM, BETA_RAM_SIZE, AREA_SHARED); /* cleared behind BETA? */
	start(state);
	own = fake_phys(BETA_RAM, BETA_RAM_SIZE);
	for (u32 i = 0; i < BETA_RAM_SIZE; i++)
		assert_int_equal(own[i], i < 256 ? tb_image_byte(BETA, i) : 0);
	memset(fake_phys(BETA_RAM, BETA_RAM_SIZE), 0xab, BETA_RAM_SIZE);
	rig_run_to(ALPHA);
	assert_int_equal(guest_reset(GAMMA, XM_COLD_RESET, 0), XM_OK);
	rig_run_to(GAMMA);
	assert_int_equal(own[0] + own[BETA_RAM_SIZE - 1], 2 * 0xab);
	rig_run_to(ALPHA);
	assert_int_equal(guest_reset(BETA, XM_COLD_RESET, 0), XM_OK);
	rig_run_to(BETA);
	for (u32 i = 0; i < BETA_RAM_SIZE; i++)
		assert_int_equal(own[i], i < 256 ? tb_image_byte(BETA, i) : 0);
}

/* SEP-PART-008 SEP-IMG-001 */
static void images_of_every_length_are_loaded_whole(void **state)
{
	static const u32 sizes[] = { 1, 4, 63, 64, 65, 255, 256, 257, 1000, BETA_RAM_SIZE };

	(void)state;
	for (u32 s = 0; s < ARRAY_LEN(sizes); s++) {
		setup(NULL);
		rig_start_image(&tb, sizes[s]);
		rig_run_to(BETA);
		for (u32 i = 0; i < BETA_RAM_SIZE; i++)
			assert_int_equal(*fake_phys(BETA_RAM + i, 1),
					 i < sizes[s] ? tb_image_byte(BETA, i) : 0);
		assert_int_equal(*fake_phys(ALPHA_EXTRA + 0xfff, 1), 0);
		assert_int_equal(*fake_phys(SHARED_RAM, 1), 0);
		assert_int_equal(*fake_phys(SHARED_RAM + 0x1fff, 1), 0);
	}
}

/* SEP-PART-011 SEP-MEM-008 */
static void a_reload_takes_only_the_partitions_own_slots(void **state)
{
	u32 slots = 0;

	(void)state;
	rig_start_image(&tb, 0x7000);
	fake.copied_ticks_d = 1; /* so slow that it takes many slots */
	assert_int_equal(guest_reset(BETA, XM_COLD_RESET, 0), XM_OK);
	for (u32 frame = 0; frame < 40 && rig_running() != BETA; frame++) {
		u64 base = frame * 10 * TB_MS;

		rig_run_until(rig_at(base + 2 * TB_MS + 500 * TB_US));
		slots++;
		if (rig_running() == BETA)
			break;
		rig_run_until(rig_at(base + 5500 * TB_US));
		assert_null(rig.current);
		rig_run_until(rig_at(base + 6 * TB_MS) + 1);
		assert_int_equal(rig_running(), GAMMA);
		assert_in_range(fake.now - rig_at(base + 6 * TB_MS), 0, 10);
		rig_run_until(rig_at(base + 8 * TB_MS) + 1);
		assert_int_equal(rig_running(), ALPHA);
	}
	assert_in_range(slots, 1, 39);
}

/* SEP-PART-011 */
static void no_piece_of_a_reload_begins_too_late(void **state)
{
	struct xm_part_state s;

	(void)state;
	rig_start_image(&tb, 0x7000);
	/* a piece of 256 bytes takes 3.8 us, one of 8 KiB 123 us at this speed */
	fake.copied_ticks_d = 5;
	fake.time_step = 0;
	for (u32 n = 0; n < 20; n++) {
		rig_run_to(ALPHA);
		guest_reset(BETA, XM_COLD_RESET, 0);
		guest_reset(GAMMA, XM_COLD_RESET, 0);
		rig_run_ns(10 * TB_MS);
	}
	rig_run_to(ALPHA);
	assert_int_equal(guest_part_state(GAMMA, &s), XM_OK);
	assert_in_range(s.late_ns_max, 0, 1000);
	assert_int_equal(guest_part_state(ALPHA, &s), XM_OK);
	assert_in_range(s.late_ns_max, 0, 1000);
}

/* SEP-PART-016 */
static void an_entry_point_is_taken_only_where_code_can_be(void **state)
{
	static const struct {
		u32 entry, pc;
	} cases[] = {
		{ BETA_RAM + 0x1000, BETA_RAM + 0x1000 },
		{ XM_DEFAULT_ENTRY, BETA_RAM + 0x1000 }, /* it became the default */
		{ ALPHA_RAM, BETA_RAM + 0x1000 },
		{ 0, BETA_RAM + 0x1000 },
		{ BETA_RAM - 8, BETA_RAM + 0x1000 },
		{ BETA_RAM + BETA_RAM_SIZE, BETA_RAM + 0x1000 },
		{ BETA_RAM + BETA_RAM_SIZE - 8, BETA_RAM + BETA_RAM_SIZE - 8 },
		{ SHARED_RAM, SHARED_RAM },
		{ HAL_WINDOW_BASE, SHARED_RAM },
	};

	start(state);
	rig_run_to(BETA);
	for (u32 i = 0; i < ARRAY_LEN(cases); i++) {
		rig_call4(XM_HC_reset_partition, BETA, cases[i].entry, XM_WARM_RESET, 0);
		assert_int_equal(rig_vcpu(BETA)->pc, cases[i].pc);
	}
	rig_run_to(ALPHA);
	rig_call4(XM_HC_reset_partition, ALPHA, ALPHA_UNMAPPED, XM_WARM_RESET, 0);
	assert_int_equal(rig_vcpu(ALPHA)->pc, ALPHA_RAM);
	rig_call4(XM_HC_reset_partition, ALPHA, ALPHA_DEVICE, XM_WARM_RESET, 0);
	assert_int_equal(rig_vcpu(ALPHA)->pc, ALPHA_RAM);
}

/* SEP-PART-013 SEP-HC-006 */
static void a_partition_reset_by_another_gets_no_old_result(void **state)
{
	struct hal_vcpu *v;

	start(state);
	rig_run_to(BETA);
	v = rig.current;
	rig_call0(XM_HC_idle_self);
	rig_run_to(ALPHA);
	guest_reset(BETA, XM_WARM_RESET, 0);
	rig_run_to(BETA);
	assert_int_equal(v->r[0], HAL_PCT_BASE);
	assert_int_equal(v->pc, BETA_RAM);
}

/* --- images that are not as they should be ---------------------------------------------------- */

static struct xm_hm_record find_record(u32 event)
{
	struct xm_hm_record rec;

	rig_run_to(ALPHA);
	while (guest_hm_read(&rec, 1) == 1)
		if ((rec.what & 0xff) == event)
			return rec;
	memset(&rec, 0xff, sizeof(rec));
	return rec;
}

static void damage(u32 part)
{
	((u8 *)tb.image_words)[tb_image_part(&tb, part)->offset + 99] ^= 0x10;
}

/* SEP-IMG-003 SEP-PART-012 */
static void a_damaged_image_is_not_started_whatever_the_action(void **state)
{
	static const u32 actions[] = { XM_HM_AC_IGNORE, XM_HM_AC_PARTITION_COLD_RESET,
				       XM_HM_AC_PARTITION_WARM_RESET, XM_HM_AC_SUSPEND,
				       XM_HM_AC_HALT };

	(void)state;
	for (u32 i = 0; i < ARRAY_LEN(actions); i++) {
		struct xm_hm_record rec;

		setup(NULL);
		tb_hm(&tb, BETA, XM_HM_EV_PARTITION_INTEGRITY, actions[i], 1);
		tb_build(&tb);
		tb_build_image(&tb, 256);
		damage(BETA);
		assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_RUNS);
		assert_false(runs(BETA));
		assert_true(runs(GAMMA));
		rec = find_record(XM_HM_EV_PARTITION_INTEGRITY);
		assert_int_equal(rec.where & 0xffff, BETA);
		assert_int_equal(rec.what >> 8 & 0xff, CAUSE_DIGEST);
		rig_call1(XM_HC_resume_partition, BETA);
		assert_false(runs(BETA));
		/* a system partition may try again */
		rig_run_to(ALPHA);
		guest_reset(BETA, XM_WARM_RESET, 0);
		assert_false(runs(BETA));
		damage(BETA); /* flips the bit back */
		rig_run_to(ALPHA);
		guest_reset(BETA, XM_WARM_RESET, 0);
		assert_true(runs(BETA));
		assert_int_equal(*fake_phys(BETA_RAM + 99, 1), tb_image_byte(BETA, 99));
	}
}

/* Declare versions in every image but BETA's, and these there. */
static void start_with_versions(u32 abi, u32 api)
{
	tb_build(&tb);
	tb_build_image(&tb, 256);
	tb_image_part(&tb, BETA)->xm_abi = abi;
	tb_image_part(&tb, BETA)->xm_api = api;
	assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_RUNS);
}

/* SEP-IMG-007 */
static void an_image_for_another_interface_is_not_started(void **state)
{
	static const u32 versions[][3] = {
		{ 0x030100, 0x030102, 0 },
		{ 0x0300ff, 0x0300ff, 0 },
		{ 0x0301ff, 0x0301ff, 0 },
		{ NONE, NONE, 0 },
		{ 0x030200, 0x030102, CAUSE_OTHER_ABI },
		{ 0x040000, 0x040000, CAUSE_OTHER_ABI },
		{ 0x020100, 0x030102, CAUSE_OTHER_ABI },
		{ 0, 0x030102, CAUSE_OTHER_ABI },
		{ 0x01030100, 0x030102, CAUSE_OTHER_ABI },
		{ 0x030100, 0x030200, CAUSE_OTHER_API },
		{ 0x030100, 0x020102, CAUSE_OTHER_API },
	};

	for (u32 i = 0; i < ARRAY_LEN(versions); i++) {
		struct xm_hm_record rec;

		setup(state);
		start_with_versions(versions[i][0], versions[i][1]);
		assert_true(runs(BETA) == (versions[i][2] == 0));
		assert_true(runs(GAMMA));
		if (versions[i][2] == 0)
			continue;
		assert_int_not_equal(*fake_phys(BETA_RAM, 1), tb_image_byte(BETA, 0));
		rec = find_record(XM_HM_EV_INCOMPATIBLE_INTERFACE);
		assert_int_equal(rec.where & 0xffff, BETA);
		assert_int_equal(rec.what >> 8 & 0xff, versions[i][2]);
		assert_int_equal(rec.what >> 16 & 0xff, XM_HM_AC_HALT);
	}
}

/* SEP-IMG-008 */
static void an_image_for_another_interface_is_not_tried_for_ever(void **state)
{
	static const u32 actions[] = { XM_HM_AC_PARTITION_COLD_RESET,
				       XM_HM_AC_PARTITION_WARM_RESET };

	for (u32 i = 0; i < ARRAY_LEN(actions); i++) {
		struct xm_hm_counts c;

		setup(state);
		tb.part[BETA].restart_limit = 0;
		tb_hm(&tb, BETA, XM_HM_EV_INCOMPATIBLE_INTERFACE, actions[i], 1);
		start_with_versions(0x040000, 0x040000);
		assert_false(runs(BETA));
		assert_false(runs(BETA));
		assert_int_equal(state_of(BETA), XM_STATUS_HALTED);
		rig_run_to(ALPHA);
		guest_reset(BETA, XM_WARM_RESET, 0); /* who asks gets one more try */
		assert_false(runs(BETA));
		rig_run_to(ALPHA);
		guest_hm_counts(&c);
		assert_int_equal(c.total, 2);
	}
}

/* SEP-IMG-007 */
static void the_maintenance_plan_may_be_the_answer_to_another_interface(void **state)
{
	(void)state;
	tb_hm(&tb, BETA, XM_HM_EV_INCOMPATIBLE_INTERFACE, XM_HM_AC_SWITCH_TO_MAINTENANCE, 1);
	start_with_versions(0x040000, 0x040000);
	assert_false(runs(BETA));
	assert_int_equal(find_record(XM_HM_EV_INCOMPATIBLE_INTERFACE).what >> 16 & 0xff,
			 XM_HM_AC_SWITCH_TO_MAINTENANCE);
}

/* A change of plans during the boot leaves no time for who comes after: his load goes on in
   his slots, where it may not take longer than any other.  SEP-PART-011 SEP-IMG-007 */
static void what_the_boot_has_not_loaded_comes_in_pieces(void **state)
{
	struct part *p;

	(void)state;
	tb_hm(&tb, BETA, XM_HM_EV_INCOMPATIBLE_INTERFACE, XM_HM_AC_SWITCH_TO_MAINTENANCE, 1);
	start_with_versions(0x040000, 0x040000);
	p = &sys.part[GAMMA];
	assert_int_equal(p->phase, LOAD_COPY);
	hal_space_load(&p->space);
	assert_int_equal(load_piece(p), LOAD_MORE);
	assert_int_equal(p->load.offset, 128);
}

/* SEP-PART-012 SEP-HM-018 */
static void an_image_damaged_later_stops_the_reload(void **state)
{
	start(state);
	damage(BETA);
	guest_reset(BETA, XM_COLD_RESET, 0);
	assert_false(runs(BETA));
	assert_int_equal(state_of(BETA), XM_STATUS_HALTED);
	assert_int_equal(find_record(XM_HM_EV_PARTITION_INTEGRITY).what >> 8 & 0xff, CAUSE_DIGEST);
}

/* A piece at boot is all there is, a piece afterwards 128 bytes.  SEP-PART-011 */
static void a_reload_is_in_smaller_pieces_than_a_load_at_boot(void **state)
{
	struct part *p;

	start(state);
	p = &sys.part[BETA];
	assert_int_equal(p->phase, LOAD_DONE);
	hal_space_load(&p->space);
	load_begin(p);
	for (u32 at = 128; at <= 256; at += 128) {
		assert_int_equal(load_piece(p), LOAD_MORE);
		assert_int_equal(p->load.offset, at);
	}
}

/* SEP-IMG-004 SEP-IMG-006 */
static void a_partition_without_a_usable_image_does_not_start(void **state)
{
	(void)state;
	for (u32 i = 0; i < 4; i++) {
		setup(NULL);
		tb.no_image[BETA] = i == 0;
		tb_build(&tb);
		tb_build_image(&tb, 0x7000);
		if (i == 1)
			tb_image_part(&tb, BETA)->size = BETA_RAM_SIZE + 1;
		if (i == 2)
			tb_image_part(&tb, BETA)->offset = tb.image_size;
		if (i == 3)
			tb_image_part(&tb, BETA)->offset = 0xffffff80;
		assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_RUNS);
		assert_false(runs(BETA));
		assert_int_equal(find_record(XM_HM_EV_PARTITION_INTEGRITY).what >> 8 & 0xff,
				 CAUSE_NO_IMAGE);
	}
}

/* SEP-IMG-006 SEP-PART-009 */
static void an_image_for_an_area_that_takes_none_is_not_loaded(void **state)
{
	static const u32 flags[] = { AREA_DEVICE, AREA_UNMAPPED };

	(void)state;
	for (u32 i = 0; i < ARRAY_LEN(flags); i++) {
		setup(NULL);
		tb_part(&tb, "delta", PART_BOOT);
		tb_area(&tb, 3, flags[i] == AREA_DEVICE ? 0xe0009000 : 0x14000000, 0x1000,
			flags[i]);
		tb_area(&tb, 3, 0x13000000, 0x1000, 0);
		tb.no_image[3] = true; /* for the table; the manifest has one */
		tb.part[3].entry = 0x13000000;
		tb_build(&tb);
		tb.no_image[3] = false;
		tb_build_image(&tb, 256);
		assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_RUNS);
		assert_int_equal(find_record(XM_HM_EV_PARTITION_INTEGRITY).what >> 8 & 0xff,
				 CAUSE_NO_IMAGE);
	}
}

/* SEP-PART-012 SEP-PART-007 */
static void a_reload_that_was_cut_short_is_done_again(void **state)
{
	(void)state;
	rig_start_image(&tb, 0x7000);
	rig_run_to(BETA);
	memset(fake_phys(BETA_RAM, BETA_RAM_SIZE), 0xab, BETA_RAM_SIZE);
	rig_run_to(ALPHA);
	guest_reset(BETA, XM_COLD_RESET, 0);
	rig_call1(XM_HC_halt_partition, BETA);
	assert_false(runs(BETA));
	rig_run_to(ALPHA);
	guest_reset(BETA, XM_WARM_RESET, 0);
	assert_true(runs(BETA));
	for (u32 i = 0; i < BETA_RAM_SIZE; i++)
		assert_int_equal(*fake_phys(BETA_RAM + i, 1),
				 i < 0x7000 ? tb_image_byte(BETA, i) : 0);
}

/* SEP-PART-011 SEP-PART-004 */
static void a_suspended_reload_waits(void **state)
{
	start(state);
	guest_reset(BETA, XM_COLD_RESET, 0);
	rig_call1(XM_HC_suspend_partition, BETA);
	assert_false(runs(BETA));
	rig_run_to(ALPHA);
	rig_call1(XM_HC_resume_partition, BETA);
	assert_true(runs(BETA));
	assert_int_equal(rig_vcpu(BETA)->pc, BETA_RAM);
}

/* SEP-PART-004 SEP-PART-007 */
static void further_virtual_processors_stay_halted(void **state)
{
	tb.part[BETA].num_vcpus = 2;
	tb.slot[2].vcpu = BETA; /* what is gamma's in the plan */
	tb_build(&tb);
	((struct cfg_slot *)tb_record(&tb, CFG_TYPE_SLOT, 2))->vcpu = 2; /* beta's second */
	tb_seal(&tb);
	tb_build_image(&tb, 256);
	(void)state;
	assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_RUNS);
	for (u32 i = 0; i < 4; i++) {
		rig_run_to(BETA);
		assert_ptr_equal(rig.current, &sys.part[BETA].vcpus[0].hal);
		rig_run_until(fake.now + rig_ticks(4 * TB_MS)); /* 6 ms: the second's slot */
		assert_null(rig.current);
		rig_run_to(ALPHA);
		if (i == 0)
			guest_reset(BETA, XM_WARM_RESET, 0);
		if (i == 1)
			rig_call1(XM_HC_suspend_partition, BETA);
		if (i == 1)
			rig_call1(XM_HC_resume_partition, BETA);
	}
	assert_int_equal(sys.part[BETA].vcpus[1].state, XM_STATUS_HALTED);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(only_partitions_with_the_boot_flag_start, setup),
		cmocka_unit_test_setup(a_partition_that_never_ran_starts_loaded_by_any_reset,
				       setup),
		cmocka_unit_test_setup(the_control_table_describes_the_partition, setup),
		cmocka_unit_test_setup(an_entry_in_the_plan_is_where_the_partition_starts, setup),
		cmocka_unit_test_setup(halting_ends_a_partition_until_a_reset, setup),
		cmocka_unit_test_setup(a_suspended_partition_continues_where_it_was, setup),
		cmocka_unit_test_setup(resuming_what_is_not_suspended_changes_nothing, setup),
		cmocka_unit_test_setup(a_shutdown_request_is_only_an_interrupt, setup),
		cmocka_unit_test_setup(others_are_for_system_partitions_and_ids_are_checked, setup),
		cmocka_unit_test_setup(the_status_tells_what_happened, setup),
		cmocka_unit_test_setup(a_warm_reset_restarts_with_memory_kept, setup),
		cmocka_unit_test_setup(a_cold_reset_restores_the_memory_owned_alone, setup),
		cmocka_unit_test_setup(
			a_first_area_that_others_see_is_loaded_by_its_own_partition_alone, setup),
		cmocka_unit_test_setup(images_of_every_length_are_loaded_whole, setup),
		cmocka_unit_test_setup(a_reload_takes_only_the_partitions_own_slots, setup),
		cmocka_unit_test_setup(no_piece_of_a_reload_begins_too_late, setup),
		cmocka_unit_test_setup(an_entry_point_is_taken_only_where_code_can_be, setup),
		cmocka_unit_test_setup(a_partition_reset_by_another_gets_no_old_result, setup),
		cmocka_unit_test_setup(a_damaged_image_is_not_started_whatever_the_action, setup),
		cmocka_unit_test_setup(an_image_damaged_later_stops_the_reload, setup),
		cmocka_unit_test_setup(what_the_boot_has_not_loaded_comes_in_pieces, setup),
		cmocka_unit_test_setup(a_reload_is_in_smaller_pieces_than_a_load_at_boot, setup),
		cmocka_unit_test_setup(an_image_for_another_interface_is_not_started, setup),
		cmocka_unit_test_setup(an_image_for_another_interface_is_not_tried_for_ever, setup),
		cmocka_unit_test_setup(the_maintenance_plan_may_be_the_answer_to_another_interface,
				       setup),
		cmocka_unit_test_setup(a_partition_without_a_usable_image_does_not_start, setup),
		cmocka_unit_test_setup(an_image_for_an_area_that_takes_none_is_not_loaded, setup),
		cmocka_unit_test_setup(a_reload_that_was_cut_short_is_done_again, setup),
		cmocka_unit_test_setup(a_suspended_reload_waits, setup),
		cmocka_unit_test_setup(further_virtual_processors_stay_halted, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
