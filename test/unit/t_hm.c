/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_hm.c - the health monitor: every event, action and scope; classification;
 * restart limits; what the log and the console say.
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
	return 0;
}

static const u32 permitted[][2] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) [nr] = { (hyp), (part) },
#include "hm_events.def"
};

/* The newest record of the log, read as alpha; seq is NONE without one. */
static struct xm_hm_record newest(void)
{
	struct xm_hm_record rec = { .seq = NONE }, next;

	rig_run_to(ALPHA);
	while (guest_hm_read(&next, 1) == 1)
		rec = next;
	return rec;
}

/* --- what an action does ---------------------------------------------------------------------- */

static void expect_reset(u32 counter, u32 status, u32 cause, u32 event)
{
	assert_int_equal(rig_pct(BETA)->resetCounter, counter);
	assert_int_equal(rig_pct(BETA)->resetStatus, status);
	assert_int_equal(rig_pct(BETA)->resetCause, cause ? cause | event << 16 : 0);
}

/* The system starts again, and says whose doing it was. */
static void expect_restart(u32 mode, u32 event)
{
	struct xm_system_state s;

	assert_int_equal(fake.end, FAKE_RESET);
	assert_int_equal(fake.reset_mode, mode);
	assert_int_equal(rig_reboot(mode), FAKE_RUNS);
	expect_reset(0, mode, mode ? XM_HM_RESET_STATUS_MODULE_RESTART : 0, event);
	rig_run_to(ALPHA);
	assert_int_equal(guest_system_state(&s), XM_OK);
	assert_int_equal(s.reset_status, mode);
	assert_int_equal(s.reset_counter, mode);
	rig_call1(XM_HC_reset_system, XM_WARM_RESET); /* by service: nobody's error */
	assert_int_equal(rig_reboot(XM_WARM_RESET), FAKE_RUNS);
	expect_reset(0, 0, 0, 0);
	fake.end = FAKE_RESET;
}

/* Is the partition now as this action leaves it? */
static void expect_partition(u32 action, u32 event)
{
	switch (action) {
	case XM_HM_AC_IGNORE:
	case XM_HM_AC_PROPAGATE:
		assert_int_equal(rig_running(), BETA);
		assert_int_equal(rig_vcpu(BETA)->resets, 1);
		break;
	case XM_HM_AC_PARTITION_COLD_RESET:
	case XM_HM_AC_PARTITION_WARM_RESET:
		assert_int_equal(rig_running(), BETA);
		assert_int_equal(rig_vcpu(BETA)->resets, 2);
		action -= XM_HM_AC_PARTITION_COLD_RESET;
		expect_reset(action, action, XM_HM_RESET_STATUS_PARTITION_RESTART, event);
		break;
	case XM_HM_AC_SUSPEND:
		assert_null(rig.current);
		assert_true(rig_pct(BETA)->flags & XM_PCT_SUSPENDED);
		break;
	case XM_HM_AC_HALT:
		assert_null(rig.current);
		assert_true(rig_pct(BETA)->flags & XM_PCT_HALTED);
		break;
	case XM_HM_AC_SWITCH_TO_MAINTENANCE:
		rig_run_until(fake.now);
		assert_int_equal(sys.cpu->sched.plan->id, 1);
		assert_int_equal(rig_running(), ALPHA);
		assert_in_range(fake.deadline - fake.now, rig_ticks(4 * TB_MS) - 1,
				rig_ticks(4 * TB_MS) + 1);
		break;
	default:
		expect_restart(action - XM_HM_AC_HYPERVISOR_COLD_RESET, event);
	}
}

static void expect_record(u32 event, u32 cause, u32 action)
{
	struct xm_hm_record rec = newest();

	assert_int_equal(rec.where, BETA);
	assert_int_equal(rec.what, event | cause << 8 | action << 16);
	assert_true(rec.access & XM_HM_HAS_CONTEXT);
}

/* SEP-HM-001 SEP-HM-002 SEP-HM-003 SEP-HM-004 SEP-HM-005 SEP-HM-006 SEP-HM-009 SEP-SCHED-016 */
static void a_raised_event_takes_any_permitted_action(void **state)
{
	(void)state;
	for (u32 event = 0; event < XM_HM_EV_COUNT; event++)
		for (u32 action = 0; action < XM_HM_MAX_ACTIONS; action++) {
			if ((permitted[event][1] >> action & 1) == 0)
				continue;
			setup(NULL);
			tb_hm(&tb, BETA, event, action, 1);
			rig_start(&tb);
			rig_run_to(BETA);
			rig_call1(XM_HC_hm_raise_event, event);
			expect_partition(action, event);
			if (fake.end == FAKE_RUNS)
				expect_record(event, CAUSE_SELF_REPORTED, action);
		}
}

