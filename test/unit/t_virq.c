/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_virq.c - virtual interrupts, upcalls, propagated faults, hardware lines.
 */
#include "unit.h"
#include "guest.h"
#include "part.h"
#include "plans.h"

static struct tb tb;

#define EXT(n)	  (1u << (n))
#define EXT_NR(n) (96u + (n))

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	for (u32 part = ALPHA; part <= GAMMA; part++)
		tb_hm(&tb, part, XM_HM_EV_ARM_UNDEF_INSTR, XM_HM_AC_PROPAGATE, 1);
	return 0;
}

static void start(void **state)
{
	(void)state;
	rig_start(&tb);
}

static s32 pend(u32 ext)
{
	return rig_call4(XM_HC_set_irqpend, ext, 0, 0, 0);
}

/* The slot-start line is pending from the first slot on: out of the way. */
static void quiet(void)
{
	rig_call4(XM_HC_clear_irqpend, ~0u, ~0u, ~0u, ~0u);
}

/* SEP-VIRQ-001 SEP-VIRQ-004 SEP-VIRQ-005 SEP-VIRQ-017 */
static void a_pending_line_becomes_an_upcall(void **state)
{
	struct xm_upcall_frame *f;
	struct hal_vcpu *v;
	u32 top;

	start(state);
	v = rig.current;
	guest_interrupts(EXT(24));
	quiet();
	top = v->sp;
	v->lr = 0x11112222;
	v->pc = ALPHA_RAM + 0x40;
	v->cpsr = 0xa0000010;
	assert_int_equal(pend(EXT(24)), EXT_NR(24)); /* r0 is already the handler's */
	assert_true(guest_handles(ALPHA, EXT_NR(24)));
	assert_int_equal(v->sp, top - 32);
	assert_int_equal(rig_ctl(ALPHA)->irq_off, 1);
	f = rig_guest(ALPHA, v->sp, 32);
	assert_int_equal(f->r0, XM_OK);
	assert_int_equal(f->r1, 0);
	assert_int_equal(f->r12, XM_HC_set_irqpend);
	assert_int_equal(f->lr, 0x11112222);
	assert_int_equal(f->pc, ALPHA_RAM + 0x44);
	assert_int_equal(f->cpsr, 0xa0000010);
	assert_int_equal(rig_pct(ALPHA)->irqIndex, EXT_NR(24));
	assert_int_equal(rig_pct(ALPHA)->extIrqsPend & EXT(24), 0);
	guest_return();
	assert_int_equal(v->pc, ALPHA_RAM + 0x44);
	assert_int_equal(v->r[0], XM_OK);
	assert_int_equal(v->sp, top);
	assert_int_equal(rig_ctl(ALPHA)->irq_off, 0);
	assert_int_equal(v->upcalls, 1);
}

/* SEP-VIRQ-004 */
static void a_stack_off_eight_is_padded_and_restored(void **state)
{
	struct xm_upcall_frame *f;
	struct hal_vcpu *v;
	u32 top;

	start(state);
	v = rig.current;
	guest_interrupts(EXT(24));
	quiet();
	v->sp -= 4;
	top = v->sp;
	pend(EXT(24));
	assert_true(guest_handles(ALPHA, EXT_NR(24)));
	assert_int_equal(v->sp, top - 36);
	f = rig_guest(ALPHA, v->sp, 32);
	assert_true(f->cpsr & XM_FRAME_PADDED);
	guest_return();
	assert_int_equal(v->sp, top);
}

/* SEP-VIRQ-001 */
static void hardware_comes_before_extended_and_high_before_low(void **state)
{
	static const u32 order[] = { GAMMA_LINE2, GAMMA_LINE + 1, GAMMA_LINE,
				     EXT_NR(30),  EXT_NR(25),	  EXT_NR(0) };

	tb_irq(&tb, GAMMA, GAMMA_LINE + 1);
	start(state);
	rig_run_to(GAMMA);
	guest_vectors();
	quiet();
	rig_call4(XM_HC_clear_irqmask, ~0u, ~0u, ~0u, ~0u);
	rig_call4(XM_HC_set_irqpend, EXT(0) | EXT(25) | EXT(30), 0, 3u << (GAMMA_LINE - 32),
		  1u << (GAMMA_LINE2 - 64));
	rig_ctl(GAMMA)->irq_off = 0;
	rig_call0(XM_HC_poll_irqs);
	for (u32 i = 0; i < ARRAY_LEN(order); i++) {
		assert_true(guest_handles(GAMMA, order[i]));
		guest_return();
	}
	assert_false(guest_handles(GAMMA, order[5]));
	assert_int_equal(rig_vcpu(GAMMA)->upcalls, ARRAY_LEN(order));
}

