/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_regression.c - faults that hypervisors of this kind have had: one test for
 * each, named by what it would look like, that fails if the core had it.
 *
 * doc/robustness.md, "Faults known from others", is the whole list: with the
 * faults that only the machine or the tools can show, and with those whose
 * service is not there yet - a second processor.
 */
#include "unit.h"
#include "guest.h"
#include "part.h"
#include "plans.h"

static struct tb tb;
static u8 message[64], got[64];

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	for (u32 i = 0; i < sizeof(message); i++)
		message[i] = (u8)(i * 29 + 11);
	return 0;
}

static void start(void **state)
{
	(void)state;
	rig_start(&tb);
}

static bool refused_at_boot(void)
{
	tb_build(&tb);
	tb_build_image(&tb, 256);
	return rig_boot(&tb, XM_COLD_RESET) == FAKE_STOPPED;
}

/* Records of an event in the log, those of partition who or NONE for all. */
static u32 records(u32 event, u32 who)
{
	struct xm_hm_record rec;
	u32 n = 0;

	rig_run_to(ALPHA);
	while (guest_hm_read(&rec, 1) == 1)
		n += (rec.what & 0xff) == event && (who == NONE || (rec.where & 0xffff) == who);
	return n;
}

static bool others_run(void)
{
	rig_run_to(GAMMA);
	rig_run_to(ALPHA);
	return fake.end == FAKE_RUNS;
}

/* --- who is master of the machine ------------------------------------------------------- */

/* Translation tables lie in the hypervisor's memory; qemu.privileged and
   qemu.hostile try to reach them on the machine.
   SEP-CFG-015 SEP-CFG-013 SEP-MEM-006 */
static void no_plan_gives_away_translation_tables_or_interrupt_controller(void **state)
{
	static const struct {
		u32 phys, mapped, flags;
	} areas[] = {
		{ FAKE_HYP_PHYS, FAKE_HYP_PHYS, 0 },
		{ FAKE_HYP_PHYS, FAKE_HYP_PHYS, AREA_READONLY },
		{ FAKE_HYP_PHYS, 0x30000000, 0 },
		{ 0x30000000, HAL_WINDOW_BASE, 0 },
		{ 0x30000000, HAL_PCT_BASE, 0 },
		{ FAKE_GIC_BASE, FAKE_GIC_BASE, AREA_DEVICE },
		{ FAKE_GIC_BASE, 0x30000000, AREA_DEVICE },
	};
	u32 a;

	for (u32 i = 0; i < ARRAY_LEN(areas); i++) {
		setup(state);
		a = tb_area(&tb, BETA, areas[i].phys, 0x1000, areas[i].flags);
		tb.area[a].mapped = areas[i].mapped;
		assert_true(refused_at_boot());
	}
	setup(state);
	tb_area(&tb, BETA, 0x30000000, 0x1000, 0); /* it was not for another reason */
	assert_false(refused_at_boot());
}

/* A handler in the partition changes nothing about who decides.
   SEP-HM-001 SEP-HM-004 SEP-HM-007 SEP-HM-009 */
static void a_fault_is_judged_before_the_partition_hears_of_it(void **state)
{
	static const u32 actions[] = { XM_HM_AC_PROPAGATE, XM_HM_AC_HALT };

	for (u32 i = 0; i < ARRAY_LEN(actions); i++) {
		setup(state);
		tb_hm(&tb, BETA, XM_HM_EV_ARM_UNDEF_INSTR, actions[i], 1);
		rig_start(&tb);
		rig_run_to(BETA);
		guest_vectors();
		rig_fault(HAL_FAULT_UNDEFINED, BETA_RAM + 0x400, BETA_RAM + 0x400, false);
		if (actions[i] == XM_HM_AC_HALT)
			assert_int_not_equal(rig_running(), BETA);
		else
			assert_int_equal(rig_vcpu(BETA)->pc, BETA_RAM + 0x200);
		assert_int_equal(records(XM_HM_EV_ARM_UNDEF_INSTR, BETA), 1);
	}
}

/* SEP-HM-004 SEP-HM-011 SEP-HC-008 */
static void an_unknown_exception_stops_only_its_partition(void **state)
{
	start(state);
	rig_run_to(BETA);
	rig_fault(HAL_FAULT_UNKNOWN, BETA_RAM + 0x400, 0xffffffff, true);
	assert_true(rig_pct(BETA)->flags & XM_PCT_HALTED);
	assert_true(others_run());
	assert_int_equal(records(XM_HM_EV_UNEXPECTED_TRAP, BETA), 1);
}