/* SEP-HM-018 SEP-HC-004 */
static void an_event_that_is_not_the_partitions_is_refused(void **state)
{
	struct xm_hm_counts c;

	(void)state;
	rig_start(&tb);
	assert_int_equal(rig_call1(XM_HC_hm_raise_event, XM_HM_EV_COUNT), XM_INVALID_PARAM);
	assert_int_equal(rig_call1(XM_HC_hm_raise_event, NONE), XM_INVALID_PARAM);
	assert_int_equal(rig_call1(XM_HC_hm_raise_event, 0x80000000), XM_INVALID_PARAM);
	assert_int_equal(guest_hm_counts(&c), XM_OK);
	assert_int_equal(c.total, 0);
}

/* --- faults
 * --------------------------------------------------------------------------------------- */

struct fault {
	u32 kind, address, cause, event;
	bool write;
};

/* SEP-HM-011 SEP-HM-012 */
static const struct fault faults[] = {
	{ HAL_FAULT_UNDEFINED, BETA_RAM, CAUSE_UNDEFINED, XM_HM_EV_ARM_UNDEF_INSTR, false },
	{ HAL_FAULT_PRIVILEGED, BETA_RAM, CAUSE_PRIVILEGED, XM_HM_EV_ARM_UNDEF_INSTR, false },
	{ HAL_FAULT_FP, BETA_RAM, CAUSE_FP_DISABLED, XM_HM_EV_ARM_UNDEF_INSTR, false },
	{ HAL_FAULT_BREAKPOINT, BETA_RAM, CAUSE_BREAKPOINT, XM_HM_EV_ARM_PREFETCH_ABORT, false },
	{ HAL_FAULT_FETCH, 0, CAUSE_FETCH_UNOWNED, XM_HM_EV_ARM_INSTR_BACKGROUND_FAULT, false },
	{ HAL_FAULT_FETCH, BETA_RAM + 8, CAUSE_FETCH_OWN, XM_HM_EV_ARM_INSTR_PERMISSION_FAULT,
	  false },
	{ HAL_FAULT_FETCH, ALPHA_RAM, CAUSE_FETCH_FOREIGN, XM_HM_EV_MEM_PROTECTION, false },
	{ HAL_FAULT_FETCH_ALIGN, BETA_RAM + 2, CAUSE_FETCH_ALIGNMENT,
	  XM_HM_EV_ARM_INSTR_ALIGNMENT_FAULT, false },
	{ HAL_FAULT_FETCH_EXTERNAL, BETA_RAM, CAUSE_FETCH_EXTERNAL, XM_HM_EV_ARM_PREFETCH_ABORT,
	  false },
	{ HAL_FAULT_DATA, 0x30000000, CAUSE_DATA_UNOWNED, XM_HM_EV_ARM_DATA_BACKGROUND_FAULT,
	  true },
	{ HAL_FAULT_DATA, BETA_RAM + 4, CAUSE_DATA_OWN, XM_HM_EV_ARM_DATA_PERMISSION_FAULT, true },
	{ HAL_FAULT_DATA, GAMMA_PHYS, CAUSE_DATA_FOREIGN, XM_HM_EV_MEM_PROTECTION, false },
	{ HAL_FAULT_DATA, HAL_WINDOW_BASE, CAUSE_DATA_FOREIGN, XM_HM_EV_MEM_PROTECTION, true },
	{ HAL_FAULT_DATA, HAL_PCT_BASE, CAUSE_DATA_FOREIGN, XM_HM_EV_MEM_PROTECTION, true },
	{ HAL_FAULT_DATA, FAKE_HYP_PHYS, CAUSE_DATA_FOREIGN, XM_HM_EV_MEM_PROTECTION, true },
	{ HAL_FAULT_DATA_ALIGN, BETA_RAM + 1, CAUSE_DATA_MISALIGNED,
	  XM_HM_EV_ARM_DATA_ALIGNMENT_FAULT, false },
	{ HAL_FAULT_DATA_EXTERNAL, BETA_RAM, CAUSE_DATA_EXTERNAL, XM_HM_EV_ARM_DATA_ABORT, true },
	{ HAL_FAULT_ASYNC, BETA_RAM, CAUSE_ASYNCHRONOUS, XM_HM_EV_ARM_DATA_ABORT, true },
	{ HAL_FAULT_UNKNOWN, BETA_RAM, CAUSE_UNKNOWN_TRAP, XM_HM_EV_UNEXPECTED_TRAP, false },
};

static u32 access_of(const struct fault *f)
{
	if (f->kind <= HAL_FAULT_FETCH_EXTERNAL && f->kind != HAL_FAULT_DATA)
		return XM_ACCESS_EXECUTE;
	return f->write ? XM_ACCESS_WRITE : XM_ACCESS_READ;
}