/* SEP-VIRQ-002 */
static void a_masked_line_waits_until_it_is_unmasked(void **state)
{
	start(state);
	guest_interrupts(0);
	quiet();
	pend(EXT(7) | EXT(9));
	assert_int_equal(rig.current->upcalls, 0);
	assert_int_equal(rig_pct(ALPHA)->extIrqsPend, EXT(7) | EXT(9));
	guest_unmask(EXT(9));
	assert_true(guest_handles(ALPHA, EXT_NR(9)));
	guest_return();
	assert_int_equal(rig.current->upcalls, 1);
	assert_int_equal(rig_pct(ALPHA)->extIrqsPend, EXT(7));
	assert_int_equal(rig_pct(ALPHA)->extIrqsMask, ~EXT(9));
	rig_call4(XM_HC_set_irqmask, EXT(9), 0, 0, 0);
	pend(EXT(9));
	assert_int_equal(rig.current->upcalls, 1);
}

/* SEP-VIRQ-003 */
static void nothing_is_delivered_while_the_control_word_is_set(void **state)
{
	static const u32 words[] = { 1, 2, 0x80000000, NONE };

	start(state);
	guest_interrupts(EXT(9));
	quiet();
	for (u32 i = 0; i < ARRAY_LEN(words); i++) {
		rig_ctl(ALPHA)->irq_off = words[i];
		pend(EXT(9));
		rig_call0(XM_HC_poll_irqs);
		assert_int_equal(rig.current->upcalls, i);
		rig_ctl(ALPHA)->irq_off = 0;
		assert_int_equal(rig.current->upcalls, i);
		rig_call0(XM_HC_poll_irqs);
		assert_true(guest_handles(ALPHA, EXT_NR(9)));
		guest_return();
	}
}

/* SEP-VIRQ-009 */
static void without_a_handler_lines_stay_pending(void **state)
{
	start(state);
	rig_ctl(ALPHA)->irq_off = 0;
	guest_unmask(~0u);
	pend(EXT(3));
	assert_int_equal(rig.current->upcalls, 0);
	assert_true(rig_pct(ALPHA)->extIrqsPend & EXT(3));
	assert_int_equal(rig_running(), ALPHA);
}

/* SEP-VIRQ-010 */
static void dropping_withdraws_a_pending_line(void **state)
{
	start(state);
	guest_interrupts(0);
	quiet();
	pend(EXT(5) | EXT(6));
	rig_call4(XM_HC_clear_irqpend, EXT(5), 0, 0, 0);
	assert_int_equal(rig_pct(ALPHA)->extIrqsPend, EXT(6));
	guest_unmask(EXT(5));
	assert_int_equal(rig.current->upcalls, 0);
}

/* SEP-VIRQ-010 */
static void only_lines_of_the_plan_can_be_touched(void **state)
{
	start(state);
	rig_run_to(BETA);
	rig_call4(XM_HC_set_irqpend, 0, ~0u, ~0u, ~0u);
	assert_int_equal(rig_pct(BETA)->hwIrqsPend[0], 0);
	assert_int_equal(rig_pct(BETA)->hwIrqsPend[1], 1u << (BETA_LINE - 32));
	assert_int_equal(rig_pct(BETA)->hwIrqsPend[2], 0);
	rig_call4(XM_HC_clear_irqpend, 0, ~0u, ~0u, ~0u);
	assert_int_equal(rig_pct(BETA)->hwIrqsPend[1], 0);
	rig_call4(XM_HC_clear_irqmask, 0, ~0u, ~0u, ~0u);
	for (u32 line = 0; line < FAKE_LINES; line++)
		assert_int_equal(fake.line_open[line], line == BETA_LINE);
	rig_call4(XM_HC_set_irqmask, 0, ~0u, ~0u, ~0u);
	assert_false(fake.line_open[BETA_LINE]);
}

/* --- the way back ------------------------------------------------------------------------- */

