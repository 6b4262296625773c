/* SPDX-License-Identifier: BSD-2-Clause */
/* actor.c - raises the events whose actions are about the whole system, one in each life. */
#include "../common/probe.h"
#include "actions.h"

#define ABSENCE_US 100

#define DECLARE(name)                                                \
	xm_u32_t arm_##name(xm_u32_t, xm_u32_t, xm_u32_t, xm_u32_t); \
	xm_u32_t thumb_##name(xm_u32_t, xm_u32_t, xm_u32_t, xm_u32_t)
#define BOTH(name) arm_##name, thumb_##name
DECLARE(read_fpexc);
DECLARE(write_fpexc);
DECLARE(read_fpsid);
DECLARE(write_fpsid);
DECLARE(read_mvfr0);
DECLARE(read_mvfr1);
DECLARE(read_fpinst);
DECLARE(read_fpinst2);
DECLARE(read_fpscr);

static void privileged(const char *name, probe_t what)
{
	check(name, probe(what, 0, 0, 0, 0) && probed.event == XM_HM_EV_ARM_UNDEF_INSTR &&
			    probed.cause == CAUSE_PRIVILEGED);
}

static void privileged_both(const char *name, probe_t arm, probe_t thumb)
{
	privileged(name, arm);
	privileged(name, thumb);
}

static int still_calculates(void)
{
	volatile double two = 2.0, half = 0.5;

	return two * half == 1.0 && two + half == 2.5;
}

/* The flag fp gives registers, not the control of the unit: writing 0 to FPEXC would
   switch it off. */
static void floating_point(void)
{
	privileged_both("reading FPEXC", BOTH(read_fpexc));
	privileged_both("writing FPEXC", BOTH(write_fpexc));
	privileged_both("reading FPSID", BOTH(read_fpsid));
	privileged_both("writing FPSID", BOTH(write_fpsid));
	privileged_both("reading MVFR0", BOTH(read_mvfr0));
	privileged_both("reading MVFR1", BOTH(read_mvfr1));
	privileged_both("reading FPINST", BOTH(read_fpinst));
	privileged_both("reading FPINST2", BOTH(read_fpinst2));
	check("reading FPSCR is no fault",
	      !probe(arm_read_fpscr, 0, 0, 0, 0) && !probe(thumb_read_fpscr, 0, 0, 0, 0));
	check("it still calculates", still_calculates());
}

/* The plan's bound is less than the way into the hypervisor, and the judge's slot begins
   where this one ends: whoever holds the processor there is charged.  A call that may begin
   at any time makes it later, if the slot ends during one and not between two. */
static void stay(xm_u32_t phase)
{
	xmTime_t now, before;

	wait_slots(1);
	XM_get_time(XM_HW_CLOCK, &now);
	while (phase--)
		__asm__ volatile("nop");
	do {
		before = now;
		XM_get_time(XM_HW_CLOCK, &now);
	} while (now - before < ABSENCE_US);
}

static void overrun(void)
{
	volatile xm_u32_t *late = &page_of(JUDGE)->word[WORD_LATE];
	xm_u32_t phase;

	for (phase = 0; !*late; phase++)
		stay(phase);
}

static void raise(const char *name, xm_u32_t event)
{
	XM_hm_raise_event(event);
	check(name, 0);
}

static void maintenance(void)
{
	struct page *page = own_page();
	xm_s64_t now = now_ns();

	page->word[WORD_SWITCH_HIGH] = (xm_u32_t)((xm_u64_t)now >> 32);
	page->word[WORD_SWITCH_LOW] = (xm_u32_t)now;
	XM_hm_raise_event(XM_HM_EV_APP_POWER_FAIL);
	watch_maintenance();
}

void PartitionMain(void)
{
	xm_u32_t life = begin_life();

	probe_init();
	if (life == LIFE_WARM) {
		floating_point();
		overrun();
	}
	wait_step(JUDGE, life);
	if (life == LIFE_WARM)
		raise("not behind a warm reset", XM_HM_EV_APP_NUMERIC_ERROR);
	if (life == LIFE_COLD)
		raise("not behind a cold reset", XM_HM_EV_APP_HARDWARE_FAULT);
	maintenance();
	for (;;)
		XM_idle_self();
}
