/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * clock.c - sets timers and looks at the clocks when they expire.  Its slot is
 * 4 ms of every 10 ms.
 */
#include "../common/report.h"

#include <irqs.h>
#include <string.h>

enum { FRAME_US = 10000, SLOT_US = 4000 };

/* From the expiry to the first reading of a clock in the handler. */
enum { SERVED_US = 10 };

#define HW   (1u << XM_VT_EXT_HW_TIMER)
#define EXEC (1u << XM_VT_EXT_EXEC_TIMER)
#define SLOT (1u << XM_VT_EXT_CYCLIC_SLOT_START)

static xmTime_t now(xm_u32_t clock)
{
	xmTime_t time = -1;

	XM_get_time(clock, &time);
	return time;
}

/* What the handler notes. */
static volatile struct {
	xm_u32_t count, off_grid, repeated;
	xm_u32_t clock;
	xmTime_t first, interval; /* the grid */
	xmTime_t last;		  /* number on the grid of the last expiry */
	xmTime_t at;
	xmTime_t running; /* how far the main program was */
} seen;

static volatile xmTime_t running; /* the main program's last reading */
static volatile xmTime_t slot_start;

/* Is it an expiry of before the slot, served at its start? */
static int coalesced(xmTime_t at)
{
	return seen.clock == XM_HW_CLOCK && at - slot_start < 2 * SERVED_US;
}

static void expired(trapCtxt_t *ctxt)
{
	xmTime_t at = now(seen.clock), n;

	seen.at = at;
	seen.running = running;
	seen.count++;
	if (seen.interval == 0)
		return;
	n = (at - seen.first) / seen.interval;
	seen.off_grid += (at - seen.first) % seen.interval > SERVED_US && !coalesced(at);
	seen.repeated += n <= seen.last && !coalesced(at);
	seen.last = n;
}

static void slot_begins(trapCtxt_t *ctxt)
{
	slot_start = now(XM_HW_CLOCK);
}

static void expect(xm_u32_t clock, xmTime_t first, xmTime_t interval)
{
	seen.count = seen.off_grid = seen.repeated = 0;
	seen.clock = clock;
	seen.first = first;
	seen.interval = interval;
	seen.last = -1;
}

static void spin(xm_u32_t clock, xmTime_t until)
{
	while ((running = now(clock)) < until)
		;
}

/* To the start of the next slot; time is then slot_start. */
static void next_slot(void)
{
	xmTime_t before = slot_start;

	while (slot_start == before)
		XM_idle_self();
}

static void clocks(void)
{
	xmTime_t t = now_ns() / 1000;
	xmTime_t hw = now(XM_HW_CLOCK), exec = now(XM_EXEC_CLOCK), later;
	char odd[16] __attribute__((aligned(8)));

	check("the hardware clock is the ticks in microseconds", hw - t >= 0 && hw - t < 3);
	check("no clock 3", XM_get_time(3, &later) == XM_INVALID_PARAM);
	check("no clock -1", XM_get_time(-1, &later) == XM_INVALID_PARAM);
	check("no time nowhere", XM_get_time(XM_HW_CLOCK, (xmTime_t *)0x3f000000) < 0);
	check_equal("a time can be written at an odd address",
		    XM_get_time(XM_HW_CLOCK, (xmTime_t *)(odd + 1)), XM_OK);
	memcpy(&later, odd + 1, sizeof(later));
	check("and is right", later >= hw && later < hw + 100);
	next_slot();
	check("the hardware clock goes on out of the slot", now(XM_HW_CLOCK) - hw > SLOT_US);
	check("the execution clock does not", now(XM_EXEC_CLOCK) - exec < SLOT_US);
}

