/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * monitor.c - the system partition: lets the others fail for a second, then
 * reads the health monitor's log, compares it with what the plan must lead to,
 * prints a table and ends the run.
 */
#include <xm.h>
#include <stdio.h>

#define FRAMES	     7 /* of 150 ms */
#define MAX_RECORDS  32
#define NUM_EXPECTED (sizeof(expected) / sizeof(expected[0]))

/* What has to be in the log for a partition, and how it has to end. */
static const struct {
	const char *partition;
	xm_u32_t event;
	const char *event_name;
	int records;
	xm_u32_t state;
} expected[] = {
#define EVENT(name) XM_HM_EV_##name, #name
	{ "undefined", EVENT(ARM_UNDEF_INSTR), 1, XM_STATUS_HALTED },
	{ "privileged", EVENT(ARM_UNDEF_INSTR), 1, XM_STATUS_SUSPENDED },
	{ "no_fpu", EVENT(ARM_UNDEF_INSTR), 1, XM_STATUS_READY },
	{ "breakpoint", EVENT(ARM_PREFETCH_ABORT), 1, XM_STATUS_HALTED },
	{ "background", EVENT(ARM_DATA_BACKGROUND_FAULT), 1, XM_STATUS_READY },
	{ "read_only", EVENT(ARM_DATA_PERMISSION_FAULT), 3, XM_STATUS_HALTED },
	{ "foreign", EVENT(MEM_PROTECTION), 1, XM_STATUS_HALTED },
	{ "hypervisor", EVENT(MEM_PROTECTION), 1, XM_STATUS_READY },
	{ "misaligned", EVENT(ARM_DATA_ALIGNMENT_FAULT), 1, XM_STATUS_READY },
	{ "wild_jump", EVENT(ARM_INSTR_BACKGROUND_FAULT), 1, XM_STATUS_SUSPENDED },
	{ "not_mapped", EVENT(ARM_INSTR_PERMISSION_FAULT), 1, XM_STATUS_HALTED },
	{ "jump_abroad", EVENT(MEM_PROTECTION), 1, XM_STATUS_READY },
	{ "deadline", EVENT(APP_DEADLINE_MISSED), 1, XM_STATUS_READY },
	{ "gives_up", EVENT(PARTITION_UNRECOVERABLE), 1, XM_STATUS_HALTED },
};

static const char *const state_names[] = { "idle", "ready", "suspended", "halted" };

static xmHmLog_t log[MAX_RECORDS];

/* Records of this event by this partition. */
static int count_records(int records, xm_u32_t partition, xm_u32_t event)
{
	int i, found = 0;

	for (i = 0; i < records; i++) {
		xm_u32_t op = log[i].opCode;

		found += (op & HMLOG_OPCODE_PARTID_MASK) >> HMLOG_OPCODE_PARTID_BIT == partition &&
			 (op & HMLOG_OPCODE_EVENT_MASK) >> HMLOG_OPCODE_EVENT_BIT == event;
	}
	return found;
}

/* One line of the table; returns the number of records it accounts for, or -1. */
static int check(unsigned int row, int records)
{
	xm_s32_t id = XM_get_gid_by_name((xm_u8_t *)expected[row].partition, XM_PARTITION_NAME);
	int found = count_records(records, (xm_u32_t)id, expected[row].event);
	xmPartitionStatus_t status;
	int right;

	XM_get_partition_status((xmId_t)id, &status);
	right = found == expected[row].records && status.state[0] == expected[row].state;
	printf("%-11s  %d x %-26s  %-9s  %s\n", expected[row].partition, found,
	       expected[row].event_name, state_names[status.state[0] & 3],
	       right ? "as planned" : "WRONG");
	return right ? found : -1;
}

void PartitionMain(void)
{
	int frame, records, explained, accounted = 0, wrong = 0;
	unsigned int row;

	for (frame = 0; frame < FRAMES; frame++)
		XM_idle_self();

	records = XM_hm_read(log, MAX_RECORDS);
	printf("\npartition    in the log                      is now     verdict\n");
	for (row = 0; row < NUM_EXPECTED; row++) {
		explained = check(row, records);
		wrong += explained < 0;
		accounted += explained > 0 ? explained : 0;
	}
	printf("%d records read, %d of them expected\n", records, accounted);
	XM_halt_system_status((xm_u32_t)(wrong + (records != accounted)));
}
