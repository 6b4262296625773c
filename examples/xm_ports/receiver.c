/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * receiver.c - P1 and P2: built twice, with -DQUEUE for P1.  The port interrupts
 * do the reading; the main program looks at the sampling port once a frame.
 */
#include <stdio.h>
#include <irqs.h>
#include <string.h>
#include <xm.h>

#include "ports.h"

static xm_s32_t s;
static char message[S_SIZE];

static const char *freshness(xm_u32_t flags)
{
	switch (flags & XM_COMM_PORT_STATUS_M) {
	case XM_COMM_EMPTY_PORT:
		return "empty";
	case XM_COMM_NEW_MSG:
		return "new";
	case XM_COMM_CONSUMED_MSG:
		return "consumed";
	}
	return "?";
}

static void SamplingExtHandler(trapCtxt_t *ctxt)
{
	xm_u32_t flags;
	xm_s32_t len;

	len = XM_read_sampling_message(s, message, sizeof(message), &flags);
	PRINT("interrupt %d: \"%s\", %d bytes, %s\n", ctxt->irqNr - XAL_XMEXT_TRAP(0), message, len,
	      freshness(flags));
}

static void show_port(void)
{
	xmSamplingPortInfo_t info;

	if (XM_get_sampling_port_info(S_NAME, &info) < 0)
		return;
	PRINT("%s: %d bytes, every %d ms, %s\n", info.portName, info.maxMsgSize,
	      (int)(info.refreshPeriod / 1000), info.objDesc == s ? "open" : "closed");
}

#ifdef QUEUE
static xm_s32_t q;

static void show_queue(void)
{
	xmQueuingPortInfo_t info;

	if (XM_get_queuing_port_info(Q_NAME, &info) < 0)
		return;
	PRINT("%s: %d messages of %d bytes, %s\n", info.portName, info.maxNoMsgs, info.maxMsgSize,
	      info.objDesc == q ? "open" : "closed");
}

static void QueuingExtHandler(trapCtxt_t *ctxt)
{
	xmQueuingPortStatus_t status;

	XM_get_queuing_port_status(q, &status);
	PRINT("interrupt %d: %d in the queue, bit in the bitmap %d\n",
	      ctxt->irqNr - XAL_XMEXT_TRAP(0), status.noMsgs,
	      xmIsBitSet(XM_get_commport_bitmap(), 1, XM_params_get_PCT()->noCommPorts));
	while (XM_receive_queuing_message(q, message, Q_SIZE) > 0)
		PRINT("receives \"%s\"\n", message);
}

static void open_queue(void)
{
	show_queue();
	q = XM_create_queuing_port(Q_NAME, Q_COUNT, Q_SIZE, XM_DESTINATION_PORT);
	if (q < 0)
		PRINT("no queue: %d\n", q);
	show_queue();
	InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_QUEUING_PORT), QueuingExtHandler);
	XM_clear_irqmask(0, 1 << XM_VT_EXT_QUEUING_PORT);
}
#endif

void PartitionMain(void)
{
	xmSamplingPortStatus_t status;
	xmTime_t now;

	s = XM_create_sampling_port(S_NAME, S_SIZE, XM_DESTINATION_PORT, S_PERIOD);
	if (s < 0)
		PRINT("no sampling port: %d\n", s);
	show_port();
	if (XM_read_sampling_message(s, message, sizeof(message), NULL) > 0)
		PRINT("a message before the first was written\n");
	InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_SAMPLING_PORT), SamplingExtHandler);
	HwSti();
	XM_clear_irqmask(0, 1 << XM_VT_EXT_SAMPLING_PORT);
#ifdef QUEUE
	open_queue();
#endif
	while (1) {
		XM_idle_self();
		if (XM_get_sampling_port_status(s, &status) < 0 || status.lastMsgSize == 0)
			continue;
		XM_get_time(XM_HW_CLOCK, &now);
		PRINT("%u bytes, %d ms old, %s, %s\n", status.lastMsgSize,
		      (int)((now - status.timestamp) / 1000), freshness(status.flags),
		      status.flags & XM_COMM_MSG_VALID ? "valid" : "not valid");
	}
}
