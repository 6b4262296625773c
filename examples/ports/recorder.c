/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * recorder.c - the second reader of the temperature and the receiver of the
 * alarms.  As the system partition of this plan it ends the run.
 */
#include <xm.h>
#include <stdio.h>
#include "ports.h"

static xmQueuingPortStatus_t show_status(xm_s32_t port, int frame)
{
	xmQueuingPortStatus_t status;

	XM_get_queuing_port_status(port, &status);
	printf("frame %d  recorder     queue: %d waiting, %d lost in all, overflow %s\n", frame,
	       status.noMsgs, status.noOverflows, status.overflowed ? "yes" : "no");
	return status;
}

/* Two in order of arrival, then enough of them: returns how many things were not as planned. */
static int take_alarms(xm_s32_t port, int frame)
{
	xmQueuingPortStatus_t before, after;
	struct alarm alarm;
	int i, wrong = 0;

	before = show_status(port, frame);
	for (i = 1; i <= 2; i++) {
		wrong += XM_receive_queuing_message(port, &alarm, sizeof(alarm)) != sizeof(alarm);
		wrong += alarm.number != (xm_u32_t)i;
		printf("frame %d  recorder     receives alarm %d: %s\n", frame, alarm.number,
		       alarm.text);
	}
	XM_clear_queuing_port(port);
	printf("frame %d  recorder     clears the queue\n", frame);
	after = show_status(port, frame);
	wrong += before.noMsgs != ALARM_DEPTH || before.noOverflows != 2 || !before.overflowed;
	wrong += after.noMsgs != 0 || after.noOverflows != 2 || after.overflowed;
	return wrong +
	       (XM_receive_queuing_message(port, &alarm, sizeof(alarm)) != XM_NOT_AVAILABLE);
}

void PartitionMain(void)
{
	xm_s32_t temperature = reader_open();
	xm_s32_t alarms =
		XM_create_queuing_port("alarms", ALARM_DEPTH, ALARM_MAX, XM_DESTINATION_PORT);
	int frame, wrong = 0;

	for (frame = 0; frame < 8; frame++) {
		reader_show(temperature, "recorder", frame);
		if (frame == 7)
			wrong = take_alarms(alarms, frame);
		XM_idle_self();
	}
	printf("ports: %d surprises\n", wrong);
	XM_halt_system_status((xm_u32_t)wrong);
}
