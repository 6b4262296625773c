/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_status.c - status of the system, times of lines, modes, virtual CPUs, vectors.
 */
#include "unit.h"
#include "guest.h"
#include "hm.h"
#include "part.h"
#include "plans.h"
#include "system.h"

static struct tb tb;

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	rig_start(&tb);
	return 0;
}

static void run_to_us(u64 us)
{
	rig_run_until(rig_at(us * TB_US));
}

static struct xm_system_state system_state(void)
{
	struct xm_system_state s;

	assert_int_equal(guest_system_state(&s), XM_OK);
	return s;
}

static void irq_ticks(u32 id, u64 times[XM_VT_HW_MAX])
{
	u32 part = rig_running(), size = XM_VT_HW_MAX * sizeof(*times);
	gaddr_t at = guest_at(GUEST_SCRATCH);

	memset(rig_guest(part, at, size), 0x5a, size);
	assert_int_equal(rig_call2(XM_HC_get_irq_ticks, id, at), XM_OK);
	memcpy(times, rig_guest(part, at, size), size);
}

/* --- the system --------------------------------------------------------------------------- */

/* SEP-PART-027 */
static void the_system_counts_messages_of_all(void **state)
{
	struct xm_system_state s;
	char text[64];
	s32 port;

	(void)state;
	guest_write(guest_create_sampling("ab", 64, XM_SOURCE_PORT, 20000), "one", 3);
	run_to_us(2001);
	port = guest_create_sampling("ab", 64, XM_DESTINATION_PORT, 20000);
	assert_int_equal(guest_read(port, text, 64, NULL), 3);
	assert_int_equal(guest_read(port, text, 64, NULL), 3);
	port = guest_create_queuing("ba", 4, 32, XM_SOURCE_PORT);
	for (u32 i = 0; i < 5; i++) /* the last one does not fit */
		guest_send(port, "x", 1);
	run_to_us(8001);
	port = guest_create_queuing("ba", 4, 32, XM_DESTINATION_PORT);
	for (u32 i = 0; i < 3; i++)
		assert_int_equal(guest_receive(port, text, 32), 1);
	s = system_state();
	assert_int_equal(s.sampling_written, 1);
	assert_int_equal(s.sampling_read, 2);
	assert_int_equal(s.queuing_sent, 4);
	assert_int_equal(s.queuing_received, 3);
}

/* SEP-PART-027 */
static void the_system_counts_frames_events_and_resets(void **state)
{
	struct xm_system_state s;

	(void)state;
	s = system_state();
	assert_int_equal(s.frames, 0);
	assert_int_equal(s.hm_events, 0);
	assert_int_equal(s.reset_counter, 0);
	assert_int_equal(s.reset_status, 0);
	rig_call1(XM_HC_suspend_partition, GAMMA);
	run_to_us(30001);
	rig_call1(XM_HC_hm_raise_event, XM_HM_EV_OVERRUN);
	s = system_state();
	assert_int_equal(s.frames, 3);
	assert_int_equal(s.hm_events, 1);
	rig_late_ns(50 * 10 * TB_MS); /* frames nobody saw count too */
	run_to_us(530001);
	assert_int_equal(system_state().frames, 53);
	assert_int_equal(rig_reboot(XM_WARM_RESET), FAKE_RUNS);
	rig_run_to(ALPHA);
	s = system_state();
	assert_int_equal(s.frames, 0);
	assert_int_equal(s.reset_counter, 1);
	assert_int_equal(s.reset_status, 0); /* not by the health monitor: t_hm.c */
}

/* SEP-PART-027 SEP-PART-029 */
static void lines_are_stamped_when_they_come(void **state)
{
	u64 times[XM_VT_HW_MAX], first, second;

	(void)state;
	run_to_us(6100);
	rig_call4(XM_HC_clear_irqmask, 0, 0, 1u << (GAMMA_LINE - 32), 1u << (GAMMA_LINE2 - 64));
	rig_irq(GAMMA_LINE);
	first = fake.now;
	run_to_us(6200);
	rig_irq(GAMMA_LINE2);
	second = fake.now;
	rig_irq(90); /* nobody's */
	irq_ticks(GAMMA, times);
	for (u32 line = 0; line < XM_VT_HW_MAX; line++)
		assert_int_equal(times[line], line == GAMMA_LINE    ? first
					      : line == GAMMA_LINE2 ? second
								    : 0);
	assert_int_equal(rig_call2(XM_HC_get_irq_ticks, BETA, GAMMA_RAM), XM_PERM_ERROR);
	run_to_us(8001);
	irq_ticks(BETA, times);
	for (u32 line = 0; line < XM_VT_HW_MAX; line++)
		assert_int_equal(times[line], 0);
	irq_ticks(GAMMA, times);
	assert_int_equal(times[GAMMA_LINE], first);
	assert_int_equal(system_state().irqs, 2);
	assert_int_equal(system_state().irq_ticks[GAMMA_LINE2], second);
	assert_int_equal(system_state().irq_ticks[90], 0);
}