/* --- arguments ----------------------------------------------------------------------------- */

/* SEP-HM-018 SEP-HC-008 */
static void no_event_number_stops_the_hypervisor(void **state)
{
	static const u32 numbers[] = { XM_HM_EV_COUNT, XM_HM_EV_COUNT + 1, 0xff, 0x100,
				       0x7fffffff,     0x80000000,	   NONE };

	start(state);
	rig_run_to(BETA);
	for (u32 i = 0; i < ARRAY_LEN(numbers); i++)
		assert_int_equal(rig_call1(XM_HC_hm_raise_event, numbers[i]), XM_INVALID_PARAM);
	assert_int_equal(rig_running(), BETA);
	assert_true(others_run());
}

#define AT (ALPHA_RAM + GUEST_SCRATCH)

/* Every service that takes a pointer, with arguments that are otherwise right. */
static const struct pointers {
	u32 nr, arg[5], which; /* bit n: argument n is a pointer */
} pointers[] = {
	{ XM_HC_get_time, { XM_HW_CLOCK, AT }, 2 },
	{ XM_HC_upcall_return, { AT }, 1 },
	{ XM_HC_create_sampling_port, { AT, 64, XM_SOURCE_PORT, 20000 }, 1 },
	{ XM_HC_create_queuing_port, { AT, 4, 32, XM_DESTINATION_PORT }, 1 },
	{ XM_HC_write_sampling_message, { 0, AT, 8 }, 2 },
	{ XM_HC_read_sampling_message, { 2, AT, 256, AT + 256 }, 2 | 8 },
	{ XM_HC_send_queuing_message, { 3, AT, 8 }, 2 },
	{ XM_HC_receive_queuing_message, { 1, AT, 32 }, 2 },
	{ XM_HC_get_sampling_port_status, { 0, AT }, 2 },
	{ XM_HC_get_queuing_port_status, { 1, AT }, 2 },
	{ XM_HC_hm_read, { AT, 1 }, 1 },
	{ XM_HC_hm_status, { AT }, 1 },
	{ XM_HC_hm_peek, { XM_HYPERVISOR_ID, 1, AT }, 4 },
	{ XM_HC_write_console, { AT, 8 }, 1 },
	{ XM_HC_read_console, { AT, 8 }, 1 },
	{ XM_HC_get_partition_status, { BETA, AT }, 2 },
	{ XM_HC_memory_copy, { AT }, 1 },
	{ XM_HC_switch_sched_plan, { 1, 0, AT }, 4 },
	{ XM_HC_get_plan_status, { AT }, 1 },
	{ XM_HC_get_plan_name, { 1, AT }, 2 },
	{ XM_HC_multicall, { AT, AT + 32 }, 1 },
	{ XM_HC_get_port_info, { AT, PORT_SAMPLING, AT + 64 }, 1 | 4 },
	{ XM_HC_inport, { ALPHA_PORTS, AT }, 2 },
	{ XM_HC_trace_event, { AT }, 1 },
	{ XM_HC_trace_masked_event, { 1, XM_TRACE_NOTIFY, AT }, 4 },
	{ XM_HC_trace_read, { ALPHA, AT, 1 }, 2 },
	{ XM_HC_trace_status, { ALPHA, AT }, 2 },
	{ XM_HC_get_system_status, { AT }, 1 },
	{ XM_HC_get_irq_ticks, { BETA, AT }, 2 },
	{ XM_HC_get_slot_status, { 0, 1, AT }, 4 },
};

/* The list of services says which arguments are pointers. */
static u32 pointers_of(u32 nr)
{
	enum { IS_u32, IS_s32 = 0, IS_gin, IS_gout = 1, IS_gio = 1 };
	static const u32 which[] = {
#define IS(n, t)				 (IS_##t << (n))
#define HC0(nr, n, r, b)			 [nr] = 0,
#define HC1(nr, n, r, b, t1, a1)		 [nr] = IS(0, t1),
#define HC2(nr, n, r, b, t1, a1, t2, a2)	 [nr] = IS(0, t1) | IS(1, t2),
#define HC3(nr, n, r, b, t1, a1, t2, a2, t3, a3) [nr] = IS(0, t1) | IS(1, t2) | IS(2, t3),
#define HC4(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4) \
	[nr] = IS(0, t1) | IS(1, t2) | IS(2, t3) | IS(3, t4),
#define HC5(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5) \
	[nr] = IS(0, t1) | IS(1, t2) | IS(2, t3) | IS(3, t4) | IS(4, t5),
#include "hypercalls.def"
	};

	return which[nr];
}