/* SEP-VIRQ-006 SEP-VIRQ-005 */
static void a_forged_frame_gives_no_privilege(void **state)
{
	struct xm_upcall_frame f = { 1, 2, 3, 4, 5, 6, ALPHA_RAM + 0x80, 0 };
	struct hal_vcpu *v;

	start(state);
	v = rig.current;
	for (u32 mode = 0; mode < 0x20; mode++) {
		f.cpsr = 0xf90f0000u | XM_FRAME_IRQ_OFF | mode | 0x20;
		rig_poke(ALPHA, ALPHA_RAM + 0x3000, &f, sizeof(f));
		rig_call1(XM_HC_upcall_return, ALPHA_RAM + 0x3000);
		assert_int_equal(v->pc, ALPHA_RAM + 0x80);
		assert_int_equal(v->cpsr & 0x1f, 0x10);
		assert_int_equal(v->r[0], 1);
		assert_int_equal(v->sp, ALPHA_RAM + 0x3020);
		assert_int_equal(rig_ctl(ALPHA)->irq_off, 1);
	}
	f.cpsr = 0x10;
	rig_poke(ALPHA, ALPHA_RAM + 0x3000, &f, sizeof(f));
	rig_call1(XM_HC_upcall_return, ALPHA_RAM + 0x3000);
	assert_int_equal(rig_ctl(ALPHA)->irq_off, 0);
}

/* SEP-VIRQ-007 SEP-MEM-002 */
static void a_frame_outside_the_partitions_memory_is_refused(void **state)
{
	static const u32 bad[] = { 0,
				   4,
				   ALPHA_RAM + 4,
				   ALPHA_RAM + ALPHA_RAM_SIZE - 24,
				   ALPHA_RAM + ALPHA_RAM_SIZE,
				   ALPHA_RAM - 8,
				   ALPHA_UNMAPPED,
				   ALPHA_DEVICE,
				   BETA_RAM,
				   HAL_WINDOW_BASE,
				   HAL_PCT_BASE,
				   0xffffffe0,
				   0xfffffff8 };
	struct hal_vcpu *v;

	start(state);
	v = rig.current;
	for (u32 i = 0; i < ARRAY_LEN(bad); i++) {
		u32 pc = v->pc, sp = v->sp;

		assert_int_equal(rig_call1(XM_HC_upcall_return, bad[i]), XM_INVALID_PARAM);
		assert_int_equal(v->pc, pc + 4);
		assert_int_equal(v->sp, sp);
	}
	assert_int_equal(rig_running(), ALPHA);
}

/* SEP-VIRQ-007 SEP-VIRQ-006 */
static void a_frame_in_read_only_memory_may_be_returned_to(void **state)
{
	struct xm_upcall_frame f = { .pc = ALPHA_RAM + 0x90, .cpsr = 0x10 };

	start(state);
	memcpy(fake_phys(ALPHA_RO + 0x20, sizeof(f)), &f, sizeof(f));
	rig_call1(XM_HC_upcall_return, ALPHA_RO + 0x20);
	assert_int_equal(rig.current->pc, ALPHA_RAM + 0x90);
}

/* SEP-MEM-010 */
static void a_frame_is_read_once(void **state)
{
	u64 copied;

	start(state);
	rig_poke(ALPHA, ALPHA_RAM + 0x3000, &(struct xm_upcall_frame){ .pc = ALPHA_RAM },
		 sizeof(struct xm_upcall_frame));
	copied = fake.copied;
	rig_call1(XM_HC_upcall_return, ALPHA_RAM + 0x3000);
	assert_int_equal(fake.copied - copied, sizeof(struct xm_upcall_frame));
}

/* The last record of the log, read as alpha. */
static struct xm_hm_record last_record(void)
{
	struct xm_hm_record rec = { 0 }, next;

	rig_run_to(ALPHA);
	while (guest_hm_read(&next, 1) == 1)
		rec = next;
	return rec;
}

/* SEP-VIRQ-008 SEP-HM-009 */
static void a_stack_without_room_is_the_partitions_fault(void **state)
{
	static const u32 bad[] = { 0,
				   BETA_RAM,
				   BETA_RAM + 28,
				   BETA_RAM + BETA_RAM_SIZE + 8,
				   BETA_RAM + 0x1001,
				   BETA_RAM + 0x1002,
				   ALPHA_RAM + 0x1000,
				   0xfffffff8 };

	for (u32 i = 0; i < ARRAY_LEN(bad); i++) {
		struct xm_hm_record rec;

		setup(NULL);
		start(state);
		rig_run_to(BETA);
		guest_interrupts(EXT(24));
		rig.current->sp = bad[i];
		pend(EXT(24));
		assert_int_not_equal(rig_running(), BETA);
		assert_int_equal(rig_vcpu(BETA)->upcalls, 0);
		rec = last_record();
		assert_int_equal(rec.where & 0xffff, BETA);
		assert_int_equal(rec.what & 0xff, XM_HM_EV_MEM_PROTECTION);
		assert_int_equal(rec.what >> 8 & 0xff, CAUSE_UPCALL_STACK);
		assert_int_equal(rec.address, bad[i]);
		assert_int_equal(rig_pct(BETA)->flags & XM_PCT_HALTED, XM_PCT_HALTED);
	}
}

