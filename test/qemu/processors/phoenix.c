/* SPDX-License-Identifier: BSD-2-Clause */
/* phoenix.c - ends its first life with a warm reset of the system, the second with a cold one. */
#include <stdio.h>
#include <xm.h>

enum { MAGIC = 0x50484f45, LIVES = 3 };

/* Which life this is: in memory that nobody loads or clears, with anything in it at first. */
static xm_u32_t life(void)
{
	volatile xm_u32_t *kept = (xm_u32_t *)XM_get_partition_mmap()[1].mappedAt;

	if (kept[0] != MAGIC || kept[1] >= LIVES)
		kept[1] = 0;
	kept[0] = MAGIC;
	return ++kept[1];
}

void PartitionMain(void)
{
	xm_u32_t n = life();
	xmSystemStatus_t system;

	XM_get_system_status(&system);
	printf("life %u, warm resets %u\n", n, system.resetCounter);
	if (n == 1)
		XM_reset_system(XM_WARM_RESET);
	if (n == 2)
		XM_reset_system(XM_COLD_RESET);
	XM_halt_system();
}
