/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * checks_timing.c - does the schedule give what partitions ask for; called by
 * compile.c when all else is known.
 *
 * Requirement: in each period the partition's slots last its duration.  With
 * --strict-timing what counts is what the hypervisor surely leaves of them.  Only
 * plan 0, with which the system starts, has to run a partition at all.
 */
#include "checks.h"
#include "overhead.h"
#include "supply.h"
#include "units.h"

static void check_requirement(struct checker *c, const struct m_part *p, const struct m_plan *plan,
			      const struct overhead *taken)
{
	struct supply all, *s = &all;

	supply_collect(s, c->arena, plan, p, c->strict_timing ? taken : NULL);
	if (s->count == 0 && plan->id != 0)
		return;
	if (s->count == 0) {
		complain(c, CHECK_temporal_requirements, p->requirements_at,
			 "partition %llu needs %s in each %s; plan 0 has no slot for it", p->id,
			 unit_print_time(p->duration).text, unit_print_time(p->period).text);
		hint(c, plan->at, "other plans may leave it out");
		return;
	}
	supply_find_least(s, p->period);
	if (s->least >= p->duration)
		return;
	complain(c, CHECK_temporal_requirements, p->requirements_at,
		 "partition %llu needs %s in each %s; plan %llu gives %s in that from %s on", p->id,
		 unit_print_time(p->duration).text, unit_print_time(p->period).text, s->plan->id,
		 unit_print_time(s->least).text, unit_print_time(s->worst).text);
	if (c->strict_timing)
		hint(c, plan->at, "the hypervisor may take %s of each slot",
		     unit_print_time(taken->worst).text);
}

static void check_part_timing(struct checker *c, const struct m_part *p,
			      const struct overhead *taken)
{
	const struct m_cpu *cpu = &c->m->cpus[p->cpu];
	u32 i;

	if (p->period == 0 || p->duration == 0) {
		complain(c, CHECK_temporal_requirements, p->requirements_at, "the %s is 0",
			 p->period == 0 ? "period" : "duration");
		return;
	}
	for (i = 0; i < cpu->num_plans; i++)
		check_requirement(c, p, &cpu->plans[i], taken);
}

static void check_slot(struct checker *c, const struct m_slot *s, const struct overhead *taken)
{
	if (overhead_left(taken, s->length) == 0)
		complain(c, CHECK_slot_short, s->at,
			 "slot %llu lasts %s, of which the hypervisor takes %s and may take %s",
			 s->id, unit_print_time(s->length).text, unit_print_time(taken->usual).text,
			 unit_print_time(taken->worst).text);
}

void check_timing(struct checker *c)
{
	const struct overhead taken = overhead_of(c->m, c->hw);
	u32 i, j, k;

	for (i = 0; i < c->m->num_parts && i < HAL_MAX_SPACES; i++)
		if (c->m->parts[i].has_requirements && c->m->parts[i].cpu != NONE)
			check_part_timing(c, &c->m->parts[i], &taken);
	for (i = 0; i < c->m->num_cpus; i++)
		for (j = 0; j < c->m->cpus[i].num_plans; j++)
			for (k = 0; k < c->m->cpus[i].plans[j].num_slots; k++)
				check_slot(c, &c->m->cpus[i].plans[j].slots[k], &taken);
}
