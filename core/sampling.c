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

void sampling_put(struct channel *c, u32 len, u64 now)
{
	c->len = len;
	c->time = now;
	c->seq += 2;
}

/* An age equal to the period is still valid. */
static NOINLINE bool fresh(const struct channel *c)
{
	u64 refresh_ns = cfg_u64(c->cfg->refresh_lo, c->cfg->refresh_hi);
	u64 age = hal_time_now() - c->time;

	return age * hal_machine.tick.d <= refresh_ns * hal_machine.tick.n;
}

static FAST u32 flags_of(const struct port *port)
{
	const struct channel *c = port->channel;
	u32 flags = port->seen == c->seq ? XM_COMM_CONSUMED_MSG : XM_COMM_NEW_MSG;

	if (c->len == 0)
		return XM_COMM_EMPTY_PORT;
	return c->ages && !fresh(c) ? flags : flags | XM_COMM_MSG_VALID;
}

s32 sampling_take(struct part *p, struct port *port, u32 *len, gaddr_t at)
{
	const struct channel *c = port->channel;
	u32 flags = flags_of(port), length = c->len;
	void *word;

	if (*len < length)
		return XM_INVALID_PARAM;
	if (at != 0 && gmem_word(p, at, sizeof(flags), &word))
		*(u32 *)word = flags;
	else if (at != 0 && gmem_put_u32(p, at, flags) != XM_OK)
		return XM_INVALID_PARAM;
	if (length == 0)
		return XM_NO_ACTION;
	port->seen = c->seq;
	*len = length;
	return XM_OK;
}

s32 sampling_status(struct part *p, u32 d, gaddr_t status)
{
	struct port *port = port_get(p, d, PORT_SAMPLING, PORT_EITHER);
	struct xm_sampling_state s = { 0, 0, 0 };

	if (port == NULL)
		return XM_INVALID_PARAM;
	s.flags = port->channel ? flags_of(port) : XM_COMM_EMPTY_PORT;
	if (s.flags != XM_COMM_EMPTY_PORT) {
		s.timestamp = (s64)ticks_to_us(port->channel->time);
		s.last_len = port->channel->len;
	}
	return gmem_put(p, status, &s, sizeof(s));
}