/* Alpha with all four kinds of ports open. */
static void start_with_ports(void **state)
{
	u32 p = tb_port(&tb, ALPHA, "out", PORT_QUEUING, PORT_SOURCE);

	tb_dest(&tb, tb_channel(&tb, p, 16, 8, 0),
		tb_port(&tb, BETA, "out", PORT_QUEUING, PORT_DESTINATION));
	start(state);
	assert_int_equal(guest_create_sampling("ab", 64, XM_SOURCE_PORT, 20000), 0);
	assert_int_equal(guest_create_queuing("ba", 4, 32, XM_DESTINATION_PORT), 1);
	assert_int_equal(guest_create_sampling("ga", 256, XM_DESTINATION_PORT, 0), 2);
	assert_int_equal(guest_create_queuing("out", 8, 16, XM_SOURCE_PORT), 3);
}

static void try_with(const struct pointers *p, u32 n, u32 pointer)
{
	u32 a[5];

	memcpy(a, p->arg, sizeof(a));
	a[n] = pointer;
	assert_int_equal(rig_call(p->nr, a[0], a[1], a[2], a[3], a[4]), XM_INVALID_PARAM);
	assert_int_equal(rig_running(), ALPHA);
}

/* SEP-MEM-001 SEP-MEM-002 SEP-MEM-003 SEP-HC-004 SEP-HC-008 */
static void no_pointer_stops_the_hypervisor(void **state)
{
	static const u32 wild[] = { 1,
				    ALPHA_RAM - 1,
				    ALPHA_RAM + ALPHA_RAM_SIZE,
				    ALPHA_UNMAPPED,
				    ALPHA_DEVICE,
				    HAL_WINDOW_BASE,
				    HAL_PCT_BASE,
				    0x30000000,
				    0x80000000,
				    0xfffffffc,
				    NONE };
	u32 covered = 0, nr;

	start_with_ports(state);
	for (u32 i = 0; i < ARRAY_LEN(pointers); i++) {
		for (u32 n = 0; n < 5; n++)
			for (u32 w = 0; (pointers[i].which >> n & 1) && w < ARRAY_LEN(wild); w++)
				try_with(&pointers[i], n, wild[w]);
		assert_int_equal(pointers[i].which, pointers_of(pointers[i].nr));
		covered++;
	}
	for (nr = 0; nr < XM_HC_COUNT; nr++)
		covered -= pointers_of(nr) != 0;
	assert_int_equal(covered, 0); /* a new service belongs into the table above */
}

/* SEP-MEM-001 SEP-MEM-005 */
static void no_pointer_reaches_the_memory_of_others(void **state)
{
	static const u32 theirs[] = { BETA_RAM, BETA_RAM + 0x1000, GAMMA_PHYS, FAKE_HYP_PHYS };
	static u8 before[ARRAY_LEN(theirs)][0x400];

	start_with_ports(state);
	guest_write(0, message, 8);
	for (u32 t = 0; t < ARRAY_LEN(theirs) - 1; t++)
		memcpy(before[t], fake_phys(theirs[t], 0x400), 0x400);
	for (u32 i = 0; i < ARRAY_LEN(pointers); i++)
		for (u32 n = 0; n < 5; n++)
			for (u32 t = 0; (pointers[i].which >> n & 1) && t < ARRAY_LEN(theirs); t++)
				try_with(&pointers[i], n, theirs[t]);
	for (u32 t = 0; t < ARRAY_LEN(theirs) - 1; t++)
		assert_memory_equal(before[t], fake_phys(theirs[t], 0x400), 0x400);
}

/* A record has its size, however many are asked for and wherever they are to go.
   SEP-TRACE-001 SEP-TRACE-005 SEP-TRACE-007 SEP-HC-008 */
