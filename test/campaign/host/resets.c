/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * resets.c - resets of every kind, one after the other, on the simulated machine:
 * partitions by themselves, by another, by the health monitor, warm and cold, in
 * the midst of reloads too; the system warm and cold.
 *
 *   resets [--seed N] [--count N]
 *
 * After each the state that a reset leaves has to be there (SEP-PART-003 to 010).
 */
#include "host.h"

#include <stdio.h>
#include <string.h>

#include "guest.h"
#include "part.h"
#include "plans.h"
#include "system.h"

enum { PARTS = 3, DAMAGE = 0x3000 };

static struct tb plan;
static u64 done, by_kind[7];
static u32 counter[PARTS];

static void expect(bool truth, const char *what)
{
	if (!truth)
		host_fail(what);
}

/* What is seen of partition p after a reset. */
static void check_reset(u32 p, u32 mode)
{
	const struct part *q = &sys.part[p];

	counter[p] = mode == XM_COLD_RESET ? 0 : counter[p] + 1;
	expect(q->vcpus->state == XM_STATUS_READY, "not ready after a reset");
	expect(rig_pct(p)->resetCounter == counter[p], "wrong reset counter");
	expect(rig_ctl(p)->irq_off == 1, "interrupts are on after a reset");
	expect(rig_pct(p)->extIrqsMask == ~0u && rig_pct(p)->extIrqsPend == 0,
	       "lines open or pending after a reset");
	expect((q->vcpus->flags & VF_PENDING) == 0, "pending after a reset");
}

/* A ready partition has to come to its first instruction, with its memory. */
static void check_start(u32 p)
{
	rig_run_to(p);
	expect(rig_running() == p, "does not start after a reset");
	expect(rig_vcpu(p)->r[0] == rig_pct(p)->imgStart || rig_vcpu(p)->r[0] != 0, "no argument");
	expect(rig_guest(p, guest_at_of(p, 0), 1) != NULL &&
		       *(u8 *)rig_guest(p, guest_at_of(p, 0), 1) == tb_image_byte(p, 0),
	       "the image is not there");
}

static void by_itself(u32 p, u32 mode)
{
	rig_run_to(p);
	if (rig_running() != p)
		return;
	rig_call4(4, p, chance_word() & ~7u, mode, chance_word());
	check_reset(p, mode);
}

static void by_alpha(u32 p, u32 mode)
{
	rig_run_to(ALPHA);
	if (rig_running() != ALPHA)
		return;
	rig_call4(4, p, XM_DEFAULT_ENTRY, mode, chance_word());
	check_reset(p, mode);
}

static void by_fault(u32 p)
{
	rig_run_to(p);
	if (rig_running() != p)
		return;
	rig_fault(HAL_FAULT_UNDEFINED, guest_at_of(p, 0), guest_at_of(p, 0), false);
	check_reset(p, p == BETA ? XM_COLD_RESET : XM_WARM_RESET);
}

static void of_system(u32 mode)
{
	rig_run_to(ALPHA);
	if (rig_running() == ALPHA)
		rig_call1(7, mode);
	expect(fake.end == FAKE_RESET && fake.reset_mode == mode, "the system does not reset");
	expect(rig_reboot(mode) == FAKE_RUNS, "the system does not come up");
	memset(counter, 0, sizeof(counter));
}

/* Something is going on when the reset comes. */
static void disturb(u32 p)
{
	u32 n;

	for (n = chance_below(3); n && fake.deadline != FAKE_NEVER; n--)
		rig_run_until(fake.deadline);
	if (rig_running() != p)
		return;
	guest_interrupts(chance_word());
	rig_call4(12, chance_word(), 0, 0, 0);
	rig_call(9, chance_below(2), 1, 0, 50, 0);
}

static void one_reset(void)
{
	u32 p = chance_below(PARTS), kind = chance_below(128), mode = chance_below(2);

	disturb(p);
	kind = kind < 50 ? 0 : kind < 100 ? 2 : kind < 126 ? 4 : 5;
	if (kind == 0)
		by_itself(p, mode);
	else if (kind == 2)
		by_alpha(p, mode);
	else if (kind == 4)
		by_fault(p);
	else
		of_system(mode);
	by_kind[kind == 4 ? kind : kind + mode]++;
	if (kind != 5 && chance_below(4) == 0)
		check_start(p);
	check_sound();
	done++;
}

int main(int argc, char **argv)
{
	u64 count = 50000;

	host_options(argc, argv, &count);
	fake_machine_default();
	plan_full(&plan);
	tb_hm(&plan, ALPHA, XM_HM_EV_ARM_UNDEF_INSTR, XM_HM_AC_PARTITION_WARM_RESET, 1);
	tb_hm(&plan, BETA, XM_HM_EV_ARM_UNDEF_INSTR, XM_HM_AC_PARTITION_COLD_RESET, 1);
	tb_hm(&plan, GAMMA, XM_HM_EV_ARM_UNDEF_INSTR, XM_HM_AC_PARTITION_WARM_RESET, 1);
	rig_start(&plan);
	for (host_step = 0; host_step < count; host_step++)
		one_reset();
	printf("%llu resets, seed %llu: by itself %llu cold %llu warm, by another %llu cold %llu "
	       "warm, "
	       "by the health monitor %llu, of the system %llu cold %llu warm\n",
	       done, host_seed, by_kind[0], by_kind[1], by_kind[2], by_kind[3], by_kind[4],
	       by_kind[5], by_kind[6]);
	return 0;
}
