/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * burst.c - P3: 1,024 lines from one interrupt handler, which lasts for many slots.  The
 * interrupts of the slots that begin meanwhile come as one, when it returns.
 */
#include <irqs.h>
#include <stdio.h>

#define LINES 1024

static volatile int done;
static int slots;
static xmTime_t begin;

static void TimerHandler(trapCtxt_t *ctxt)
{
	xm_s32_t i;

	for (i = 0; i < LINES; i++)
		printf("line %d of the burst\n", i);
	done = ctxt->irqNr;
}

static void SlotHandler(trapCtxt_t *ctxt)
{
	slots++;
}

void PartitionMain(void)
{
	xmTime_t now;

	InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_HW_TIMER), TimerHandler);
	InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_CYCLIC_SLOT_START), SlotHandler);
	XM_idle_self();
	HwSti();
	XM_clear_irqmask(0, (1 << XM_VT_EXT_HW_TIMER) | (1 << XM_VT_EXT_CYCLIC_SLOT_START));
	slots = 0;
	XM_get_time(XM_HW_CLOCK, &begin);
	XM_set_timer(XM_HW_CLOCK, 1, 0);
	while (!done)
		__asm__ volatile("wfe");
	XM_get_time(XM_HW_CLOCK, &now);
	printf("[P%d] %d slot starts during the burst of %s\n", XM_PARTITION_SELF, slots,
	       now - begin > 20000 ? "several frames" : "one slot");
	XM_halt_partition(XM_PARTITION_SELF);
}