static void no_trace_is_as_large_as_a_partition_says(void **state)
{
	static const u32 counts[] = { 1, 2, 0x1000, 0x7fffffff, 0x80000000, NONE };
	const gaddr_t last = ALPHA_RAM + ALPHA_RAM_SIZE - sizeof(struct xm_trace_record);

	start(state);
	for (u32 i = 0; i < ARRAY_LEN(counts); i++) {
		assert_int_equal(rig_call1(XM_HC_trace_event, AT), XM_OK);
		assert_int_equal(rig_call1(XM_HC_trace_event, AT), XM_OK);
		memset(rig_guest(ALPHA, AT, 64), 0x5a, 64);
		assert_int_equal(rig_call3(XM_HC_trace_read, ALPHA, AT, counts[i]), 1);
		assert_int_equal(rig_peek32(ALPHA, AT + sizeof(struct xm_trace_record)),
				 0x5a5a5a5a);
		assert_int_equal(rig_call3(XM_HC_trace_read, ALPHA, last, counts[i]), 1);
		assert_int_equal(rig_call3(XM_HC_trace_read, ALPHA, last + 4, counts[i]),
				 XM_INVALID_PARAM);
	}
	assert_true(others_run());
}

/* SEP-PART-014 SEP-PART-015 SEP-PART-026 */
static void a_refused_reset_touches_nothing(void **state)
{
	u32 resets;
	u8 *byte;

	start(state);
	rig_run_to(BETA);
	assert_int_equal(guest_create_sampling("ab", 64, XM_DESTINATION_PORT, 20000), 0);
	rig_run_to(GAMMA);
	assert_int_equal(guest_reset(BETA, XM_COLD_RESET, 5), XM_PERM_ERROR);
	rig_run_to(ALPHA);
	assert_int_equal(guest_reset(BETA, 2, 5), XM_INVALID_PARAM);
	assert_int_equal(guest_reset(BETA, NONE, 5), XM_INVALID_PARAM);
	assert_int_equal(guest_reset(3, XM_COLD_RESET, 5), XM_INVALID_PARAM);
	assert_int_equal(guest_reset(NONE, XM_COLD_RESET, 5), XM_INVALID_PARAM);
	byte = fake_phys(BETA_RAM + 99, 1);
	*byte = 0xab;
	resets = rig_vcpu(BETA)->resets;
	rig_run_to(BETA);
	assert_int_equal(rig_vcpu(BETA)->resets, resets);
	assert_int_equal(rig_pct(BETA)->resetStatus, 0);
	assert_int_equal(*byte, 0xab);
	assert_int_equal(guest_read(0, got, 64, NULL), XM_NO_ACTION); /* still open */
}

/* --- ports ---------------------------------------------------------------------------------- */

static s32 open_ab(void)
{
	return guest_create_sampling(
		"ab", 64, rig_running() == ALPHA ? XM_SOURCE_PORT : XM_DESTINATION_PORT, 20000);
}

static bool told(u32 part)
{
	return (rig_pct(part)->extIrqsPend >> XM_VT_EXT_SAMPLING_PORT & 1) != 0;
}

/* SEP-PORT-022 SEP-PORT-009 SEP-PORT-016 */
static void a_reset_receiver_takes_no_other_receiver_along(void **state)
{
	for (u32 mode = XM_COLD_RESET; mode <= XM_WARM_RESET; mode++) {
		setup(state);
		start(state);
		open_ab();
		rig_run_to(BETA);
		open_ab();
		rig_run_to(GAMMA);
		open_ab();
		rig_run_to(ALPHA);
		guest_reset(BETA, mode, 0);
		guest_write(0, message, 24);
		assert_true(told(GAMMA));
		assert_false(told(BETA));
		rig_run_to(GAMMA);
		assert_int_equal(guest_read(0, got, 64, NULL), 24);
		assert_memory_equal(got, message, 24);
	}
}

static const u32 *bitmap(u32 part)
{
	const u8 *pct = (const u8 *)(uintptr_t)rig_pct(part);

	return (const u32 *)(pct + rig_pct(part)->portBitmap);
}

enum { PADDING = 31, FAR = 3 + PADDING };

/* The channel "far" from alpha to beta's port FAR. */
static void plan_with_a_far_port(void)
{
	char name[8];
	u32 p = tb_port(&tb, ALPHA, "far", PORT_SAMPLING, PORT_SOURCE);

	for (u32 i = 0; i < PADDING; i++) {
		snprintf(name, sizeof(name), "pad%u", i);
		tb_port(&tb, BETA, name, PORT_SAMPLING, PORT_DESTINATION);
	}
	tb_dest(&tb, tb_channel(&tb, p, 64, 0, 0),
		tb_port(&tb, BETA, "far", PORT_SAMPLING, PORT_DESTINATION));
}

