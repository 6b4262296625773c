/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * many.c - one of 64 equal partitions: sends its count through four ports in every
 * slot, receives the counts of others through four, and looks at the grid.  The
 * last one, a system partition, asks how all of them fared and ends the run.
 * Verifies SEP-SCHED-014, SEP-PORT-006, SEP-PORT-011, SEP-PART-001, SEP-CFG-019.
 */
#include "../common/report.h"

enum { PARTITIONS = 64, PAIRS = 4, SLOT_US = 100, ROUNDS = 60 };

static xm_s32_t out[PAIRS], in[PAIRS];
static xm_u32_t last[PAIRS], received[PAIRS], lost, offgrid;

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

/* Slots of the frame begin at multiples of their length; frames at a whole millisecond. */
static void look_at_the_clock(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();
	xmTime_t now;

	XM_get_time(XM_HW_CLOCK, &now);
	offgrid += now % SLOT_US > 20 || pct->schedInfo.slotDuration != SLOT_US ||
		   (pct->schedInfo.noSlot % PARTITIONS) != pct->id;
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
	}
	must("messages lost or torn", lost, lost == 0);
	must("slots off the grid", offgrid, offgrid == 0);
	for (i = 0; i < PAIRS; i++)
		must("messages received", received[i], received[i] >= ROUNDS / 2);
	if (XM_PARTITION_SELF == PARTITIONS - 1)
		judge_all();
	for (;;)
		XM_idle_self();
}
