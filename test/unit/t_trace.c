/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_trace.c - streams of events: kept, read, counted, printed.
 */
#include "unit.h"
#include "guest.h"
#include "plans.h"
#include "trace.h"

static struct tb tb;
static struct xm_trace_record rec;

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	return 0;
}

static s32 trace(const char *eight)
{
	rig_poke(rig_running(), guest_at(GUEST_SCRATCH), eight, 8);
	return rig_call1(XM_HC_trace_event, guest_at(GUEST_SCRATCH));
}

static s32 trace_masked(u32 mask, u32 criticality)
{
	return rig_call3(XM_HC_trace_masked_event, mask, criticality, guest_at(GUEST_SCRATCH));
}

/* One after the other: "event 00", "event 01" ... */
static void trace_some(u32 n)
{
	char text[24];

	for (u32 i = 0; i < n; i++) {
		snprintf(text, sizeof(text), "event %02u", i % 100);
		assert_int_equal(trace(text), XM_OK);
	}
}

static s32 read_one(u32 id)
{
	u32 part = rig_running();
	s32 n = rig_call3(XM_HC_trace_read, id, guest_at(GUEST_SCRATCH), 1);

	if (n == 1)
		memcpy(&rec, rig_guest(part, guest_at_of(part, GUEST_SCRATCH), sizeof(rec)),
		       sizeof(rec));
	return n;
}

static struct xm_trace_counts counts_of(u32 id)
{
	struct xm_trace_counts c = { 0 };
	u32 part = rig_running();

	if (rig_call2(XM_HC_trace_status, id, guest_at(GUEST_SCRATCH)) == XM_OK)
		memcpy(&c, rig_guest(part, guest_at_of(part, GUEST_SCRATCH), sizeof(c)), sizeof(c));
	return c;
}

static void expect_next(u32 id, u32 seq, const char *eight)
{
	assert_int_equal(read_one(id), 1);
	assert_int_equal(rec.seq, seq);
	assert_memory_equal(rec.payload, eight, 8);
}

/* --- writing and reading ------------------------------------------------------------------ */

/* SEP-TRACE-001 SEP-TRACE-005 SEP-TRACE-014 */
static void events_come_back_in_order_each_once(void **state)
{
	u64 us;

	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	assert_int_equal(trace("one.one."), XM_OK);
	rig_run_to(GAMMA);
	assert_int_equal(trace("gammaaaa"), XM_OK);
	rig_run_to(BETA);
	us = (u64)guest_time(XM_HW_CLOCK);
	assert_int_equal(trace("two.two."), XM_OK);
	expect_next(BETA, 0, "one.one.");
	assert_int_equal(rec.criticality, XM_TRACE_NOTIFY);
	guest_reset(BETA, XM_COLD_RESET, 0);
	rig_run_to(ALPHA);
	expect_next(BETA, 1, "two.two.");
	assert_in_range(((u64)rec.time_hi << 32 | rec.time_lo) - us, 0, 10);
	assert_int_equal(read_one(BETA), 0);
	expect_next(GAMMA, 0, "gammaaaa");
	assert_int_equal(read_one(GAMMA), 0);
	assert_int_equal(read_one(ALPHA), 0);
}

/* SEP-TRACE-001 SEP-MEM-001 */
static void a_payload_may_lie_anywhere_in_own_memory(void **state)
{
	gaddr_t at = ALPHA_RAM + GUEST_SCRATCH;

	(void)state;
	rig_start(&tb);
	rig_run_to(ALPHA);
	for (u32 i = 0; i < 8; i++) {
		rig_poke(ALPHA, at + i, "12345678", 8);
		assert_int_equal(rig_call1(XM_HC_trace_event, at + i), XM_OK);
		expect_next(ALPHA, i, "12345678");
	}
	assert_int_equal(rig_call1(XM_HC_trace_event, ALPHA_RAM + ALPHA_RAM_SIZE - 8), XM_OK);
	assert_int_equal(rig_call1(XM_HC_trace_event, ALPHA_RO), XM_OK);
	assert_int_equal(rig_call1(XM_HC_trace_event, ALPHA_RAM + ALPHA_RAM_SIZE - 7),
			 XM_INVALID_PARAM);
	assert_int_equal(rig_call1(XM_HC_trace_event, BETA_RAM), XM_INVALID_PARAM);
	assert_int_equal(counts_of(ALPHA).total, 10);
}