/* SEP-PORT-016 SEP-PORT-024 */
static void a_port_is_marked_and_unmarked_in_the_same_place(void **state)
{
	plan_with_a_far_port();
	start(state);
	assert_int_equal(guest_create_sampling("far", 64, XM_SOURCE_PORT, 0), 3);
	open_ab();
	rig_run_to(BETA);
	assert_int_equal(guest_create_sampling("far", 64, XM_DESTINATION_PORT, 0), FAR);
	assert_int_equal(open_ab(), 0);
	rig_run_to(ALPHA);
	guest_write(3, message, 8);
	assert_int_equal(bitmap(BETA)[0], 0);
	assert_int_equal(bitmap(BETA)[1], 1u << (FAR - 32));
	guest_write(0, message, 8);
	assert_int_equal(bitmap(BETA)[0], 1);
	rig_run_to(BETA);
	guest_read(FAR, got, 64, NULL);
	assert_int_equal(bitmap(BETA)[0], 1);
	assert_int_equal(bitmap(BETA)[1], 0);
	guest_read(0, got, 64, NULL);
	assert_int_equal(bitmap(BETA)[0], 0);
	rig_run_to(ALPHA);
	guest_write(3, message, 8);
	guest_reset(BETA, XM_WARM_RESET, 0);
	assert_int_equal(bitmap(BETA)[1], 0);
}

/* SEP-PORT-004 */
static void a_forged_descriptor_is_nobodys_port(void **state)
{
	static const u32 forged[] = { 3, 4, 64, 0x400, 0x10000, 0x100000, 0x7fffffff, 0x80000000 };
	struct xm_sampling_state s;

	start(state);
	rig_run_to(GAMMA);
	assert_int_equal(guest_create_sampling("ga", 256, XM_SOURCE_PORT, 0), 1);
	guest_write(1, message, 8);
	rig_run_to(BETA); /* its ports 0 to 2; gamma's lie behind them */
	for (u32 i = 0; i < ARRAY_LEN(forged); i++) {
		s32 d = (s32)forged[i];

		assert_int_equal(guest_write(d, message, 8), XM_INVALID_PARAM);
		assert_int_equal(guest_read(d, got, 64, NULL), XM_INVALID_PARAM);
		assert_int_equal(guest_send(d, message, 8), XM_INVALID_PARAM);
		assert_int_equal(guest_receive(d, got, 64), XM_INVALID_PARAM);
		assert_int_equal(guest_sampling_status(d, &s), XM_INVALID_PARAM);
	}
}

/* SEP-PORT-001 SEP-PORT-004 */
static void an_unknown_name_opens_no_port_of_the_next_partition(void **state)
{
	tb.ports = tb.channels = tb.dests = 0;
	tb_port(&tb, BETA, "own", PORT_SAMPLING, PORT_SOURCE);
	tb_port(&tb, GAMMA, "next", PORT_SAMPLING, PORT_SOURCE);
	start(state);
	rig_run_to(BETA);
	assert_int_equal(guest_create_sampling("own", 64, XM_SOURCE_PORT, 0), 0);
	assert_int_equal(guest_create_sampling("next", 64, XM_SOURCE_PORT, 0), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_sampling("none", 64, XM_SOURCE_PORT, 0), XM_INVALID_CONFIG);
	assert_int_equal(guest_write(1, message, 8), XM_INVALID_PARAM);
	rig_run_to(GAMMA);
	assert_int_equal(guest_write(0, message, 8), XM_INVALID_PARAM); /* not open */
}

/* SEP-PORT-002 SEP-HC-008 */
static void a_destination_is_created_again_without_harm(void **state)
{
	start(state);
	open_ab();
	guest_write(0, message, 24);
	rig_run_to(BETA);
	for (u32 i = 0; i < 3; i++) {
		assert_int_equal(open_ab(), 0);
		assert_int_equal(guest_read(0, got, 64, NULL), 24);
	}
	guest_reset(BETA, XM_WARM_RESET, 0);
	assert_int_equal(open_ab(), 0);
	assert_int_equal(guest_read(0, got, 64, NULL), 24);
	assert_true(others_run());
}