/* SEP-PART-028 SEP-PART-029 */
static void status_needs_a_right_and_memory(void **state)
{
	u32 end = ALPHA_RAM + ALPHA_RAM_SIZE;

	(void)state;
	assert_int_equal(rig_call1(XM_HC_get_system_status, ALPHA_RO), XM_INVALID_PARAM);
	assert_int_equal(
		rig_call1(XM_HC_get_system_status, end - (u32)sizeof(struct xm_system_state) + 1),
		XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_get_irq_ticks, ALPHA, end - 8 * XM_VT_HW_MAX + 1),
			 XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_get_irq_ticks, ALPHA, end - 8 * XM_VT_HW_MAX), XM_OK);
	assert_int_equal(rig_call2(XM_HC_get_irq_ticks, 3, ALPHA_RAM), XM_INVALID_PARAM);
	run_to_us(2001);
	assert_int_equal(rig_call1(XM_HC_get_system_status, BETA_RAM), XM_PERM_ERROR);
}

/* --- modes -------------------------------------------------------------------------------- */

static u32 mode_of(u32 part)
{
	struct xm_part_state s;

	assert_int_equal(guest_part_state(part, &s), XM_OK);
	return s.op_mode;
}

/* SEP-PART-030 */
static void a_partition_says_in_which_mode_it_is(void **state)
{
	(void)state;
	assert_int_equal(mode_of(ALPHA), XM_OPMODE_COLD_RESET);
	for (u32 mode = 0; mode < 4; mode++) {
		assert_int_equal(rig_call1(XM_HC_set_partition_opmode, mode), XM_OK);
		assert_int_equal(mode_of(ALPHA), mode);
	}
	assert_int_equal(rig_call1(XM_HC_set_partition_opmode, 4), XM_INVALID_PARAM);
	assert_int_equal(rig_call1(XM_HC_set_partition_opmode, NONE), XM_INVALID_PARAM);
	assert_int_equal(mode_of(ALPHA), XM_OPMODE_NORMAL);
	assert_int_equal(mode_of(BETA), XM_OPMODE_COLD_RESET);
	guest_reset(BETA, XM_WARM_RESET, 0);
	assert_int_equal(mode_of(BETA), XM_OPMODE_WARM_RESET);
	guest_reset(BETA, XM_COLD_RESET, 0);
	assert_int_equal(mode_of(BETA), XM_OPMODE_COLD_RESET);
	rig_call1(XM_HC_halt_partition, BETA);
	assert_int_equal(mode_of(BETA), XM_OPMODE_IDLE);
}

/* --- virtual CPUs --------------------------------------------------------------------------- */

/* Beta has three, and alpha's second slot belongs to number 1 of them. */
static void start_with_three(void)
{
	fake_machine_default();
	plan_full(&tb);
	tb.part[BETA].num_vcpus = 3;
	tb_build(&tb);
	tb_build_image(&tb, 256);
	((struct cfg_slot *)tb_record(&tb, CFG_TYPE_SLOT, 3))->vcpu = BETA + 1;
	tb_seal(&tb);
	assert_int_equal(rig_boot(&tb, XM_COLD_RESET), FAKE_RUNS);
	rig.zero = us_to_ticks(RIG_T0_US);
	run_to_us(2001);
	assert_int_equal(rig_running(), BETA);
}

static s32 state_of(u32 vcpu)
{
	s32 result = rig_call1(XM_HC_get_vcpu_status, vcpu);

	return result < 0 ? result : result & 0xff;
}

/* SEP-PART-032 */
static void only_the_first_virtual_cpu_starts_by_itself(void **state)
{
	struct vcpu *other;

	(void)state;
	start_with_three();
	other = &sys.part[BETA].vcpus[1];
	assert_int_equal(rig.current == &sys.part[BETA].vcpus[0].hal, 1);
	assert_int_equal(state_of(0), XM_STATUS_READY);
	assert_int_equal(state_of(1), XM_STATUS_HALTED);
	assert_int_equal(state_of(2), XM_STATUS_HALTED);
	run_to_us(8001);
	assert_null(rig.current);
	run_to_us(12001);
	assert_int_equal(rig_call2(XM_HC_reset_vcpu, 1, BETA_RAM + 0x800), XM_OK);
	assert_int_equal(state_of(1), XM_STATUS_READY);
	run_to_us(18001);
	assert_true(rig.current == &other->hal);
	assert_int_equal(other->hal.pc, BETA_RAM + 0x800);
	assert_int_equal(other->hal.r[0], other->pct_guest);
	assert_int_equal(other->pct->vcpuId, 1);
	assert_int_equal(other->pct->noVCpus, 3);
	assert_int_equal(other->pct->hwIrqs[1], 0); /* lines are number 0's */
	rig_call1(XM_HC_halt_vcpu, 1);
	assert_null(rig.current);
	run_to_us(22001);
	assert_int_equal(state_of(1), XM_STATUS_HALTED);
}

