/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * port.h - ports and channels: names, rights, notification; the two kinds of
 * transfer are in sampling.c and queuing.c.
 */
#ifndef CORE_PORT_H
#define CORE_PORT_H

#include "part.h"
#include "virq.h"

union hc_args;

/* Shared by the partitions at its ends. */
struct channel {
	const struct cfg_channel *cfg;
	u8 *buf;
	u32 max_len, depth, stride; /* of messages; queuing: bytes between two */
	const struct port *dest;    /* the only one; NULL: none, or several */
	u32 seq;		    /* sampling: 2 n + 1 after n messages */
	u32 len;		    /* sampling: of the last one; 0: none */
	u64 time;		    /* sampling: when it was written, in ticks */
	u32 first, used;	    /* queuing: oldest message, messages queued */
	u32 overflows;
	bool overflowed;
	bool ages; /* sampling: there is a refresh period */
};

struct port {
	const struct cfg_port *cfg;
	struct channel *channel; /* NULL: not connected */
	struct part *part;
	u32 key;	/* PORT_WAY() in the life of the partition when it was opened, */
			/* of PORT_EITHER if it is not connected */
	u32 seen;	/* sampling destination: channel.seq of the last read */
	u32 *word, bit; /* of its partition's bitmap, when it is open */
	u32 line;	/* the bit of the interrupt that tells of it */
};

/* Kind and direction in one, below LIFE. */
#define PORT_WAY(kind, direction) ((kind) << 2 | (direction))

/* Boot: all ports closed, all channels empty. */
void port_init(void);

/* What a create call says about the port. */
struct port_spec {
	u32 kind, direction, max_len, depth;
	u64 refresh_ns;
};

/* Descriptor, or XM_* code: the port of that name must be in the plan exactly so. */
s32 port_open(struct part *p, gaddr_t name_at, const struct port_spec *spec);

/* Tells of the port of that name and kind, open or not: XM_OK or XM_INVALID_PARAM. */
s32 port_info(struct part *p, gaddr_t name_at, u32 kind, gaddr_t info);

/* The open and connected port with descriptor d, if that is its way; NULL otherwise. */
static FAST struct port *port_of(const struct part *p, u32 d, u32 way)
{
	struct port *port = &p->ports[d];

	return d < p->num_ports && port->key == (p->generation | way) ? port : NULL;
}

/* The open port with descriptor d, connected or not, if its direction is one
   of directions; NULL otherwise. */
enum { PORT_EITHER = PORT_SOURCE | PORT_DESTINATION };
struct port *port_get(struct part *p, u32 d, u32 kind, u32 directions);

/* Opened in the present life of its partition? */
static FAST bool port_is_open(const struct port *port)
{
	return port->key - port->part->generation < LIFE;
}

/* Tell the owner of the port, if it has opened it; or all destinations of c. */
static FAST void port_notify(const struct port *port)
{
	struct vcpu *v = port->part->vcpus;

	if (!port_is_open(port))
		return;
	*port->word |= port->bit;
	virq_pend_lines(v, port->line);
}
void port_notify_all(const struct channel *c);
static FAST void port_notify_destinations(const struct channel *c)
{
	if (c->dest)
		port_notify(c->dest);
	else
		port_notify_all(c);
}

/* Its owner knows: the port's bit is no longer set. */
static inline void port_seen(const struct port *port)
{
	*port->word &= ~port->bit;
}

/* A new life of p has opened no port yet, and none has got anything. */
void port_close_all(struct part *p);

/* A message of that time into the buffer; the caller has checked the length. */
void sampling_put(struct channel *c, u32 len, u64 now);

/* Is the message in the buffer for *len bytes?  XM_OK: so many it has. */
s32 sampling_take(struct part *p, struct port *port, u32 *len, gaddr_t flags);
s32 sampling_status(struct part *p, u32 d, gaddr_t status);

/* Where the next message goes; NULL: the queue is full.  The caller has checked the length. */
void *queuing_put(struct channel *c, u32 len);

/* The same of the oldest message of a queue, which is gone, and where it is. */
s32 queuing_take(struct channel *c, u32 *len, const void **from);
s32 queuing_status(struct part *p, u32 d, gaddr_t status);

/* Drop all messages; a sender that found the queue full is told. */
void queuing_empty(struct channel *c);

#endif
