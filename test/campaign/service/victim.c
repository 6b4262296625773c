/* SPDX-License-Identifier: BSD-2-Clause */
/* victim.c - is there to be halted, suspended and reset by the system injector. */
#include <xm.h>

void PartitionMain(void)
{
	for (;;)
		XM_idle_self();
}