/* SEP-HM-001 SEP-HM-002 SEP-HM-009 SEP-HM-011 SEP-HM-012 SEP-HAL-004 */
static void every_fault_is_classified_and_takes_any_action(void **state)
{
	(void)state;
	for (u32 i = 0; i < ARRAY_LEN(faults); i++)
		for (u32 action = 0; action < XM_HM_MAX_ACTIONS; action++) {
			const struct fault *f = &faults[i];
			struct xm_hm_record rec;

			if ((permitted[f->event][1] >> action & 1) == 0)
				continue;
			setup(NULL);
			tb_hm(&tb, BETA, f->event, action, 1);
			rig_start(&tb);
			rig_run_to(BETA);
			guest_vectors();
			rig_fault(f->kind, BETA_RAM + 0x400, f->address, f->write);
			expect_partition(action, f->event);
			if (action == XM_HM_AC_IGNORE || action == XM_HM_AC_PROPAGATE)
				assert_int_equal(rig_vcpu(BETA)->pc, BETA_RAM + 0x200);
			if (fake.end != FAKE_RUNS)
				continue;
			rec = newest();
			assert_int_equal(rec.what, f->event | f->cause << 8 | action << 16);
			assert_int_equal(rec.where, BETA);
			assert_int_equal(rec.pc, BETA_RAM + 0x400);
			assert_int_equal(rec.address, f->address);
			assert_int_equal(rec.access, access_of(f) | XM_HM_HAS_CONTEXT);
		}
}

/* SEP-HM-002 SEP-VIRQ-016 */
static void a_fault_nobody_handles_halts_and_the_record_says_so(void **state)
{
	static const u32 actions[] = { XM_HM_AC_IGNORE, XM_HM_AC_PROPAGATE };

	(void)state;
	for (u32 i = 0; i < ARRAY_LEN(actions); i++) {
		setup(NULL);
		tb_hm(&tb, BETA, XM_HM_EV_ARM_DATA_BACKGROUND_FAULT, actions[i], 1);
		rig_start(&tb);
		rig_run_to(BETA);
		rig_fault(HAL_FAULT_DATA, BETA_RAM, 0x30000000, true);
		expect_partition(XM_HM_AC_HALT, 0);
		expect_record(XM_HM_EV_ARM_DATA_BACKGROUND_FAULT, CAUSE_DATA_UNOWNED,
			      XM_HM_AC_HALT);
	}
}

static void reset_beta(void)
{
	rig_run_to(ALPHA);
	assert_int_equal(rig_call4(XM_HC_reset_partition, BETA, NONE, XM_WARM_RESET, 0), XM_OK);
}

/* SEP-HM-006: its instruction would fault again in its next slot */
static void a_fault_that_leads_to_maintenance_halts_its_partition(void **state)
{
	(void)state;
	tb_slot(&tb, 1, BETA, 4 * TB_MS, 1 * TB_MS);
	tb_hm(&tb, BETA, XM_HM_EV_ARM_DATA_BACKGROUND_FAULT, XM_HM_AC_SWITCH_TO_MAINTENANCE, 1);
	tb_hm(&tb, BETA, XM_HM_EV_APP_POWER_FAIL, XM_HM_AC_SWITCH_TO_MAINTENANCE, 1);
	rig_start(&tb);
	rig_run_to(BETA);
	rig_fault(HAL_FAULT_DATA, BETA_RAM, 0x30000000, true);
	expect_partition(XM_HM_AC_SWITCH_TO_MAINTENANCE, 0);
	assert_true(rig_pct(BETA)->flags & XM_PCT_HALTED);
	rig_run_ns(4 * TB_MS + 100 * TB_US); /* where its slot is */
	assert_null(rig.current);
	expect_record(XM_HM_EV_ARM_DATA_BACKGROUND_FAULT, CAUSE_DATA_UNOWNED,
		      XM_HM_AC_SWITCH_TO_MAINTENANCE);
	reset_beta();
	rig_run_to(BETA);
	rig_call1(XM_HC_hm_raise_event, XM_HM_EV_APP_POWER_FAIL); /* no fault: it goes on */
	assert_int_equal(rig_running(), BETA);
}

/* SEP-HM-001 */
static void without_a_word_in_the_plan_the_default_is_taken(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	guest_vectors();
	rig_fault(HAL_FAULT_DATA, BETA_RAM, 0x30000000, true);
	expect_partition(XM_HM_AC_HALT, 0);
}

/* --- the hypervisor's scope ---------------------------------------------------------------------
 */

static void raise_for_hypervisor(void *event)
{
	hm_raise_value(NULL, *(u32 *)event, CAUSE_NONE, 4711);
}