/* SEP-VIRQ-008 */
static void a_bad_stack_ends_the_partition_whatever_the_plan_says(void **state)
{
	static const u32 actions[] = { XM_HM_AC_IGNORE, XM_HM_AC_PROPAGATE,
				       XM_HM_AC_SWITCH_TO_MAINTENANCE };

	for (u32 i = 0; i < ARRAY_LEN(actions); i++) {
		setup(NULL);
		tb_hm(&tb, BETA, XM_HM_EV_MEM_PROTECTION, actions[i], 1);
		start(state);
		rig_run_to(BETA);
		guest_interrupts(EXT(24));
		rig.current->sp = BETA_RAM;
		pend(EXT(24));
		assert_int_not_equal(rig_running(), BETA);
		assert_int_equal(rig_pct(BETA)->flags & XM_PCT_HALTED, XM_PCT_HALTED);
	}
}

/* --- faults ------------------------------------------------------------------------------ */

/* SEP-VIRQ-015 SEP-HM-007 */
static void a_propagated_fault_arrives_on_the_fault_stack(void **state)
{
	struct hal_vcpu *v;
	const struct xm_fault *fault;
	u32 sp;

	start(state);
	v = rig.current;
	guest_interrupts(0);
	v->cpsr = 0x30;
	v->r[7] = 0x77;
	sp = v->sp;
	rig_fault(HAL_FAULT_UNDEFINED, ALPHA_RAM + 0x400, ALPHA_RAM + 0x400, false);
	assert_int_equal(v->pc, ALPHA_RAM + 0x200);
	assert_true(v->cpsr & 0x20);
	assert_int_equal(v->sp, ALPHA_RAM + GUEST_FAULT_STACK - 64);
	assert_int_equal(v->r[0], ALPHA_RAM + GUEST_FAULT_STACK - 32);
	assert_int_equal(v->r[7], 0x77);
	assert_int_equal(rig_ctl(ALPHA)->irq_off, 1);
	fault = rig_guest(ALPHA, v->r[0], sizeof(*fault));
	assert_int_equal(fault->event, XM_HM_EV_ARM_UNDEF_INSTR);
	assert_int_equal(fault->cause, CAUSE_UNDEFINED);
	assert_int_equal(fault->pc, ALPHA_RAM + 0x400);
	assert_int_equal(fault->address, ALPHA_RAM + 0x400);
	assert_int_equal(fault->access, XM_ACCESS_EXECUTE);
	assert_int_equal(fault->cpsr, 0x30);
	assert_int_equal(fault->sp, sp);
	((struct xm_upcall_frame *)rig_guest(ALPHA, v->sp, 32))->pc += 4;
	guest_return();
	assert_int_equal(v->pc, ALPHA_RAM + 0x404);
	assert_int_equal(v->sp, sp);
	assert_int_equal(rig_ctl(ALPHA)->irq_off, 0);
}

/* SEP-VIRQ-015 */
static void the_interrupt_mask_survives_a_propagated_fault(void **state)
{
	start(state);
	guest_interrupts(0);
	rig_ctl(ALPHA)->irq_off = 1;
	rig_fault(HAL_FAULT_UNDEFINED, ALPHA_RAM + 0x400, ALPHA_RAM + 0x400, false);
	rig_ctl(ALPHA)->irq_off = 0; /* the handler may play with it */
	guest_return();
	assert_int_equal(rig_ctl(ALPHA)->irq_off, 1);
}

/* SEP-VIRQ-016 */
static void a_fault_in_the_fault_handler_halts(void **state)
{
	start(state);
	rig_run_to(BETA);
	guest_vectors();
	rig_fault(HAL_FAULT_UNDEFINED, BETA_RAM + 0x400, BETA_RAM + 0x400, false);
	assert_int_equal(rig_running(), BETA);
	rig_fault(HAL_FAULT_UNDEFINED, BETA_RAM + 0x200, BETA_RAM + 0x200, false);
	assert_int_not_equal(rig_running(), BETA);
	assert_true(rig_pct(BETA)->flags & XM_PCT_HALTED);
}

/* SEP-VIRQ-015 */
static void a_second_fault_after_the_first_was_handled_is_propagated(void **state)
{
	start(state);
	guest_vectors();
	for (u32 i = 0; i < 3; i++) {
		rig_fault(HAL_FAULT_UNDEFINED, ALPHA_RAM + 0x400, ALPHA_RAM + 0x400, false);
		assert_int_equal(rig.current->pc, ALPHA_RAM + 0x200);
		guest_return();
		assert_int_equal(rig.current->pc, ALPHA_RAM + 0x400);
	}
}

