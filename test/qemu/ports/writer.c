/* SPDX-License-Identifier: BSD-2-Clause */
/* writer.c - the sending ends. */
#include "ports.h"

static xm_u8_t buffer[MAX_LENGTH + 16] __attribute__((aligned(8)));

static xm_u8_t *compose(xm_u32_t n)
{
	xm_u8_t *at = buffer + source_offset(n);
	xm_u32_t i;

	for (i = 0; i < length_of(n); i++)
		at[i] = byte_of(n, i);
	return at;
}

static void wrong_ends(void)
{
	check_equal("a direction that is none",
		    XM_create_sampling_port("state", MAX_LENGTH, 3, REFRESH_US), XM_INVALID_PARAM);
	check_equal("the other direction",
		    XM_create_sampling_port("state", MAX_LENGTH, XM_DESTINATION_PORT, REFRESH_US),
		    XM_INVALID_CONFIG);
	check_equal("another size",
		    XM_create_sampling_port("state", 256, XM_SOURCE_PORT, REFRESH_US),
		    XM_INVALID_CONFIG);
	check_equal("another period",
		    XM_create_sampling_port("state", MAX_LENGTH, XM_SOURCE_PORT, 0),
		    XM_INVALID_CONFIG);
	check_equal("another depth",
		    XM_create_queuing_port("stream", 15, MAX_LENGTH, XM_SOURCE_PORT),
		    XM_INVALID_CONFIG);
	check_equal("the other kind",
		    XM_create_queuing_port("state", 1, MAX_LENGTH, XM_SOURCE_PORT),
		    XM_INVALID_CONFIG);
	check_equal("a name that nobody has",
		    XM_create_queuing_port("brook", DEPTH, MAX_LENGTH, XM_SOURCE_PORT),
		    XM_INVALID_CONFIG);
	check_equal("a name nowhere",
		    XM_create_queuing_port((char *)0x3f000000, DEPTH, MAX_LENGTH, XM_SOURCE_PORT),
		    XM_INVALID_PARAM);
	check_equal("writing before creating", XM_write_sampling_message(0, buffer, 4),
		    XM_INVALID_PARAM);
}

static void send_stream(xm_s32_t port)
{
	xm_u32_t n = 0;

	while (n < MESSAGES) {
		xm_s32_t result = XM_send_queuing_message(port, compose(n), length_of(n));

		if (result == XM_NOT_AVAILABLE) {
			XM_idle_self();
			continue;
		}
		must("sending", n, result == XM_OK);
		n++;
	}
}

/* One sampling message a frame. */
static void write_states(xm_s32_t port)
{
	xm_u32_t n;

	wait_step(READER, 1);
	for (n = 0; n < MAX_LENGTH; n++) {
		must("writing", n,
		     XM_write_sampling_message(port, compose(n), length_of(n)) == XM_OK);
		XM_idle_self();
	}
}

static void refused(xm_s32_t state, xm_s32_t stream)
{
	check_equal("an empty message", XM_write_sampling_message(state, buffer, 0),
		    XM_INVALID_CONFIG);
	check_equal("one byte too much", XM_write_sampling_message(state, buffer, MAX_LENGTH + 1),
		    XM_INVALID_CONFIG);
	check_equal("one byte too much for the queue",
		    XM_send_queuing_message(stream, buffer, MAX_LENGTH + 1), XM_INVALID_CONFIG);
	check_equal("a buffer nowhere", XM_write_sampling_message(state, (void *)0x3f000000, 4),
		    XM_INVALID_PARAM);
	check_equal("reading at the sending end", XM_read_sampling_message(state, buffer, 257, 0),
		    XM_INVALID_PARAM);
	check_equal("receiving at it", XM_receive_queuing_message(stream, buffer, 257),
		    XM_INVALID_PARAM);
	check_equal("the wrong kind", XM_send_queuing_message(state, buffer, 4), XM_INVALID_PARAM);
	check_equal("a descriptor of nobody", XM_send_queuing_message(3, buffer, 4),
		    XM_INVALID_PARAM);
	check_equal("another one", XM_send_queuing_message(-1, buffer, 4), XM_INVALID_PARAM);
}

/* Fill the queue "orders" with its numbers, and find it full. */
static void fill(xm_s32_t orders, xm_u32_t from)
{
	xmQueuingPortStatus_t status;
	xm_u32_t order[2] = { from, 0 };
	xm_s32_t i, before;

	XM_get_queuing_port_status(orders, &status);
	before = status.noOverflows;
	for (i = 0; i < ORDERS; i++, order[0]++)
		must("an order", i, XM_send_queuing_message(orders, order, 8) == XM_OK);
	check_equal("a full queue", XM_send_queuing_message(orders, order, 8), XM_NOT_AVAILABLE);
	check_equal("has a status", XM_get_queuing_port_status(orders, &status), XM_OK);
	check_equal("is full", status.noMsgs, ORDERS);
	check_equal("counts the overflow", status.noOverflows, before + 1);
	check_equal("and marks it", status.overflowed, 1);
}

/* late makes room: the sender is told. */
static void room_again(xm_u32_t step)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();

	XM_clear_irqpend(0, LINE_QUEUING);
	check("no interrupt yet", (pct->extIrqsPend & LINE_QUEUING) == 0);
	set_step(step);
	wait_step(LATE, step);
	check("an interrupt when there is room", (pct->extIrqsPend & LINE_QUEUING) != 0);
	check_equal("and the port's bit", xmIsBitSet(XM_get_commport_bitmap(), 2, 3), 1);
}

void PartitionMain(void)
{
	xm_s32_t state, stream, orders;
	xm_u32_t round;

	wrong_ends();
	state = XM_create_sampling_port("state", MAX_LENGTH, XM_SOURCE_PORT, REFRESH_US);
	stream = XM_create_queuing_port("stream", DEPTH, MAX_LENGTH, XM_SOURCE_PORT);
	orders = XM_create_queuing_port("orders", ORDERS, ORDER_LENGTH, XM_SOURCE_PORT);
	check_equal("state", state, 0);
	check_equal("stream", stream, 1);
	check_equal("orders", orders, 2);
	check_equal("created again",
		    XM_create_queuing_port("stream", DEPTH, MAX_LENGTH, XM_SOURCE_PORT), 1);
	refused(state, stream);
	write_states(state);
	send_stream(stream);
	fill(orders, 100);
	room_again(1);
	for (round = 2; round <= 4; round++) { /* for the resets of late */
		wait_step(JUDGE, round);
		fill(orders, round * 1000);
		XM_write_sampling_message(state, compose(round), length_of(round));
		set_step(round);
	}
	for (;;)
		XM_idle_self();
}
