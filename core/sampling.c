/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sampling.c - sampling ports: one message per channel, the last one counts
 * (A653 P1 2.3.5).
 *
 * A write replaces the message in one entry, so no reader ever sees half of
 * one.  Nothing is copied before everything was checked.
 */
#include "gmem.h"
#include "hypercall.h"
#include "part.h"
#include "pct.h"
#include "port.h"

void sampling_put(struct channel *c, const void *from, u32 len)
{
	hal_copy(c->buf, from, len);
	c->len = len;
	c->time = this_cpu()->admitted;
	if (++c->seq == 0) /* which stands for no message */
		c->seq = 1;
}

/* No refresh period: never stale.  An age equal to the period is still valid. */
static bool valid(const struct channel *c)
{
	u64 refresh_ns = cfg_u64(c->cfg->refresh_lo, c->cfg->refresh_hi);
	u64 age;

	if (refresh_ns == 0)
		return true;
	age = hal_time_now() - c->time;
	return age * hal_machine.tick.d <= refresh_ns * hal_machine.tick.n;
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

s32 sampling_take(struct part *p, struct port *port, void *to, const union hc_args *a)
{
	const struct channel *c = port->channel;
	gaddr_t flags_at = a->read_sampling_message.flags;
	u32 flags = flags_of(port);

	if (a->read_sampling_message.len < c->len)
		return XM_INVALID_PARAM;
	if (flags_at != 0 && gmem_put_u32(p, flags_at, flags) != XM_OK)
		return XM_INVALID_PARAM;
	if (c->seq == 0)
		return XM_NO_ACTION;
	hal_copy(to, c->buf, c->len);
	port->seen = c->seq;
	return (s32)c->len;
}

s32 sampling_status(struct part *p, u32 d, gaddr_t status)
{
	struct port *port = port_get(p, d, PORT_SAMPLING, PORT_EITHER);
	struct xm_sampling_state s = { 0, 0, 0 };

	if (port == NULL)
		return XM_INVALID_PARAM;
	s.flags = flags_of(port);
	if (s.flags != XM_COMM_EMPTY_PORT) {
		s.timestamp = (s64)ticks_to_us(port->channel->time);
		s.last_len = port->channel->len;
	}
	return gmem_put(p, status, &s, sizeof(s));
}