/* SEP-VIRQ-016 */
static void a_fault_without_handler_or_stack_halts(void **state)
{
	static const u32 vectors[][2] = {
		{ 0, BETA_RAM + 0x4000 },
		{ BETA_RAM + 0x200, 0 },
		{ BETA_RAM + 0x200, 8 },
		{ BETA_RAM + 0x200, BETA_RAM },
		{ BETA_RAM + 0x200, BETA_RAM + 56 },
		{ BETA_RAM + 0x200, BETA_RAM + BETA_RAM_SIZE + 32 },
		{ BETA_RAM + 0x200, ALPHA_RAM + 0x4000 },
	};

	for (u32 i = 0; i < ARRAY_LEN(vectors); i++) {
		setup(NULL);
		start(state);
		rig_run_to(BETA);
		assert_int_equal(rig_call4(XM_HC_set_vectors, 0, vectors[i][0], vectors[i][1], 0),
				 XM_OK);
		rig_fault(HAL_FAULT_UNDEFINED, BETA_RAM + 0x400, BETA_RAM + 0x400, false);
		assert_int_not_equal(rig_running(), BETA);
		assert_true(rig_pct(BETA)->flags & XM_PCT_HALTED);
	}
}

/* SEP-VIRQ-015 SEP-MEM-003 */
static void a_fault_record_is_never_written_to_read_only_memory(void **state)
{
	u8 before[64];

	setup(NULL);
	tb_area(&tb, BETA, BETA_RAM + BETA_RAM_SIZE, 0x1000, AREA_READONLY);
	start(state);
	rig_run_to(BETA);
	memcpy(before, fake_phys(BETA_RAM + BETA_RAM_SIZE, 64), 64);
	/* the frame would lie in RAM, the record behind it in read-only memory */
	rig_call4(XM_HC_set_vectors, 0, BETA_RAM + 0x200, BETA_RAM + BETA_RAM_SIZE + 32, 0);
	rig_fault(HAL_FAULT_UNDEFINED, BETA_RAM + 0x400, BETA_RAM + 0x400, false);
	assert_true(rig_pct(BETA)->flags & XM_PCT_HALTED);
	assert_memory_equal(before, fake_phys(BETA_RAM + BETA_RAM_SIZE, 64), 64);
}

/* SEP-VIRQ-016 SEP-HC-004 */
static void vectors_with_a_crooked_stack_are_refused(void **state)
{
	start(state);
	assert_int_equal(rig_call4(XM_HC_set_vectors, 0, 0, 4, 0), XM_INVALID_PARAM);
	assert_int_equal(rig_call4(XM_HC_set_vectors, 0, 0, 0, 1), XM_INVALID_PARAM);
	assert_int_equal(rig_call4(XM_HC_set_vectors, 0, 0, 8, 0), XM_OK);
}

/* --- hardware lines ----------------------------------------------------------------------- */

static void own_line(u32 line)
{
	rig_call4(XM_HC_clear_irqmask, 0, line < 32 ? 1u << line : 0,
		  line / 32 == 1 ? 1u << line % 32 : 0, line / 32 == 2 ? 1u << line % 32 : 0);
}

/* SEP-VIRQ-011 SEP-VIRQ-012 */
static void a_line_is_open_only_in_its_owners_slots(void **state)
{
	start(state);
	assert_false(fake.line_open[BETA_LINE]);
	rig_run_to(BETA);
	assert_false(fake.line_open[BETA_LINE]);
	own_line(BETA_LINE);
	assert_true(fake.line_open[BETA_LINE]);
	rig_run_to(GAMMA);
	assert_false(fake.line_open[BETA_LINE]);
	rig_run_to(BETA);
	assert_true(fake.line_open[BETA_LINE]);
	rig_call4(XM_HC_set_irqmask, 0, ~0u, ~0u, ~0u);
	assert_false(fake.line_open[BETA_LINE]);
	rig_run_to(GAMMA);
	rig_run_to(BETA);
	assert_false(fake.line_open[BETA_LINE]);
}

/* SEP-VIRQ-011 */
static void a_line_pended_by_software_is_closed_until_it_is_dropped(void **state)
{
	start(state);
	rig_run_to(BETA);
	own_line(BETA_LINE);
	rig_call4(XM_HC_set_irqpend, 0, 0, 1u << (BETA_LINE - 32), 0);
	assert_false(fake.line_open[BETA_LINE]);
	rig_run_to(GAMMA);
	assert_false(fake.line_open[BETA_LINE]);
	rig_run_to(BETA);
	rig_call4(XM_HC_clear_irqpend, 0, 0, 1u << (BETA_LINE - 32), 0);
	assert_true(fake.line_open[BETA_LINE]);
}