/* SEP-HM-005 SEP-HM-006 SEP-HM-008 SEP-HM-001 SEP-CON-010 */
static void hypervisor_events_take_any_permitted_action(void **state)
{
	(void)state;
	for (u32 event = 0; event < XM_HM_EV_COUNT; event++)
		for (u32 action = 0; action < XM_HM_MAX_ACTIONS; action++) {
			if ((permitted[event][0] >> action & 1) == 0)
				continue;
			setup(NULL);
			tb_hm(&tb, TB_HYP, event, action, 1);
			rig_start(&tb);
			rig_inside(raise_for_hypervisor, &event);
			if (action == XM_HM_AC_HALT) {
				char last[64];

				assert_int_equal(fake.end, FAKE_STOPPED);
				snprintf(last, sizeof(last), "SEPTUM HALT status=%u\r\n",
					 128 + event);
				assert_int_equal(rig_count_text(1, last), 1);
			} else if (action == XM_HM_AC_SWITCH_TO_MAINTENANCE) {
				rig_call0(XM_HC_poll_irqs);
				rig_run_until(fake.now);
				assert_int_equal(sys.cpu->sched.plan->id, 1);
			} else if (action == XM_HM_AC_IGNORE || action == XM_HM_AC_SUSPEND) {
				struct xm_hm_record rec = newest();

				assert_int_equal(rec.where, XM_HM_WHERE_HYP);
				assert_int_equal(rec.address, 4711);
				assert_int_equal(rec.access, 0);
				assert_int_equal(rec.what & 0xff, event);
			} else {
				assert_int_equal(fake.end, FAKE_RESET);
			}
		}
}

/* --- restart limit, quota, log
 * ---------------------------------------------------------------------- */

/* SEP-PART-018 */
static void the_restart_limit_turns_a_reset_into_a_halt(void **state)
{
	(void)state;
	tb.part[BETA].restart_limit = 3;
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_PARTITION_WARM_RESET, 1);
	rig_start(&tb);
	for (u32 i = 0; i < 3; i++) {
		rig_run_to(BETA);
		rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
		assert_int_equal(rig_running(), BETA);
		assert_int_equal(rig_pct(BETA)->resetCounter, i + 1);
	}
	rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
	expect_partition(XM_HM_AC_HALT, 0);
	expect_record(XM_HM_EV_PARTITION_ERROR, CAUSE_SELF_REPORTED, XM_HM_AC_HALT);
}

/* SEP-PART-018 */
static void without_a_limit_restarts_go_on(void **state)
{
	(void)state;
	tb.part[BETA].restart_limit = 0;
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_PARTITION_WARM_RESET, 0);
	rig_start(&tb);
	rig_run_to(BETA);
	for (u32 i = 0; i < 300; i++)
		rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
	assert_int_equal(rig_running(), BETA);
	assert_int_equal(rig_pct(BETA)->resetCounter, 300);
}

/* SEP-HM-020 */
static void an_event_that_is_not_logged_is_acted_upon(void **state)
{
	struct xm_hm_counts c;

	(void)state;
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_HALT, XM_HM_LOG_DISABLED);
	rig_start(&tb);
	rig_run_to(BETA);
	rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
	expect_partition(XM_HM_AC_HALT, 0);
	rig_run_to(ALPHA);
	guest_hm_counts(&c);
	assert_int_equal(c.total, 0);
	assert_int_equal(c.unread, 0);
}

/* SEP-HM-013 SEP-HM-014 SEP-HM-010 SEP-HM-015 */
static void a_storm_of_one_partition_leaves_the_records_of_others(void **state)
{
	struct xm_hm_record rec;
	struct xm_hm_counts c;
	u32 read = 0, of_gamma = 0, last = 0;

	(void)state;
	tb_hm(&tb, BETA, XM_HM_EV_APP_NUMERIC_ERROR, XM_HM_AC_IGNORE, 1);
	tb_hm(&tb, GAMMA, XM_HM_EV_APP_NUMERIC_ERROR, XM_HM_AC_IGNORE, 1);
	rig_start(&tb);
	rig_run_to(GAMMA);
	for (u32 i = 0; i < 3; i++)
		rig_call1(XM_HC_hm_raise_event, XM_HM_EV_APP_NUMERIC_ERROR);
	rig_run_to(BETA);
	for (u32 i = 0; i < 100; i++)
		rig_call1(XM_HC_hm_raise_event, XM_HM_EV_APP_NUMERIC_ERROR);
	rig_run_to(ALPHA);
	guest_hm_counts(&c);
	assert_int_equal(c.total, 103);
	assert_int_equal((u32)c.unread + c.lost, 103);
	assert_true(c.lost >= 100 - tb.part[BETA].hm_quota);
	while (guest_hm_read(&rec, 1) == 1) {
		assert_true(read == 0 || rec.seq > last);
		last = rec.seq;
		of_gamma += rec.where == GAMMA;
		read++;
	}
	assert_int_equal(of_gamma, 3);
	assert_int_equal(read, (u32)c.unread);
	assert_int_equal(guest_hm_read(&rec, 1), 0);
	guest_hm_counts(&c);
	assert_int_equal(c.unread, 0);
	assert_int_equal(c.lost + read, 103);
}