/* --- interrupts and resets -------------------------------------------------------------------- */

enum { FIRST = 43, LINES = 20 }; /* further lines of beta, all in one word */

/* SEP-VIRQ-010 SEP-VIRQ-011 */
static void masking_a_line_masks_no_other_of_its_word(void **state)
{
	for (u32 i = 0; i < LINES; i++)
		tb_irq(&tb, BETA, FIRST + i);
	start(state);
	rig_run_to(BETA);
	rig_call4(XM_HC_clear_irqmask, ~0u, ~0u, ~0u, ~0u);
	for (u32 i = 0; i < LINES; i++) {
		u32 bit = 1u << (FIRST + i - 32);

		rig_call4(XM_HC_set_irqmask, 1u << i, 0, bit, 0);
		assert_int_equal(rig_pct(BETA)->hwIrqsMask[1] & rig_pct(BETA)->hwIrqs[1], bit);
		assert_int_equal(rig_pct(BETA)->extIrqsMask, 1u << i);
		for (u32 line = FIRST; line < FIRST + LINES; line++)
			assert_int_equal(fake.line_open[line], line != FIRST + i);
		rig_call4(XM_HC_clear_irqmask, 1u << i, 0, bit, 0);
		assert_int_equal(rig_pct(BETA)->hwIrqsMask[1] & rig_pct(BETA)->hwIrqs[1], 0);
		assert_int_equal(rig_pct(BETA)->extIrqsMask, 0);
	}
}

/* SEP-PART-008 */
static void a_cold_reset_brings_the_image_back(void **state)
{
	start(state);
	memset(fake_phys(BETA_RAM, BETA_RAM_SIZE), 0xab, BETA_RAM_SIZE);
	guest_reset(BETA, XM_COLD_RESET, 0);
	rig_run_to(BETA);
	for (u32 i = 0; i < BETA_RAM_SIZE; i++)
		assert_int_equal(*fake_phys(BETA_RAM + i, 1), i < 256 ? tb_image_byte(BETA, i) : 0);
}

/* On one processor; with two it is open.
   SEP-BOOT-003 SEP-BOOT-004 */
static void a_system_reset_comes_back(void **state)
{
	for (u32 mode = XM_COLD_RESET; mode <= XM_WARM_RESET; mode++) {
		setup(state);
		start(state);
		rig_run_to(BETA);
		rig_run_to(ALPHA);
		rig_call1(XM_HC_reset_system, mode);
		assert_int_equal(fake.end, FAKE_RESET);
		assert_int_equal(rig_reboot(mode), FAKE_RUNS);
		rig_run_to(BETA);
		assert_true(others_run());
	}
}

/* --- time ---------------------------------------------------------------------------------------
 */

static void expect_deadline(u64 ns)
{
	assert_int_equal(fake.deadline, rig_at(ns));
	rig_run_until(fake.deadline);
}

/* SEP-SCHED-001 SEP-SCHED-003 SEP-SCHED-015 */
static void slots_below_250_us_begin_on_the_grid(void **state)
{
	static const u32 us[] = { 20, 50, 100, 200, 249 };
	struct xm_part_state s;

	for (u32 i = 0; i < ARRAY_LEN(us); i++) {
		u64 len = us[i] * TB_US, frame = 3 * len + 7;

		setup(state);
		tb.slots = tb.plans = 0;
		tb_plan(&tb, frame);
		for (u32 p = ALPHA; p <= GAMMA; p++)
			tb_slot(&tb, 0, p, p * len, len);
		rig_start(&tb);
		for (u64 f = 0; f < 1000; f++)
			for (u32 p = ALPHA; p <= GAMMA; p++) {
				assert_int_equal(rig_running(), p);
				expect_deadline(f * frame + (p + 1) * len);
				if (p == GAMMA)
					expect_deadline((f + 1) * frame);
			}
		rig_late_ns(len + 300);
		rig_run_to(BETA);
		rig_run_to(ALPHA);
		for (u32 p = ALPHA; p <= GAMMA; p++) {
			assert_int_equal(guest_part_state(p, &s), XM_OK);
			assert_in_range(s.late_ns_max, p == BETA ? 290 : 0, p == BETA ? 310 : 10);
		}
	}
}