static void arguments(void)
{
	check_equal("clock 2", XM_set_timer(2, 1, 0), XM_INVALID_PARAM);
	check_equal("a negative time", XM_set_timer(XM_HW_CLOCK, -1, 0), XM_INVALID_PARAM);
	check_equal("a negative interval", XM_set_timer(XM_HW_CLOCK, 1, -50), XM_INVALID_PARAM);
	check_equal("an interval of 49", XM_set_timer(XM_HW_CLOCK, 1, 49), XM_INVALID_PARAM);
	check_equal("the end of time", XM_set_timer(XM_HW_CLOCK, MAX_XMTIME, MAX_XMTIME), XM_OK);
	check_equal("disarming", XM_set_timer(XM_HW_CLOCK, 0, 0), XM_OK);
	check_equal("again", XM_set_timer(XM_HW_CLOCK, 0, 0), XM_OK);
}

static void one_shot(xm_u32_t clock, const char *in_time, const char *once)
{
	xmTime_t at;

	next_slot();
	at = now(clock) + 500;
	expect(clock, 0, 0);
	XM_set_timer(clock, at, 0);
	spin(clock, at + 1000);
	check(in_time, seen.at >= at && seen.at <= at + SERVED_US);
	check_equal(once, seen.count, 1);
}

static void past(void)
{
	expect(XM_HW_CLOCK, 0, 0);
	XM_set_timer(XM_HW_CLOCK, 1, 0);
	check_equal("a time in the past expires at once", seen.count, 1);
	expect(XM_EXEC_CLOCK, 0, 0);
	XM_set_timer(XM_EXEC_CLOCK, 1, 0);
	check_equal("on the execution clock, too", seen.count, 1);
}

static void periodic(void)
{
	const xmTime_t interval = 150, frames = 20;
	xmTime_t first;
	xm_u32_t most;

	next_slot();
	first = now(XM_HW_CLOCK) + 333;
	expect(XM_HW_CLOCK, first, interval);
	XM_set_timer(XM_HW_CLOCK, first, interval);
	spin(XM_HW_CLOCK, slot_start + frames * FRAME_US - FRAME_US + SLOT_US / 2);
	XM_set_timer(XM_HW_CLOCK, 0, 0);
	most = (xm_u32_t)(frames * (SLOT_US / interval + 2));
	check("a periodic timer expires in every interval",
	      seen.count > most * 8 / 10 && seen.count <= most);
	check_equal("never off its grid", seen.off_grid, 0);
	check_equal("never twice at a point of it", seen.repeated, 0);
	check_equal("and stays on it to the end",
		    (xm_s32_t)((seen.at - first) % interval <= SERVED_US), 1);
}

static void smallest(void)
{
	xmTime_t first;

	next_slot();
	first = now(XM_HW_CLOCK) + 50;
	expect(XM_HW_CLOCK, first, 50);
	check_equal("an interval of 50", XM_set_timer(XM_HW_CLOCK, first, 50), XM_OK);
	spin(XM_HW_CLOCK, first + 1025);
	XM_set_timer(XM_HW_CLOCK, 0, 0);
	check_equal("expiries in 1025 us", seen.count, 21);
	check_equal("all on the grid", seen.off_grid, 0);
}

static void execution_grid(void)
{
	const xmTime_t interval = 700;
	xmTime_t first;

	next_slot();
	first = now(XM_EXEC_CLOCK) + 100;
	expect(XM_EXEC_CLOCK, first, interval);
	XM_set_timer(XM_EXEC_CLOCK, first, interval);
	spin(XM_EXEC_CLOCK, first + 30 * interval + interval / 2);
	XM_set_timer(XM_EXEC_CLOCK, 0, 0);
	check_equal("expiries of the execution timer over many slots", seen.count, 31);
	check_equal("never off its grid", seen.off_grid, 0);
	check_equal("never twice", seen.repeated, 0);
}

static void out_of_slot(void)
{
	xmTime_t gap;

	next_slot();
	gap = slot_start + SLOT_US + 2500;
	expect(XM_HW_CLOCK, 0, 0);
	XM_set_timer(XM_HW_CLOCK, gap, 0);
	running = 0;
	while (seen.count == 0)
		running = now(XM_HW_CLOCK);
	check("an expiry out of the slot is served at the start of the next",
	      seen.at - slot_start < 2 * SERVED_US && seen.at >= gap);
	check("before the interrupted code goes on", seen.running < gap);
}

