/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * counter.c - partitions that do nothing but count turns of a loop of TURN
 * instructions.  What all of them together lack of the time that passed, the
 * hypervisor took.  Partition 0 reports:
 *
 *	COUNT ticks=<passed> empty=<with one turn> turns=<of partitions 0> <1> <2>
 */
#include <xm.h>

#include <stdio.h>
#include <string.h>

enum { PARTITIONS = 3 };

enum { LINE = 70, FAR_US = 1000000000 };

/* Counts in the word; so many turns, 0: for ever. */
void bench_count(volatile xm_u32_t *word, xm_u32_t turns);

static volatile xm_u32_t *words(void)
{
	const struct xmPhysicalMemMap *map = XM_get_partition_mmap();

	while (strcmp((const char *)map->name, "share"))
		map++;
	return (volatile xm_u32_t *)map->mappedAt;
}

static xm_u32_t timed(volatile xm_u32_t *word, xm_u32_t turns)
{
	xm_u64_t from, to;

	XM_get_ticks(&from);
	bench_count(word, turns);
	XM_get_ticks(&to);
	return (xm_u32_t)(to - from);
}

/* What makes switches from and to this partition dearer, if it is to be so. */
static void prepare(void)
{
	xm_u32_t lines[HWIRQS_VECTOR_SIZE] = { [LINE / 32] = 1u << LINE % 32 };

	if (OPEN_LINE)
		XM_clear_irqmask(lines, 0);
	if (ARM_TIMER)
		XM_set_timer(XM_HW_CLOCK, FAR_US, 0);
}

static void report(void)
{
	volatile xm_u32_t *word = words();
	xm_u32_t before[PARTITIONS], i, empty = timed(word, 1), passed;

	for (i = 0; i < PARTITIONS; i++)
		before[i] = word[i];
	passed = timed(word, TURNS);
	printf("COUNT ticks=%u empty=%u turns=%u %u %u\n", passed, empty, word[0] - before[0],
	       word[1] - before[1], word[2] - before[2]);
	XM_halt_system_status(0);
}

void PartitionMain(void)
{
	if (XM_PARTITION_SELF == 0) {
		prepare();
		XM_idle_self(); /* until all of them have begun */
		XM_idle_self();
		report();
	}
	bench_count(words() + XM_PARTITION_SELF, 0);
}
