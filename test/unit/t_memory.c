/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_memory.c - the copy of memory within and between partitions.
 */
#include <string.h>
#include "unit.h"
#include "guest.h"
#include "part.h"
#include "plans.h"

static struct tb tb;

enum {
	COPY = 0x3000, /* offset of struct xm_copy in the first area */
	FROM = 0x4000,
	TO = 0x8000,
	PIECE = 1024,
	PIECE_TICKS = 3000 / 2,
};

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

static struct xm_copy *progress(u32 part)
{
	return rig_guest(part, guest_at_of(part, COPY), sizeof(struct xm_copy));
}

/* One svc, of the partition that runs. */
static s32 piece(void)
{
	return rig_call1(XM_HC_memory_copy, guest_at(COPY));
}

static void ask(u32 dst, u32 to, u32 src, u32 from, u32 size)
{
	*progress(rig_running()) = (struct xm_copy){ dst, to, src, from, size };
}

/* As many as it takes; none of them waits. */
static s32 copy(u32 dst, u32 to, u32 src, u32 from, u32 size)
{
	s32 result;
	u32 me = rig_running();

	ask(dst, to, src, from, size);
	do {
		result = piece();
		assert_int_equal(rig_running(), me);
	} while (result == RIG_REWOUND);
	return result;
}

static u8 pattern(u32 i)
{
	return (u8)(i * 7 + i / 251);
}

static u8 *bytes_at(u32 part, gaddr_t at, u32 length)
{
	u8 *p = rig_guest(part, at, length);

	assert_non_null(p);
	return p;
}

static void paint(u32 part, gaddr_t at, u32 length)
{
	u8 *p = bytes_at(part, at, length);

	for (u32 i = 0; i < length; i++)
		p[i] = pattern(i);
}

static bool painted(u32 part, gaddr_t at, u32 length)
{
	const u8 *p = bytes_at(part, at, length);

	for (u32 i = 0; i < length; i++)
		if (p[i] != pattern(i))
			return false;
	return true;
}

/* --- what is copied --------------------------------------------------------------------- */

/* SEP-MEM-013 SEP-HC-007 */
static void a_copy_of_any_size_is_whole_and_no_more(void **state)
{
	static const u32 sizes[] = { 0, 1, 3, 4, 64, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 5 };

	start(state);
	for (u32 i = 0; i < ARRAY_LEN(sizes); i++) {
		u32 n = sizes[i], results = rig.current->results;

		memset(bytes_at(ALPHA, ALPHA_RAM + TO, 0x4000), 0xee, 0x4000);
		paint(ALPHA, ALPHA_RAM + FROM, n);
		assert_int_equal(copy(ALPHA, ALPHA_RAM + TO + 5, ALPHA, ALPHA_RAM + FROM, n),
				 XM_OK);
		assert_true(painted(ALPHA, ALPHA_RAM + TO + 5, n));
		assert_int_equal(*bytes_at(ALPHA, ALPHA_RAM + TO + 4, 1), 0xee);
		assert_int_equal(*bytes_at(ALPHA, ALPHA_RAM + TO + 5 + n, 1), 0xee);
		assert_int_equal(rig.current->results, results + 1);
		assert_int_equal(rig.current->r[0], XM_OK);
		assert_int_equal(progress(ALPHA)->left, 0);
	}
	fake_check_canaries();
}

/* SEP-MEM-013 */
static void one_svc_copies_one_piece_and_changes_no_register(void **state)
{
	struct hal_vcpu before;

	start(state);
	ask(ALPHA, ALPHA_RAM + TO, ALPHA, ALPHA_RAM + FROM, 3 * PIECE);
	for (u32 left = 3 * PIECE; left > PIECE; left -= PIECE) {
		before = *rig.current;
		assert_int_equal(piece(), RIG_REWOUND);
		assert_int_equal(progress(ALPHA)->left, left - PIECE);
		assert_int_equal(rig.current->pc, before.pc);
		assert_int_equal(rig.current->r[0], ALPHA_RAM + COPY);
		assert_int_equal(rig.current->r[4], before.r[4]);
		assert_false(rig.reloaded);
		assert_false(rig_vcpu(ALPHA)->fresh);
	}
	assert_int_equal(piece(), XM_OK);
}