static u32 masked(u32 word)
{
	return rig_pct(BETA)->hwIrqsMask[word];
}

/* SEP-VIRQ-017 */
static void lines_of_others_show_as_masked(void **state)
{
	start(state);
	rig_run_to(BETA);
	for (u32 w = 0; w < XM_HWIRQ_WORDS; w++)
		assert_int_equal(masked(w), ~0u);
	rig_call4(XM_HC_clear_irqmask, ~0u, ~0u, ~0u, ~0u);
	for (u32 w = 0; w < XM_HWIRQ_WORDS; w++)
		assert_int_equal(masked(w), ~rig_pct(BETA)->hwIrqs[w]);
	rig_call4(XM_HC_set_irqmask, ~0u, ~0u, ~0u, ~0u);
	guest_reset(BETA, XM_WARM_RESET, 0);
	for (u32 w = 0; w < XM_HWIRQ_WORDS; w++)
		assert_int_equal(masked(w), ~0u);
}

/* SEP-VIRQ-012 */
static void a_hardware_interrupt_is_masked_until_its_handler_opens_it(void **state)
{
	start(state);
	rig_run_to(BETA);
	guest_interrupts(0);
	own_line(BETA_LINE);
	rig_irq(BETA_LINE);
	assert_true(guest_handles(BETA, BETA_LINE));
	assert_false(fake.line_open[BETA_LINE]);
	assert_true(rig_pct(BETA)->hwIrqsMask[1] & 1u << (BETA_LINE - 32));
	assert_int_equal(rig_pct(BETA)->hwIrqsPend[1], 0);
	guest_return();
	assert_false(fake.line_open[BETA_LINE]);
	rig_irq(BETA_LINE); /* stays with the controller */
	assert_int_equal(rig_vcpu(BETA)->upcalls, 1);
	own_line(BETA_LINE);
	assert_true(fake.line_open[BETA_LINE]);
	rig_run_until(fake.now);
	assert_int_equal(rig_vcpu(BETA)->upcalls, 2);
}

/* SEP-VIRQ-013 */
static void a_line_taken_outside_the_slot_is_delivered_in_the_next(void **state)
{
	start(state);
	rig_run_to(BETA);
	guest_interrupts(0);
	own_line(BETA_LINE);
	rig_run_to(GAMMA);
	fake.line_open[BETA_LINE] = true; /* acknowledged just before the slot ended */
	rig_irq(BETA_LINE);
	assert_int_equal(rig_running(), GAMMA);
	assert_int_equal(rig_vcpu(BETA)->upcalls, 0);
	assert_true(rig_pct(BETA)->hwIrqsPend[1] & 1u << (BETA_LINE - 32));
	assert_false(fake.line_open[BETA_LINE]);
	rig_run_to(BETA);
	assert_true(guest_handles(BETA, BETA_LINE));
	assert_false(fake.line_open[BETA_LINE]);
}

/* SEP-VIRQ-014 */
static void a_line_of_nobody_disturbs_nobody(void **state)
{
	u32 upcalls[3];

	start(state);
	for (u32 p = 0; p < 3; p++)
		upcalls[p] = rig_vcpu(p)->upcalls;
	fake.line_open[55] = true;
	rig_irq(55);
	assert_false(fake.line_open[55]);
	assert_int_equal(rig_running(), ALPHA);
	assert_false(rig.reloaded);
	for (u32 p = 0; p < 3; p++)
		assert_int_equal(rig_vcpu(p)->upcalls, upcalls[p]);
}

/* SEP-VIRQ-011 SEP-PART-007 */
static void a_reset_closes_the_lines(void **state)
{
	start(state);
	rig_run_to(BETA);
	own_line(BETA_LINE);
	rig_run_to(ALPHA);
	rig_run_to(BETA);
	assert_true(fake.line_open[BETA_LINE]);
	guest_reset(BETA, XM_WARM_RESET, 0);
	assert_false(fake.line_open[BETA_LINE]);
	assert_int_equal(rig_pct(BETA)->hwIrqsMask[1] & 1u << (BETA_LINE - 32),
			 1u << (BETA_LINE - 32));
}

