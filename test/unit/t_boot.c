/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_boot.c - from hal_boot to the first slot, and again; what survives.
 */
#include "unit.h"
#include "carve.h"
#include "guest.h"
#include "log.h"
#include "part.h"
#include "plans.h"
#include "system.h"

extern const struct image_header image_header;
static struct tb tb;

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	tb_hm(&tb, ALPHA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, 1);
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, 1);
	return 0;
}

/* SEP-BOOT-002 SEP-PART-001 SEP-PART-002 */
static void the_first_frame_begins_at_a_whole_millisecond(void **state)
{
	const struct hal_vcpu *v;

	(void)state;
	tb_build(&tb);
	tb_build_image(&tb, 256);
	assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_RUNS);
	assert_null(rig.current);
	assert_int_equal(fake.deadline, 333334);
	rig_run_until(333334);
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

/* SEP-BOOT-001 SEP-CFG-001 */
static void a_wrong_table_stops_with_one_line(void **state)
{
	char line[96];

	(void)state;
	tb_build(&tb);
	tb_build_image(&tb, 256);
	((struct cfg_slot *)tb_record(&tb, CFG_TYPE_SLOT, 1))->len_lo = 0;
	tb_seal(&tb);
	assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_STOPPED);
	snprintf(line, sizeof(line), "section=%u index=1 reason=%u\r\n", CFG_SLOT + 1,
		 CFG_ERR_SLOT);
	assert_int_equal(rig_count_text(1, "SEPTUM STOP table rejected: "), 1);
	assert_int_equal(rig_count_text(1, line), 1);
	((struct cfg_header *)tb.table_words)->magic++;
	assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_STOPPED);
	snprintf(line, sizeof(line), "section=0 index=0 reason=%u\r\n", CFG_ERR_MAGIC);
	assert_int_equal(rig_count_text(1, line), 1);
}

/* SEP-CFG-019 SEP-BOOT-001 */
static void memory_must_suffice_to_the_byte(void **state)
{
	char line[96];
	struct carve need;
	u32 most = tb.machine.hyp_size;

	(void)state;
	rig_start(&tb);
	carve_layout(&need, &sys.cfg, &image_header.sizes, sys.manifest->size);
	assert_true(need.size < most);
	tb.machine.hyp_size = (u32)need.size;
	tb_build(&tb);
	tb_build_image(&tb, 256);
	assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_RUNS);
	snprintf(line, sizeof(line), "SEPTUM STOP table rejected: section=1 index=0 reason=%u\r\n",
		 CFG_ERR_CARVE);
	for (u32 size = (u32)need.size - 4096; size > 0x10000; size -= 4096) {
		tb.machine.hyp_size = size;
		tb_build(&tb);
		tb_build_image(&tb, 256);
		assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_STOPPED);
		assert_string_equal(rig_text(1), line);
		assert_int_equal(*fake_phys(ALPHA_RAM, 1), 0xee); /* nothing was begun */
	}
}

/* SEP-CFG-019 SEP-BOOT-001 */
static void a_need_beyond_32_bits_is_refused(void **state)
{
	struct cfg_channel *c;

	(void)state;
	tb_build(&tb);
	tb_build_image(&tb, 256);
	c = tb_record(&tb, CFG_TYPE_CHANNEL, CH_BA);
	c->depth = 1u << 27;
	c->max_len = 1u << 24;
	tb_seal(&tb);
	assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_STOPPED);
	assert_int_equal(rig_count_text(1, "section=1 index=0 reason=24"), 1);
}

/* SEP-CFG-015 SEP-BOOT-001 */
static void an_image_in_ram_is_kept_out_of_the_plan(void **state)
{
	(void)state;
	tb.image_phys = BETA_RAM + 0x4000;
	tb_build(&tb);
	tb_build_image(&tb, 256);
	assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_STOPPED);
	tb.image_phys = FAKE_RAM_BASE;
	assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_RUNS);
}

/* SEP-BOOT-005 SEP-MEM-007 SEP-MEM-008 */
static void memory_is_loaded_cleared_or_left_as_the_plan_says(void **state)
{
	(void)state;
	rig_start(&tb);
	for (u32 i = 0; i < ALPHA_RAM_SIZE; i++)
		assert_int_equal(*fake_phys(ALPHA_RAM + i, 1),
				 i < 256 ? tb_image_byte(ALPHA, i) : 0);
	for (u32 i = 0; i < 0x2000; i++)
		assert_int_equal(*fake_phys(SHARED_RAM + i, 1), 0);
	assert_int_equal(*fake_phys(ALPHA_EXTRA, 1), 0);
	assert_int_equal(*fake_phys(ALPHA_UNMAPPED, 1), 0xee); /* not its to touch */
}

static void raise_some(u32 n)
{
	for (u32 i = 0; i < n; i++)
		rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
}

