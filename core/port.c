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

#include "carve.h"
#include "hypercall.h"
#include "lib.h"
#include "part.h"
#include "virq.h"

void port_init(u8 *buffers)
{
	u32 i;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_CHANNEL); i++) {
		sys.channel[i].cfg = cfg_get_channel(&sys.cfg, i);
		sys.channel[i].buf = buffers;
		buffers += carve_channel_bytes(&sys.cfg, i);
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

s32 port_open(struct part *p, const struct port_spec *spec)
{
	u32 d;

	if (spec->direction != PORT_SOURCE && spec->direction != PORT_DESTINATION)
		return XM_INVALID_PARAM;
	for (d = 0; d < p->cfg->num_ports; d++) {
		struct port *port = &p->ports[d];

		if (!name_equal(spec->name, cfg_string(&sys.cfg, port->cfg->name),
				sizeof(spec->name)))
			continue;
		if (!matches(port, spec))
			return XM_INVALID_CONFIG;
		port->generation = p->generation;
		return (s32)d;
	}
	return XM_INVALID_CONFIG;
}

struct port *port_any(struct part *p, u32 d, u32 kind)
{
	struct port *port = &p->ports[d];

	if (d >= p->cfg->num_ports || port->generation != p->generation || port->cfg->kind != kind)
		return NULL;
	return port;
}

struct port *port_get(struct part *p, u32 d, u32 kind, u32 direction, s32 *error)
{
	struct port *port = port_any(p, d, kind);

	*error = XM_INVALID_PARAM;
	if (port == NULL || port->cfg->direction != direction)
		return NULL;
	*error = XM_INVALID_CONFIG;
	return port->channel ? port : NULL;
}

void port_notify(struct port *port, u32 virq)
{
	struct part *p = port->part;
	struct vcpu *v = p->vcpus;
	u32 d = (u32)(port - p->ports);
	u32 *bitmap = (u32 *)((u8 *)v->pct + v->pct->portBitmap);

	if (port->generation != p->generation)
		return;
	bitmap[d / 32] |= 1u << d % 32;
	virq_pend_ext(v, virq);
}
