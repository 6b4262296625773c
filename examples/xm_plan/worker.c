/* SPDX-License-Identifier: BSD-2-Clause */
/* worker.c - P1: tells its slots, and goes wrong in its first one of the plan "landing". */
#include <string.h>
#include <stdio.h>
#include <xm.h>
#include <irqs.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)
#define FIRST_LANDING_SLOT 31

static volatile int slots;

void SlotStart(trapCtxt_t *ctxt)
{
	partitionControlTable_t *pct = XM_params_get_PCT();

	slots++;
	PRINT("slot id %d of %d us%s\n", pct->schedInfo.id, pct->schedInfo.slotDuration,
	      pct->schedInfo.releasePoint ? ", release point" : "");
}

void PartitionMain(void)
{
	partitionControlTable_t *pct = XM_params_get_PCT();

	PRINT("starts, reset status %d\n", pct->resetStatus);
	InstallTrapHandler(XAL_XMEXT_TRAP(XM_VT_EXT_CYCLIC_SLOT_START), SlotStart);
	HwSti();
	XM_clear_irqmask(0, 1 << XM_VT_EXT_CYCLIC_SLOT_START);
	for (;;) {
		if (pct->schedInfo.id == FIRST_LANDING_SLOT && pct->resetStatus == 0) {
			PRINT("reads what nobody has\n");
			PRINT("and got %d\n", *(volatile int *)0x30000000);
		}
		XM_idle_self();
	}
}
