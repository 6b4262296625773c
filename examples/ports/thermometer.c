/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * thermometer.c - writes a temperature in frames 1 to 3, then "breaks": the
 * readers see the last message grow old.  In frame 7 it reports the damage,
 * with more alarms than the queue can hold.
 */
#include <xm.h>
#include <stdio.h>
#include <string.h>
#include "ports.h"

static void measure(xm_s32_t port, int frame)
{
	struct reading reading = { .frame = (xm_u32_t)frame, .tenths = 210 + frame };

	XM_write_sampling_message(port, &reading, sizeof(reading));
	printf("frame %d  thermometer  writes %d.%d C\n", frame, reading.tenths / 10,
	       reading.tenths % 10);
}

static void raise_alarms(xm_s32_t port, int frame)
{
	struct alarm alarm = { .text = "broken wire" };
	xm_s32_t result;

	for (alarm.number = 1; alarm.number <= 6; alarm.number++) {
		/* A full queue refuses the message and counts it; the sender decides. */
		result = XM_send_queuing_message(port, &alarm, sizeof(alarm));
		printf("frame %d  thermometer  sends alarm %d: %s\n", frame, alarm.number,
		       result == XM_OK		    ? "queued"
		       : result == XM_NOT_AVAILABLE ? "refused, the queue is full"
						    : "error");
	}
}

void PartitionMain(void)
{
	xm_s32_t temperature, alarms;
	int frame;

	/* Ports are known by the names the plan gives them. */
	temperature =
		XM_create_sampling_port("temperature", READING_MAX, XM_SOURCE_PORT, READING_PERIOD);
	alarms = XM_create_queuing_port("alarms", ALARM_DEPTH, ALARM_MAX, XM_SOURCE_PORT);
	for (frame = 0;; frame++) {
		if (frame >= 1 && frame <= 3)
			measure(temperature, frame);
		if (frame == 7)
			raise_alarms(alarms, frame);
		XM_idle_self();
	}
}
