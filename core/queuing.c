/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * queuing.c - queuing ports: messages in the order they were sent
 * (A653 P1 2.3.5).
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

/* A place in the queue; port.c reckons with its size. */
struct message {
	u32 len, res;
	u8 bytes[];
};

void *queuing_put(struct channel *c, u32 len)
{
	u32 place = c->first + c->used;
	struct message *m;

	if (c->used == c->depth) {
		c->overflows++;
		c->overflowed = true;
		return NULL;
	}
	if (place >= c->depth)
		place -= c->depth;
	m = (struct message *)(c->buf + place * c->stride);
	c->used++;
	m->len = len;
	return m->bytes;
}

s32 queuing_status(struct part *p, u32 d, gaddr_t status)
{
	struct port *port = port_get(p, d, PORT_QUEUING, PORT_EITHER);
	struct xm_queuing_state s = { 0, 0, 0 };

	if (port == NULL)
		return XM_INVALID_PARAM;
	if (port->channel != NULL) {
		s.messages = port->channel->used;
		s.overflows = port->channel->overflows;
		s.overflowed = port->channel->overflowed;
	}
	return gmem_put(p, status, &s, sizeof(s));
}

/* There are fewer messages now: a sender may have been waiting for this. */
static void shrink(struct channel *c, u32 used)
{
	bool was_full = c->used == c->depth;

	c->used = used;
	if (was_full)
		port_notify(&sys.port[c->cfg->src]);
}

s32 queuing_take(struct channel *c, u32 *len, const void **from)
{
	u32 first = c->first, used = c->used, length;
	const struct message *m = (struct message *)(c->buf + first * c->stride);

	if (used == 0)
		return XM_NOT_AVAILABLE;
	length = m->len;
	if (*len < length)
		return XM_INVALID_PARAM;
	*len = length;
	*from = m->bytes;
	c->first = first + 1 == c->depth ? 0 : first + 1;
	shrink(c, used - 1);
	return XM_OK;
}

/* The count of overflows goes on. */
void queuing_empty(struct channel *c)
{
	c->first = 0;
	c->overflowed = false;
	shrink(c, 0);
}