/* Reset, spoil a word of memory (or NULL) before the boot looks at it, boot. */
static void reset_and_spoil(u32 mode, u32 *word)
{
	rig_run_to(ALPHA);
	rig_call1(XM_HC_reset_system, mode);
	assert_int_equal(fake.end, FAKE_RESET);
	assert_int_equal(fake.reset_mode, mode);
	if (word)
		*word ^= 0x100;
	assert_int_equal(rig_reboot(mode), FAKE_RUNS);
}

static void reset_system(u32 mode)
{
	reset_and_spoil(mode, NULL);
}

/* SEP-BOOT-003 SEP-HM-016 SEP-HM-010 */
static void a_warm_reset_keeps_the_log(void **state)
{
	struct xm_hm_record rec;
	struct xm_hm_counts c;
	u32 last = 0;

	(void)state;
	rig_start(&tb);
	raise_some(3);
	guest_hm_read(&rec, 1);
	rig_run_to(BETA);
	raise_some(2);
	for (u32 n = 1; n <= 3; n++) {
		reset_system(XM_WARM_RESET);
		assert_int_equal(sys.reset_counter, n);
		rig_run_to(ALPHA);
		raise_some(1);
	}
	guest_hm_counts(&c);
	assert_int_equal(c.unread, 4 + 3);
	assert_int_equal(c.total, 8);
	assert_int_equal(c.lost, 0);
	for (u32 i = 0; i < 7; i++) {
		assert_int_equal(guest_hm_read(&rec, 1), 1);
		assert_true(rec.seq > last);
		assert_int_equal(rec.where, i == 2 || i == 3 ? BETA : ALPHA);
		last = rec.seq;
	}
	assert_int_equal(guest_hm_read(&rec, 1), 0);
}

/* SEP-BOOT-003 SEP-HM-016 SEP-CON-008 */
static void a_warm_reset_loses_and_repeats_no_line(void **state)
{
	(void)state;
	rig_start(&tb);
	fake.uart[1].room = 0;
	fake.uart[1].drain = 0; /* nothing comes out before the reset */
	raise_some(4);
	rig_run_to(ALPHA);
	rig_call1(XM_HC_reset_system, XM_WARM_RESET);
	assert_int_equal(rig_reboot(XM_WARM_RESET), FAKE_RUNS);
	rig_run_ns(1000 * TB_MS);
	assert_in_range(rig_count_text(1, "HM "), 3, 4); /* one may have been on its way */
	rig_run_to(ALPHA);
	rig_call1(XM_HC_reset_system, XM_WARM_RESET);
	assert_int_equal(rig_reboot(XM_WARM_RESET), FAKE_RUNS);
	rig_run_ns(1000 * TB_MS);
	assert_in_range(rig_count_text(1, "HM "), 3, 4);
}

/* SEP-BOOT-004 SEP-HM-016 */
static void a_cold_reset_begins_with_an_empty_log(void **state)
{
	struct xm_hm_record rec;
	struct xm_hm_counts c;

	(void)state;
	rig_start(&tb);
	raise_some(3);
	reset_system(XM_WARM_RESET);
	reset_system(XM_COLD_RESET);
	assert_int_equal(sys.reset_counter, 0);
	rig_run_to(ALPHA);
	guest_hm_counts(&c);
	assert_int_equal(c.total, 0);
	assert_int_equal(c.unread, 0);
	assert_int_equal(guest_hm_read(&rec, 1), 0);
	raise_some(1);
	assert_int_equal(guest_hm_read(&rec, 1), 1);
	assert_int_equal(rec.seq, 1);
}

/* SEP-HM-016 */
static void a_damaged_log_is_not_used(void **state)
{
	struct xm_hm_counts c;
	struct log_header *h;

	(void)state;
	for (u32 word = 0; word < 5; word++) {
		setup(NULL);
		rig_start(&tb);
		raise_some(3);
		h = (struct log_header *)((u8 *)sys.part[0].log - sizeof(*h));
		reset_and_spoil(XM_WARM_RESET, (u32 *)h + word);
		assert_int_equal(sys.reset_counter, 0);
		rig_run_to(ALPHA);
		guest_hm_counts(&c);
		assert_int_equal(c.total, 0);
		assert_int_equal(c.unread, 0);
	}
}

/* SEP-HM-016 */
static void a_damaged_ring_or_record_harms_only_itself(void **state)
{
	struct xm_hm_record rec;
	struct xm_hm_counts c;

	(void)state;
	for (u32 word = 0; word < sizeof(struct record_ring) / 4; word++) {
		u32 seen = 0;

		setup(NULL);
		rig_start(&tb);
		raise_some(3);
		rig_run_to(BETA);
		raise_some(2);
		reset_and_spoil(XM_WARM_RESET, (u32 *)sys.part[ALPHA].log + word);
		rig_run_to(ALPHA);
		guest_hm_counts(&c);
		while (guest_hm_read(&rec, 1) == 1)
			seen += rec.where == BETA;
		assert_int_equal(seen, 2);
	}
	setup(NULL);
	rig_start(&tb);
	raise_some(3);
	reset_and_spoil(XM_WARM_RESET, (u32 *)records_at(sys.part[ALPHA].log, 1) + 5);
	rig_run_to(ALPHA);
	assert_int_equal(guest_hm_read(&rec, 1), 1);
	assert_int_equal(rec.seq, 1);
	assert_int_equal(guest_hm_read(&rec, 1), RIG_REWOUND); /* one damaged record a call */
	assert_int_equal(guest_hm_read(&rec, 1), 1);
	assert_int_equal(rec.seq, 3);
	assert_int_equal(guest_hm_read(&rec, 1), 0);
}

