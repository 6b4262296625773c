/* SPDX-License-Identifier: BSD-2-Clause */
/* witness.c - computes, so that only the end of its slot interrupts it. */
#include <xm.h>

void PartitionMain(void)
{
	for (;;)
		__asm__ volatile(".rept 64\n\tnop\n\t.endr");
}
