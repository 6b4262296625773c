/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc_port.c - services on ports: what both kinds have in common; the rooms do
 * the rest.  Nothing is copied or counted before everything was checked.
 */
#include "gmem.h"
#include "hypercall.h"
#include "part.h"
#include "port.h"

/* Periods of 2^52 microseconds and more, and negative ones, are none. */
enum { PERIOD_HI_MAX = 0xfffff };

s32 hc_create_sampling_port(struct vcpu *v, const union hc_args *a)
{
	struct port_spec spec = {
		.kind = PORT_SAMPLING,
		.direction = a->create_sampling_port.direction,
		.max_len = a->create_sampling_port.max_len,
		.depth = 1,
		.refresh_ns = cfg_u64(a->create_sampling_port.period_lo,
				      a->create_sampling_port.period_hi) *
			      1000,
	};

	if (a->create_sampling_port.period_hi > PERIOD_HI_MAX)
		return XM_INVALID_PARAM;
	return port_open(v->part, a->create_sampling_port.name, &spec);
}

s32 hc_create_queuing_port(struct vcpu *v, const union hc_args *a)
{
	struct port_spec spec = {
		.kind = PORT_QUEUING,
		.direction = a->create_queuing_port.direction,
		.max_len = a->create_queuing_port.max_len,
		.depth = a->create_queuing_port.max_msgs,
	};

	return port_open(v->part, a->create_queuing_port.name, &spec);
}

/* Messages counted for the partition and for all; each counter is in both states. */
#define COUNT(v, counter) ((v)->part->stat.counter++, (v)->cpu->stat.counter++)

/*
 * The arguments of all four begin as those of send_queuing_message.  XM_OK: *port is the one
 * that is meant, and its message may go from there or come to there.  None has length 0.
 */
static FAST s32 check(struct part *p, const union hc_args *a, u32 way, struct port **port,
		      void **at)
{
	bool sends = (way & PORT_SOURCE) != 0;
	u32 len = a->send_queuing_message.len;
	const struct channel *c;

	*port = port_of(p, a->send_queuing_message.port, way);
	if (*port == NULL)
		return XM_INVALID_PARAM;
	c = (*port)->channel;
	if (c == NULL || len - 1 >= (sends ? c->max_len : NONE))
		return XM_INVALID_CONFIG;
	if (!gmem_reach(p, a->send_queuing_message.buf, len, sends ? GMEM_READ : GMEM_WRITE, at))
		return XM_INVALID_PARAM;
	return XM_OK;
}

FLATTEN s32 hc_write_sampling_message(struct vcpu *v, const union hc_args *a)
{
	u32 len = a->write_sampling_message.len;
	struct port *port;
	void *from;
	s32 error;
	u64 now;

	if (!hc_begins(v, a, XM_HC_write_sampling_message, &now))
		return HC_AGAIN;
	error = check(v->part, a, PORT_WAY(PORT_SAMPLING, PORT_SOURCE), &port, &from);
	if (error)
		return error;
	sampling_put(port->channel, len, now);
	COUNT(v, sampling_written);
	port_notify_destinations(port->channel);
	hal_copy(port->channel->buf, from, len);
	return XM_OK;
}

FLATTEN s32 hc_send_queuing_message(struct vcpu *v, const union hc_args *a)
{
	u32 len = a->send_queuing_message.len;
	struct port *port;
	void *from, *to;
	s32 error;
	u64 now;

	if (!hc_begins(v, a, XM_HC_send_queuing_message, &now))
		return HC_AGAIN;
	error = check(v->part, a, PORT_WAY(PORT_QUEUING, PORT_SOURCE), &port, &from);
	if (error)
		return error;
	to = queuing_put(port->channel, len);
	if (to == NULL)
		return XM_NOT_AVAILABLE;
	COUNT(v, queuing_sent);
	port_seen(port);
	port_notify_destinations(port->channel);
	hal_copy(to, from, len);
	return XM_OK;
}

FLATTEN s32 hc_read_sampling_message(struct vcpu *v, const union hc_args *a)
{
	struct port *port;
	s32 result;
	void *to;
	u64 now;

	if (!hc_begins(v, a, XM_HC_read_sampling_message, &now))
		return HC_AGAIN;
	result = check(v->part, a, PORT_WAY(PORT_SAMPLING, PORT_DESTINATION), &port, &to);
	if (result == XM_OK)
		result = sampling_take(v->part, port, a->read_sampling_message.len,
				       a->read_sampling_message.flags, now);
	if (result < 0)
		return result;
	COUNT(v, sampling_read);
	port_seen(port);
	hal_copy(to, port->channel->buf, (u32)result);
	return result;
}

FLATTEN s32 hc_receive_queuing_message(struct vcpu *v, const union hc_args *a)
{
	struct port *port;
	const void *from;
	s32 result;
	void *to;
	u64 now;

	if (!hc_begins(v, a, XM_HC_receive_queuing_message, &now))
		return HC_AGAIN;
	result = check(v->part, a, PORT_WAY(PORT_QUEUING, PORT_DESTINATION), &port, &to);
	if (result == XM_OK)
		result = queuing_take(port->channel, a->receive_queuing_message.len, &from);
	if (result < 0)
		return result;
	COUNT(v, queuing_received);
	if (port->channel->used == 0)
		port_seen(port);
	hal_copy(to, from, (u32)result);
	return result;
}

s32 hc_get_sampling_port_status(struct vcpu *v, const union hc_args *a)
{
	return sampling_status(v->part, a->get_sampling_port_status.port,
			       a->get_sampling_port_status.status);
}

s32 hc_get_queuing_port_status(struct vcpu *v, const union hc_args *a)
{
	return queuing_status(v->part, a->get_queuing_port_status.port,
			      a->get_queuing_port_status.status);
}

s32 hc_clear_queuing_port(struct vcpu *v, const union hc_args *a)
{
	struct port *port =
		port_get(v->part, a->clear_queuing_port.port, PORT_QUEUING, PORT_DESTINATION);

	if (port == NULL)
		return XM_INVALID_PARAM;
	if (port->channel == NULL)
		return XM_INVALID_CONFIG;
	if (port->channel->used == 0 && !port->channel->overflowed)
		return XM_NO_ACTION;
	queuing_empty(port->channel);
	port_seen(port);
	return XM_OK;
}

s32 hc_get_port_info(struct vcpu *v, const union hc_args *a)
{
	return port_info(v->part, a->get_port_info.name, a->get_port_info.kind,
			 a->get_port_info.info);
}
