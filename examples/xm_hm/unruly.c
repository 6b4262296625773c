/* SPDX-License-Identifier: BSD-2-Clause */
/* unruly.c - P2: suspended, reset and halted by what it does. */
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

void PartitionMain(void)
{
	partitionControlTable_t *pct = XM_params_get_PCT();

	PRINT("starts, counter %u, event %u\n", pct->resetCounter,
	      XM_get_reset_cause() >> XM_HM_RESET_STATUS_USER_CODE_BIT);
	if (pct->resetCounter == 0) {
		XM_hm_raise_event(XM_HM_EV_PARTITION_ERROR);
		PRINT("goes on\n");
		*(volatile int *)0x30000000 = 1;
	}
	*(volatile int *)0x14000000 = 1; /* what belongs to P1 */
	PRINT("not reached\n");
}