/* SEP-TRACE-002 SEP-TRACE-008 */
static void the_newest_event_replaces_the_oldest_and_counts_it(void **state)
{
	struct xm_trace_counts c;
	char text[24];

	(void)state;
	tb.trace[BETA].length = 8;
	rig_start(&tb);
	rig_run_to(BETA);
	trace_some(8);
	c = counts_of(BETA);
	assert_int_equal(c.unread, 8);
	assert_int_equal(c.lost, 0);
	trace_some(21);
	c = counts_of(BETA);
	assert_int_equal(c.unread, 8);
	assert_int_equal(c.lost, 21);
	assert_int_equal(c.total, 29);
	assert_int_equal(c.dropped, 0);
	for (u32 i = 0; i < 8; i++) {
		snprintf(text, sizeof(text), "event %02u", 13 + i);
		expect_next(BETA, 21 + i, text);
	}
	assert_int_equal(read_one(BETA), 0);
	assert_int_equal(counts_of(BETA).lost, 21);
}

/* SEP-TRACE-003 */
static void an_event_that_the_plan_does_not_want_is_refused(void **state)
{
	(void)state;
	tb.trace[BETA].mask = 0x80000006;
	rig_start(&tb);
	rig_run_to(BETA);
	assert_int_equal(trace_masked(0, XM_TRACE_NOTIFY), XM_INVALID_CONFIG);
	assert_int_equal(trace_masked(0x7ffffff9, XM_TRACE_UNRECOVERABLE), XM_INVALID_CONFIG);
	assert_int_equal(counts_of(BETA).total, 0);
	assert_int_equal(rig_running(), BETA);
	assert_int_equal(trace_masked(2, XM_TRACE_NOTIFY), XM_OK);
	assert_int_equal(trace_masked(NONE, XM_TRACE_WARNING), XM_OK);
	assert_int_equal(trace_masked(0x80000000, XM_TRACE_DEBUG), XM_OK);
	assert_int_equal(trace("whatever"), XM_OK); /* has no mask */
	assert_int_equal(counts_of(BETA).total, 4);
	assert_int_equal(read_one(BETA), 1);
	assert_int_equal(read_one(BETA), 1);
	assert_int_equal(rec.criticality, XM_TRACE_WARNING);
}

/* SEP-TRACE-004 */
static void what_is_unrecoverable_is_an_event_of_the_monitor(void **state)
{
	struct xm_hm_record hm;

	(void)state;
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_HALT, 1);
	tb_hm(&tb, GAMMA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, 1);
	rig_start(&tb);
	rig_run_to(GAMMA);
	assert_int_equal(trace_masked(1, XM_TRACE_UNRECOVERABLE + 1), XM_INVALID_PARAM);
	assert_int_equal(trace_masked(1, NONE), XM_INVALID_PARAM);
	assert_int_equal(trace_masked(1, XM_TRACE_UNRECOVERABLE), XM_OK);
	assert_int_equal(rig_running(), GAMMA);
	rig_run_to(BETA);
	rig_call3(XM_HC_trace_masked_event, 1, XM_TRACE_UNRECOVERABLE, ALPHA_RAM);
	assert_int_equal(rig_running(), BETA); /* no payload, no event */
	trace_masked(1, XM_TRACE_UNRECOVERABLE);
	assert_int_not_equal(rig_running(), BETA);
	assert_true(rig_pct(BETA)->flags & XM_PCT_HALTED);
	rig_run_to(ALPHA);
	assert_int_equal(read_one(BETA), 1);
	assert_int_equal(rec.criticality, XM_TRACE_UNRECOVERABLE);
	assert_int_equal(read_one(BETA), 0);
	assert_int_equal(guest_hm_read(&hm, 1), 1);
	assert_int_equal(hm.where, GAMMA);
	assert_int_equal(guest_hm_read(&hm, 1), 1);
	assert_int_equal(hm.where, BETA);
	assert_int_equal(hm.what & 0xffff, XM_HM_EV_PARTITION_ERROR | CAUSE_SELF_REPORTED << 8);
	assert_int_equal(guest_hm_read(&hm, 1), 0);
}

