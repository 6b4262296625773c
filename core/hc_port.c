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

/* Can so many bytes go through the port that was asked for?  No message has length 0. */
static FAST s32 connected(const struct port *port, u32 len)
{
	if (port == NULL)
		return XM_INVALID_PARAM;
	return port->channel == NULL || len == 0 ? XM_INVALID_CONFIG : XM_OK;
}

/* Messages counted for the partition and for all; each counter is in both states. */
#define COUNT(p, counter) ((p)->stat.counter++, this_cpu()->stat.counter++)

/* The arguments of both services are those of send_queuing_message.  XM_OK: *port may
   send what is there. */
static FAST s32 check_send(struct part *p, const union hc_args *a, u32 kind, struct port **port,
			   const void **from)
{
	u32 len = a->send_queuing_message.len;
	s32 error;

	*port = port_of(p, a->send_queuing_message.port, PORT_WAY(kind, PORT_SOURCE));
	error = connected(*port, len);
	if (error)
		return error;
	if (len > (*port)->channel->max_len)
		return XM_INVALID_CONFIG;
	*from = gmem_at(p, a->send_queuing_message.buf, len, GMEM_READ);
	return *from ? XM_OK : XM_INVALID_PARAM;
}

s32 hc_write_sampling_message(struct vcpu *v, const union hc_args *a)
{
	struct port *port;
	const void *from;
	s32 error = check_send(v->part, a, PORT_SAMPLING, &port, &from);

	if (error)
		return error;
	sampling_put(port->channel, from, a->write_sampling_message.len);
	COUNT(v->part, sampling_written);
	port_notify_destinations(port->channel);
	return XM_OK;
}

s32 hc_send_queuing_message(struct vcpu *v, const union hc_args *a)
{
	struct port *port;
	const void *from;
	s32 error = check_send(v->part, a, PORT_QUEUING, &port, &from);

	if (error)
		return error;
	if (!queuing_put(port->channel, from, a->send_queuing_message.len))
		return XM_NOT_AVAILABLE;
	COUNT(v->part, queuing_sent);
	port_seen(port);
	port_notify_destinations(port->channel);
	return XM_OK;
}

/* The arguments of both services begin as those of read_sampling_message. */
static FAST s32 check_receive(struct part *p, const union hc_args *a, u32 kind, struct port **port,
			      void **to)
{
	u32 len = a->read_sampling_message.len;
	s32 error;

	*port = port_of(p, a->read_sampling_message.port, PORT_WAY(kind, PORT_DESTINATION));
	error = connected(*port, len);
	if (error)
		return error;
	*to = gmem_at(p, a->read_sampling_message.buf, len, GMEM_WRITE);
	return *to ? XM_OK : XM_INVALID_PARAM;
}

s32 hc_read_sampling_message(struct vcpu *v, const union hc_args *a)
{
	struct port *port;
	void *to;
	s32 result = check_receive(v->part, a, PORT_SAMPLING, &port, &to);

	if (result == XM_OK)
		result = sampling_take(v->part, port, to, a);
	if (result < 0)
		return result;
	COUNT(v->part, sampling_read);
	port_seen(port);
	return result;
}

s32 hc_receive_queuing_message(struct vcpu *v, const union hc_args *a)
{
	struct port *port;
	void *to;
	s32 result = check_receive(v->part, a, PORT_QUEUING, &port, &to);

	if (result == XM_OK)
		result = queuing_take(port->channel, to, a->receive_queuing_message.len);
	if (result < 0)
		return result;
	COUNT(v->part, queuing_received);
	if (port->channel->used == 0)
		port_seen(port);
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
	s32 error = connected(port, 1);

	if (error)
		return error;
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
