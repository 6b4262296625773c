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

/* Messages are counted for the partition and for all. */
#define COUNT(p, cpu, counter) ((p)->stat.counter++, (cpu)->stat.counter++)

/* The ways that messages take. */
enum {
	WRITE = PORT_WAY(PORT_SAMPLING, PORT_SOURCE),
	READ = PORT_WAY(PORT_SAMPLING, PORT_DESTINATION),
	SEND = PORT_WAY(PORT_QUEUING, PORT_SOURCE),
	RECEIVE = PORT_WAY(PORT_QUEUING, PORT_DESTINATION),
};

/* A message between a port and the core's view of a buffer. */
struct transfer {
	struct port *port;
	struct channel *channel;
	void *at;
	u32 len;
};

/* Is the port the one that is meant, and may the buffer be used so?  The arguments of all
   four services begin as those of send_queuing_message; no message has length 0. */
static FAST bool check(struct part *p, const union hc_args *a, u32 way, struct transfer *t)
{
	bool sends = (way & PORT_SOURCE) != 0;

	t->len = a->send_queuing_message.len;
	t->port = port_of(p, a->send_queuing_message.port, way);
	if (t->port == NULL)
		return false;
	t->channel = t->port->channel;
	return t->len - 1 < (sends ? t->channel->max_len : NONE) &&
	       gmem_reach(p, a->send_queuing_message.buf, t->len, sends ? GMEM_READ : GMEM_WRITE,
			  &t->at);
}

/* If not, why. */
static NOINLINE s32 why_not(struct part *p, const union hc_args *a, u32 way)
{
	u32 length = a->send_queuing_message.len;
	const struct port *port =
		port_get(p, a->send_queuing_message.port, way >> 2, way & PORT_EITHER);

	if (port == NULL)
		return XM_INVALID_PARAM;
	if (port->channel == NULL || length == 0 ||
	    ((way & PORT_SOURCE) != 0 && length > port->channel->max_len))
		return XM_INVALID_CONFIG;
	return XM_INVALID_PARAM;
}

FLATTEN s32 hc_write_sampling_message(struct vcpu *v, const union hc_args *a)
{
	struct percpu *cpu = v->cpu;
	struct part *p = v->part;
	struct transfer t;
	u64 now;

	if (!hc_begins_at(v, a, XM_HC_write_sampling_message, &now))
		return HC_AGAIN;
	if (!check(p, a, WRITE, &t))
		return why_not(p, a, WRITE);
	sampling_put(t.channel, t.len, now);
	COUNT(p, cpu, sampling_written);
	port_notify_destinations(t.channel);
	hal_copy(t.channel->buf, t.at, t.len);
	return XM_OK;
}

FLATTEN s32 hc_send_queuing_message(struct vcpu *v, const union hc_args *a)
{
	struct percpu *cpu = v->cpu;
	struct part *p = v->part;
	struct transfer t;
	void *to;

	if (!hc_begins(v, a, XM_HC_send_queuing_message))
		return HC_AGAIN;
	if (!check(p, a, SEND, &t))
		return why_not(p, a, SEND);
	to = queuing_put(t.channel, t.len);
	if (to == NULL)
		return XM_NOT_AVAILABLE;
	COUNT(p, cpu, queuing_sent);
	port_seen(t.port);
	port_notify_destinations(t.channel);
	hal_copy(to, t.at, t.len);
	return XM_OK;
}

FLATTEN s32 hc_read_sampling_message(struct vcpu *v, const union hc_args *a)
{
	struct percpu *cpu = v->cpu;
	struct part *p = v->part;
	struct transfer t;
	s32 error;

	if (!hc_begins(v, a, XM_HC_read_sampling_message))
		return HC_AGAIN;
	if (!check(p, a, READ, &t))
		return why_not(p, a, READ);
	error = sampling_take(p, t.port, &t.len, a->read_sampling_message.flags);
	if (error)
		return error;
	COUNT(p, cpu, sampling_read);
	port_seen(t.port);
	hal_copy(t.at, t.channel->buf, t.len);
	return (s32)t.len;
}

FLATTEN s32 hc_receive_queuing_message(struct vcpu *v, const union hc_args *a)
{
	struct percpu *cpu = v->cpu;
	struct part *p = v->part;
	struct transfer t;
	const void *from;
	s32 error;

	if (!hc_begins(v, a, XM_HC_receive_queuing_message))
		return HC_AGAIN;
	if (!check(p, a, RECEIVE, &t))
		return why_not(p, a, RECEIVE);
	error = queuing_take(t.channel, &t.len, &from);
	if (error)
		return error;
	COUNT(p, cpu, queuing_received);
	if (t.channel->used == 0)
		port_seen(t.port);
	hal_copy(t.at, from, t.len);
	return (s32)t.len;
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
	u32 d = a->clear_queuing_port.port;
	struct port *port = port_of(v->part, d, RECEIVE);

	if (port == NULL)
		return port_get(v->part, d, PORT_QUEUING, PORT_DESTINATION) ? XM_INVALID_CONFIG
									    : XM_INVALID_PARAM;
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
