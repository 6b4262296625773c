/* SPDX-License-Identifier: BSD-2-Clause */
/* idle.c - waits for the hypervisor's clock to go by. */
#include <xm.h>

void PartitionMain(void)
{
	for (;;)
		XM_idle_self();
}