/* At 62.5 ticks a microsecond, which a whole number of ticks makes 9.92 ms.
   SEP-SCHED-003 SEP-TIME-001 */
static void ten_milliseconds_last_ten_milliseconds(void **state)
{
	(void)state;
	fake_machine_ticks(1, 16);
	plan_single(&tb, 10 * TB_MS);
	rig_start(&tb);
	for (u64 f = 1; f <= 1000; f++) {
		assert_int_equal(fake.deadline - rig.zero, f * 625000);
		rig_run_until(fake.deadline);
		assert_in_range(guest_time(XM_HW_CLOCK) - RIG_T0_US, f * 10000, f * 10000 + 1);
	}
}

/* SEP-TIME-005 SEP-TIME-009 SEP-TIME-012 */
static void a_tiny_period_is_caught_up_with_after_any_time(void **state)
{
	u32 entries;

	(void)state;
	plan_single(&tb, 4000000 * TB_MS);
	rig_start(&tb);
	guest_interrupts(1u << XM_VT_EXT_HW_TIMER);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, RIG_T0_US, 1), XM_INVALID_PARAM);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, RIG_T0_US, 49), XM_INVALID_PARAM);
	assert_int_equal(guest_set_timer(XM_HW_CLOCK, RIG_T0_US + 1000, 50), XM_OK);
	rig_late_ns(3000000 * TB_MS); /* 60 million periods */
	entries = rig.entries;
	rig_run_until(fake.now);
	assert_int_equal(rig.entries - entries, 1);
	assert_true(guest_handles(ALPHA, XM_VT_HW_MAX + XM_VT_EXT_HW_TIMER));
	rig_late_ns(10ull * 365 * 86400000 * TB_MS); /* ten years: one by one would not end */
	entries = rig.entries;
	rig_run_until(fake.now);
	assert_in_range(rig.entries - entries, 1, 100);
	assert_true(rig_pct(ALPHA)->extIrqsPend & 1u << XM_VT_EXT_HW_TIMER);
}

/* No time is a pointer, and none is too far.
   SEP-TIME-009 SEP-TIME-014 SEP-HC-008 */
static void no_time_stops_the_hypervisor(void **state)
{
	static const u64 times[] = { 0,		 1,	     50,	 0x7fffffff,
				     0x80000000, 0xffffffff, 1ull << 53, INT64_MAX - 1,
				     INT64_MAX,	 1ull << 63, ~0ull };

	start(state);
	rig_run_to(BETA);
	for (u32 clock = 0; clock < 3; clock++)
		for (u32 i = 0; i < ARRAY_LEN(times) * ARRAY_LEN(times); i++) {
			s64 at = (s64)times[i / ARRAY_LEN(times)];
			s64 every = (s64)times[i % ARRAY_LEN(times)];
			bool fine = clock < 2 && at >= 0 && (every == 0 || every >= 50);

			rig_run_to(BETA);
			assert_int_equal(guest_set_timer(clock, at, every),
					 fine ? XM_OK : XM_INVALID_PARAM);
		}
	assert_true(others_run());
}

/* --- events that exist must be raised ----------------------------------------------------------
 */

/* SEP-SCHED-012 */
static void an_overrun_is_raised(void **state)
{
	start(state);
	rig_run_until(rig_at(1999 * TB_US));
	rig_late_ns(31 * TB_US);
	rig_run_until(rig_at(8500 * TB_US));
	assert_int_equal(records(XM_HM_EV_OVERRUN, ALPHA), 1);
}

/* SEP-PART-012 SEP-IMG-003 */
static void a_damaged_image_is_noticed(void **state)
{
	start(state);
	((u8 *)tb.image_words)[tb_image_part(&tb, BETA)->offset + 99] ^= 0x10;
	guest_reset(BETA, XM_COLD_RESET, 0);
	rig_run_ns(20 * TB_MS);
	assert_int_equal(records(XM_HM_EV_PARTITION_INTEGRITY, BETA), 1);
	assert_true(rig_pct(BETA)->flags & XM_PCT_HALTED);
}

/* --- memory of others --------------------------------------------------------------------------
 */

/* An owner is named, and what he may do with the address is asked of him.
   SEP-MEM-011 SEP-MEM-012 */
