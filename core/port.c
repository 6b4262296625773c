/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * port.c - descriptors, rights and notification of ports.
 *
 * A descriptor is the index of the port among the partition's own, so a forged
 * one can only name another port of the forger.  Ports are open for one life
 * of the partition: each reset starts a new generation, which closes them all
 * at once.
 */
#include "port.h"

#include "gmem.h"
#include "hypercall.h"
#include "lib.h"
#include "part.h"
#include "virq.h"

static const struct port *dest_of(const struct channel *c, u32 i)
{
	return &sys.port[cfg_get_dest(&sys.cfg, c->cfg->first_dest + i)->port];
}

void port_init(void)
{
	u32 i;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_CHANNEL); i++) {
		LOOP_BOUND_OF(channel_records);
		struct channel *c = &sys.channel[i];

		c->cfg = cfg_get_channel(&sys.cfg, i);
		c->max_len = c->cfg->max_len;
		c->seq = 1;
		c->depth = c->cfg->depth;
		c->ages = (c->cfg->refresh_lo | c->cfg->refresh_hi) != 0;
		c->stride = align_up(c->max_len, 8) + 8;
		c->buf = sys_take(c->depth, c->stride, 8);
		if (c->cfg->num_dests == 1)
			c->dest = dest_of(c, 0);
	}
	for (i = 0; i < cfg_count(&sys.cfg, CFG_PORT); i++) {
		LOOP_BOUND_OF(port_records);
		const struct cfg_port *c = cfg_get_port(&sys.cfg, i);

		sys.port[i].cfg = c;
		sys.port[i].part = &sys.part[c->part];
		sys.port[i].channel = c->channel == NONE ? NULL : &sys.channel[c->channel];
		sys.port[i].line = 1u << (XM_VT_EXT_SAMPLING_PORT + c->kind);
	}
}

static bool matches(const struct port *port, const struct port_spec *spec)
{
	const struct cfg_port *c = port->cfg;
	const struct cfg_channel *k;

	if (c->kind != spec->kind || c->direction != spec->direction)
		return false;
	if (port->channel == NULL)
		return true;
	k = port->channel->cfg;
	return k->max_len == spec->max_len && k->depth == spec->depth &&
	       cfg_u64(k->refresh_lo, k->refresh_hi) == spec->refresh_ns;
}

/* The port of p whose name is there, open or not; NULL and *error if there is none. */
static struct port *port_named(struct part *p, gaddr_t name_at, s32 *error)
{
	char name[GMEM_NAME];
	u32 d;

	*error = gmem_name(p, name, name_at);
	if (*error != XM_OK)
		return NULL;
	for (d = 0; d < p->cfg->num_ports; d++) {
		LOOP_BOUND_OF(ports);
		if (name_equal(name, cfg_string(&sys.cfg, p->ports[d].cfg->name), sizeof(name)))
			return &p->ports[d];
	}
	*error = XM_INVALID_CONFIG;
	return NULL;
}

static u32 *bitmap(const struct part *p)
{
	struct xm_pct *t = p->vcpus->pct;

	return (u32 *)((u8 *)t + t->portBitmap);
}

void port_close_all(struct part *p)
{
	u32 *word = bitmap(p), *last = word + p->cfg->num_ports / 32;

	p->generation += 2 * LIFE; /* never 0, the key of ports not opened yet */
	for (; word <= last; word++) {
		LOOP_BOUND_OF(ports / 32 + 1);
		*word = 0;
	}
}

s32 port_open(struct part *p, gaddr_t name_at, const struct port_spec *spec)
{
	struct port *port;
	s32 error;
	u32 d;

	if (spec->direction != PORT_SOURCE && spec->direction != PORT_DESTINATION)
		return XM_INVALID_PARAM;
	port = port_named(p, name_at, &error);
	if (port == NULL)
		return error;
	if (!matches(port, spec))
		return XM_INVALID_CONFIG;
	if (!port_is_open(port))
		port->seen = 0; /* by a life before this one */
	d = (u32)(port - p->ports);
	port->word = bitmap(p) + d / 32;
	port->bit = 1u << d % 32;
	port->key = p->generation |
		    PORT_WAY(spec->kind, port->channel ? spec->direction : (u32)PORT_EITHER);
	return (s32)d;
}

s32 port_info(struct part *p, gaddr_t name_at, u32 kind, gaddr_t info)
{
	struct xm_port_info i = { 0 };
	const struct port *port;
	s32 error;

	port = port_named(p, name_at, &error);
	if (port == NULL || port->cfg->kind != kind)
		return XM_INVALID_PARAM;
	i.direction = port->cfg->direction;
	i.descriptor = port_is_open(port) ? (u32)(port - p->ports) : XM_PORT_CLOSED;
	if (port->channel != NULL) {
		const struct cfg_channel *c = port->channel->cfg;

		i.refresh_ns = cfg_u64(c->refresh_lo, c->refresh_hi);
		i.max_len = c->max_len;
		i.depth = c->depth;
	}
	return gmem_put(p, info, &i, sizeof(i));
}

struct port *port_get(struct part *p, u32 d, u32 kind, u32 directions)
{
	struct port *port = &p->ports[d];

	if (d >= p->cfg->num_ports || !port_is_open(port) || port->cfg->kind != kind ||
	    (port->cfg->direction & directions) == 0)
		return NULL;
	return port;
}

_Static_assert(XM_VT_EXT_QUEUING_PORT == XM_VT_EXT_SAMPLING_PORT + PORT_QUEUING, "virqs");

NOINLINE void port_notify_all(const struct channel *c)
{
	u32 i;

	for (i = 0; i < c->cfg->num_dests; i++) {
		LOOP_BOUND_OF(dests);
		port_notify(dest_of(c, i));
	}
}