/* Every distance between the ends, over several pieces.  SEP-MEM-014 */
static void overlapping_ends_copy_as_if_read_at_once(void **state)
{
	static const s32 shifts[] = { -3000, -1025, -1024, -1023, -5,	-1,  0,
				      1,     5,	    1023,  1024,  1025, 3000 };
	enum { N = 3 * PIECE + 100 };

	start(state);
	for (u32 i = 0; i < ARRAY_LEN(shifts); i++) {
		u32 from = ALPHA_RAM + TO, to = from + (u32)shifts[i];

		paint(ALPHA, from, N);
		assert_int_equal(copy(ALPHA, to, ALPHA, from, N), XM_OK);
		assert_true(painted(ALPHA, to, N));
	}
}

/* The same memory under two names.  SEP-MEM-014 */
static void overlap_is_seen_through_shared_memory(void **state)
{
	enum { N = 2 * PIECE + 12 };

	start(state);
	paint(ALPHA, SHARED_RAM, N);
	assert_int_equal(copy(BETA, SHARED_RAM + 100, ALPHA, SHARED_RAM, N), XM_OK);
	assert_true(painted(ALPHA, SHARED_RAM + 100, N));
}

/* SEP-MEM-015 SEP-MEM-012 */
static void a_system_partition_copies_between_any_two(void **state)
{
	start(state);
	paint(GAMMA, GAMMA_RAM + 0x1003, 2 * PIECE);
	fake.synced = 0;
	assert_int_equal(copy(BETA, BETA_RAM + 0x1000, GAMMA, GAMMA_RAM + 0x1003, 2 * PIECE),
			 XM_OK);
	assert_true(painted(BETA, BETA_RAM + 0x1000, 2 * PIECE));
	assert_int_equal(fake.synced, 2);
	assert_int_equal(copy(ALPHA, ALPHA_RAM + TO, ALPHA, ALPHA_RO, 0x1000), XM_OK);
	assert_int_equal(fake.synced, 2);
	fake_check_canaries();
}

/* SEP-MEM-015 */
static void a_replaced_program_runs_after_a_warm_reset(void **state)
{
	start(state);
	rig_call1(XM_HC_halt_partition, BETA);
	paint(ALPHA, ALPHA_RAM + FROM, PIECE);
	assert_int_equal(copy(BETA, BETA_RAM, ALPHA, ALPHA_RAM + FROM, PIECE), XM_OK);
	assert_int_equal(guest_reset(BETA, XM_WARM_RESET, 7), XM_OK);
	rig_run_to(BETA);
	assert_true(painted(BETA, BETA_RAM, PIECE));
	assert_int_equal(rig.current->pc, BETA_RAM);
	rig_run_to(ALPHA);
	guest_reset(BETA, XM_COLD_RESET, 7);
	rig_run_to(BETA);
	assert_false(painted(BETA, BETA_RAM, PIECE));
}

/* --- what is refused -------------------------------------------------------------------- */

/* SEP-MEM-011 */
static void a_normal_partition_copies_its_own_memory_only(void **state)
{
	static const u32 others[] = { ALPHA, GAMMA, 3, XM_HYPERVISOR_ID, 0x100, NONE };

	start(state);
	rig_run_to(BETA);
	assert_int_equal(copy(BETA, BETA_RAM + 0x5000, BETA, BETA_RAM + 0x4000, 2 * PIECE), XM_OK);
	for (u32 i = 0; i < ARRAY_LEN(others); i++) {
		assert_int_equal(copy(others[i], ALPHA_RAM, BETA, BETA_RAM, 8), XM_PERM_ERROR);
		assert_int_equal(copy(BETA, BETA_RAM, others[i], ALPHA_RAM, 8), XM_PERM_ERROR);
		assert_int_equal(copy(BETA, 0, others[i], 0, 0), XM_PERM_ERROR);
		assert_int_equal(progress(BETA)->src, others[i]);
	}
	assert_int_equal(copy(BETA, SHARED_RAM, BETA, BETA_RAM, 8), XM_OK);
}

/* SEP-MEM-012 */
static void ids_of_nobody_are_refused(void **state)
{
	static const u32 nobody[] = { 3, 4, XM_HYPERVISOR_ID, 0x100, 0x10001, 0x80000000, NONE };

	start(state);
	for (u32 i = 0; i < ARRAY_LEN(nobody); i++) {
		assert_int_equal(copy(nobody[i], ALPHA_RAM, ALPHA, ALPHA_RAM, 8), XM_INVALID_PARAM);
		assert_int_equal(copy(ALPHA, ALPHA_RAM, nobody[i], ALPHA_RAM, 8), XM_INVALID_PARAM);
	}
}

