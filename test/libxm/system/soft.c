/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * soft.c - a partition without the fp flag computes in floating point all the
 * same, by the compiler's library, sees the instructions it may not use, and ends
 * with a fault that it has no handler for.
 * Verifies SEP-LIB-001, SEP-LIB-005.
 */
#include <stdio.h>
#include <irqs.h>

#define UNOWNED 0x3f000000u
#define VMOV	".inst.w 0xeeb00a40" /* vmov.f32 s0, s0 */

static volatile int faults;

static void no_fpu(trapCtxt_t *ctxt)
{
	faults++;
	ctxt->pc += 4;
}

static volatile double third = 3.0;

void PartitionMain(void)
{
	printf("[P%d] 1/3 = %.12f\n", XM_PARTITION_SELF, 1.0 / third);
	InstallFPFault(no_fpu);
	__asm__ volatile(VMOV);
	__asm__ volatile(VMOV);
	printf("[P%d] %d instructions caught\n", XM_PARTITION_SELF, faults);
	((void (*)(void))(UNOWNED | 1))();
	printf("[P%d] not reached\n", XM_PARTITION_SELF);
}
