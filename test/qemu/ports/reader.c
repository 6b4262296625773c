/* SPDX-License-Identifier: BSD-2-Clause */
/* reader.c - receives every message of both channels and looks at each byte. */
#include "ports.h"

#include <string.h>

enum {
	FRESH = XM_COMM_NEW_MSG | XM_COMM_MSG_VALID,
	AGAIN = XM_COMM_CONSUMED_MSG | XM_COMM_MSG_VALID,
	STALE = XM_COMM_CONSUMED_MSG,
	GUARD = 0xa5
};

static xm_u8_t buffer[MAX_LENGTH + 32] __attribute__((aligned(8)));

static xm_u8_t *prepare(xm_u32_t n)
{
	memset(buffer, GUARD, sizeof(buffer));
	return buffer + 8 + destination_offset(n);
}

/* The message, and not one byte before or behind it. */
static int intact(const xm_u8_t *at, xm_u32_t n)
{
	xm_u32_t i;

	for (i = 0; i < length_of(n); i++)
		if (at[i] != byte_of(n, i))
			return 0;
	for (i = 0; i < sizeof(buffer); i++)
		if ((buffer + i < at || buffer + i >= at + length_of(n)) && buffer[i] != GUARD)
			return 0;
	return 1;
}

static volatile xm_u32_t interrupts[32];
static xmWord_t seen; /* ports that had got something */

static void count(trapCtxt_t *ctxt)
{
	interrupts[ctxt->irqNr - XM_VT_HW_MAX]++;
	seen |= XM_get_commport_bitmap()[0];
}

static void before_anything(xm_s32_t state, xm_s32_t stream)
{
	xmSamplingPortStatus_t status;
	xm_u32_t flags = 99;

	check_equal("nothing was ever written",
		    XM_read_sampling_message(state, buffer, 257, &flags), XM_NO_ACTION);
	check_equal("the flags say so", flags, XM_COMM_EMPTY_PORT);
	check_equal("a status all the same", XM_get_sampling_port_status(state, &status), XM_OK);
	check_equal("without a message", (xm_s32_t)(status.lastMsgSize + status.flags), 0);
	check_equal("nothing in the queue", XM_receive_queuing_message(stream, buffer, 257),
		    XM_NOT_AVAILABLE);
	check_equal("nothing to clear", XM_clear_queuing_port(stream), XM_NO_ACTION);
	check("no port has got anything", XM_get_commport_bitmap()[0] == 0);
}

static void read_states(xm_s32_t port)
{
	xm_u32_t n, flags, again;

	for (n = 0; n < MAX_LENGTH; n++) {
		xm_u8_t *at = prepare(n);
		xm_s32_t length;

		XM_idle_self();
		if (length_of(n) > 1)
			must("a buffer too short", n,
			     XM_read_sampling_message(port, at, length_of(n) - 1, &again) ==
				     XM_INVALID_PARAM);
		length = XM_read_sampling_message(port, at, MAX_LENGTH + 8, &flags);
		must("length", n, length == (xm_s32_t)length_of(n));
		must("content", n, intact(at, n));
		must("new and valid", n, flags == FRESH);
		must("again", n,
		     XM_read_sampling_message(port, at, length_of(n), &again) == length);
		must("consumed and valid", n, again == AGAIN);
	}
}

static void grow_old(xm_s32_t port)
{
	xmSamplingPortStatus_t status;
	xm_u32_t flags;

	wait_slots(1);
	XM_read_sampling_message(port, buffer, 257, &flags);
	check_equal("a message of the last frame is valid", flags, AGAIN);
	wait_slots(1);
	XM_read_sampling_message(port, buffer, 257, &flags);
	check_equal("one of the frame before is not", flags, STALE);
	XM_get_sampling_port_status(port, &status);
	check_equal("its status says so", status.flags, STALE);
	check_equal("and its length", status.lastMsgSize, MAX_LENGTH);
}

static void receive_stream(xm_s32_t port)
{
	xm_u32_t n = 0;
	xm_s32_t length;

	while (n < MESSAGES) {
		xm_u8_t *at = prepare(n);

		if (length_of(n) > 1 && n % 7 == 0)
			must("a buffer too short takes nothing", n,
			     XM_receive_queuing_message(port, at, length_of(n) - 1) < 0);
		length = XM_receive_queuing_message(port, at, MAX_LENGTH + (n & 7));
		if (length == XM_NOT_AVAILABLE) {
			XM_idle_self();
			continue;
		}
		must("length", n, length == (xm_s32_t)length_of(n));
		must("content", n, intact(at, n));
		n++;
	}
}

void PartitionMain(void)
{
	struct xm_part_state totals;
	xm_s32_t state, stream;

	state = XM_create_sampling_port("state", MAX_LENGTH, XM_DESTINATION_PORT, REFRESH_US);
	stream = XM_create_queuing_port("stream", DEPTH, MAX_LENGTH, XM_DESTINATION_PORT);
	before_anything(state, stream);
	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_SAMPLING_PORT), count);
	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_QUEUING_PORT), count);
	HwSti();
	XM_clear_irqmask(0, LINE_SAMPLING | LINE_QUEUING);
	set_step(1);
	read_states(state);
	check_equal("an interrupt for each write", interrupts[XM_VT_EXT_SAMPLING_PORT], MAX_LENGTH);
	check_equal("and the port's bit", xmIsBitSet(&seen, state, 2), 1);
	grow_old(state);
	receive_stream(stream);
	check("interrupts for the queue", interrupts[XM_VT_EXT_QUEUING_PORT] >= MESSAGES / DEPTH);
	check_equal("and its bit", xmIsBitSet(&seen, stream, 2), 1);
	check("none is left", XM_get_commport_bitmap()[0] == 0);
	XM_get_partition_state(XM_PARTITION_SELF, &totals);
	check_equal("messages received", (xm_s32_t)totals.queuing_received, MESSAGES);
	check_equal("messages read", (xm_s32_t)totals.sampling_read, 2 * MAX_LENGTH + 2);
	set_step(2);
	for (;;)
		XM_idle_self();
}
