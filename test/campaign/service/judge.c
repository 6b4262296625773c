/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * judge.c - one injector after the other, then the witnesses' word, then the
 * system's resets; prints a line for each service and for each failure.
 *
 * Who halted or suspended itself, or makes no progress, is started again.
 */
#include "../common/layout.h"
#include "services.h"

#include "../../qemu/common/report.h"
#include <stdio.h>
#include <string.h>

/* Slots without progress after which an injector is stuck: more than a reload takes. */
enum { PATIENCE = 12 };

static const char *const who[] = { "normal", "system" };
static const char *const outcomes[OUTCOMES] = {
	"OK",
	"NO_ACTION",
	"UNKNOWN_HYPERCALL",
	"INVALID_PARAM",
	"PERM_ERROR",
	"INVALID_CONFIG",
	"INVALID_MODE",
	"NOT_AVAILABLE",
	"OP_NOT_ALLOWED",
	"MULTICALL_ERROR",
	"VALUE",
	"GONE",
	"RESTART",
	"LEFT",
	"STUCK",
	"OTHER",
};
static const char *const faults[] = {
	"", "ANSWER", "RIGHT", "HOPELESS", "WROTE", "REGISTERS", "SETTLE", "UPCALL",
};

/* --- what was found ------------------------------------------------------------------ */

static void print_failure(xm_u32_t p, const struct failure *f)
{
	xm_u32_t i;

	printf("campaign: FAILED %s %s %u %s %s nr=%u", who[p], services[f->service].name, f->index,
	       faults[f->fault], outcomes[f->outcome], f->word[0]);
	for (i = 0; i < ARGUMENTS; i++)
		printf(" 0x%08x", f->word[1 + i]);
	printf("\n");
}

static void print_failures(xm_u32_t p, xm_u32_t *printed)
{
	const struct record *r = &state()->record[p];

	if (r->faults - *printed > MAX_FAULTS)
		*printed = r->faults - MAX_FAULTS;
	for (; *printed < r->faults; ++*printed)
		print_failure(p, &r->failure[*printed % MAX_FAULTS]);
}

static void print_service(xm_u32_t p, xm_u32_t s)
{
	const struct tally *t = &state()->record[p].tally[s];
	xm_u32_t i;

	printf("campaign: %s %s cases=%u failures=%u", who[p], services[s].name, t->cases,
	       t->failures);
	for (i = 0; i < OUTCOMES; i++)
		if (t->outcome[i])
			printf(" %s=%u", outcomes[i], t->outcome[i]);
	printf("\n");
	state()->cases += t->cases;
	state()->failures += t->failures;
}

/* --- who needs help ------------------------------------------------------------------ */

static void restart(xm_u32_t p, xm_u32_t status)
{
	state()->helped++;
	XM_reset_partition(p, IMAGE(p), XM_WARM_RESET, status);
}

static void help(xm_u32_t p)
{
	static xm_u32_t beat, stuck;
	struct xm_part_state s;

	XM_get_partition_state(p, &s);
	if (s.state == XM_STATUS_HALTED)
		restart(p, STATUS_GONE);
	if (s.state == XM_STATUS_SUSPENDED)
		XM_resume_partition(p);
	stuck = state()->record[p].beat == beat ? stuck + 1 : 0;
	beat = state()->record[p].beat;
	if (stuck < PATIENCE)
		return;
	restart(p, STATUS_STUCK);
	stuck = 0;
}

static void attend(xm_u32_t p)
{
	const struct record *r = &state()->record[p];
	xm_u32_t service = 0, printed = 0;

	state()->turn = p;
	while (!r->done || service < num_services) {
		help(p);
		print_failures(p, &printed);
		for (; service < r->service; service++)
			print_service(p, service);
		XM_idle_self();
	}
}

/* --- the witnesses ------------------------------------------------------------------- */

static void check_system(void)
{
	struct xm_hm_counts counts;

	XM_hm_counts(&counts);
	check_equal("nothing in the log but what two injectors reported", (xm_s32_t)counts.total,
		    (xm_s32_t)(state()->record[0].reported + state()->record[1].reported));
	check_partitions();
}

/* Pages of injectors and victim are empty. */
static void hear_witnesses(void)
{
	set_step(1);
	wait_step(LEFT, 2);
	wait_step(RIGHT, 2);
	check_system();
	state()->failures += print_pages(PARTITIONS);
}

static void first_start(void)
{
	wait_step(LEFT, 1);
	wait_step(RIGHT, 1);
	attend(NORMAL);
	attend(SYSTEM);
	hear_witnesses();
	state()->turn = TURN_WARM;
	wait_slots(8);
	state()->failures++; /* no reset came */
}

static void second_start(void)
{
	state()->turn = TURN_COLD;
	wait_slots(8);
	state()->failures++;
}

static void end(void)
{
	struct state *s = state();

	printf("campaign: boots=%u cases=%u failures=%u\n", s->boots, s->cases, s->failures);
	XM_halt_system_status(s->failures > 255 ? 255 : s->failures);
}

void PartitionMain(void)
{
	struct state *s = state();

	services_init();
	if (s->magic != STATE_MAGIC) {
		memset(s, 0, sizeof(*s));
		s->magic = STATE_MAGIC;
	}
	if (++s->boots == 1)
		first_start();
	else if (s->boots == 2)
		second_start();
	end();
}
