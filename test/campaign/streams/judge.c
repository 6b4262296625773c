/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - restarts who is stuck until enough was executed, then hears the witnesses. */
#include "streams.h"

#include "../common/layout.h"
#include "../../qemu/common/report.h"
#include <stdio.h>

/* Frames without progress after which one is started again, and after which it is
   reloaded; so long a reload may take. */
enum { PATIENCE = 2, RELOAD = 12 };

/* Frames after which each is reloaded anyway: a program that its own stores have
   damaged may go on without doing much. */
enum { FRESH = 100 };

/* So long the witnesses have to look on before they can say anything. */
enum { LEAST_FRAMES = 8 };

/* What a page counts in one frame, unless a stray store has hit it. */
enum { CREDIBLE = 300000 };

static xm_u32_t frames, restarts[MUTTERERS], reloads[MUTTERERS];
static struct progress seen[MUTTERERS], sum[MUTTERERS];

static struct progress *progress_of(xm_u32_t p)
{
	char name[] = "state0";

	name[5] += p;
	return (struct progress *)area_named(name)->mappedAt;
}

static xm_u32_t credible(xm_u32_t now, xm_u32_t before)
{
	return now - before <= CREDIBLE ? now - before : 0;
}

static void add_up(xm_u32_t p)
{
	struct progress now = *progress_of(p);

	sum[p].streams += credible(now.streams, seen[p].streams);
	sum[p].instructions += credible(now.instructions, seen[p].instructions);
	sum[p].faults += credible(now.faults, seen[p].faults);
	sum[p].upcalls += credible(now.upcalls, seen[p].upcalls);
	seen[p] = now;
}

/* How many frames p has been making no progress; less than 0 while it is loaded. */
static xm_s32_t patience(xm_u32_t p)
{
	static xm_u32_t last[MUTTERERS];
	static xm_s32_t stuck[MUTTERERS];
	const struct progress *q = progress_of(p);
	xm_u32_t now = q->streams + q->faults;

	stuck[p] = now == last[p] || stuck[p] < 0 ? stuck[p] + 1 : 0;
	last[p] = now;
	if (stuck[p] < RELOAD && (frames + p) % FRESH != 0)
		return stuck[p];
	stuck[p] = -RELOAD;
	return RELOAD;
}

/* A loop ends with a warm start, damage to its own program with a cold one. */
static void help(xm_u32_t p)
{
	xm_s32_t stuck = patience(p);
	struct xm_part_state s;

	XM_get_partition_state(p, &s);
	if (s.state == XM_STATUS_SUSPENDED)
		XM_resume_partition(p);
	if (stuck == RELOAD) {
		reloads[p]++;
		XM_reset_partition(p, IMAGE(p), XM_COLD_RESET, 0);
	} else if (stuck >= 0 && (s.state == XM_STATUS_HALTED || stuck % PATIENCE == 1)) {
		restarts[p]++;
		XM_reset_partition(p, IMAGE(p), XM_WARM_RESET, 0);
	}
}

static void print(xm_u32_t p)
{
	static const char *const names[] = { "arm", "thumb", "wild" };
	const struct progress *q = &sum[p];

	printf("campaign: %s streams=%u instructions=%u faults=%u interrupts=%u restarts=%u "
	       "reloads=%u\n",
	       names[p], q->streams, q->instructions, q->faults, q->upcalls, restarts[p],
	       reloads[p]);
}

static xm_u32_t executed(void)
{
	return sum[ARM].instructions + sum[THUMB].instructions;
}

void PartitionMain(void)
{
	struct random_orders o = random_orders();
	xm_u32_t p, failures;

	wait_step(LEFT, 1);
	wait_step(RIGHT, 1);
	while (executed() < o.instructions || frames < LEAST_FRAMES) {
		for (p = 0; p < MUTTERERS; p++) {
			add_up(p);
			help(p);
		}
		if (++frames % 100 == 0)
			printf("campaign: at %u\n", executed());
		XM_idle_self();
	}
	set_step(1);
	wait_step(LEFT, 2);
	wait_step(RIGHT, 2);
	check_partitions();
	for (p = 0; p < MUTTERERS; p++)
		print(p);
	failures = print_pages(PARTITIONS);
	printf("campaign: seed=%u instructions=%u failures=%u\n", o.seed, executed(), failures);
	XM_halt_system_status(failures > 255 ? 255 : failures);
}
