/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * driver.c - owns a device that interrupts some time after it was asked to
 * (source.h), be the partition in its slot or not.
 */
#include "../common/report.h"
#include "source.h"

#include <irqs.h>

enum { OTHER_LINE = 70, FRAMES = 20, FRAME_US = 10000, SLOT_US = 3000 };
enum { PROMPT_US = 10 };

#define SLOT_LINE (1u << XM_VT_EXT_CYCLIC_SLOT_START)

static volatile xmTime_t slot_start, first_of_slot, last;
static volatile xm_u32_t interrupts, spurious, early, in_slot;

static xmTime_t now(void)
{
	xmTime_t time;

	XM_get_time(XM_HW_CLOCK, &time);
	return time;
}

static void slot_begins(trapCtxt_t *ctxt)
{
	slot_start = now();
	first_of_slot = 0;
	in_slot = 0;
}

static void device(trapCtxt_t *ctxt)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();

	spurious += !source_pending();
	early += (pct->hwIrqsMask[1] >> (LINE - 32) & 1) == 0; /* masked while we handle it */
	early += pct->irqIndex != LINE;
	last = now();
	if (first_of_slot == 0)
		first_of_slot = last;
	interrupts++;
	in_slot++;
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

/* In every frame: one that came out of the slot, at once; then another, whether the
   partition computes or idles. */
static void periodic(void)
{
	xm_u32_t n, before = interrupts;
	xmTime_t end;

	for (n = 0; n < FRAMES; n++) {
		next_slot();
		end = slot_start + SLOT_US - 100;
		while (now() < end && in_slot < 2)
			if (n % 2)
				XM_idle_self();
			else
				__asm__ volatile("nop");
		must("one at the start of the slot", n,
		     first_of_slot != 0 && first_of_slot - slot_start < PROMPT_US);
		must("then one after the delay", n, in_slot == 2);
		must("in time", n, last - first_of_slot - DELAY_US < DELAY_ERROR_US);
	}
	check("interrupts of the device",
	      interrupts - before >= 2 * FRAMES && interrupts - before <= 2 * FRAMES + 2);
}

static void masked(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();
	xm_u32_t hw[HWIRQS_VECTOR_SIZE], before;

	lines(hw, LINE);
	next_slot();
	XM_set_irqmask(hw, 0);
	before = interrupts;
	next_slot();
	next_slot();
	check_equal("none while the line is masked", interrupts, before);
	check("the control table shows it", (pct->hwIrqsMask[1] & hw[1]) != 0);
	XM_clear_irqmask(hw, 0);
	for (before = 0; before < 1000; before++)
		__asm__ volatile("nop");
	check("one at once when it is not", last - slot_start < 100 && interrupts != 0);
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
	check_equal("interrupts without a reason", spurious, 0);
	check_equal("delivered with the line open", early, 0);
	set_step(1);
	for (;;)
		XM_idle_self();
}