/* SEP-HM-016 */
static void the_log_of_another_plan_is_not_used(void **state)
{
	struct xm_hm_counts c;

	(void)state;
	rig_start(&tb);
	raise_some(3);
	tb.machine.late_ns++;
	tb_build(&tb);
	reset_system(XM_WARM_RESET);
	rig_run_to(ALPHA);
	guest_hm_counts(&c);
	assert_int_equal(c.total, 0);
}

/* SEP-BOOT-003 SEP-BOOT-005 */
static void partitions_start_afresh_after_a_system_reset(void **state)
{
	(void)state;
	for (u32 mode = XM_COLD_RESET; mode <= XM_WARM_RESET; mode++) {
		setup(NULL);
		rig_start(&tb);
		rig_run_to(BETA);
		rig.current->r[5] = 5;
		guest_reset(BETA, XM_WARM_RESET, 7);
		memset(fake_phys(BETA_RAM, BETA_RAM_SIZE), 0xab, BETA_RAM_SIZE);
		memset(fake_phys(SHARED_RAM, 0x2000), 0xab, 0x2000);
		reset_system(mode);
		rig_run_to(BETA);
		assert_int_equal(rig.current->pc, BETA_RAM);
		assert_int_equal(rig.current->r[5], 0);
		assert_int_equal(rig_pct(BETA)->resetCounter, 0);
		assert_int_equal(rig_pct(BETA)->resetStatus, 0);
		assert_int_equal(*fake_phys(BETA_RAM, 1), tb_image_byte(BETA, 0));
		assert_int_equal(*fake_phys(BETA_RAM + BETA_RAM_SIZE - 1, 1), 0);
		assert_int_equal(*fake_phys(SHARED_RAM + 0x1fff, 1), 0);
	}
}

/* SEP-BOOT-001 */
static void the_banner_says_what_starts(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_ns(100 * TB_MS);
	assert_int_equal(strncmp(rig_text(1), "SEPTUM " SEPTUM_VERSION " fake", 12 + 5), 0);
}

/* SEP-HM-015: four thousand million records later the numbers begin again, with 1 */
static void numbers_of_records_wrap(void **state)
{
	static const u32 numbers[] = { 0xfffffffe, 0xffffffff, 1, 2 };
	struct log_header *header;
	struct xm_hm_record rec;
	u32 i;

	(void)state;
	rig_start(&tb);
	rig_run_to(ALPHA);
	header = (struct log_header *)((u8 *)sys.part[0].log - sizeof(*header));
	header->seq = numbers[0];
	raise_some(4);
	for (i = 0; i < 4; i++) {
		rig_run_to(GAMMA);
		rig_run_to(ALPHA);
		assert_int_equal(guest_hm_read(&rec, 1), 1);
		assert_int_equal(rec.seq, numbers[i]);
	}
	assert_int_equal(guest_hm_read(&rec, 1), 0);
	rig_run_ns(200 * TB_MS);
	assert_int_equal(rig_count_text(1, "HM 4294967295 "), 1);
	assert_int_equal(rig_count_text(1, "HM 00001 "), 1);
	assert_int_equal(records_left(log_hypervisor(), RECORD_PRINTER), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(numbers_of_records_wrap, setup),
		cmocka_unit_test_setup(the_first_frame_begins_at_a_whole_millisecond, setup),
		cmocka_unit_test_setup(a_wrong_table_stops_with_one_line, setup),
		cmocka_unit_test_setup(memory_must_suffice_to_the_byte, setup),
		cmocka_unit_test_setup(a_need_beyond_32_bits_is_refused, setup),
		cmocka_unit_test_setup(an_image_in_ram_is_kept_out_of_the_plan, setup),
		cmocka_unit_test_setup(memory_is_loaded_cleared_or_left_as_the_plan_says, setup),
		cmocka_unit_test_setup(a_warm_reset_keeps_the_log, setup),
		cmocka_unit_test_setup(a_warm_reset_loses_and_repeats_no_line, setup),
		cmocka_unit_test_setup(a_cold_reset_begins_with_an_empty_log, setup),
		cmocka_unit_test_setup(a_damaged_log_is_not_used, setup),
		cmocka_unit_test_setup(a_damaged_ring_or_record_harms_only_itself, setup),
		cmocka_unit_test_setup(the_log_of_another_plan_is_not_used, setup),
		cmocka_unit_test_setup(partitions_start_afresh_after_a_system_reset, setup),
		cmocka_unit_test_setup(the_banner_says_what_starts, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