/* SEP-HM-014 SEP-HM-022 */
static void a_log_that_is_full_to_the_brim_harms_nothing(void **state)
{
	enum { RECORDS = 8 };
	struct xm_hm_record rec;
	u32 event = XM_HM_EV_SCHED_ERROR, n;

	(void)state;
	tb.machine.hm_log_len = RECORDS;
	tb_hm(&tb, TB_HYP, event, XM_HM_AC_IGNORE, true);
	rig_start(&tb);
	for (n = 0; n < RECORDS; n++)
		rig_inside(raise_for_hypervisor, &event);
	rig_run_until(rig_at(3 * TB_MS));
	assert_int_equal(rig_running(), BETA);
	rig_run_to(ALPHA);
	for (n = 0; guest_hm_read(&rec, 1) == 1; n++)
		assert_int_equal(rec.what & 0xff, event);
	assert_int_equal(n, RECORDS);
}

/* SEP-HM-022 */
static void without_a_console_the_log_goes_on(void **state)
{
	struct xm_hm_record rec;
	struct xm_hm_counts c;

	(void)state;
	tb.machine.console = NONE;
	tb_hm(&tb, BETA, XM_HM_EV_APP_NUMERIC_ERROR, XM_HM_AC_IGNORE, 1);
	rig_start(&tb);
	for (u32 i = 0; i < 40; i++) {
		rig_run_to(BETA);
		rig_call1(XM_HC_hm_raise_event, XM_HM_EV_APP_NUMERIC_ERROR);
		rig_run_to(ALPHA);
		assert_int_equal(guest_hm_read(&rec, 1), 1);
	}
	guest_hm_counts(&c);
	assert_int_equal(c.total, 40);
	assert_int_equal(c.lost, 0);
	rig_run_ns(10 * TB_MS);
	assert_false(log_unprinted());
}

/* SEP-HM-015 SEP-HM-019 SEP-HC-002 */
static void reading_the_log_is_for_system_partitions_with_a_buffer(void **state)
{
	struct xm_hm_record rec;
	struct xm_hm_counts c;

	(void)state;
	tb_hm(&tb, ALPHA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, 1);
	rig_start(&tb);
	rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
	assert_int_equal(rig_call2(XM_HC_hm_read, ALPHA_RO, 1), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_hm_read, BETA_RAM, 1), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_hm_read, ALPHA_RAM + ALPHA_RAM_SIZE - 28, 1),
			 XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_hm_read, ALPHA_RAM, 0), XM_INVALID_PARAM);
	assert_int_equal(rig_call1(XM_HC_hm_status, ALPHA_RO), XM_INVALID_PARAM);
	guest_hm_counts(&c);
	assert_int_equal(c.unread, 1); /* nothing was consumed */
	rig_run_to(BETA);
	assert_int_equal(guest_hm_read(&rec, 1), XM_PERM_ERROR);
	assert_int_equal(guest_hm_counts(&c), XM_PERM_ERROR);
	rig_run_to(ALPHA);
	assert_int_equal(guest_hm_read(&rec, 1), 1);
	assert_int_equal(rec.where, ALPHA);
}

/* SEP-HM-009 */
static void a_record_carries_the_time(void **state)
{
	struct xm_hm_record rec;

	(void)state;
	tb_hm(&tb, ALPHA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, 1);
	rig_start(&tb);
	rig_run_until(rig_at(1234567 * TB_US) + 1);
	rig_run_to(ALPHA);
	rig_run_until(rig_at(1240567 * TB_US) + 1);
	rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
	rec = newest();
	assert_int_equal(rec.time_lo, RIG_T0_US + 1240567);
	assert_int_equal(rec.time_hi, 0);
}

/* --- the console's line
 * ------------------------------------------------------------------------------ */

/* SEP-HM-017 */
static void records_appear_as_lines(void **state)
{
	(void)state;
	tb_hm(&tb, BETA, XM_HM_EV_ARM_DATA_BACKGROUND_FAULT, XM_HM_AC_PARTITION_WARM_RESET, 1);
	tb_hm(&tb, GAMMA, XM_HM_EV_APP_POWER_FAIL, XM_HM_AC_IGNORE, 1);
	rig_start(&tb);
	rig_run_to(BETA);
	rig_run_until(rig_at(3250145 * 10) + 1);
	rig_fault(HAL_FAULT_DATA, 0x16000124, 0x30000000, true);
	rig_run_to(GAMMA);
	rig_fault(HAL_FAULT_FETCH, 0x16000128, 0x08000000, false);
	rig_run_to(BETA);
	rig_fault(HAL_FAULT_DATA, 0x16000124, BETA_RAM, false);
	rig_run_ns(1000 * TB_MS);
	if (rig_count_text(1, "HM 00001 0.0335") != 1 ||
	    rig_count_text(1, " P1 beta DATA_BACKGROUND cause=DATA_UNOWNED addr=0x30000000 "
			      "pc=0x16000124 write action=PARTITION_WARM_RESET\r\n") != 1 ||
	    rig_count_text(1, " P2 gamma INSTR_BACKGROUND cause=FETCH_UNOWNED addr=0x08000000 "
			      "pc=0x16000128 execute action=HALT\r\n") != 1 ||
	    rig_count_text(1, " P1 beta DATA_PERMISSION cause=DATA_OWN addr=0x11000000 "
			      "pc=0x16000124 read action=HALT\r\n") != 1)
		fail_msg("%s", rig_text(1));
}

