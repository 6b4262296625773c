/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * checks_schedule.c - processors, plans, slots; called by compile.c.
 */
#include "checks.h"
#include "units.h"

/* What core/config_check.c takes for the shortest frame and slot. */
enum { SLOT_MIN_NS = 1000, PROCESSORS_MAX = 2 };

struct ids {
	struct checker *c;
	enum check check;
	const char *what;
	u64 expected;
};

/* Ids come sorted; each gap and each repetition is one complaint. */
static void next_id(struct ids *s, u64 id, struct diag_pos at)
{
	if (id < s->expected)
		complain(s->c, s->check, at, "a second %s with id %llu", s->what, id);
	else if (id > s->expected)
		complain(s->c, s->check, at, "%s %llu, but there is no %s %llu", s->what, id,
			 s->what, s->expected);
	s->expected = id + 1;
}

static void check_ids(struct checker *c)
{
	struct ids cpus = { c, CHECK_processor_ids, "processor", 0 };
	u32 i, j;

	for (i = 0; i < c->m->num_cpus; i++) {
		struct ids plans = { c, CHECK_plan_ids, "plan", 0 };
		const struct m_cpu *cpu = &c->m->cpus[i];

		next_id(&cpus, cpu->id, cpu->at);
		for (j = 0; j < cpu->num_plans; j++)
			next_id(&plans, cpu->plans[j].id, cpu->plans[j].at);
	}
}

static void check_processors(struct checker *c)
{
	const struct model *m = c->m;

	if (m->num_cpus > PROCESSORS_MAX)
		complain(c, CHECK_processor_count, m->cpus[PROCESSORS_MAX].at,
			 "%u processors, at most %u are possible", m->num_cpus, PROCESSORS_MAX);
	else if (m->num_cpus > c->hw->num_cpus)
		complain(c, CHECK_second_cpu, m->cpus[c->hw->num_cpus].at,
			 "board %s runs %u processor: the slots of this one do not run",
			 c->hw->name, c->hw->num_cpus);
}

/* The same plans with the same frames everywhere, so that a switch is one. */
static void check_twins(struct checker *c)
{
	const struct m_cpu *first = c->m->cpus;
	u32 i, j;

	for (i = 1; i < c->m->num_cpus; i++) {
		const struct m_cpu *cpu = &c->m->cpus[i];

		if (cpu->num_plans != first->num_plans) {
			complain(c, CHECK_plan_missing, cpu->at,
				 "processor %llu has %u plans, processor %llu has %u", cpu->id,
				 cpu->num_plans, first->id, first->num_plans);
			continue;
		}
		for (j = 0; j < cpu->num_plans; j++) {
			if (cpu->plans[j].frame == first->plans[j].frame)
				continue;
			complain(c, CHECK_plan_frames, cpu->plans[j].at,
				 "the major frame of plan %llu is %s", cpu->plans[j].id,
				 unit_print_time(cpu->plans[j].frame).text);
			hint(c, first->plans[j].at, "on processor %llu it is %s", first->id,
			     unit_print_time(first->plans[j].frame).text);
		}
	}
}

static void check_slot_times(struct checker *c, const struct m_plan *plan)
{
	u64 start = 0, end = 0;
	u32 i;

	for (i = 0; i < plan->num_slots; i++) {
		const struct m_slot *s = &plan->slots[i];

		if (s->length < SLOT_MIN_NS)
			complain(c, CHECK_slot_empty, s->at, "slot %llu lasts %s", s->id,
				 unit_print_time(s->length).text);
		if (s->start < start)
			complain(c, CHECK_slot_order, s->at,
				 "slot %llu starts at %s, before the slot listed ahead of it",
				 s->id, unit_print_time(s->start).text);
		else if (s->start < end)
			complain(c, CHECK_slot_overlap, s->at,
				 "slot %llu starts at %s, the one before ends at %s", s->id,
				 unit_print_time(s->start).text, unit_print_time(end).text);
		if (s->start + s->length > plan->frame)
			complain(c, CHECK_slot_frame, s->at,
				 "slot %llu ends at %s, the major frame at %s", s->id,
				 unit_print_time(s->start + s->length).text,
				 unit_print_time(plan->frame).text);
		start = s->start;
		end = s->start + s->length;
	}
}

static void check_slot_ids(struct checker *c, const struct m_plan *plan)
{
	u32 i;

	for (i = 0; i < plan->num_slots; i++) {
		if (plan->slots[i].id == i)
			continue;
		complain(c, CHECK_slot_ids, plan->slots[i].at,
			 "slot %u of plan %llu has the id %llu", i, plan->id, plan->slots[i].id);
		return;
	}
}

static void check_slot_owner(struct checker *c, u32 cpu, const struct m_slot *s)
{
	u32 i = model_find_part(c->m, s->part_id);
	struct m_part *p;

	if (s->vcpu != 0)
		complain(c, CHECK_slot_vcpu, s->at,
			 "a partition has virtual processor 0 alone, not %llu", s->vcpu);
	if (i == NONE) {
		complain(c, CHECK_slot_partition, s->at, "there is no partition %llu", s->part_id);
		return;
	}
	p = &c->m->parts[i];
	if (p->cpu != NONE && p->cpu != cpu)
		complain(c, CHECK_vcpu_two_cpus, s->at,
			 "partition %llu has slots on processor %llu already", p->id,
			 c->m->cpus[p->cpu].id);
	else
		p->cpu = cpu;
}

static void check_plan(struct checker *c, u32 cpu, const struct m_plan *plan)
{
	u32 i;

	if (plan->frame < SLOT_MIN_NS)
		complain(c, CHECK_frame_empty, plan->at, "the major frame is %s",
			 unit_print_time(plan->frame).text);
	else
		check_slot_times(c, plan);
	check_slot_ids(c, plan);
	for (i = 0; i < plan->num_slots; i++)
		check_slot_owner(c, cpu, &plan->slots[i]);
}

void check_schedule(struct checker *c)
{
	u32 i, j;

	check_ids(c);
	check_processors(c);
	check_twins(c);
	for (i = 0; i < c->m->num_cpus; i++)
		for (j = 0; j < c->m->cpus[i].num_plans; j++)
			check_plan(c, i, &c->m->cpus[i].plans[j]);
	for (i = 0; i < c->m->num_parts; i++)
		if (c->m->parts[i].cpu == NONE && model_find_part(c->m, c->m->parts[i].id) == i)
			complain(c, CHECK_never_scheduled, c->m->parts[i].at,
				 "partition %llu has no slot in any plan", c->m->parts[i].id);
}