static void coalescing(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();

	next_slot();
	expect(XM_HW_CLOCK, 0, 0);
	HwCli();
	XM_set_timer(XM_HW_CLOCK, now(XM_HW_CLOCK) + 50, 50);
	spin(XM_HW_CLOCK, now(XM_HW_CLOCK) + 1000);
	check("nothing is delivered while interrupts are off", seen.count == 0);
	check("but pending", (pct->extIrqsPend & HW) != 0);
	XM_set_timer(XM_HW_CLOCK, 0, 0);
	check("disarming leaves it pending", (pct->extIrqsPend & HW) != 0);
	HwSti();
	check_equal("many expiries are one interrupt", seen.count, 1);
	XM_set_irqmask(0, HW);
	XM_set_timer(XM_HW_CLOCK, 1, 0);
	check("a masked line waits", seen.count == 1 && (pct->extIrqsPend & HW) != 0);
	XM_clear_irqmask(0, HW);
	check_equal("and comes when it is unmasked", seen.count, 2);
	XM_set_timer(XM_HW_CLOCK, now(XM_HW_CLOCK) + 100, 0);
	XM_set_timer(XM_HW_CLOCK, 0, 0);
	spin(XM_HW_CLOCK, now(XM_HW_CLOCK) + 300);
	check_equal("a disarmed timer does not expire", seen.count, 2);
}

static void idling(void)
{
	xmTime_t at;

	next_slot();
	at = now(XM_HW_CLOCK) + 1000;
	expect(XM_HW_CLOCK, 0, 0);
	XM_set_timer(XM_HW_CLOCK, at, 0);
	XM_idle_self();
	check("an expiry ends idling", seen.count == 1 && now(XM_HW_CLOCK) < at + 2 * SERVED_US);
	HwCli();
	at = now(XM_HW_CLOCK) + 500;
	XM_set_timer(XM_HW_CLOCK, at, 0);
	XM_idle_self();
	check("even with interrupts off",
	      seen.count == 1 && now(XM_HW_CLOCK) >= at && now(XM_HW_CLOCK) < at + 2 * SERVED_US);
	HwSti();
	XM_set_irqmask(0, HW);
	at = now(XM_HW_CLOCK) + 500;
	XM_set_timer(XM_HW_CLOCK, at, 0);
	XM_idle_self();
	check("a masked line does not end it", now(XM_HW_CLOCK) > at + SLOT_US);
	XM_clear_irqpend(0, HW);
	XM_clear_irqmask(0, HW);
}

/* After the warm reset: the timers of the life before must be gone. */
static void second_life(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();

	check("all lines are masked again", pct->extIrqsMask == ~0u);
	wait_slots(3);
	check("a reset disarms the timers", (pct->extIrqsPend & (HW | EXEC)) == 0);
	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_HW_TIMER), expired);
	HwSti();
	XM_clear_irqmask(0, HW);
	expect(XM_HW_CLOCK, 0, 0);
	XM_set_timer(XM_HW_CLOCK, now(XM_HW_CLOCK) + 100, 100);
	set_step(2);
	for (;;)
		XM_idle_self();
}

void PartitionMain(void)
{
	if (XM_params_get_PCT()->resetCounter != 0)
		second_life();
	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_HW_TIMER), expired);
	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_EXEC_TIMER), expired);
	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_CYCLIC_SLOT_START), slot_begins);
	HwSti();
	XM_clear_irqmask(0, HW | EXEC | SLOT);
	clocks();
	arguments();
	one_shot(XM_HW_CLOCK, "a one-shot timer expires in time", "and once");
	one_shot(XM_EXEC_CLOCK, "one on the execution clock does", "and once");
	past();
	periodic();
	smallest();
	execution_grid();
	out_of_slot();
	coalescing();
	idling();
	set_step(1);
	XM_set_timer(XM_HW_CLOCK, now(XM_HW_CLOCK) + 1000, 1000);
	XM_set_timer(XM_EXEC_CLOCK, now(XM_EXEC_CLOCK) + 100, 100);
	XM_reset_partition(XM_PARTITION_SELF, XM_DEFAULT_ENTRY, XM_WARM_RESET, 1);
}
