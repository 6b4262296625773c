/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * timing.c - how long the boot takes and what is left of each slot, as text; called
 * by main.c for a plan without errors.
 */
#include "boot.h"
#include "cfgc.h"
#include "overhead.h"
#include "supply.h"
#include "units.h"

struct printer {
	FILE *out;
	struct arena *arena;
	const struct model *m;
	struct overhead taken;
};

static u64 less(u64 length, u64 taken)
{
	return length > taken ? length - taken : 0;
}

static void print_slot(const struct printer *p, const struct m_slot *s)
{
	const struct m_part *part = &p->m->parts[model_find_part(p->m, s->part_id)];

	fprintf(p->out, "  slot %llu at %s for %s: partition %llu \"%s\" has %s, surely %s\n",
		s->id, unit_print_time(s->start).text, unit_print_time(s->length).text, part->id,
		part->name, unit_print_time(less(s->length, p->taken.usual)).text,
		unit_print_time(overhead_left(&p->taken, s->length)).text);
}

static void print_requirement(const struct printer *p, const struct m_plan *plan,
			      const struct m_part *part)
{
	struct supply s;

	supply_collect(&s, p->arena, plan, part, &p->taken);
	fprintf(p->out, "  partition %llu \"%s\" needs %s in each %s: ", part->id, part->name,
		unit_print_time(part->duration).text, unit_print_time(part->period).text);
	if (s.count == 0) {
		fprintf(p->out, "no slot in this plan\n");
		return;
	}
	supply_find_least(&s, part->period);
	fprintf(p->out, "surely has %s, %s\n", unit_print_time(s.least).text,
		s.least >= part->duration ? "met" : "not met");
}

static void print_plan(const struct printer *p, const struct m_cpu *cpu, const struct m_plan *plan)
{
	u32 i;

	fprintf(p->out, "cpu %llu plan %llu frame %s\n", cpu->id, plan->id,
		unit_print_time(plan->frame).text);
	for (i = 0; i < plan->num_slots; i++)
		print_slot(p, &plan->slots[i]);
	for (i = 0; i < p->m->num_parts; i++)
		if (p->m->parts[i].period != 0 && &p->m->cpus[p->m->parts[i].cpu] == cpu)
			print_requirement(p, plan, &p->m->parts[i]);
}

static void print_boot(FILE *out, struct boot taken)
{
	fprintf(out,
		"with UARTs that wait for nothing the boot takes %s at most, and %s more for each "
		"KB of the partitions' binaries\n",
		unit_print_time(taken.fixed).text, unit_print_time(taken.each_kb).text);
}

void cfgc_timing(FILE *out, struct arena *arena, const struct cfgc_result *plan)
{
	const struct model *m = plan->model;
	const struct hal_machine *board = plan->board;
	const struct printer p = { out, arena, m, overhead_of(m, board) };
	u32 i, j;

	fprintf(out,
		"board %s: of each slot the hypervisor takes %s if all partitions behave, %s at "
		"most\n",
		board->name, unit_print_time(p.taken.usual).text,
		unit_print_time(p.taken.worst).text);
	fprintf(out, "others displace a slot by %s at most\n", unit_print_time(p.taken.late).text);
	print_boot(out, boot_of(plan));
	for (i = 0; i < m->num_cpus; i++)
		for (j = 0; j < m->cpus[i].num_plans; j++)
			print_plan(&p, &m->cpus[i], &m->cpus[i].plans[j]);
}
