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
static s32 connected(const struct port *port, u32 len)
{
	if (port == NULL)
		return XM_INVALID_PARAM;
	return port->channel == NULL || len == 0 ? XM_INVALID_CONFIG : XM_OK;
}

/* The arguments of both services are those of send_queuing_message. */
static s32 send(struct part *p, const union hc_args *a, u32 kind)
{
	struct port *port = port_get(p, a->send_queuing_message.port, kind, PORT_SOURCE);
	struct xm_system_state *all = &this_cpu()->stat;
	u32 len = a->send_queuing_message.len;
	s32 error = connected(port, len);
	struct channel *c;
	const void *from;

	if (error)
		return error;
	c = port->channel;
	if (len > c->cfg->max_len)
		return XM_INVALID_CONFIG;
	from = gmem_ptr(p, a->send_queuing_message.buf, len, GMEM_READ);
	if (from == NULL)
		return XM_INVALID_PARAM;
	if (kind == PORT_SAMPLING) {
		sampling_put(c, from, len);
		p->stat.sampling_written++;
		all->sampling_written++;
	} else {
		if (!queuing_put(c, from, len))
			return XM_NOT_AVAILABLE;
		p->stat.queuing_sent++;
		all->queuing_sent++;
	}
	port_seen(port);
	port_notify_destinations(c);
	return XM_OK;
}

s32 hc_write_sampling_message(struct vcpu *v, const union hc_args *a)
{
	return send(v->part, a, PORT_SAMPLING);
}

s32 hc_send_queuing_message(struct vcpu *v, const union hc_args *a)
{
	return send(v->part, a, PORT_QUEUING);
}

/* The arguments of both services begin as those of read_sampling_message. */
static s32 receive(struct part *p, const union hc_args *a, u32 kind)
{
	struct port *port = port_get(p, a->read_sampling_message.port, kind, PORT_DESTINATION);
	u64 *count = kind == PORT_SAMPLING ? &p->stat.sampling_read : &p->stat.queuing_received;
	u64 *all = kind == PORT_SAMPLING ? &this_cpu()->stat.sampling_read
					 : &this_cpu()->stat.queuing_received;
	u32 len = a->read_sampling_message.len;
	s32 result = connected(port, len);
	void *to;

	if (result)
		return result;
	to = gmem_ptr(p, a->read_sampling_message.buf, len, GMEM_WRITE);
	if (to == NULL)
		return XM_INVALID_PARAM;
	if (kind == PORT_SAMPLING)
		result = sampling_take(p, port, to, a);
	else
		result = queuing_take(port->channel, to, len);
	if (result < 0)
		return result;
	++*count;
	++*all;
	if (port->channel->used == 0) /* never more than 0 for sampling */
		port_seen(port);
	return result;
}

s32 hc_read_sampling_message(struct vcpu *v, const union hc_args *a)
{
	return receive(v->part, a, PORT_SAMPLING);
}

s32 hc_receive_queuing_message(struct vcpu *v, const union hc_args *a)
{
	return receive(v->part, a, PORT_QUEUING);
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