static bool readable(u32 part, u32 at, u32 size)
{
	return copy(ALPHA, ALPHA_RAM + TO, part, at, size) == XM_OK;
}

static bool writable(u32 part, u32 at, u32 size)
{
	return copy(part, at, ALPHA, ALPHA_RAM + TO, size) == XM_OK;
}

/* SEP-MEM-012 */
static void both_ends_lie_in_one_mapped_area_of_ram(void **state)
{
	static const struct {
		u32 part, at, size;
		bool read, write;
	} ends[] = {
		{ ALPHA, ALPHA_RO, 0x1000, true, false },
		{ ALPHA, ALPHA_UNMAPPED, 8, false, false },
		{ ALPHA, ALPHA_DEVICE, 4, false, false },
		{ ALPHA, ALPHA_EXTRA, 0x1000, true, true },
		{ ALPHA, ALPHA_EXTRA + 1, 0x1000, false, false },
		{ ALPHA, ALPHA_EXTRA - 1, 8, false, false },
		{ ALPHA, ALPHA_EXTRA + 16, 0xfffffff0, false, false },
		{ ALPHA, HAL_PCT_BASE, 4, false, false },
		{ ALPHA, FAKE_HYP_PHYS, 4, false, false },
		{ ALPHA, BETA_RAM, 4, false, false },
		{ ALPHA, 0, 0, false, false },
		{ BETA, BETA_RAM, BETA_RAM_SIZE, true, true },
		{ BETA, BETA_RAM, BETA_RAM_SIZE + 1, false, false },
		{ BETA, ALPHA_RAM, 4, false, false },
		{ GAMMA, GAMMA_PHYS, 4, false, false },
		{ GAMMA, GAMMA_RAM + GAMMA_RAM_SIZE - 4, 4, true, true },
		{ GAMMA, GAMMA_RAM + GAMMA_RAM_SIZE - 4, 5, false, false },
	};

	start(state);
	for (u32 i = 0; i < ARRAY_LEN(ends); i++) {
		assert_int_equal(readable(ends[i].part, ends[i].at, ends[i].size), ends[i].read);
		assert_int_equal(writable(ends[i].part, ends[i].at, ends[i].size), ends[i].write);
	}
	fake_check_canaries();
}

/* SEP-MEM-012 SEP-MEM-002 */
static void the_record_of_a_copy_lies_in_own_memory(void **state)
{
	static const u32 wrong[] = { 0,
				     ALPHA_RO,
				     ALPHA_UNMAPPED,
				     ALPHA_DEVICE,
				     BETA_RAM,
				     ALPHA_RAM + ALPHA_RAM_SIZE - 19,
				     HAL_PCT_BASE + 0x1000,
				     0xfffffff0 };

	start(state);
	for (u32 i = 0; i < ARRAY_LEN(wrong); i++)
		assert_int_equal(rig_call1(XM_HC_memory_copy, wrong[i]), XM_INVALID_PARAM);
}

/* --- between the pieces ----------------------------------------------------------------- */

/* What a handler or another vCPU may do to the record.  SEP-MEM-013 SEP-MEM-012 */
static void each_piece_checks_all_that_is_left(void **state)
{
	static const struct xm_copy changed[] = {
		{ ALPHA, ALPHA_RAM + TO, GAMMA, GAMMA_RAM, PIECE },
		{ GAMMA, GAMMA_RAM, ALPHA, ALPHA_RAM + FROM, PIECE },
		{ BETA, FAKE_HYP_PHYS, BETA, BETA_RAM, PIECE },
		{ BETA, BETA_RAM, BETA, HAL_WINDOW_BASE, PIECE },
		{ BETA, BETA_RAM, BETA, BETA_RAM, 0xffffff00 },
	};
	static const s32 results[] = { XM_PERM_ERROR, XM_PERM_ERROR, XM_INVALID_PARAM,
				       XM_INVALID_PARAM, XM_INVALID_PARAM };

	start(state);
	rig_run_to(BETA);
	for (u32 i = 0; i < ARRAY_LEN(changed); i++) {
		ask(BETA, BETA_RAM + 0x6000, BETA, BETA_RAM + 0x4000, 2 * PIECE);
		assert_int_equal(piece(), RIG_REWOUND);
		*progress(BETA) = changed[i];
		assert_int_equal(piece(), results[i]);
	}
	fake_check_canaries();
}

