/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * stack.c - P4, with floating point: PartitionMain takes all of its 8 KB of stack, and a
 * handler prints while it does.  What lies below, the stack for faults, is marked and must keep its
 * marks.
 */
#include <string.h>
#include <stdio.h>
#include <config.h>
#include <irqs.h>

#define LEFT 64
#define MARK 0x5a

extern char __stack_top[], __fault_stack_top[];

#define LINE XM_VT_EXT_EXEC_TIMER

static volatile int printed;

static void Handler(trapCtxt_t *ctxt)
{
	printf("[P%d] a handler prints %d, %f\n", XM_PARTITION_SELF, ctxt->irqNr, 2.5);
	printed = 1;
}

/* Down to the last bytes, where the interrupt comes. */
static void deep(void)
{
	char here[128];

	memset(here, 1, sizeof(here));
	if (here - (__stack_top - STACK_SIZE) > LEFT + 2 * sizeof(here))
		deep();
	else
		XM_set_irqpend(0, 1 << LINE);
	if (here[0] + here[sizeof(here) - 1] != 2)
		printf("[P%d] a frame was overwritten\n", XM_PARTITION_SELF);
}

void PartitionMain(void)
{
	char *marks = __fault_stack_top - STACK_SIZE_EXCPT;
	int i;

	memset(marks, MARK, STACK_SIZE_EXCPT);
	InstallIrqHandler(XAL_XMEXT_TRAP(LINE), Handler);
	HwSti();
	XM_clear_irqmask(0, 1 << LINE);
	deep();
	for (i = 0; i < STACK_SIZE_EXCPT && marks[i] == MARK; i++)
		;
	printf("[P%d] %s, %s\n", XM_PARTITION_SELF, printed ? "interrupted" : "not interrupted",
	       i == STACK_SIZE_EXCPT ? "all marks are there" : "marks are gone");
	XM_halt_partition(XM_PARTITION_SELF);
}
