/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * port.h - ports and channels: names, rights, notification; the two kinds of
 * transfer are in sampling.c and queuing.c.
 */
#ifndef CORE_PORT_H
#define CORE_PORT_H

#include "system.h"

/* Shared by the partitions at its ends. */
struct channel {
	const struct cfg_channel *cfg;
	u8 *buf;
	u32 seq;	 /* sampling: number of messages written */
	u32 len;	 /* sampling: of the last one */
	u64 time;	 /* sampling: when it was written, in ticks */
	u32 first, used; /* queuing: oldest message, messages queued */
	u32 overflows;
	bool overflowed;
};

struct port {
	const struct cfg_port *cfg;
	struct channel *channel; /* NULL: not connected */
	struct part *part;
	u32 generation; /* of the partition when it was opened */
	u32 seen;	/* sampling destination: channel.seq of the last read */
};

/* Boot: all ports closed, all channels empty. */
void port_init(u8 *buffers);

/* What a create call says about the port. */
struct port_spec {
	char name[16];
	u32 kind, direction, max_len, depth;
	u64 refresh_ns;
};

/* Descriptor, or XM_* code: the port must be in the plan exactly so. */
s32 port_open(struct part *p, const struct port_spec *spec);

/* The open, connected port with descriptor d; NULL and *error otherwise. */
struct port *port_get(struct part *p, u32 d, u32 kind, u32 direction, s32 *error);

/* The same for either direction, connected or not. */
struct port *port_any(struct part *p, u32 d, u32 kind);

/* Tell the owner of port, if it has opened it, through virq line. */
void port_notify(struct port *port, u32 virq);

s32 sampling_write(struct part *p, u32 d, gaddr_t buf, u32 len);
s32 sampling_read(struct part *p, u32 d, gaddr_t buf, u32 len, gaddr_t flags);
s32 sampling_status(struct part *p, u32 d, gaddr_t status);

s32 queuing_send(struct part *p, u32 d, gaddr_t buf, u32 len);
s32 queuing_receive(struct part *p, u32 d, gaddr_t buf, u32 len);
s32 queuing_status(struct part *p, u32 d, gaddr_t status);
s32 queuing_clear(struct part *p, u32 d);
void queuing_empty(struct channel *c);

#endif
