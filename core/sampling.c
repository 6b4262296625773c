/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sampling.c - sampling ports: one message per channel, the last one counts
 * (A653 P1 2.3.5.6.1).
 *
 * A write replaces the message in one entry, so no reader ever sees half of
 * one.  Nothing is copied before everything was checked.
 */
#include "gmem.h"
#include "part.h"
#include "pct.h"
#include "port.h"

s32 sampling_write(struct part *p, u32 d, gaddr_t buf, u32 len)
{
	s32 error;
	struct port *port = port_get(p, d, PORT_SAMPLING, PORT_SOURCE, &error);
	struct channel *c;
	const void *from;
	u32 i;

	if (port == NULL)
		return error;
	c = port->channel;
	if (len == 0 || len > c->cfg->max_len)
		return XM_INVALID_CONFIG;
	from = gmem_ptr(p, buf, len, GMEM_READ);
	if (from == NULL)
		return XM_INVALID_PARAM;
	hal_copy(c->buf, from, len);
	c->len = len;
	c->time = hal_time_now();
	c->seq++;
	p->messages[MSG_SAMPLING_WRITTEN]++;
	for (i = 0; i < c->cfg->num_dests; i++)
		port_notify(&sys.port[cfg_get_dest(&sys.cfg, c->cfg->first_dest + i)->port],
			    XM_VT_EXT_SAMPLING_PORT);
	return XM_OK;
}

/* No refresh period: never stale.  An age equal to the period is still valid. */
static bool valid(const struct channel *c)
{
	u64 refresh_ns = cfg_u64(c->cfg->refresh_lo, c->cfg->refresh_hi);
	u64 age = hal_time_now() - c->time;

	return refresh_ns == 0 || age * hal_machine.tick_d <= refresh_ns * hal_machine.tick_n;
}

static u32 flags_of(const struct port *port)
{
	const struct channel *c = port->channel;
	u32 flags;

	if (c == NULL || c->seq == 0)
		return XM_COMM_EMPTY_PORT;
	flags = valid(c) ? XM_COMM_MSG_VALID : 0;
	return flags | (port->seen == c->seq ? XM_COMM_CONSUMED_MSG : XM_COMM_NEW_MSG);
}

s32 sampling_read(struct part *p, u32 d, gaddr_t buf, u32 len, gaddr_t flags_at)
{
	s32 error;
	struct port *port = port_get(p, d, PORT_SAMPLING, PORT_DESTINATION, &error);
	struct channel *c;
	void *to;
	u32 flags;

	if (port == NULL)
		return error;
	c = port->channel;
	to = gmem_ptr(p, buf, len, GMEM_WRITE);
	if (to == NULL || len == 0 || len < c->len)
		return XM_INVALID_PARAM;
	flags = flags_of(port);
	if (flags_at != 0 && !gmem_put(p, flags_at, &flags, sizeof(flags)))
		return XM_INVALID_PARAM;
	if (c->seq == 0)
		return XM_NO_ACTION;
	hal_copy(to, c->buf, c->len);
	port->seen = c->seq;
	p->messages[MSG_SAMPLING_READ]++;
	return (s32)c->len;
}

s32 sampling_status(struct part *p, u32 d, gaddr_t status)
{
	struct port *port = port_any(p, d, PORT_SAMPLING);
	struct xm_sampling_state s = { 0, 0, 0 };

	if (port == NULL)
		return XM_INVALID_PARAM;
	s.flags = flags_of(port);
	if (port->channel != NULL && port->channel->seq != 0) {
		s.timestamp = (s64)ticks_to_us(port->channel->time);
		s.last_len = port->channel->len;
	}
	return gmem_put(p, status, &s, sizeof(s)) ? XM_OK : XM_INVALID_PARAM;
}