/* SEP-TRACE-006 SEP-TRACE-007 SEP-MEM-003 */
static void a_stream_is_its_owners_and_the_systems(void **state)
{
	static const u32 nobodys[] = { GAMMA + 1, 0xfe, 0x100, 0x1ff, NONE };
	gaddr_t at = ALPHA_RAM + GUEST_SCRATCH;

	(void)state;
	rig_start(&tb);
	rig_run_to(BETA);
	trace_some(2);
	assert_int_equal(read_one(ALPHA), XM_PERM_ERROR);
	assert_int_equal(read_one(XM_HYPERVISOR_ID), XM_PERM_ERROR);
	assert_int_equal(read_one(NONE), XM_PERM_ERROR);
	assert_int_equal(rig_call2(XM_HC_trace_status, GAMMA, BETA_RAM), XM_PERM_ERROR);
	assert_int_equal(read_one(BETA), 1);
	rig_run_to(ALPHA);
	for (u32 i = 0; i < ARRAY_LEN(nobodys); i++) {
		assert_int_equal(read_one(nobodys[i]), XM_INVALID_PARAM);
		assert_int_equal(rig_call2(XM_HC_trace_status, nobodys[i], at), XM_INVALID_PARAM);
	}
	assert_int_equal(read_one(XM_HYPERVISOR_ID), 0);
	assert_int_equal(rig_call2(XM_HC_trace_status, XM_HYPERVISOR_ID, at), XM_OK);
	assert_int_equal(rig_call3(XM_HC_trace_read, BETA, at, 0), XM_INVALID_PARAM);
	assert_int_equal(rig_call3(XM_HC_trace_read, BETA, ALPHA_RO, 1), XM_INVALID_PARAM);
	assert_int_equal(rig_call3(XM_HC_trace_read, BETA, ALPHA_RAM + ALPHA_RAM_SIZE - 20, 1),
			 XM_INVALID_PARAM);
	assert_int_equal(counts_of(BETA).unread, 1); /* nothing was lost by that */
	assert_int_equal(read_one(BETA), 1);
}

/* --- resets --------------------------------------------------------------------------------- */

static void reset_and_spoil(u32 mode, u32 *word)
{
	rig_run_to(ALPHA);
	rig_call1(XM_HC_reset_system, mode);
	assert_int_equal(fake.end, FAKE_RESET);
	if (word)
		*word ^= 0x100;
	assert_int_equal(rig_reboot(mode), FAKE_RUNS);
	rig_run_to(ALPHA);
}

/* SEP-TRACE-009 */
static void a_warm_reset_keeps_events_and_counts(void **state)
{
	struct xm_trace_counts c;

	(void)state;
	tb.trace[BETA].length = 4;
	rig_start(&tb);
	rig_run_to(BETA);
	trace_some(6);
	reset_and_spoil(XM_WARM_RESET, NULL);
	c = counts_of(BETA);
	assert_int_equal(c.unread, 4);
	assert_int_equal(c.lost, 2);
	assert_int_equal(c.total, 6);
	expect_next(BETA, 2, "event 02");
	reset_and_spoil(XM_COLD_RESET, NULL);
	c = counts_of(BETA);
	assert_int_equal(c.unread, 0);
	assert_int_equal(c.lost, 0);
	assert_int_equal(c.total, 0);
	assert_int_equal(read_one(BETA), 0);
}

/* SEP-TRACE-009 */
static void a_damaged_stream_begins_anew_and_harms_no_other(void **state)
{
	(void)state;
	for (u32 word = 0; word < sizeof(struct record_ring) / 4; word++) {
		setup(NULL);
		rig_start(&tb);
		rig_run_to(BETA);
		trace_some(3);
		rig_run_to(GAMMA);
		trace_some(2);
		reset_and_spoil(XM_WARM_RESET, (u32 *)sys.part[BETA].trace + word);
		assert_int_equal(counts_of(BETA).total, 0);
		assert_int_equal(read_one(BETA), 0);
		assert_int_equal(counts_of(GAMMA).unread, 2);
		expect_next(GAMMA, 0, "event 00");
	}
}