/* SEP-HM-017 SEP-SCHED-010 */
static void hypervisor_records_appear_as_lines(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_late_ns(100 * TB_MS);
	rig_run_ns(1000 * TB_MS);
	if (rig_count_text(1, " HYP SCHED_ERROR cause=MISSED_FRAMES value=") < 1 ||
	    rig_count_text(1, " action=IGNORE\r\n") < 1)
		fail_msg("%s", rig_text(1));
}

/* SEP-CON-008 SEP-HM-014 SEP-CON-002 */
static void every_kept_record_is_printed_once(void **state)
{
	struct xm_hm_counts c;

	(void)state;
	tb_hm(&tb, BETA, XM_HM_EV_APP_NUMERIC_ERROR, XM_HM_AC_IGNORE, 1);
	rig_start(&tb);
	for (u32 frame = 0; frame < 20; frame++) {
		rig_run_to(BETA);
		for (u32 i = 0; i < 10; i++)
			rig_call1(XM_HC_hm_raise_event, XM_HM_EV_APP_NUMERIC_ERROR);
		rig_run_ns(10 * TB_MS);
	}
	rig_run_ns(1000 * TB_MS);
	rig_run_to(ALPHA);
	guest_hm_counts(&c);
	assert_int_equal(c.total, 200);
	assert_in_range(rig_count_text(1, "APP_NUMERIC_ERROR"), 16, 200);
	assert_int_equal(rig_count_text(1, "HM "), rig_count_text(1, "action=IGNORE\r\n"));
}

/* SEP-HM-021 */
static void a_partition_that_faults_without_end_costs_others_nothing(void **state)
{
	struct xm_part_state s;

	(void)state;
	tb_hm(&tb, BETA, XM_HM_EV_ARM_UNDEF_INSTR, XM_HM_AC_PARTITION_WARM_RESET, 1);
	tb.part[BETA].restart_limit = 0;
	rig_start(&tb);
	for (u32 frame = 0; frame < 10; frame++) {
		u64 base = frame * 10 * TB_MS;

		rig_run_until(rig_at(base + 2 * TB_MS) + 1);
		while (rig_running() == BETA) {
			rig_fault(HAL_FAULT_UNDEFINED, BETA_RAM, BETA_RAM, false);
			rig_run_ns(10 * TB_US);
		}
		rig_run_until(rig_at(base + 6 * TB_MS) + 1);
		assert_int_equal(rig_running(), GAMMA);
		rig_run_until(rig_at(base + 8 * TB_MS) + 1);
		assert_int_equal(rig_running(), ALPHA);
	}
	assert_int_equal(guest_part_state(GAMMA, &s), XM_OK);
	assert_in_range(s.late_ns_max, 0, 10);
}

/* --- reading by number, forwarding ------------------------------------------------------------ */

static s32 peek(u32 source, u32 seq, struct xm_hm_record *r)
{
	s32 n = rig_call_done(XM_HC_hm_peek, source, seq, guest_at(GUEST_SCRATCH), 0, 0);

	if (n == 1)
		memcpy(r, rig_guest(ALPHA, guest_at(GUEST_SCRATCH), sizeof(*r)), sizeof(*r));
	return n;
}

static void raise_often(u32 times)
{
	rig_run_to(BETA);
	while (times--)
		rig_call_done(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR, 0, 0, 0, 0);
	rig_run_ns(200 * TB_MS); /* printed */
	rig_run_to(ALPHA);
}

/* SEP-HM-023 */
static void a_record_is_found_by_its_number_read_or_not(void **state)
{
	struct xm_hm_record r, read;

	(void)state;
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, 1);
	rig_start(&tb);
	rig_run_to(ALPHA);
	assert_int_equal(peek(BETA, 0, &r), 0);
	rig_inside(raise_for_hypervisor, &(u32){ XM_HM_EV_SCHED_ERROR });
	raise_often(4);
	assert_int_equal(peek(XM_HYPERVISOR_ID, 0, &r), 1);
	assert_int_equal(r.seq, 1);
	assert_int_equal(peek(XM_HYPERVISOR_ID, 2, &r), 0);
	for (u32 n = 0; n < 2; n++) {
		for (u32 seq = 1; seq <= 5; seq++) {
			assert_int_equal(peek(BETA, seq, &r), 1);
			assert_int_equal(r.seq, seq < 2 ? 2 : seq);
			assert_int_equal(r.where, BETA);
		}
		assert_int_equal(peek(BETA, 6, &r), 0);
		assert_int_equal(peek(ALPHA, 0, &r), 0);
		while (guest_hm_read(&read, 1) == 1)
			;
	}
}