/* SEP-PART-032 */
static void a_reset_of_the_partition_halts_its_others(void **state)
{
	struct vcpu *other;

	(void)state;
	start_with_three();
	other = &sys.part[BETA].vcpus[1];
	rig_call2(XM_HC_reset_vcpu, 1, 0); /* no address: the default entry */
	run_to_us(8001);
	assert_true(rig.current == &other->hal);
	assert_int_equal(other->hal.pc, BETA_RAM);
	guest_reset(BETA, XM_WARM_RESET, 0);
	assert_null(rig.current);
	run_to_us(12001);
	assert_int_equal(state_of(0), XM_STATUS_READY);
	assert_int_equal(state_of(1), XM_STATUS_HALTED);
}

/* SEP-PART-031 SEP-PART-032 */
static void a_virtual_cpu_resets_and_halts_itself(void **state)
{
	u32 results, resets;

	(void)state;
	start_with_three();
	assert_int_equal(rig_call2(XM_HC_reset_vcpu, 3, BETA_RAM), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_reset_vcpu, NONE, BETA_RAM), XM_INVALID_PARAM);
	assert_int_equal(rig_call1(XM_HC_halt_vcpu, 3), XM_INVALID_PARAM);
	assert_int_equal(state_of(3), XM_INVALID_PARAM);
	guest_interrupts(1u << XM_VT_EXT_IPVI0);
	results = rig_vcpu(BETA)->results;
	resets = rig_vcpu(BETA)->resets;
	rig_call2(XM_HC_reset_vcpu, 0, BETA_RAM + 0x400);
	assert_int_equal(rig_vcpu(BETA)->results, results);
	assert_int_equal(rig_vcpu(BETA)->resets, resets + 1);
	assert_int_equal(rig_vcpu(BETA)->pc, BETA_RAM + 0x400);
	assert_int_equal(rig_pct(BETA)->extIrqsMask, ~0u);
	assert_int_equal(rig_pct(BETA)->resetCounter, 0);
	rig_call1(XM_HC_halt_vcpu, 0);
	assert_null(rig.current);
	assert_int_equal(rig_vcpu(BETA)->results, results);
}

/* --- vectors -----------------------------------------------------------------------------------
 */

static s32 route(u32 type, u32 irq, u32 vector)
{
	return rig_call3(XM_HC_route_irq, type, irq, vector);
}

static void pend(u32 ext)
{
	rig_call4(XM_HC_set_irqpend, ext, 0, 0, 0);
}

/* SEP-VIRQ-022 */
static void a_handler_gets_the_number_that_was_routed(void **state)
{
	enum { LINE = XM_VT_EXT_IPVI0 };

	(void)state;
	run_to_us(6100);
	for (u32 i = 0; i < XM_VT_HW_MAX; i++)
		assert_int_equal(rig_pct(GAMMA)->hwIrq2Vector[i], i);
	for (u32 i = 0; i < XM_VT_EXT_MAX; i++)
		assert_int_equal(rig_pct(GAMMA)->extIrq2Vector[i], XM_VT_HW_MAX + i);
	guest_interrupts(1u << LINE);
	pend(1u << LINE);
	assert_true(guest_handles(GAMMA, XM_VT_HW_MAX + LINE));
	guest_return();
	assert_int_equal(route(XM_EXTIRQ_TYPE, LINE, 200), XM_OK);
	assert_int_equal(route(XM_HWIRQ_TYPE, GAMMA_LINE, 7), XM_OK);
	assert_int_equal(rig_pct(GAMMA)->extIrq2Vector[LINE], 200);
	assert_int_equal(rig_pct(GAMMA)->hwIrq2Vector[GAMMA_LINE], 7);
	pend(1u << LINE);
	assert_true(guest_handles(GAMMA, 200));
	assert_int_equal(rig_pct(GAMMA)->irqIndex, XM_VT_HW_MAX + LINE);
	guest_return();
	rig_call4(XM_HC_clear_irqmask, 0, 0, 1u << (GAMMA_LINE - 32), 0);
	rig_irq(GAMMA_LINE);
	assert_true(guest_handles(GAMMA, 7));
	guest_reset(GAMMA, XM_WARM_RESET, 0);
	assert_int_equal(rig_pct(GAMMA)->extIrq2Vector[LINE], XM_VT_HW_MAX + LINE);
	assert_int_equal(rig_pct(GAMMA)->hwIrq2Vector[GAMMA_LINE], GAMMA_LINE);
}

