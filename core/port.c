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

void port_init(void)
{
	u32 i;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_CHANNEL); i++) {
		struct channel *c = &sys.channel[i];

		c->cfg = cfg_get_channel(&sys.cfg, i);
		c->buf = sys_take(c->cfg->depth, align_up(c->cfg->max_len, 8) + 8, 8);
	}
	for (i = 0; i < cfg_count(&sys.cfg, CFG_PORT); i++) {
		const struct cfg_port *c = cfg_get_port(&sys.cfg, i);

		sys.port[i].cfg = c;
		sys.port[i].part = &sys.part[c->part];
		sys.port[i].channel = c->channel == NONE ? NULL : &sys.channel[c->channel];
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

s32 port_open(struct part *p, gaddr_t name_at, const struct port_spec *spec)
{
	char name[GMEM_NAME];
	u32 d;

	if ((spec->direction != PORT_SOURCE && spec->direction != PORT_DESTINATION) ||
	    gmem_name(p, name, name_at) != XM_OK)
		return XM_INVALID_PARAM;
	for (d = 0; d < p->cfg->num_ports; d++) {
		LOOP_BOUND_OF(ports);
		struct port *port = &p->ports[d];

		if (!name_equal(name, cfg_string(&sys.cfg, port->cfg->name), sizeof(name)))
			continue;
		if (!matches(port, spec))
			break;
		if (port->generation != p->generation)
			port->seen = 0; /* by a life before this one */
		port->generation = p->generation;
		port_seen(port);
		return (s32)d;
	}
	return XM_INVALID_CONFIG;
}

struct port *port_get(struct part *p, u32 d, u32 kind, u32 directions)
{
	struct port *port = &p->ports[d];

	if (d >= p->cfg->num_ports || port->generation != p->generation ||
	    port->cfg->kind != kind || (port->cfg->direction & directions) == 0)
		return NULL;
	return port;
}

_Static_assert(XM_VT_EXT_QUEUING_PORT == XM_VT_EXT_SAMPLING_PORT + PORT_QUEUING, "virqs");

/* The bit of the port in its partition's bitmap. */
static void mark(const struct port *port, bool on)
{
	const struct part *p = port->part;
	u32 d = (u32)(port - p->ports), bit = 1u << d % 32;
	struct xm_pct *t = p->vcpus->pct;
	u32 *word = (u32 *)((u8 *)t + t->portBitmap) + d / 32;

	*word = on ? *word | bit : *word & ~bit;
}

void port_seen(const struct port *port)
{
	mark(port, false);
}

void port_notify(u32 index)
{
	const struct port *port = &sys.port[index];
	const struct part *p = port->part;

	if (port->generation != p->generation)
		return;
	mark(port, true);
	virq_pend_ext(p->vcpus, XM_VT_EXT_SAMPLING_PORT + port->cfg->kind);
}

void port_notify_destinations(const struct channel *c)
{
	u32 first = c->cfg->first_dest;
	u32 i;

	for (i = first; i < first + c->cfg->num_dests; i++) {
		LOOP_BOUND_OF(dests);
		port_notify(cfg_get_dest(&sys.cfg, i)->port);
	}
}
