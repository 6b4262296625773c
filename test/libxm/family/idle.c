/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * idle.c - P5: its slots follow each other without a gap, three a frame.  Idling ends at
 * the next one, though that one's interrupt is pending and masked all the time; waiting
 * in a loop does not give the slot up.
 */
#include <irqs.h>
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)
#define SLOT 1000

static volatile int count;

static void SlotHandler(trapCtxt_t *ctxt)
{
	count++;
}

static xm_s32_t slot(void)
{
	return XM_params_get_PCT()->schedInfo.noSlot;
}

static void idle_to_the_next(void)
{
	xmTime_t before, after, first, last;
	int i, wrong = 0;

	XM_get_time(XM_HW_CLOCK, &first);
	for (i = 0; i < 6; i++) {
		XM_get_time(XM_EXEC_CLOCK, &before);
		wrong += XM_idle_self() != XM_OK;
		XM_get_time(XM_EXEC_CLOCK, &after);
		wrong += after - before > SLOT / 4;
	}
	XM_get_time(XM_HW_CLOCK, &last);
	PRINT("idles six times, for %d frames: %s\n", (xm_s32_t)(last - first + 5000) / 10000,
	      wrong ? "it cost execution time" : "no execution time");
}

static void pending_and_masked(void)
{
	xm_u32_t pending = 1 << XM_VT_EXT_CYCLIC_SLOT_START;

	PRINT("slot start is %s, %s\n",
	      XM_params_get_PCT()->extIrqsPend & pending ? "pending" : "not pending",
	      XM_params_get_PCT()->extIrqsMask & pending ? "masked" : "not masked");
	InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_CYCLIC_SLOT_START), SlotHandler);
	XM_clear_irqmask(0, pending);
	PRINT("%d delivered with interrupts off\n", count);
	HwSti();
	PRINT("%d when they are on\n", count);
	while (count < 4)
		;
	PRINT("%d after slots of waiting\n", count);
}

void PartitionMain(void)
{
	while (slot() % 10 != 5)
		XM_idle_self();
	idle_to_the_next();
	pending_and_masked();
	XM_halt_partition(XM_PARTITION_SELF);
}
