/* SPDX-License-Identifier: BSD-2-Clause */
/* reader.c - the receiving end of a sampling port, linked into both readers. */
#include <xm.h>
#include <stdio.h>
#include "ports.h"

xm_s32_t reader_open(void)
{
	return XM_create_sampling_port("temperature", READING_MAX, XM_DESTINATION_PORT,
				       READING_PERIOD);
}

xm_s32_t reader_show(xm_s32_t port, const char *who, int frame)
{
	xmSamplingPortStatus_t status;
	struct reading reading;
	xm_u32_t flags;
	xm_s32_t length;
	xmTime_t now;

	length = XM_read_sampling_message(port, &reading, sizeof(reading), &flags);
	if (length < 0) {
		printf("frame %d  %-11s  nothing was ever written (result %d)\n", frame, who,
		       length);
		return length;
	}
	XM_get_sampling_port_status(port, &status);
	XM_get_time(XM_HW_CLOCK, &now);
	printf("frame %d  %-11s  %d.%d C of frame %d, age %3d ms, %-8s  %s\n", frame, who,
	       reading.tenths / 10, reading.tenths % 10, reading.frame,
	       (int)((now - status.timestamp) / 1000), flags & XM_COMM_NEW_MSG ? "new" : "consumed",
	       flags & XM_COMM_MSG_VALID ? "valid" : "STALE");
	return length;
}
