/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * timers.c - both clocks of a partition, each with a one-shot and a periodic
 * timer.  The partition owns the first 6 ms of each frame of 10 ms.
 *
 *   hardware clock   goes on always.  A timer that expires outside the own slot
 *                    is delivered at the start of the next one, several
 *                    expiries as one interrupt; the grid does not move.
 *   execution clock  goes on only while this partition runs: not in the slots
 *                    of others, not in XM_idle_self().
 */
#include <xm.h>
#include <irqs.h>
#include <stdio.h>

#define MAX_EVENTS 16

/* One test: the timer, and when its interrupts should come, in microseconds of
   the hardware clock after the start of a slot. */
struct test {
	const char *title;
	xm_u32_t clock;
	xmTime_t first, interval;
	int count;
	int expected[MAX_EVENTS];
};

static const struct test tests[] = {
	{ "hardware clock, once after 2.5 ms", XM_HW_CLOCK, 2500, 0, 1, { 2500 } },
	{ "hardware clock, once, a time gone by: at once", XM_HW_CLOCK, -100, 0, 1, { 0 } },
	{ "hardware clock, after 1 ms, then every 2 ms",
	  XM_HW_CLOCK,
	  1000,
	  2000,
	  9,
	  { 1000, 3000, 5000, 10000, 11000, 13000, 15000, 20000, 21000 } },
	{ "execution clock, once after 8 ms of running", XM_EXEC_CLOCK, 8000, 0, 1, { 12000 } },
	{ "execution clock, every 5 ms of running",
	  XM_EXEC_CLOCK,
	  5000,
	  5000,
	  4,
	  { 5000, 14000, 23000, 32000 } },
};

/* Shared with the handler. */
static const struct test *running;
static xmTime_t origin;
static volatile int count;
static int came[MAX_EVENTS];

/* Handlers run with virtual interrupts off: short, and no output. */
static void on_timer(trapCtxt_t *context)
{
	xmTime_t now;

	(void)context;
	XM_get_time(XM_HW_CLOCK, &now);
	came[count] = (int)(now - origin);
	if (count + 1 == running->count)
		XM_set_timer(running->clock, 0, 0); /* disarm */
	count++;
}

static void run(const struct test *test)
{
	xmTime_t now;

	running = test;
	count = 0;
	XM_idle_self(); /* begin at the start of a slot */
	XM_get_time(XM_HW_CLOCK, &origin);
	XM_get_time(test->clock, &now);
	XM_set_timer(test->clock, now + test->first, test->interval);
	while (count < test->count)
		; /* waiting in a loop is running: the execution clock goes on */
}

/* Interrupts of the execution clock are timed by the other one, which may show a whole
   microsecond less; none else may seem early. */
static int is_wrong(const struct test *test, int late)
{
	return late < (test->clock == XM_EXEC_CLOCK ? -1 : 0) || late > 10;
}

/* Prints the outcome and returns the number of interrupts that came at a wrong time. */
static int report(const struct test *test)
{
	int i, late, wrong = 0;

	printf("%s\n", test->title);
	for (i = 0; i < test->count; i++) {
		late = came[i] - test->expected[i];
		printf("    due %5d us   came %5d us%s\n", test->expected[i], came[i],
		       is_wrong(test, late) ? "   WRONG" : "");
		wrong += is_wrong(test, late);
	}
	return wrong;
}

void PartitionMain(void)
{
	unsigned int i;
	int wrong = 0;

	InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_HW_TIMER), on_timer);
	InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_EXEC_TIMER), on_timer);
	HwSti();
	XM_clear_irqmask(0, (1 << XM_VT_EXT_HW_TIMER) | (1 << XM_VT_EXT_EXEC_TIMER));

	printf("slots: 0 to 6 ms of each 10 ms; times from the start of a slot\n");
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		run(&tests[i]);
		wrong += report(&tests[i]);
	}
	printf("timers: %d of the interrupts came at a wrong time\n", wrong);
	XM_halt_system_status((xm_u32_t)wrong);
}
