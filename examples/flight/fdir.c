/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fdir.c - fault detection, isolation and recovery: the system partition.  It
 * reads the health monitor's log, restarts the payload when it falls silent,
 * halts it when it does so again, and ends the flight with a verdict.
 */
#include <xm.h>
#include <stdio.h>
#include "flight.h"

#define FLIGHT_FRAMES	(FLIGHT_SECONDS * 50)
#define OFF_TARGET_MDEG 500 /* what is good enough at the end */
#define RECORDS_AT_ONCE 8
#define PATIENCE	2 /* silences of the payload */

static xmId_t control, telemetry, payload;
static xm_s32_t control_port, heartbeat_port;

/* What happened during the flight. */
static int faults, silences; /* of the payload */
static int other_events;

static xmId_t id_of(const char *name)
{
	return (xmId_t)XM_get_gid_by_name((xm_u8_t *)name, XM_PARTITION_NAME);
}

/* The beginning of a line; what follows completes it. */
static void stamp(void)
{
	xmTime_t now;

	XM_get_time(XM_HW_CLOCK, &now);
	printf("FDIR %5d.%02d s  ", (int)(now / 1000000), (int)(now / 10000 % 100));
}

/* --- watching ------------------------------------------------------------------------- */

/* The health monitor has acted already, as the plan says; this is for the verdict. */
static void read_log(void)
{
	xmHmLog_t log[RECORDS_AT_ONCE];
	xm_s32_t i, records;

	while ((records = XM_hm_read(log, RECORDS_AT_ONCE)) > 0) {
		for (i = 0; i < records; i++) {
			xm_u32_t op = log[i].opCode;

			if ((op & (HMLOG_OPCODE_PARTID_MASK | HMLOG_OPCODE_SYS_MASK)) != payload) {
				other_events++;
				continue;
			}
			faults++;
			stamp();
			printf("payload: fault %d, restarted as the plan says\n", faults);
		}
	}
}

/* Silence is nothing that a processor reports: loops and storms are found here. */
static void watch_payload(void)
{
	xmSamplingPortStatus_t heartbeat;

	XM_get_sampling_port_status((xm_u32_t)heartbeat_port, &heartbeat);
	if (silences == PATIENCE || heartbeat.lastMsgSize == 0 ||
	    heartbeat.flags & XM_COMM_MSG_VALID)
		return;
	stamp();
	if (++silences < PATIENCE) {
		XM_reset_partition(payload, (xmAddress_t)-1, XM_WARM_RESET, 0);
		printf("payload: no heartbeat, restarted\n");
	} else {
		XM_halt_partition(payload);
		printf("payload: no heartbeat again, halted for good\n");
	}
}

/* --- the verdict ------------------------------------------------------------------------ */

static int failed_checks;

static void verdict(int good)
{
	printf("  %s  ", good ? "ok  " : "FAIL");
	failed_checks += !good;
}

static void judge_control(void)
{
	struct control_state state = { 0 };
	struct xm_part_state slots = { 0 };

	XM_read_sampling_message(control_port, &state, sizeof(state), 0);
	XM_get_partition_state(control, &slots);
	verdict(state.releases >= 2 * FLIGHT_FRAMES && state.skipped == 0);
	printf("control was released %u times, %u periods without\n", state.releases,
	       state.skipped);
	verdict(state.worst_ns <= LATENESS_BOUND_NS && slots.late_ns_max <= LATENESS_BOUND_NS);
	printf("at worst %u ns after its grid (the hypervisor says %u), bound %u\n", state.worst_ns,
	       (unsigned int)slots.late_ns_max, LATENESS_BOUND_NS);
	verdict(state.error_mdeg <= OFF_TARGET_MDEG && state.stale_samples == 0);
	printf("%u.%03u degrees off target, %u stale samples\n", state.error_mdeg / 1000,
	       state.error_mdeg % 1000, state.stale_samples);
}

static void judge_others(void)
{
	struct xm_part_state state = { 0 };
	struct xm_hm_counts counts = { 0 };

	XM_get_partition_state(payload, &state);
	verdict(faults == 3 && silences == PATIENCE && state.state == XM_STATUS_HALTED);
	printf("payload failed %d times and fell silent %d times, %u restarts, is %s\n", faults,
	       silences, state.reset_counter,
	       state.state == XM_STATUS_HALTED ? "halted" : "NOT halted");
	XM_hm_counts(&counts);
	verdict(other_events == 0 && counts.lost == 0);
	printf("%d events of others, %u records lost\n", other_events, counts.lost);
}

/* Telemetry prints its last words and halts itself. */
static void shut_down_telemetry(void)
{
	xmPartitionStatus_t status;
	int frame = 0;

	XM_shutdown_partition(telemetry);
	do {
		XM_idle_self();
		XM_get_partition_status(telemetry, &status);
	} while (status.state[0] != XM_STATUS_HALTED && ++frame < 50);
	verdict(status.state[0] == XM_STATUS_HALTED);
	printf("telemetry ended when asked\n");
}

void PartitionMain(void)
{
	int frame;

	control = id_of("control");
	telemetry = id_of("telemetry");
	payload = id_of("payload");
	control_port = XM_create_sampling_port("control", sizeof(struct control_state),
					       XM_DESTINATION_PORT, CONTROL_REFRESH_US);
	heartbeat_port = XM_create_sampling_port("heartbeat", sizeof(struct heartbeat),
						 XM_DESTINATION_PORT, HEARTBEAT_REFRESH_US);
	stamp();
	printf("on watch for %d s\n", FLIGHT_SECONDS);
	for (frame = 0; frame < FLIGHT_FRAMES; frame++) {
		read_log();
		watch_payload();
		XM_idle_self();
	}
	stamp();
	printf("the flight is over\n");
	shut_down_telemetry();
	judge_control();
	judge_others();
	XM_halt_system_status((xm_u32_t)failed_checks);
}