/* SEP-HM-023: a ring that has wrapped */
static void what_is_gone_is_passed_over(void **state)
{
	struct xm_hm_record r;

	(void)state;
	tb.part[BETA].hm_quota = 8;
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, 1);
	rig_start(&tb);
	for (u32 i = 0; i < 5; i++)
		raise_often(4);
	assert_int_equal(peek(BETA, 0, &r), 1);
	assert_int_equal(r.seq, 13);
	assert_int_equal(peek(BETA, 20, &r), 1);
	assert_int_equal(peek(BETA, 21, &r), 0);
}

/* Records of beta: 1 to 4 and 6 to 9; one of gamma: 5.  Then a warm reset, before which
   something writes over those of beta that the set has. */
static void damage(u32 set, u32 garbage)
{
	setup(NULL);
	tb.part[BETA].hm_quota = 8;
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, 1);
	tb_hm(&tb, GAMMA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, 1);
	rig_start(&tb);
	raise_often(4);
	rig_run_to(GAMMA);
	rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
	raise_often(4);
	rig_call1(XM_HC_reset_system, XM_WARM_RESET);
	for (u32 i = 0; i < 8; i++)
		if (set >> i & 1)
			memset(records_at(sys.part[BETA].log, i), (int)garbage,
			       4 * sys.part[BETA].log->words);
	assert_int_equal(rig_reboot(XM_WARM_RESET), FAKE_RUNS);
	rig_run_to(ALPHA);
}

/* The first record of beta from seq on that is not damaged; 10 is one raised later. */
static u32 sound_from(u32 seq, u32 set)
{
	for (; seq < 10; seq++)
		if (seq != 5 && (set >> (seq > 5 ? seq - 2 : seq - 1) & 1) == 0)
			break;
	return seq;
}

static void expect_all_that_is_sound(u32 set)
{
	struct xm_hm_record r;
	u32 seq;

	for (seq = 1; seq < 10; seq++) {
		u32 found = peek(BETA, seq, &r) == 1 ? r.seq : 10;

		assert_int_equal(found, sound_from(seq, set));
	}
	raise_often(1); /* in the place of 1 */
	assert_int_equal(peek(BETA, 9, &r), 1);
	assert_int_equal(r.seq, sound_from(9, set));
	for (seq = 2; seq <= 10; seq++) {
		if (seq != 5 && seq != sound_from(seq, set))
			continue;
		while (guest_hm_read(&r, 1) == RIG_REWOUND)
			;
		assert_int_equal(r.seq, seq);
	}
}

/* SEP-HM-023 SEP-HM-015 SEP-HM-016 */
static void damage_leads_nobody_astray(void **state)
{
	static const u32 garbage[] = { 0, 0x7f, 0xff };

	(void)state;
	for (u32 set = 0; set < 256; set++) {
		damage(set, garbage[set % ARRAY_LEN(garbage)]);
		expect_all_that_is_sound(set);
	}
}

/* Of beta and gamma by turns, from that number on. */
static void raise_from(u32 seq, u32 times)
{
	tb_hm(&tb, BETA, XM_HM_EV_APP_NUMERIC_ERROR, XM_HM_AC_IGNORE, 1);
	tb_hm(&tb, GAMMA, XM_HM_EV_APP_NUMERIC_ERROR, XM_HM_AC_IGNORE, 1);
	rig_start(&tb);
	((struct log_header *)sys.part[0].log - 1)->seq = seq;
	for (u32 i = 0; i < times; i++) {
		rig_run_to(i & 1 ? GAMMA : BETA);
		rig_call1(XM_HC_hm_raise_event, XM_HM_EV_APP_NUMERIC_ERROR);
	}
	rig_run_to(ALPHA);
}

/* SEP-HM-013 SEP-HM-015 SEP-HM-023 */
static void the_order_of_records_survives_the_wrap_of_numbers(void **state)
{
	static const u32 numbers[] = { 0xfffffffe, 0xffffffff, 1, 2 };
	struct xm_hm_record rec;

	(void)state;
	raise_from(numbers[0], ARRAY_LEN(numbers));
	assert_int_equal(peek(BETA, 0xffffffff, &rec), 1);
	assert_int_equal(rec.seq, 1);
	for (u32 i = 0; i < ARRAY_LEN(numbers); i++) {
		assert_int_equal(guest_hm_read(&rec, 1), 1);
		assert_int_equal(rec.seq, numbers[i]);
		assert_int_equal(rec.where, i & 1 ? GAMMA : BETA);
	}
}

