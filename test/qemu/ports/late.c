/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * late.c - opens its ports when the messages are there already, and again after
 * each of the judge's resets.
 */
#include "ports.h"

static xm_s32_t state, orders;

static void open_ports(void)
{
	state = XM_create_sampling_port("state", MAX_LENGTH, XM_DESTINATION_PORT, REFRESH_US);
	orders = XM_create_queuing_port("orders", ORDERS, ORDER_LENGTH, XM_DESTINATION_PORT);
	check_equal("state", state, 0);
	check_equal("orders", orders, 1);
}

static void expect_orders(xm_u32_t from)
{
	xm_u32_t order[2];
	xm_s32_t i;

	for (i = 0; i < ORDERS; i++, from++) {
		check_equal("an order", XM_receive_queuing_message(orders, order, 8), 8);
		check_equal("in its turn", order[0], from);
	}
	check_equal("no more", XM_receive_queuing_message(orders, order, 8), XM_NOT_AVAILABLE);
}

static void first_life(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();
	xm_u32_t flags, small[1];
	xm_u8_t message[MAX_LENGTH];

	wait_step(WRITER, 1);
	check("nobody told us before we opened a port",
	      (pct->extIrqsPend & LINE_QUEUING) == 0 && XM_get_commport_bitmap()[0] == 0);
	open_ports();
	check_equal("a state of before", XM_read_sampling_message(state, message, 257, &flags),
		    MAX_LENGTH);
	check_equal("new, but old", flags, XM_COMM_NEW_MSG);
	check_equal("too short a buffer", XM_receive_queuing_message(orders, small, 4),
		    XM_INVALID_PARAM);
	expect_orders(100);
	set_step(1);
}

/* The writer has filled the queue with round * 1000 and so on before the reset. */
static void next_life(xm_u32_t round, int cold)
{
	xmQueuingPortStatus_t status;
	xm_u8_t message[MAX_LENGTH];
	xm_u32_t flags;

	check("ports are closed after a reset",
	      XM_read_sampling_message(0, message, 257, &flags) == XM_INVALID_PARAM &&
		      XM_receive_queuing_message(1, message, 8) == XM_INVALID_PARAM);
	open_ports();
	check_equal("the last state is kept", XM_read_sampling_message(state, message, 257, &flags),
		    length_of(round));
	check_equal("and its content", message[0], byte_of(round, 0));
	XM_get_queuing_port_status(orders, &status);
	if (cold) {
		check_equal("a cold reset empties the queue", status.noMsgs, 0);
		check_equal("and forgets the overflow", status.overflowed, 0);
		check_equal("not the count", status.noOverflows, round);
	} else {
		check_equal("a warm one keeps it", status.noMsgs, ORDERS);
		check_equal("and the overflow", status.overflowed, 1);
		expect_orders(round * 1000);
	}
	set_step(round);
}

/* Round 4: the queue is cleared by hand. */
static void clear(void)
{
	xmQueuingPortStatus_t status;

	wait_step(WRITER, 4);
	check_equal("clearing", XM_clear_queuing_port(orders), XM_OK);
	XM_get_queuing_port_status(orders, &status);
	check_equal("empty", status.noMsgs, 0);
	check_equal("no overflow any more", status.overflowed, 0);
	check_equal("but counted", status.noOverflows, 4);
	set_step(4);
}

void PartitionMain(void)
{
	switch (XM_params_get_PCT()->resetStatus) {
	case 2:
		next_life(2, 0);
		break;
	case 3:
		next_life(3, 1);
		clear();
		break;
	default:
		first_life();
	}
	for (;;)
		XM_idle_self();
}
