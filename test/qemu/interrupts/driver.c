/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * driver.c - owns a device that interrupts some time after it was asked to
 * (source.h), be the partition in its slot or not.
 */
#include "../common/report.h"
#include "source.h"

#include <irqs.h>

enum { OTHER_LINE = 70, PROMPT_US = 10 };

#define SLOT_LINE (1u << XM_VT_EXT_CYCLIC_SLOT_START)

static volatile xmTime_t slot_start, last;
static volatile xm_u32_t interrupts, spurious, early;

static xmTime_t now(void)
{
	xmTime_t time;

	XM_get_time(XM_HW_CLOCK, &time);
	return time;
}

static void slot_begins(trapCtxt_t *ctxt)
{
	slot_start = now();
}

static void device(trapCtxt_t *ctxt)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();

	spurious += !source_pending();
	early += (pct->hwIrqsMask[1] >> (LINE - 32) & 1) == 0; /* masked while we handle it */
	early += pct->irqIndex != LINE;
	last = now();
	interrupts++;
	source_again();
}

static void lines(xm_u32_t hw[HWIRQS_VECTOR_SIZE], xm_u32_t line)
{
	hw[0] = hw[1] = hw[2] = 0;
	hw[line / 32] = 1u << line % 32;
}

static void next_slot(void)
{
	xmTime_t before = slot_start;

	while (slot_start == before)
		XM_idle_self();
}

/* The next interrupt of the device: when it was handled. */
static xmTime_t next_interrupt(int computing)
{
	xm_u32_t before = interrupts;

	while (interrupts == before)
		if (computing)
			__asm__ volatile("nop");
		else
			XM_idle_self();
	return last;
}

/* Both are rounded down to microseconds. */
static int about(xmTime_t time, xmTime_t wanted)
{
	return time >= wanted - 1 && time - wanted < DELAY_ERROR_US;
}

/* What the device was asked for at the start of a slot comes in the slot, what it was
   asked for then comes out of it and is handled at the start of the next, whether the
   partition computes or idles. */
static void periodic(void)
{
	xm_u32_t n, inside = 0, outside = 0, before = interrupts;
	xmTime_t asked, came;

	next_interrupt(0);
	for (n = 0; n < ROUNDS; n++) {
		asked = last;
		came = next_interrupt(n % 2);
		outside += came - slot_start < PROMPT_US && slot_start - came < PROMPT_US;
		outside += about(came, asked + DELAY_US + FRAME_US - 2 * PHASE_US);
		asked = came;
		came = next_interrupt(n % 2);
		inside += about(came, asked + DELAY_US);
		inside += about(came, slot_start + PHASE_US);
	}
	check_equal("out of the slot: at the start of the next", outside, 2 * ROUNDS);
	check_equal("in the slot: after the delay", inside, 2 * ROUNDS);
	check_equal("no more than that", interrupts - before, 2 * ROUNDS + 1);
}

static void masked(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();
	xm_u32_t hw[HWIRQS_VECTOR_SIZE], before, i;
	xmTime_t asked;

	lines(hw, LINE);
	next_interrupt(0);
	asked = last;
	XM_set_irqmask(hw, 0);
	before = interrupts;
	while (now() < asked + DELAY_US + FRAME_US)
		next_slot();
	check("the device waits", source_pending());
	check_equal("none while the line is masked", interrupts, before);
	check("the control table shows it", (pct->hwIrqsMask[1] & hw[1]) != 0);
	asked = now();
	XM_clear_irqmask(hw, 0);
	for (i = 0; i < 1000; i++)
		__asm__ volatile("nop");
	check("one at once when it is not", interrupts == before + 1 && last - asked < PROMPT_US);
	check("and the line is open again", (pct->hwIrqsMask[1] & hw[1]) == 0);
}

static volatile xm_u32_t others;

static void other(trapCtxt_t *ctxt)
{
	others++;
}

/* By software: a line of its own, and one that is not. */
static void by_hand(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();
	xm_u32_t hw[HWIRQS_VECTOR_SIZE];

	InstallIrqHandler(OTHER_LINE, other);
	lines(hw, OTHER_LINE);
	XM_set_irqpend(hw, 0);
	check_equal("a line that is masked waits", others, 0);
	XM_clear_irqmask(hw, 0);
	check_equal("and comes", others, 1);
	lines(hw, CONSOLE_LINE);
	XM_set_irqpend(hw, 0);
	XM_clear_irqmask(hw, 0);
	check("the line of the console cannot be pended",
	      (pct->hwIrqsPend[CONSOLE_LINE / 32] & hw[CONSOLE_LINE / 32]) == 0);
	check("own lines are what the plan gives",
	      pct->hwIrqs[1] == 1u << (LINE - 32) && pct->hwIrqs[2] == 1u << (OTHER_LINE - 64));
}

/* SEP-PART-029 */
static void stamped(void)
{
	xmPartitionStatus_t status;

	XM_get_partition_status(XM_PARTITION_SELF, &status);
	check("the status tells when the line came last",
	      status.irqLastOccurence[LINE] <= last &&
		      status.irqLastOccurence[LINE] > last - PROMPT_US);
}

void PartitionMain(void)
{
	xm_u32_t hw[HWIRQS_VECTOR_SIZE];

	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_CYCLIC_SLOT_START), slot_begins);
	InstallIrqHandler(LINE, device);
	HwSti();
	XM_clear_irqmask(0, SLOT_LINE);
	next_slot();
	source_start();
	lines(hw, LINE);
	XM_clear_irqmask(hw, 0);
	periodic();
	masked();
	by_hand();
	stamped();
	check_equal("interrupts without a reason", spurious, 0);
	check_equal("delivered with the line open", early, 0);
	set_step(1);
	for (;;)
		XM_idle_self();
}
