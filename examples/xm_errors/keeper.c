/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * keeper.c - P2: overwrites a constant of its own and goes on; it is the hypervisor that
 * finds out.
 */
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

/* Accessed as volatile only; were it so declared, it would not be among the constants. */
static const int limit = 7;
#define LIMIT (*(volatile int *)&limit)

void PartitionMain(void)
{
	xm_u32_t cause = XM_get_reset_cause();

	PRINT("starts: event %u, limit %d\n", cause >> XM_HM_RESET_STATUS_USER_CODE_BIT, LIMIT);
	if (cause == XM_RESET_STATUS_PARTITION_NORMAL_START) {
		LIMIT = 9999;
		PRINT("limit %d\n", LIMIT);
	}
	while (1)
		XM_idle_self();
}
