/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * many.c - one of 64 equal partitions: sends its count through four ports in every
 * slot, receives the counts of others through four, and looks at the grid, in which
 * each plan has its slots one partition further on.  The last one, a system partition,
 * switches through all plans, at the end of the frame and at once, asks how all of them
 * fared and ends the run.
 * Verifies SEP-SCHED-014, SEP-PORT-006, SEP-PORT-011, SEP-PART-001, SEP-CFG-019,
 * SEP-SCHED-006, SEP-SCHED-007, SEP-SCHED-018.
 */
#include "../common/report.h"

/* A frame is 16 rounds, so HOLD leaves some to a plan that begins at the end of one. */
enum { PARTITIONS = 64, PAIRS = 4, PLANS = 8, SLOT_US = 100, HOLD = 20, ROUNDS = PLANS * HOLD };

static xm_s32_t out[PAIRS], in[PAIRS];
static xm_u32_t last[PAIRS], received[PAIRS], lost, offgrid, seen;

static void create(void)
{
	char name[] = "out0", other[] = "in0";
	xm_u32_t i;

	for (i = 0; i < PAIRS; i++) {
		name[3] = other[2] = (char)('0' + i);
		if (i % 2 == 0) {
			out[i] = XM_create_sampling_port(name, 32, XM_SOURCE_PORT, 0);
			in[i] = XM_create_sampling_port(other, 32, XM_DESTINATION_PORT, 0);
		} else {
			out[i] = XM_create_queuing_port(name, 4, 32, XM_SOURCE_PORT);
			in[i] = XM_create_queuing_port(other, 4, 32, XM_DESTINATION_PORT);
		}
		must("ports", i, out[i] >= 0 && in[i] >= 0);
	}
}

/* What comes counts up; a queue loses nothing, unless its sender found it full. */
static void take(xm_u32_t i)
{
	xm_u32_t message[8], flags;
	xm_s32_t size = i % 2 == 0 ? XM_read_sampling_message(in[i], message, 32, &flags)
				   : XM_receive_queuing_message(in[i], message, 32);

	if (size != 32)
		return;
	lost += message[0] < last[i] || message[7] != ~message[0];
	last[i] = message[0];
	received[i]++;
}

static void exchange(xm_u32_t count)
{
	xm_u32_t message[8] = { count, 0, 0, 0, 0, 0, 0, ~count };
	xm_u32_t i;

	for (i = 0; i < PAIRS; i++) {
		if (i % 2 == 0)
			XM_write_sampling_message(out[i], message, 32);
		else
			XM_send_queuing_message(out[i], message, 32);
		take(i);
	}
}

/* Slots of the frame begin at multiples of their length; frames at a whole millisecond,
   or where a switch began the first. */
static void look_at_the_clock(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();
	xmPlanStatus_t plan;
	xmTime_t now;

	XM_get_time(XM_HW_CLOCK, &now);
	offgrid += XM_get_plan_status(&plan) != XM_OK;
	seen |= 1u << plan.current;
	offgrid += (now - plan.switchTime) % SLOT_US > 20 ||
		   pct->schedInfo.slotDuration != SLOT_US ||
		   (pct->schedInfo.noSlot + plan.current) % PARTITIONS != pct->id;
}

/* To plan 1 at once, to plan 2 at the end of the frame, and so on. */
static void switch_plans(xm_u32_t round)
{
	xm_u32_t plan = round / HOLD, before;
	xm_s32_t result;

	if (round % HOLD != 0 || plan == 0)
		return;
	if (plan % 2 != 0)
		result = XM_switch_imm_sched_plan(plan, &before);
	else
		result = XM_switch_sched_plan(plan, &before);
	must("switches", plan, result == XM_OK && before == plan - 1);
}

static void judge_all(void)
{
	struct xm_part_state state;
	xm_u32_t p, late = 0, wrong = 0, silent = 0;

	for (p = 0; p < PARTITIONS; p++) {
		wrong += XM_get_partition_state(p, &state) != XM_OK ||
			 state.state != XM_STATUS_READY || state.reset_counter != 0;
		silent += state.sampling_read == 0 || state.queuing_received < ROUNDS / 2;
		late += state.late_ns_max > 5000;
	}
	check_equal("partitions not as they should be", (xm_s32_t)wrong, 0);
	check_equal("partitions that received nothing", (xm_s32_t)silent, 0);
	check_equal("partitions that had a late slot", (xm_s32_t)late, 0);
	judge(PARTITIONS);
}

void PartitionMain(void)
{
	xm_u32_t i;

	create();
	for (i = 0; i < ROUNDS; i++) {
		XM_idle_self();
		look_at_the_clock();
		exchange(i);
		if (XM_PARTITION_SELF == PARTITIONS - 1)
			switch_plans(i);
	}
	must("messages lost or torn", lost, lost == 0);
	must("slots off the grid", offgrid, offgrid == 0);
	must("plans", seen, seen == (1u << PLANS) - 1);
	for (i = 0; i < PAIRS; i++)
		must("messages received", received[i], received[i] >= ROUNDS / 2);
	wait_slots(PLANS); /* a switch cost some a slot, gave others one */
	if (XM_PARTITION_SELF == PARTITIONS - 1)
		judge_all();
	for (;;)
		XM_idle_self();
}