/* SEP-PART-021 SEP-PART-022 */
static void idling_ends_with_an_unmasked_line_even_with_interrupts_off(void **state)
{
	start(state);
	rig_run_to(BETA);
	quiet();
	guest_interrupts(0);
	rig_ctl(BETA)->irq_off = 1;
	own_line(BETA_LINE);
	assert_int_equal(rig_call0(XM_HC_idle_self), XM_OK);
	assert_null(rig.current);
	rig_irq(BETA_LINE);
	assert_int_equal(rig_running(), BETA);
	assert_int_equal(rig.current->upcalls, 0);
	/* a pending unmasked line: idling returns at once */
	assert_int_equal(rig_call0(XM_HC_idle_self), XM_OK);
	assert_int_equal(rig_running(), BETA);
	/* a masked one does not count */
	quiet();
	pend(EXT(3));
	rig_call0(XM_HC_idle_self);
	assert_null(rig.current);
	rig_run_to(ALPHA);
	rig_run_to(BETA);
}

/* --- inter-partition interrupts ---------------------------------------------------------- */

static s32 raise(u32 no)
{
	return rig_call1(XM_HC_raise_ipvi, no);
}

static bool pending(u32 part, u32 line)
{
	return (rig_pct(part)->extIrqsPend >> line & 1) != 0;
}

/* SEP-VIRQ-018 */
static void an_ipvi_reaches_its_destinations_and_nobody_else(void **state)
{
	start(state);
	for (u32 line = XM_VT_EXT_IPVI0; line <= XM_VT_EXT_IPVI7; line++)
		for (u32 part = ALPHA; part <= GAMMA; part++)
			assert_false(pending(part, line));
	assert_int_equal(raise(XM_VT_EXT_IPVI0), XM_OK);
	assert_true(pending(BETA, XM_VT_EXT_IPVI0) && pending(GAMMA, XM_VT_EXT_IPVI0));
	assert_false(pending(ALPHA, XM_VT_EXT_IPVI0));
	assert_int_equal(raise(XM_VT_EXT_IPVI7), XM_OK);
	assert_true(pending(GAMMA, XM_VT_EXT_IPVI7));
	assert_false(pending(BETA, XM_VT_EXT_IPVI7));
	rig_run_to(BETA);
	assert_int_equal(raise(XM_VT_EXT_IPVI0), XM_OK); /* beta's own, to alpha */
	assert_true(pending(ALPHA, XM_VT_EXT_IPVI0));
	for (u32 line = XM_VT_EXT_IPVI1; line < XM_VT_EXT_IPVI7; line++)
		for (u32 part = ALPHA; part <= GAMMA; part++)
			assert_false(pending(part, line));
}

/* SEP-VIRQ-018 SEP-VIRQ-001 SEP-VIRQ-002 */
static void several_raises_are_one_interrupt_and_wait_while_masked(void **state)
{
	start(state);
	rig_run_to(BETA);
	guest_interrupts(0);
	quiet();
	rig_run_to(ALPHA);
	for (u32 i = 0; i < 5; i++)
		assert_int_equal(raise(XM_VT_EXT_IPVI0), XM_OK);
	rig_run_to(BETA);
	assert_false(guest_handles(BETA, EXT_NR(XM_VT_EXT_IPVI0))); /* masked */
	guest_unmask(EXT(XM_VT_EXT_IPVI0));
	assert_true(guest_handles(BETA, EXT_NR(XM_VT_EXT_IPVI0)));
	assert_false(pending(BETA, XM_VT_EXT_IPVI0));
	guest_return();
	assert_false(guest_handles(BETA, EXT_NR(XM_VT_EXT_IPVI0)));
}

/* SEP-VIRQ-019 */
static void a_number_without_destination_does_nothing(void **state)
{
	static const u32 none[] = { 25, 26, 27, 28, 29, 30 };
	static const u32 wrong[] = { 0, 1, 23, 32, 33, 24 + 256, 0x7fffffff, 0x80000018, NONE };

	start(state);
	for (u32 i = 0; i < ARRAY_LEN(none); i++)
		assert_int_equal(raise(none[i]), XM_NO_ACTION);
	for (u32 i = 0; i < ARRAY_LEN(wrong); i++)
		assert_int_equal(raise(wrong[i]), XM_INVALID_PARAM);
	rig_run_to(GAMMA);
	for (u32 line = XM_VT_EXT_IPVI0; line <= XM_VT_EXT_IPVI7; line++)
		assert_int_equal(raise(line), XM_NO_ACTION);
	for (u32 part = ALPHA; part <= GAMMA; part++)
		assert_int_equal(rig_pct(part)->extIrqsPend >> XM_VT_EXT_IPVI0, 0);
}