/* SEP-TRACE-009 */
static void a_damaged_event_is_passed_over_and_counts_as_lost(void **state)
{
	(void)state;
	for (u32 word = 0; word < sizeof(struct trace_event) / 4 + 1; word++) {
		setup(NULL);
		rig_start(&tb);
		rig_run_to(BETA);
		trace_some(3);
		reset_and_spoil(XM_WARM_RESET,
				(u32 *)(uintptr_t)records_at(sys.part[BETA].trace, 1) + word);
		expect_next(BETA, 0, "event 00");
		assert_int_equal(read_one(BETA), RIG_REWOUND);
		assert_int_equal(rig_running(), ALPHA); /* and asks again at once */
		expect_next(BETA, 2, "event 02");
		assert_int_equal(read_one(BETA), 0);
		assert_int_equal(counts_of(BETA).lost, 1);
	}
}

/* --- the hypervisor's own stream -------------------------------------------------------------- */

static u32 audit_code(u32 *part, u32 *value)
{
	struct xm_trace_audit a;

	if (read_one(XM_HYPERVISOR_ID) != 1)
		return NONE;
	memcpy(&a, rec.payload, sizeof(a));
	*part = a.partition;
	*value = a.value;
	return a.code;
}

static void expect_audit(u32 code, u32 part, u32 value)
{
	u32 p = 0, v = 0;

	assert_int_equal(audit_code(&p, &v), code);
	assert_int_equal(p, part);
	assert_int_equal(v, value);
}

static void drain(void)
{
	while (read_one(XM_HYPERVISOR_ID) == 1)
		;
}

static void start_with_audit(u32 modules)
{
	tb.hyp_trace.mask = modules;
	tb.hyp_trace.length = 64;
	rig_start(&tb);
	rig_run_to(ALPHA);
	drain();
}

/* SEP-TRACE-010 */
static void nothing_is_audited_unless_the_plan_says_so(void **state)
{
	(void)state;
	rig_start(&tb);
	rig_run_ns(50 * TB_MS);
	rig_run_to(ALPHA);
	assert_int_equal(counts_of(XM_HYPERVISOR_ID).total, 0);
}

/* SEP-TRACE-010 */
static void slots_and_plans_are_audited(void **state)
{
	u32 plans = 0;

	(void)state;
	start_with_audit(XM_TRACE_MODULE_SCHED);
	rig_run_ns(8 * TB_MS);
	rig_run_to(ALPHA);
	expect_audit(XM_TRACE_CODE_SLOT, BETA, 1);
	expect_audit(XM_TRACE_CODE_RUN, BETA, 0);
	expect_audit(XM_TRACE_CODE_RUN, XM_HM_WHERE_HYP, 0); /* a gap */
	expect_audit(XM_TRACE_CODE_SLOT, GAMMA, 2);
	expect_audit(XM_TRACE_CODE_RUN, GAMMA, 0);
	drain();
	rig_run_to(GAMMA);
	rig_run_to(ALPHA);
	drain();
	sched_switch(sys.cpu, 2);
	rig_run_to(GAMMA);
	rig_run_ns(10 * TB_MS);
	sched_switch(sys.cpu, 0);
	rig_run_to(ALPHA);
	for (u32 i = 0, p, v; i < 64; i++)
		if (audit_code(&p, &v) == XM_TRACE_CODE_PLAN) {
			assert_int_equal(p, XM_HM_WHERE_HYP);
			assert_int_equal(v, plans++ == 0 ? 2 : 0);
		}
	assert_int_equal(plans, 2);
}

