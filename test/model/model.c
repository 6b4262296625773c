/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * model.c - runs random entries on random plans until there were enough.
 *
 *   model [--seed N] [--entries N] [--services]
 *
 * --services also requires that every service succeeded often enough.
 *
 * Verifies, for any sequence of entries: SEP-HC-005 SEP-HC-008 SEP-SCHED-001
 * SEP-SCHED-003 SEP-SCHED-011 SEP-SCHED-015 SEP-SCHED-024 SEP-TIME-002 SEP-TIME-005
 * SEP-PART-003 SEP-PART-013 SEP-PORT-006 SEP-PORT-011 SEP-PORT-020
 * SEP-VIRQ-002 SEP-WDG-002 SEP-WDG-003 SEP-HM-014 SEP-MEM-005 SEP-CON-001 SEP-CON-004
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model.h"
#include "vtime.h"

enum { PLAN_ENTRIES = 10000 };

static void boot(u32 reason, bool first)
{
	enum fake_end end;

	ref.last = 0;
	rig.after = NULL;
	end = first ? rig_boot(&ref.tb, reason) : rig_reboot(reason);
	if (end != FAKE_RUNS)
		model_fail("boot ends: %s", rig_text(1));
	ref_boot(reason == XM_WARM_RESET);
	ref.origin = ref.due = fake.deadline;
	ref.watchdog = NEVER;
	if (ref.tb.machine.watchdog_us != 0)
		ref.watchdog = ref.origin + ref_ticks_up(ref.tb.machine.watchdog_us);
	ref.last = fake.now;
	check_attach();
	rig_run_until(fake.deadline);
	check_step();
}

/* Can much still happen?  Only a system partition revives others. */
static bool alive(void)
{
	for (u32 p = 0; p < ref.parts; p++)
		if (ref.part[p].state == XM_STATUS_READY && (ref.part[p].flags & PART_SYSTEM))
			return true;
	return false;
}

/* One plan, until it ends by itself or long enough. */
static void run_plan(void)
{
	u64 end = model_entries + PLAN_ENTRIES;

	plan_random();
	check_new_plan();
	boot(XM_COLD_RESET, true);
	for (u32 i = 0; i < REGISTERS; i++)
		fake.reg[i].address = REGISTER_AT(i);
	while (model_entries < end && alive()) {
		op_random();
		if (fake.uart[1].length > FAKE_UART_BYTES / 2)
			check_text();
		if (fake.end == FAKE_STOPPED)
			break;
		if (fake.end == FAKE_RESET) {
			check_text();
			boot(fake.reset_mode, false);
		}
	}
	check_text();
	if (strstr(rig_text(1), "PANIC"))
		model_fail("%s", rig_text(1));
}

int main(int argc, char **argv)
{
	u64 entries = 1000000;
	bool all_services = false;

	model_seed = 1;
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--services") == 0)
			all_services = true;
		else if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
			model_seed = strtoull(argv[++i], NULL, 0);
		else if (strcmp(argv[i], "--entries") == 0 && i + 1 < argc)
			entries = strtoull(argv[++i], NULL, 0);
		else
			return 2;
	}
	random_seed(model_seed);
	while (model_entries < entries)
		run_plan();
	if (all_services)
		check_services();
	printf("%llu entries, seed %llu\n", model_entries, model_seed);
	return 0;
}
