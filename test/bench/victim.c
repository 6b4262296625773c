/* SPDX-License-Identifier: BSD-2-Clause */
/* victim.c - what is halted, suspended and reset by the subject. */
#include <xm.h>

void PartitionMain(void)
{
	for (;;)
		XM_idle_self();
}