/* SEP-TRACE-010 SEP-TRACE-011 */
static void hypercalls_are_audited_but_for_reading(void **state)
{
	(void)state;
	start_with_audit(XM_TRACE_MODULE_HCALL);
	rig_call0(XM_HC_poll_irqs);
	rig_call1(XM_HC_halt_partition, 77);
	rig_call0(9999);
	assert_int_equal(counts_of(XM_HYPERVISOR_ID).unread, 3);
	expect_audit(XM_TRACE_CODE_CALL, ALPHA, XM_HC_poll_irqs);
	expect_audit(XM_TRACE_CODE_CALL, ALPHA, XM_HC_halt_partition);
	expect_audit(XM_TRACE_CODE_CALL, ALPHA, 9999);
	assert_int_equal(read_one(XM_HYPERVISOR_ID), 0);
}

/* SEP-TRACE-010 */
static void health_events_are_audited_with_what_was_done(void **state)
{
	(void)state;
	tb_hm(&tb, BETA, XM_HM_EV_APP_NUMERIC_ERROR, XM_HM_AC_SUSPEND, XM_HM_LOG_DISABLED);
	start_with_audit(XM_TRACE_MODULE_HM);
	rig_run_to(BETA);
	rig_call1(XM_HC_hm_raise_event, XM_HM_EV_APP_NUMERIC_ERROR);
	rig_run_to(ALPHA);
	expect_audit(XM_TRACE_CODE_EVENT, BETA,
		     XM_HM_EV_APP_NUMERIC_ERROR | CAUSE_SELF_REPORTED << 8 |
			     XM_HM_AC_SUSPEND << 16);
	assert_int_equal(read_one(XM_HYPERVISOR_ID), 0);
}

/* SEP-TRACE-010 */
static void interrupts_are_audited(void **state)
{
	static const u32 line[4] = { 0, 0, 1u << (BETA_LINE - 32), 0 };

	(void)state;
	start_with_audit(XM_TRACE_MODULE_IRQ);
	rig_run_to(BETA);
	guest_interrupts(1u << XM_VT_EXT_SHUTDOWN);
	rig_call4(XM_HC_clear_irqmask, line[0], line[1], line[2], line[3]);
	rig_irq(BETA_LINE);
	assert_true(guest_handles(BETA, BETA_LINE));
	fake.line_open[33] = true;
	rig_irq(33);
	rig_run_to(ALPHA);
	expect_audit(XM_TRACE_CODE_LINE, BETA, BETA_LINE);
	expect_audit(XM_TRACE_CODE_VIRQ, BETA, BETA_LINE);
	expect_audit(XM_TRACE_CODE_LINE, XM_HM_WHERE_HYP, 33);
	assert_int_equal(read_one(XM_HYPERVISOR_ID), 0);
}

/* --- on a console ------------------------------------------------------------------------------
 */

/* SEP-TRACE-012 */
static void a_copy_appears_as_lines_between_lines(void **state)
{
	(void)state;
	tb.trace[BETA].console = tb.machine.console;
	rig_start(&tb);
	rig_run_ns(20 * TB_MS);
	rig_forget_text();
	rig_run_to(BETA);
	guest_print("half of ");
	assert_int_equal(trace("\x01\x02\x03\x04\xa5\xb6\xc7\xd8"), XM_OK);
	assert_int_equal(trace_masked(1, XM_TRACE_WARNING), XM_OK);
	guest_print("a line\n");
	rig_run_ns(100 * TB_MS);
	assert_int_equal(rig_count_text(1, "\nTRACE 00001 0.02"), 1);
	assert_int_equal(
		rig_count_text(1, " P1 beta criticality=0 payload=01020304a5b6c7d8\r\nTRACE"), 0);
	assert_int_equal(rig_count_text(1, " P1 beta criticality=0 payload=01020304a5b6c7d8\r\n"),
			 1);
	assert_int_equal(rig_count_text(1, " P1 beta criticality=2 payload="), 1);
	assert_int_equal(rig_count_text(1, "half of a line\r\n"), 1);
	assert_int_equal(rig_count_text(1, "TRACE "), 2);
	rig_run_to(BETA);
	assert_int_equal(counts_of(BETA).unread, 2); /* printed is not read */
	assert_int_equal(counts_of(BETA).dropped, 0);
}