static u32 vector_of_fault(u32 kind)
{
	struct xm_fault f;

	guest_vectors();
	rig_fault(kind, BETA_RAM, 0x30000000, true);
	memcpy(&f, rig_guest(BETA, rig.current->r[0], sizeof(f)), sizeof(f));
	guest_return();
	return f.vector;
}

/* SEP-VIRQ-022 */
static void the_record_of_a_fault_has_the_number_of_its_kind(void **state)
{
	(void)state;
	plan_full(&tb);
	tb_hm(&tb, BETA, XM_HM_EV_ARM_UNDEF_INSTR, XM_HM_AC_PROPAGATE, false);
	tb_hm(&tb, BETA, XM_HM_EV_ARM_DATA_BACKGROUND_FAULT, XM_HM_AC_PROPAGATE, false);
	tb_hm(&tb, BETA, XM_HM_EV_ARM_INSTR_BACKGROUND_FAULT, XM_HM_AC_PROPAGATE, false);
	rig_start(&tb);
	run_to_us(2001);
	assert_int_equal(vector_of_fault(HAL_FAULT_UNDEFINED), 0);
	assert_int_equal(vector_of_fault(HAL_FAULT_FETCH), 1);
	assert_int_equal(vector_of_fault(HAL_FAULT_DATA), 2);
	for (u32 i = 0; i < 3; i++)
		assert_int_equal(route(XM_TRAP_TYPE, i, 30 + i), XM_OK);
	assert_int_equal(vector_of_fault(HAL_FAULT_UNDEFINED), 30);
	assert_int_equal(vector_of_fault(HAL_FAULT_FETCH), 31);
	assert_int_equal(vector_of_fault(HAL_FAULT_DATA), 32);
}

/* SEP-VIRQ-023 */
static void a_wrong_route_changes_nothing(void **state)
{
	struct xm_pct before;

	(void)state;
	memcpy(&before, (const void *)rig_pct(ALPHA), sizeof(before));
	assert_int_equal(route(3, 0, 0), XM_INVALID_PARAM);
	assert_int_equal(route(NONE, 0, 0), XM_INVALID_PARAM);
	assert_int_equal(route(XM_TRAP_TYPE, 3, 9), XM_INVALID_PARAM);
	assert_int_equal(route(XM_HWIRQ_TYPE, 96, 9), XM_INVALID_PARAM);
	assert_int_equal(route(XM_EXTIRQ_TYPE, 32, 9), XM_INVALID_PARAM);
	assert_int_equal(route(XM_EXTIRQ_TYPE, NONE, 9), XM_INVALID_PARAM);
	assert_int_equal(route(XM_EXTIRQ_TYPE, 0, 256), XM_INVALID_PARAM);
	assert_int_equal(route(XM_EXTIRQ_TYPE, 0, 0x10000), XM_INVALID_PARAM);
	assert_memory_equal(&before, (const void *)rig_pct(ALPHA), sizeof(before));
	assert_int_equal(route(XM_EXTIRQ_TYPE, 31, 255), XM_OK);
	assert_int_equal(rig_pct(ALPHA)->extIrq2Vector[31], 255);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_system_counts_messages_of_all, setup),
		cmocka_unit_test_setup(the_system_counts_frames_events_and_resets, setup),
		cmocka_unit_test_setup(lines_are_stamped_when_they_come, setup),
		cmocka_unit_test_setup(status_needs_a_right_and_memory, setup),
		cmocka_unit_test_setup(a_partition_says_in_which_mode_it_is, setup),
		cmocka_unit_test_setup(only_the_first_virtual_cpu_starts_by_itself, setup),
		cmocka_unit_test_setup(a_reset_of_the_partition_halts_its_others, setup),
		cmocka_unit_test_setup(a_virtual_cpu_resets_and_halts_itself, setup),
		cmocka_unit_test_setup(a_handler_gets_the_number_that_was_routed, setup),
		cmocka_unit_test_setup(the_record_of_a_fault_has_the_number_of_its_kind, setup),
		cmocka_unit_test_setup(a_wrong_route_changes_nothing, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