/* SEP-HM-023 */
static void the_oldest_record_is_found_whatever_its_number(void **state)
{
	static const u32 numbers[] = { 1, 0x7fffffff, 0x80000001, 0xffffffff };
	struct xm_hm_record rec;

	(void)state;
	for (u32 i = 0; i < ARRAY_LEN(numbers); i++) {
		setup(NULL);
		raise_from(numbers[i], 4);
		assert_int_equal(peek(BETA, 0, &rec), 1);
		assert_int_equal(rec.seq, numbers[i]);
	}
}

/* SEP-HM-023 */
static void wrong_sources_and_readers_are_refused(void **state)
{
	struct xm_hm_record r;

	(void)state;
	rig_start(&tb);
	rig_run_to(ALPHA);
	assert_int_equal(peek(3, 0, &r), XM_INVALID_PARAM);
	assert_int_equal(peek(0x100, 0, &r), XM_INVALID_PARAM);
	assert_int_equal(peek(NONE, 0, &r), XM_INVALID_PARAM);
	rig_run_to(BETA);
	assert_int_equal(rig_call3(XM_HC_hm_peek, BETA, 0, guest_at(GUEST_SCRATCH)), XM_PERM_ERROR);
}

/* SEP-HM-025 */
static void a_forwarded_fault_is_logged_as_the_partition_tells_it(void **state)
{
	static const u32 actions[] = { XM_HM_AC_IGNORE, XM_HM_AC_PROPAGATE };

	(void)state;
	for (u32 i = 0; i < ARRAY_LEN(actions); i++) {
		struct xm_hm_record rec;

		setup(NULL);
		tb_hm(&tb, BETA, XM_HM_EV_ARM_DATA_ABORT, actions[i], 1);
		rig_start(&tb);
		rig_run_to(BETA);
		assert_int_equal(rig_call3(XM_HC_hm_raise_fault, XM_HM_EV_COUNT, 1, 2),
				 XM_INVALID_PARAM);
		assert_int_equal(rig_call3(XM_HC_hm_raise_fault, NONE, 1, 2), XM_INVALID_PARAM);
		assert_int_equal(
			rig_call3(XM_HC_hm_raise_fault, XM_HM_EV_ARM_DATA_ABORT, 0x1234, 0x5678),
			1);
		rec = newest();
		assert_int_equal(rec.what & 0xffff,
				 XM_HM_EV_ARM_DATA_ABORT | CAUSE_SELF_REPORTED << 8);
		assert_int_equal(rec.pc, 0x1234);
		assert_int_equal(rec.address, 0x5678);
		assert_int_equal(rec.where, BETA);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_raised_event_takes_any_permitted_action, setup),
		cmocka_unit_test_setup(an_event_that_is_not_the_partitions_is_refused, setup),
		cmocka_unit_test_setup(every_fault_is_classified_and_takes_any_action, setup),
		cmocka_unit_test_setup(a_fault_nobody_handles_halts_and_the_record_says_so, setup),
		cmocka_unit_test_setup(a_fault_that_leads_to_maintenance_halts_its_partition,
				       setup),
		cmocka_unit_test_setup(without_a_word_in_the_plan_the_default_is_taken, setup),
		cmocka_unit_test_setup(hypervisor_events_take_any_permitted_action, setup),
		cmocka_unit_test_setup(the_restart_limit_turns_a_reset_into_a_halt, setup),
		cmocka_unit_test_setup(without_a_limit_restarts_go_on, setup),
		cmocka_unit_test_setup(an_event_that_is_not_logged_is_acted_upon, setup),
		cmocka_unit_test_setup(a_storm_of_one_partition_leaves_the_records_of_others,
				       setup),
		cmocka_unit_test_setup(a_log_that_is_full_to_the_brim_harms_nothing, setup),
		cmocka_unit_test_setup(without_a_console_the_log_goes_on, setup),
		cmocka_unit_test_setup(reading_the_log_is_for_system_partitions_with_a_buffer,
				       setup),
		cmocka_unit_test_setup(a_record_carries_the_time, setup),
		cmocka_unit_test_setup(records_appear_as_lines, setup),
		cmocka_unit_test_setup(hypervisor_records_appear_as_lines, setup),
		cmocka_unit_test_setup(every_kept_record_is_printed_once, setup),
		cmocka_unit_test_setup(a_partition_that_faults_without_end_costs_others_nothing,
				       setup),
		cmocka_unit_test_setup(a_record_is_found_by_its_number_read_or_not, setup),
		cmocka_unit_test_setup(what_is_gone_is_passed_over, setup),
		cmocka_unit_test_setup(damage_leads_nobody_astray, setup),
		cmocka_unit_test_setup(the_order_of_records_survives_the_wrap_of_numbers, setup),
		cmocka_unit_test_setup(the_oldest_record_is_found_whatever_its_number, setup),
		cmocka_unit_test_setup(wrong_sources_and_readers_are_refused, setup),
		cmocka_unit_test_setup(a_forwarded_fault_is_logged_as_the_partition_tells_it,
				       setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