/* SEP-TRACE-012 SEP-TRACE-010 */
static void the_hypervisors_copy_names_its_codes(void **state)
{
	(void)state;
	tb.hyp_trace.console = tb.machine.console;
	tb.hyp_trace.mask = XM_TRACE_MODULE_HCALL;
	rig_start(&tb);
	rig_run_to(BETA);
	rig_call0(XM_HC_poll_irqs);
	rig_run_ns(50 * TB_MS);
	assert_int_equal(rig_count_text(1, " HYP CALL part=1 value=16\r\n"), 1);
}

/* SEP-TRACE-012 SEP-TRACE-008 */
static void lines_for_which_there_is_no_time_are_dropped_and_counted(void **state)
{
	struct xm_trace_counts c;

	(void)state;
	tb.trace[BETA].console = tb.machine.console;
	tb.trace[BETA].length = 8;
	rig_start(&tb);
	rig_run_ns(20 * TB_MS);
	fake.uart[1].room = 0;
	fake.uart[1].drain = 0;
	rig_run_to(BETA);
	trace_some(20);
	c = counts_of(BETA);
	assert_int_equal(c.dropped, 12);
	assert_int_equal(c.lost, 12);
	for (u32 i = 0; i < 8; i++)
		assert_int_equal(read_one(BETA), 1);
	fake.uart[1].room = 10000;
	rig_run_ns(200 * TB_MS);
	assert_int_equal(rig_count_text(1, "TRACE "), 8);
	assert_int_equal(rig_count_text(1, "TRACE 00012 "), 1);
	assert_false(trace_unprinted());
	rig_run_to(BETA);
	trace_some(1);
	rig_run_ns(20 * TB_MS);
	assert_int_equal(rig_count_text(1, "TRACE 00020 "), 1);
}

/* Alpha and beta have no gap between them: what one traces is not printed in the
   other's time.  SEP-TRACE-013 */
static void a_line_is_made_in_the_time_of_its_owner_or_of_nobody(void **state)
{
	(void)state;
	tb.trace[ALPHA].console = tb.machine.console;
	rig_start(&tb);
	rig_run_ns(20 * TB_MS);
	rig_forget_text();
	rig_run_until(rig_at(101 * TB_MS)); /* in the first slot of a frame */
	assert_int_equal(rig_running(), ALPHA);
	trace_some(3);
	rig_run_to(BETA);
	assert_int_equal(records_left(sys.part[ALPHA].trace, RECORD_PRINTER), 3);
	rig_run_to(GAMMA); /* there was a gap */
	assert_true(records_left(sys.part[ALPHA].trace, RECORD_PRINTER) < 3);
}

static const u32 nothing[2];

/* SEP-TRACE-013 SEP-TRACE-015: alpha has nothing to print, and each of its slots is
   followed by time for one line of anybody's. */
static void who_looks_in_vain_takes_nobodys_turn(void **state)
{
	u32 turns[4] = { 0 };

	(void)state;
	tb.trace[BETA].console = tb.trace[GAMMA].console = tb.machine.console;
	rig_start(&tb);
	trace_put(BETA, 0, nothing);
	trace_put(GAMMA, 0, nothing);
	for (u32 i = 0; i < 8; i++) {
		assert_int_equal(trace_printable(&sys.part[ALPHA]), NONE);
		turns[trace_printable(NULL) % ARRAY_LEN(turns)]++;
	}
	assert_int_equal(turns[BETA], 4);
	assert_int_equal(turns[GAMMA], 4);
}

/* SEP-TRACE-015 */
static void own_lines_and_the_hypervisors_come_by_turns(void **state)
{
	u32 hyp = GAMMA + 1, last, next;

	(void)state;
	tb.trace[BETA].console = tb.hyp_trace.console = tb.machine.console;
	rig_start(&tb);
	trace_put(BETA, 0, nothing);
	trace_audit(XM_TRACE_CODE_CALL, NULL, 0);
	last = trace_printable(&sys.part[BETA]);
	for (u32 i = 0; i < 8; i++, last = next) {
		next = trace_printable(&sys.part[BETA]);
		assert_int_equal(next, last == hyp ? BETA : hyp);
	}
}

