/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - resets the subject, then the system, warm and cold; ends the run. */
#include "reset.h"

static struct xm_part_state state_of(xm_u32_t partition)
{
	struct xm_part_state state = { 0 };

	check_equal("status", XM_get_partition_state(partition, &state), XM_OK);
	return state;
}

static xm_u32_t counter(void)
{
	return page_of(SUBJECT)->word[WORD_COUNTER];
}

/* Does the subject run?  Watched over two frames. */
static int runs(void)
{
	xm_u32_t before = counter();

	wait_slots(2);
	return counter() != before;
}

static void resets(void)
{
	struct xm_part_state state;

	wait_step(SUBJECT, LIVES_BY_ITSELF);
	check_equal("no partition 99", XM_reset_partition(99, XM_DEFAULT_ENTRY, XM_WARM_RESET, 0),
		    XM_INVALID_PARAM);
	check_equal("warm reset",
		    XM_reset_partition(SUBJECT, XM_DEFAULT_ENTRY, XM_WARM_RESET, BY_JUDGE_WARM),
		    XM_OK);
	state = state_of(SUBJECT);
	check_equal("ready", state.state, XM_STATUS_READY);
	check_equal("counted", state.reset_counter, 1);
	check_equal("with its status", state.reset_status, BY_JUDGE_WARM);
	wait_step(SUBJECT, LIFE_JUDGE_WARM);
	check_equal("cold reset",
		    XM_reset_partition(SUBJECT, XM_DEFAULT_ENTRY, XM_COLD_RESET, BY_JUDGE_COLD),
		    XM_OK);
	check_equal("no longer counted", state_of(SUBJECT).reset_counter, 0);
	wait_step(SUBJECT, LIFE_JUDGE_COLD);
}

static void suspension(void)
{
	check("the subject runs", runs());
	check_equal("resuming what runs", XM_resume_partition(SUBJECT), XM_OK);
	check_equal("suspending", XM_suspend_partition(SUBJECT), XM_OK);
	check_equal("suspended", state_of(SUBJECT).state, XM_STATUS_SUSPENDED);
	check("it does not run", !runs());
	check_equal("suspending again", XM_suspend_partition(SUBJECT), XM_OK);
	check_equal("shutdown", XM_shutdown_partition(SUBJECT), XM_OK);
	check("is not seen yet", !runs() && page_of(SUBJECT)->word[WORD_SHUTDOWN] == 0);
	check_equal("resuming", XM_resume_partition(SUBJECT), XM_OK);
	check("it goes on", runs());
	check_equal("and sees the interrupt", page_of(SUBJECT)->word[WORD_SHUTDOWN], 1);
	check_equal("which changes nothing else", state_of(SUBJECT).state, XM_STATUS_READY);
}

/* The health monitor restarts it twice, then no more. */
static void restart_limit(void)
{
	set_step(LIFE_JUDGE_COLD);
	wait_step(SUBJECT, LIFE_HM_WARM);
	set_step(LIFE_HM_WARM);
	wait_step(SUBJECT, LIFE_HM_COLD);
	set_step(LIFE_HM_COLD);
	wait_slots(3);
	check_equal("halted at the limit", state_of(SUBJECT).state, XM_STATUS_HALTED);
	check("it does not run", !runs());
	check_equal("halting again", XM_halt_partition(SUBJECT), XM_OK);
	check_equal("suspending what is halted", XM_suspend_partition(SUBJECT), XM_OK);
	check_equal("resuming what is halted", XM_resume_partition(SUBJECT), XM_OK);
	XM_shutdown_partition(SUBJECT);
	check_equal("a shutdown does not wake it", state_of(SUBJECT).state, XM_STATUS_HALTED);
}

static void never_started(void)
{
	check_equal("never started", state_of(IDLE).state, XM_STATUS_HALTED);
	check_equal("a cold reset of it",
		    XM_reset_partition(IDLE, XM_DEFAULT_ENTRY, XM_COLD_RESET, 5), XM_OK);
	wait_slots(8);
	check_equal("started", state_of(IDLE).reset_status, 5);
	check("and ran", state_of(IDLE).exec_us > 0);
}

static void records(xm_s32_t unread, xm_u32_t first)
{
	struct xm_hm_counts counts;
	struct xm_hm_record record;
	xm_s32_t i;

	XM_hm_counts(&counts);
	check_equal("records in the log", counts.unread, unread);
	for (i = 0; i < unread; i++) {
		check_equal("one of them", XM_hm_read_records(&record, 1), 1);
		check_equal("in sequence", record.seq, first + i);
		check_equal("of the subject", record.where, SUBJECT);
	}
}

/* The judge's own stream: n events since the last cold reset, none of them read. */
static void events(xm_u32_t n)
{
	struct xm_trace_record record;
	struct xm_trace_counts counts;
	xm_u32_t i;

	check_equal("a status", XM_trace_counts(JUDGE, &counts), XM_OK);
	check_equal("events in the trace", counts.unread, n);
	check_equal("in total", counts.total, n);
	for (i = 0; i < n; i++) {
		check_equal("an event", XM_trace_read_records(JUDGE, &record, 1), 1);
		check("as written", record.seq == i && record.payload[0] == i);
	}
	check_equal("no more", XM_trace_read_records(JUDGE, &record, 1), 0);
}

static void trace_some(xm_u32_t n)
{
	xm_u8_t payload[XM_TRACE_PAYLOAD_LENGTH] = { 0 };

	for (; payload[0] < n; payload[0]++)
		check_equal("tracing", XM_trace_event(payload), XM_OK);
}

/* By cursor, before anybody takes them out. */
static void seen_from(xm_u32_t next, xm_s32_t wanted)
{
	struct xm_hm_cursor cursor = { next, 0 };
	xmHmLog_t log[4];

	check_equal("records behind a cursor", XM_hm_read_at(&cursor, log, 4), wanted);
	check("in their place", wanted == 0 || cursor.next == 4);
	check_equal("and none is gone", (xm_s32_t)cursor.lost, 0);
}

static void first_start(void)
{
	records(0, 0);
	events(0);
	resets();
	suspension();
	restart_limit();
	never_started();
	check_equal("a mode that is none", XM_reset_system(2), XM_INVALID_PARAM);
	wait_slots(20);
	trace_some(3);
	print_pages(2);
	XM_reset_system(XM_WARM_RESET);
}

static void after_warm_reset(void)
{
	xmTime_t now;

	XM_get_time(XM_HW_CLOCK, &now);
	check("time starts again", now < 50000);
	check_equal("never started again", state_of(IDLE).state, XM_STATUS_HALTED);
	seen_from(0, 3);
	seen_from(3, 1);
	seen_from(4, 0);
	records(3, 1);
	seen_from(0, 3);
	events(3);
	trace_some(1);
	wait_step(SUBJECT, 1);
	print_pages(2);
	XM_reset_system(XM_COLD_RESET);
}

static void after_cold_reset(void)
{
	records(0, 0);
	events(0);
	wait_step(SUBJECT, 1);
	judge(2);
}

void PartitionMain(void)
{
	static void (*const what[])(void) = { first_start, after_warm_reset, after_cold_reset };
	volatile xm_u32_t *starts = (volatile xm_u32_t *)area_named("keep")->mappedAt;

	own_page()->word[WORD_START] = ++*starts;
	check_equal("the judge was not reset", XM_params_get_PCT()->resetCounter, 0);
	what[(*starts - 1) % 3]();
}
