/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * queuing.c - queuing ports: messages in the order they were sent
 * (A653 P1 2.3.5.6.2).
 *
 * Each place of the queue is a length word (two, to keep messages 8-aligned)
 * and max_len bytes rounded up to 8.  A full queue loses nothing: the sender
 * is told, and the overflow counted.
 */
#include "gmem.h"
#include "lib.h"
#include "part.h"
#include "pct.h"
#include "port.h"

/* A place in the queue. */
struct message {
	u32 len, res;
	u8 bytes[];
};

/* The n-th message from the oldest, n <= used < depth. */
static struct message *message_at(const struct channel *c, u32 n)
{
	u32 stride = align_up(c->cfg->max_len, 8) + (u32)sizeof(struct message);
	u32 place = c->first + n;

	if (place >= c->cfg->depth)
		place -= c->cfg->depth;
	return (struct message *)(c->buf + place * stride);
}

s32 queuing_send(struct part *p, u32 d, gaddr_t buf, u32 len)
{
	s32 error;
	struct port *port = port_get(p, d, PORT_QUEUING, PORT_SOURCE, &error);
	struct message *m;
	struct channel *c;
	const void *from;

	if (port == NULL)
		return error;
	c = port->channel;
	if (len == 0 || len > c->cfg->max_len)
		return XM_INVALID_CONFIG;
	from = gmem_ptr(p, buf, len, GMEM_READ);
	if (from == NULL)
		return XM_INVALID_PARAM;
	if (c->used == c->cfg->depth) {
		c->overflows++;
		c->overflowed = true;
		return XM_NOT_AVAILABLE;
	}
	m = message_at(c, c->used++);
	m->len = len;
	hal_copy(m->bytes, from, len);
	p->messages[MSG_QUEUING_SENT]++;
	port_notify(&sys.port[cfg_get_dest(&sys.cfg, c->cfg->first_dest)->port],
		    XM_VT_EXT_QUEUING_PORT);
	return XM_OK;
}

s32 queuing_receive(struct part *p, u32 d, gaddr_t buf, u32 len)
{
	s32 error;
	struct port *port = port_get(p, d, PORT_QUEUING, PORT_DESTINATION, &error);
	const struct message *m;
	struct channel *c;
	void *to;

	if (port == NULL)
		return error;
	c = port->channel;
	to = gmem_ptr(p, buf, len, GMEM_WRITE);
	if (to == NULL || len == 0)
		return XM_INVALID_PARAM;
	if (c->used == 0)
		return XM_NOT_AVAILABLE;
	m = message_at(c, 0);
	if (len < m->len)
		return XM_INVALID_PARAM;
	hal_copy(to, m->bytes, m->len);
	if (c->used-- == c->cfg->depth) /* a sender may have been waiting for this */
		port_notify(&sys.port[c->cfg->src], XM_VT_EXT_QUEUING_PORT);
	if (++c->first == c->cfg->depth)
		c->first = 0;
	p->messages[MSG_QUEUING_RECEIVED]++;
	return (s32)m->len;
}

s32 queuing_status(struct part *p, u32 d, gaddr_t status)
{
	struct port *port = port_any(p, d, PORT_QUEUING);
	struct xm_queuing_state s = { 0, 0, 0 };

	if (port == NULL)
		return XM_INVALID_PARAM;
	if (port->channel != NULL) {
		s.messages = port->channel->used;
		s.overflows = port->channel->overflows;
		s.overflowed = port->channel->overflowed;
	}
	return gmem_put(p, status, &s, sizeof(s)) ? XM_OK : XM_INVALID_PARAM;
}

void queuing_empty(struct channel *c)
{
	c->first = c->used = 0;
	c->overflowed = false;
}

/* The receiver empties its queue; the count of overflows goes on. */
s32 queuing_clear(struct part *p, u32 d)
{
	s32 error;
	struct port *port = port_get(p, d, PORT_QUEUING, PORT_DESTINATION, &error);

	if (port == NULL)
		return error;
	if (port->channel->used == 0)
		return XM_NO_ACTION;
	queuing_empty(port->channel);
	return XM_OK;
}