static void memory_copy_rights(void **state)
{
	static const struct {
		u32 owner, address;
		bool readable, writable; /* by the system partition */
	} ends[] = {
		{ ALPHA, ALPHA_RAM + 0x8000, true, true },
		{ ALPHA, ALPHA_RO, true, false },
		{ ALPHA, ALPHA_UNMAPPED, false, false },
		{ ALPHA, ALPHA_DEVICE, false, false },
		{ BETA, BETA_RAM + 0x4000, true, true },
		{ BETA, ALPHA_RAM, false, false },
		{ BETA, SHARED_RAM, true, true },
		{ GAMMA, GAMMA_PHYS, false, false },
		{ GAMMA, GAMMA_RAM + 0x4000, true, true },
		{ GAMMA, SHARED_RAM, false, false },
		{ XM_HYPERVISOR_ID, FAKE_HYP_PHYS, false, false },
		{ XM_HYPERVISOR_ID, BETA_RAM, false, false },
	};

	start(state);
	for (u32 who = ALPHA; who <= GAMMA; who++)
		for (u32 i = 0; i < 2 * ARRAY_LEN(ends); i++) {
			u32 own = guest_at_of(who, 0x3000), e = i / 2, write = i % 2;
			bool may = who == ALPHA || ends[e].owner == who;
			bool fine = write ? ends[e].writable : ends[e].readable;
			struct xm_copy c = { who, own + 0x100, ends[e].owner, ends[e].address, 64 };

			if (write)
				c = (struct xm_copy){ c.src, c.from, c.dst, c.to, c.left };
			rig_run_to(who);
			rig_poke(who, own, &c, sizeof(c));
			assert_int_equal(rig_call1(XM_HC_memory_copy, own),
					 !may	? XM_PERM_ERROR
					 : fine ? XM_OK
						: XM_INVALID_PARAM);
		}
	fake_check_canaries();
	assert_true(others_run());
}

/* --- lists of calls ----------------------------------------------------------------------------
 */

/* A list that names itself, or another one that names it, has an end and takes no stack.
   SEP-HC-011 SEP-HC-008 */
static void nested_multicall(void **state)
{
	const struct xm_call lists[] = {
		{ XM_HC_multicall, 7, { AT, AT + 128 }, 0 },
		{ XM_HC_multicall, 7, { AT + 32, AT + 64 }, 0 },
		{ XM_HC_multicall, 7, { AT + 96, AT + 128 }, 0 },
		{ XM_HC_multicall, 7, { AT, AT + 32 }, 0 },
	};

	start(state);
	rig_poke(ALPHA, AT, lists, sizeof(lists));
	for (u32 n = 1; n <= ARRAY_LEN(lists); n++)
		assert_int_equal(rig_call2(XM_HC_multicall, AT, AT + n * 32), XM_OK);
	for (u32 n = 0; n < ARRAY_LEN(lists); n++)
		assert_int_equal(rig_peek32(ALPHA, AT + n * 32 + 4), (u32)XM_MULTICALL_ERROR);
	assert_true(others_run());
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(no_plan_gives_away_translation_tables_or_interrupt_controller),
		TEST(a_fault_is_judged_before_the_partition_hears_of_it),
		TEST(an_unknown_exception_stops_only_its_partition),
		TEST(no_event_number_stops_the_hypervisor),
		TEST(no_pointer_stops_the_hypervisor),
		TEST(no_pointer_reaches_the_memory_of_others),
		TEST(no_trace_is_as_large_as_a_partition_says),
		TEST(a_refused_reset_touches_nothing),
		TEST(a_reset_receiver_takes_no_other_receiver_along),
		TEST(a_port_is_marked_and_unmarked_in_the_same_place),
		TEST(a_forged_descriptor_is_nobodys_port),
		TEST(an_unknown_name_opens_no_port_of_the_next_partition),
		TEST(a_destination_is_created_again_without_harm),
		TEST(masking_a_line_masks_no_other_of_its_word),
		TEST(a_cold_reset_brings_the_image_back),
		TEST(a_system_reset_comes_back),
		TEST(slots_below_250_us_begin_on_the_grid),
		TEST(ten_milliseconds_last_ten_milliseconds),
		TEST(a_tiny_period_is_caught_up_with_after_any_time),
		TEST(no_time_stops_the_hypervisor),
		TEST(an_overrun_is_raised),
		TEST(a_damaged_image_is_noticed),
		TEST(memory_copy_rights),
		TEST(nested_multicall),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
