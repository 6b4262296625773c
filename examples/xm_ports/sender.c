/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sender.c - P0: a sampling message every other frame for three times, then six
 * messages for a queue that takes four.
 */
#include <string.h>
#include <stdio.h>
#include <xm.h>
#include <irqs.h>

#include "ports.h"

static volatile int room;

/* A message left the queue while it was full. */
static void QueuingExtHandler(trapCtxt_t *ctxt)
{
	room++;
	PRINT("interrupt %d: there is room in the queue\n", ctxt->irqNr - XAL_XMEXT_TRAP(0));
}

static void write_sampling(xm_s32_t desc, int seq)
{
	static char message[S_SIZE];

	sprintf(message, "sample %d", seq);
	PRINT("writes \"%s\": %d\n", message,
	      XM_write_sampling_message(desc, message, strlen(message) + 1));
}

static void fill_queue(xm_s32_t desc)
{
	xmQueuingPortStatus_t status;
	char message[Q_SIZE];
	xm_s32_t ret;
	int i;

	for (i = 0; i < 6; i++) {
		sprintf(message, "element %d", i);
		ret = XM_send_queuing_message(desc, message, sizeof(message));
		PRINT("sends \"%s\": %d%s\n", message, ret,
		      ret == XM_NOT_AVAILABLE ? " (full)" : "");
	}
	if (XM_get_queuing_port_status(desc, &status) >= 0)
		PRINT("%d messages are in the queue\n", status.noMsgs);
}

void PartitionMain(void)
{
	xm_s32_t s, q;
	int frame;

	s = XM_create_sampling_port(S_NAME, S_SIZE, XM_SOURCE_PORT, S_PERIOD);
	q = XM_create_queuing_port(Q_NAME, Q_COUNT, Q_SIZE, XM_SOURCE_PORT);
	if (s < 0 || q < 0) {
		PRINT("no ports: %d %d\n", s, q);
		XM_halt_partition(XM_PARTITION_SELF);
	}
	if (XM_create_sampling_port("portX", S_SIZE, XM_SOURCE_PORT, S_PERIOD) >= 0 ||
	    XM_create_sampling_port(S_NAME, S_SIZE / 2, XM_SOURCE_PORT, S_PERIOD) >= 0 ||
	    XM_create_queuing_port(Q_NAME, Q_COUNT, Q_SIZE, XM_DESTINATION_PORT) >= 0)
		PRINT("a port that is not in the plan\n");
	if (XM_read_sampling_message(s, &frame, sizeof(frame), NULL) != XM_INVALID_PARAM)
		PRINT("a source port was read\n");

	InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_QUEUING_PORT), QueuingExtHandler);
	HwSti();
	XM_clear_irqmask(0, 1 << XM_VT_EXT_QUEUING_PORT);
	for (frame = 1; frame <= 12; frame++) {
		if (frame <= 6 && (frame & 1) == 0)
			write_sampling(s, frame / 2);
		if (frame == 11)
			fill_queue(q);
		XM_idle_self();
	}
	PRINT("told %d times\n", room);
	XM_halt_system();
}