/* SEP-TRACE-012 SEP-CON-008 */
static void a_halt_brings_out_what_is_not_printed(void **state)
{
	(void)state;
	tb.trace[BETA].console = tb.machine.console;
	rig_start(&tb);
	rig_run_to(BETA);
	trace_some(5);
	rig_run_to(ALPHA);
	rig_call1(XM_HC_halt_system, 0);
	assert_int_equal(rig_count_text(1, "TRACE "), 5);
}

/* SEP-TRACE-013 SEP-HM-013: no time is idle, and beta has more to report than fits on the
   line; what alpha traces and reports is printed in its own slots all the same. */
static void who_floods_the_log_keeps_nobody_elses_lines_back(void **state)
{
	u32 i, k;

	(void)state;
	tb_hm(&tb, ALPHA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, 1);
	tb_hm(&tb, BETA, XM_HM_EV_PARTITION_ERROR, XM_HM_AC_IGNORE, 1);
	tb.trace[ALPHA].console = tb.machine.console;
	tb.slot[2].start_lo = 5 * TB_MS;
	tb.slot[2].len_lo = 3 * TB_MS;
	tb.slot[3].start_lo = 8 * TB_MS;
	tb.slot[3].len_lo = 2 * TB_MS;
	rig_start(&tb);
	rig_run_ns(20 * TB_MS);
	rig_forget_text();
	for (i = 0; i < 100; i++) {
		rig_run_to(ALPHA);
		if (i < 5) {
			trace_some(1);
			rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
		}
		rig_run_to(BETA);
		for (k = 0; k < 20; k++)
			rig_call1(XM_HC_hm_raise_event, XM_HM_EV_PARTITION_ERROR);
		rig_run_to(GAMMA);
	}
	assert_int_equal(rig_count_text(1, "TRACE "), 5);
	assert_int_equal(rig_count_text(1, " P0 alpha PARTITION_ERROR"), 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(who_floods_the_log_keeps_nobody_elses_lines_back, setup),
		cmocka_unit_test_setup(events_come_back_in_order_each_once, setup),
		cmocka_unit_test_setup(a_payload_may_lie_anywhere_in_own_memory, setup),
		cmocka_unit_test_setup(the_newest_event_replaces_the_oldest_and_counts_it, setup),
		cmocka_unit_test_setup(an_event_that_the_plan_does_not_want_is_refused, setup),
		cmocka_unit_test_setup(what_is_unrecoverable_is_an_event_of_the_monitor, setup),
		cmocka_unit_test_setup(a_stream_is_its_owners_and_the_systems, setup),
		cmocka_unit_test_setup(a_warm_reset_keeps_events_and_counts, setup),
		cmocka_unit_test_setup(a_damaged_stream_begins_anew_and_harms_no_other, setup),
		cmocka_unit_test_setup(a_damaged_event_is_passed_over_and_counts_as_lost, setup),
		cmocka_unit_test_setup(nothing_is_audited_unless_the_plan_says_so, setup),
		cmocka_unit_test_setup(slots_and_plans_are_audited, setup),
		cmocka_unit_test_setup(hypercalls_are_audited_but_for_reading, setup),
		cmocka_unit_test_setup(health_events_are_audited_with_what_was_done, setup),
		cmocka_unit_test_setup(interrupts_are_audited, setup),
		cmocka_unit_test_setup(a_copy_appears_as_lines_between_lines, setup),
		cmocka_unit_test_setup(the_hypervisors_copy_names_its_codes, setup),
		cmocka_unit_test_setup(lines_for_which_there_is_no_time_are_dropped_and_counted,
				       setup),
		cmocka_unit_test_setup(a_line_is_made_in_the_time_of_its_owner_or_of_nobody, setup),
		cmocka_unit_test_setup(who_looks_in_vain_takes_nobodys_turn, setup),
		cmocka_unit_test_setup(own_lines_and_the_hypervisors_come_by_turns, setup),
		cmocka_unit_test_setup(a_halt_brings_out_what_is_not_printed, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