/* SEP-MEM-013 SEP-HC-005 */
static void a_piece_that_might_not_end_in_its_slot_waits_for_the_next(void **state)
{
	start(state);
	paint(ALPHA, ALPHA_RAM + FROM, 2 * PIECE);
	ask(ALPHA, ALPHA_RAM + TO, ALPHA, ALPHA_RAM + FROM, 2 * PIECE);
	rig_run_until(rig_at(2 * TB_MS) - PIECE_TICKS);
	assert_int_equal(piece(), RIG_REWOUND);
	assert_int_equal(rig_running(), ALPHA);
	assert_int_equal(progress(ALPHA)->left, PIECE);
	fake.now++;
	assert_int_equal(piece(), RIG_REWOUND);
	assert_null(rig.current);
	assert_int_equal(progress(ALPHA)->left, PIECE);
	rig_run_until(rig_at(8 * TB_MS));
	assert_int_equal(rig_running(), ALPHA);
	assert_int_equal(piece(), XM_OK);
	assert_true(painted(ALPHA, ALPHA_RAM + TO, 2 * PIECE));
}

/* SEP-MEM-013 */
static void an_interrupt_between_pieces_may_copy_too(void **state)
{
	struct xm_copy *inner;

	start(state);
	guest_interrupts(1u << XM_VT_EXT_HW_TIMER);
	rig.current->r[12] = 0;
	paint(ALPHA, ALPHA_RAM + FROM, 2 * PIECE);
	ask(ALPHA, ALPHA_RAM + TO, ALPHA, ALPHA_RAM + FROM, 2 * PIECE);
	guest_set_timer(XM_HW_CLOCK, RIG_T0_US + 100, 0);
	assert_int_equal(piece(), RIG_REWOUND);
	rig_run_ns(100 * TB_US);
	assert_true(guest_handles(ALPHA, XM_VT_HW_MAX + XM_VT_EXT_HW_TIMER));
	inner = rig_guest(ALPHA, guest_at(GUEST_SCRATCH), sizeof(*inner));
	*inner = (struct xm_copy){ BETA, BETA_RAM + 0x2000, ALPHA, ALPHA_RAM + FROM, PIECE };
	assert_int_equal(rig_call1(XM_HC_memory_copy, guest_at(GUEST_SCRATCH)), XM_OK);
	guest_return();
	assert_int_equal(rig.current->r[0], ALPHA_RAM + COPY);
	assert_int_equal(piece(), XM_OK);
	assert_true(painted(ALPHA, ALPHA_RAM + TO, 2 * PIECE));
	assert_true(painted(BETA, BETA_RAM + 0x2000, PIECE));
}

/* SEP-MEM-013 SEP-PART-007 */
static void a_reset_ends_a_copy(void **state)
{
	start(state);
	rig_run_to(BETA);
	ask(BETA, BETA_RAM + 0x6000, BETA, BETA_RAM + 0x4000, 2 * PIECE);
	assert_int_equal(piece(), RIG_REWOUND);
	rig_run_to(ALPHA);
	assert_int_equal(guest_reset(BETA, XM_WARM_RESET, 0), XM_OK);
	rig_run_to(BETA);
	assert_int_equal(rig.current->pc, BETA_RAM);
	assert_int_equal(progress(BETA)->left, PIECE);
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_copy_of_any_size_is_whole_and_no_more),
		TEST(one_svc_copies_one_piece_and_changes_no_register),
		TEST(overlapping_ends_copy_as_if_read_at_once),
		TEST(overlap_is_seen_through_shared_memory),
		TEST(a_system_partition_copies_between_any_two),
		TEST(a_replaced_program_runs_after_a_warm_reset),
		TEST(a_normal_partition_copies_its_own_memory_only),
		TEST(ids_of_nobody_are_refused),
		TEST(both_ends_lie_in_one_mapped_area_of_ram),
		TEST(the_record_of_a_copy_lies_in_own_memory),
		TEST(each_piece_checks_all_that_is_left),
		TEST(a_piece_that_might_not_end_in_its_slot_waits_for_the_next),
		TEST(an_interrupt_between_pieces_may_copy_too),
		TEST(a_reset_ends_a_copy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
