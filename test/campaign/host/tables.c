/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tables.c - plan tables with words changed at random, the checksum made right.
 *
 *   tables [--seed N] [--count N]
 *
 * Each is booted on the simulated machine.  Either that refuses it and says why, or
 * it runs, with partitions that misbehave, or ends as the health monitor or a
 * partition wants; nothing else may happen.
 */
#include "host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config_bind.h"
#include "lib.h"
#include "part.h"
#include "plans.h"
#include "system.h"

enum { STEPS = 60, MAX_MEMORY = 1 << 24, HYP_ALIGN = 1 << 14 };

static struct tb whole, changed;
static u64 refused, ran, ended, too_large;
static u64 reasons[CFG_ERR_COUNT];

/* --- changes ------------------------------------------------------------------------- */

/* A word of one section; each section is as likely, however many rows it has.  Where
   they lie says the table without changes. */
static u32 *some_word(struct tb *t)
{
	const struct cfg_header *h = (const struct cfg_header *)whole.table_words;
	const struct cfg_section *s = (const struct cfg_section *)(h + 1);

	if (chance_below(16) == 0)
		return &t->table_words[chance_below(t->table_size / 4)];
	s += chance_below(h->num_sections);
	if (s->count == 0 || s->stride == 0 || s->count * s->stride < 4)
		return &t->table_words[chance_below(t->table_size / 4)];
	return &t->table_words[(s->offset + chance_below(s->count * s->stride)) / 4];
}

static void change_word(struct tb *t)
{
	static const u32 telling[] = { 0,	   1,	       2,	   NONE,
				       0x1000,	   0x100000,   0x80000000, 0xfffff000,
				       0xc0000000, 0xfffffffe, 0x10000,	   64 };
	u32 *word = some_word(t);

	switch (chance_below(6)) {
	case 0:
		++*word;
		break;
	case 1:
		--*word;
		break;
	case 2:
		*word = telling[chance_below(12)];
		break;
	case 3:
		*word ^= 1u << chance_below(32);
		break;
	case 4:
		*word += 0x1000u * (chance_below(9) - 4);
		break;
	default:
		*word = *some_word(t);
		break;
	}
}

static void change(struct tb *t)
{
	*t = whole;
	for (u32 n = 1 + chance_below(3); n; n--)
		change_word(t);
	tb_seal(t);
}

/* --- what the check says -------------------------------------------------------------- */

/* "... reason=N" of the line that stopped the boot. */
static void note_refusal(void)
{
	const char *text = strstr(rig_text(1), "reason=");
	u32 reason = text ? (u32)strtoul(text + strlen("reason="), NULL, 10) : 0;

	if (reason == 0 || reason >= CFG_ERR_COUNT)
		host_fail("refused without a reason");
	refused++;
	reasons[reason]++;
}

static bool apart(u32 a, u32 a_size, u32 b, u32 b_size)
{
	return (u64)a + a_size <= b || (u64)b + b_size <= a;
}

/* Memory has one owner, or is shared as a whole; a partition sees it once. */
static void check_two(const struct cfg_area *a, const struct cfg_area *b)
{
	bool same = a->phys == b->phys && a->size == b->size && a->part != b->part;

	if (!apart(a->phys, a->size, b->phys, b->size) && !(same && (a->flags & AREA_SHARED)))
		host_fail("accepted: areas overlap");
	if (a->part == b->part && !apart(a->mapped, a->size, b->mapped, b->size) &&
	    !((a->flags | b->flags) & AREA_UNMAPPED))
		host_fail("accepted: areas are mapped over each other");
}

static void check_areas(const struct config *cfg)
{
	const struct cfg_machine *m = cfg_get_machine(cfg, 0);
	u32 i, j;

	for (i = 0; i < cfg_count(cfg, CFG_AREA); i++) {
		const struct cfg_area *a = cfg_get_area(cfg, i);

		if (!apart(a->phys, a->size, m->hyp_phys, m->hyp_size))
			host_fail("accepted: an area of the hypervisor's memory");
		if (!apart(a->mapped, a->size, HAL_WINDOW_BASE, HAL_WINDOW_SIZE))
			host_fail("accepted: an area in the window");
		for (j = 0; j < i; j++)
			check_two(a, cfg_get_area(cfg, j));
	}
}

/* The machine's memory is made as the table says, if that is a table at all. */
static bool follow(struct tb *t)
{
	struct cfg_fault fault = { CFG_ERR_NONE, NONE, NONE };
	struct config cfg;
	u32 i, memory = 0;

	memset(&cfg, 0, sizeof(cfg));
	if (!config_bind(&cfg, t->table_words, t->table_size, &fault))
		return true;
	t->areas = cfg_count(&cfg, CFG_AREA);
	if (cfg_count(&cfg, CFG_MACHINE) != 1 || t->areas > TB_MAX / 2)
		return false;
	t->machine = *cfg_get_machine(&cfg, 0);
	if (t->machine.hyp_size > MAX_MEMORY)
		return false;
	if (t->machine.hyp_size < whole.machine.hyp_size)
		t->machine.hyp_size = whole.machine.hyp_size;
	t->machine.hyp_size = align_up(t->machine.hyp_size, HYP_ALIGN);
	for (i = 0; i < t->areas; i++) {
		t->area[i] = *cfg_get_area(&cfg, i);
		if (t->area[i].size > MAX_MEMORY - memory)
			return false;
		memory += t->area[i].size;
	}
	return true;
}

/* --- one table ----------------------------------------------------------------------- */

static bool said(const char *text)
{
	return changed.machine.console == NONE || host_said(text);
}

/* A table that was accepted ends only as the health monitor or a partition says. */
static void check_end(void)
{
	check_sound();
	fake_check_canaries();
	if (fake.end == FAKE_STOPPED && !said("SEPTUM HALT"))
		host_fail("stopped without a reason");
	if (fake.end == FAKE_RESET && !said("SEPTUM RESET"))
		host_fail("reset without a reason");
	*(fake.end == FAKE_RUNS ? &ran : &ended) += 1;
}

static void run(void)
{
	for (u32 n = 0; n < STEPS && fake.end == FAKE_RUNS; n++) {
		misbehave();
		check_sound();
	}
	check_end();
}

static void try_table(void)
{
	change(&changed);
	if (!follow(&changed)) {
		too_large++;
		return;
	}
	rig_boot(&changed, XM_COLD_RESET);
	if (fake.end == FAKE_STOPPED && host_said("SEPTUM STOP table rejected")) {
		note_refusal();
		return;
	}
	check_areas(&sys.cfg);
	run();
}

int main(int argc, char **argv)
{
	u64 count = 5000;
	u32 i;

	host_options(argc, argv, &count);
	fake_machine_default();
	plan_full(&whole);
	tb_build(&whole);
	tb_build_image(&whole, 0x300);
	for (host_step = 0; host_step < count; host_step++)
		try_table();
	printf("%llu tables, seed %llu: %llu refused, %llu ran, %llu ended by a partition or the "
	       "health monitor, %llu not tried: too large for this machine\n",
	       count, host_seed, refused, ran, ended, too_large);
	for (i = 0; i < CFG_ERR_COUNT; i++)
		if (reasons[i])
			printf("reason %u: %llu\n", i, reasons[i]);
	return ran * 20 < count; /* that few would test nothing */
}