/* SEP-VIRQ-020 */
static void a_halted_partition_gets_no_ipvi(void **state)
{
	start(state);
	rig_call1(XM_HC_halt_partition, BETA);
	rig_call1(XM_HC_suspend_partition, GAMMA);
	assert_int_equal(raise(XM_VT_EXT_IPVI0), XM_OK);
	assert_false(pending(BETA, XM_VT_EXT_IPVI0));
	assert_true(pending(GAMMA, XM_VT_EXT_IPVI0)); /* it goes on some day */
	guest_reset(BETA, XM_WARM_RESET, 0);
	assert_int_equal(raise(XM_VT_EXT_IPVI0), XM_OK);
	assert_true(pending(BETA, XM_VT_EXT_IPVI0));
}

/* SEP-VIRQ-021 */
static void an_ipvi_needs_time_for_every_destination(void **state)
{
	u64 ticks = (1300 + 25 * 6 + 40 * 2) / 2;

	start(state);
	rig_run_until(rig_at(2 * TB_MS) - ticks);
	assert_int_equal(raise(XM_VT_EXT_IPVI0), XM_OK);
	fake.now++;
	assert_int_equal(raise(XM_VT_EXT_IPVI7), XM_OK); /* only one */
	assert_int_equal(raise(XM_VT_EXT_IPVI0), RIG_REWOUND);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_pending_line_becomes_an_upcall, setup),
		cmocka_unit_test_setup(a_stack_off_eight_is_padded_and_restored, setup),
		cmocka_unit_test_setup(hardware_comes_before_extended_and_high_before_low, setup),
		cmocka_unit_test_setup(a_masked_line_waits_until_it_is_unmasked, setup),
		cmocka_unit_test_setup(nothing_is_delivered_while_the_control_word_is_set, setup),
		cmocka_unit_test_setup(without_a_handler_lines_stay_pending, setup),
		cmocka_unit_test_setup(dropping_withdraws_a_pending_line, setup),
		cmocka_unit_test_setup(only_lines_of_the_plan_can_be_touched, setup),
		cmocka_unit_test_setup(a_forged_frame_gives_no_privilege, setup),
		cmocka_unit_test_setup(a_frame_outside_the_partitions_memory_is_refused, setup),
		cmocka_unit_test_setup(a_frame_in_read_only_memory_may_be_returned_to, setup),
		cmocka_unit_test_setup(a_frame_is_read_once, setup),
		cmocka_unit_test_setup(a_stack_without_room_is_the_partitions_fault, setup),
		cmocka_unit_test_setup(a_bad_stack_ends_the_partition_whatever_the_plan_says,
				       setup),
		cmocka_unit_test_setup(a_propagated_fault_arrives_on_the_fault_stack, setup),
		cmocka_unit_test_setup(the_interrupt_mask_survives_a_propagated_fault, setup),
		cmocka_unit_test_setup(a_fault_in_the_fault_handler_halts, setup),
		cmocka_unit_test_setup(a_second_fault_after_the_first_was_handled_is_propagated,
				       setup),
		cmocka_unit_test_setup(a_fault_without_handler_or_stack_halts, setup),
		cmocka_unit_test_setup(a_fault_record_is_never_written_to_read_only_memory, setup),
		cmocka_unit_test_setup(vectors_with_a_crooked_stack_are_refused, setup),
		cmocka_unit_test_setup(a_line_is_open_only_in_its_owners_slots, setup),
		cmocka_unit_test_setup(a_line_pended_by_software_is_closed_until_it_is_dropped,
				       setup),
		cmocka_unit_test_setup(lines_of_others_show_as_masked, setup),
		cmocka_unit_test_setup(a_hardware_interrupt_is_masked_until_its_handler_opens_it,
				       setup),
		cmocka_unit_test_setup(a_line_taken_outside_the_slot_is_delivered_in_the_next,
				       setup),
		cmocka_unit_test_setup(a_line_of_nobody_disturbs_nobody, setup),
		cmocka_unit_test_setup(a_reset_closes_the_lines, setup),
		cmocka_unit_test_setup(idling_ends_with_an_unmasked_line_even_with_interrupts_off,
				       setup),
		cmocka_unit_test_setup(an_ipvi_reaches_its_destinations_and_nobody_else, setup),
		cmocka_unit_test_setup(several_raises_are_one_interrupt_and_wait_while_masked,
				       setup),
		cmocka_unit_test_setup(a_number_without_destination_does_nothing, setup),
		cmocka_unit_test_setup(a_halted_partition_gets_no_ipvi, setup),
		cmocka_unit_test_setup(an_ipvi_needs_time_for_every_destination, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
