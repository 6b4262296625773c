/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * checks_channel.c - ports, channels and inter-partition interrupts; called by
 * compile.c.  Finds the port at each end of a channel.
 */
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "units.h"

/* What core/config_check.c takes for the longest message and queue. */
enum { MESSAGE_MAX = 16 << 20, MESSAGE_HEAD = 16 };
#define QUEUE_MAX 0xffffff00ull

static const char *const kinds[] = { [PORT_SAMPLING] = "sampling", [PORT_QUEUING] = "queuing" };

/* --- ports -------------------------------------------------------------------------- */

static void check_port(struct checker *c, const struct m_port *p)
{
	if (p->kind == PORT_SAMPLING && p->has_discipline)
		complain(c, CHECK_sampling_discipline, p->at,
			 "the sampling port \"%s\" has a discipline", p->name);
	if (p->kind != PORT_QUEUING || p->discipline != PORT_PRIORITY)
		return;
	complain(c, CHECK_queue_discipline, p->at, "the queue of port \"%s\" can be FIFO only",
		 p->name);
	hint(c, p->at, "leave the discipline out, and give urgent messages a channel of their own");
}

static void check_all_ports(struct checker *c)
{
	u32 i, j;

	for (i = 0; i < c->m->num_parts; i++) {
		const struct m_part *p = &c->m->parts[i];

		for (j = 0; j < p->num_ports; j++) {
			check_port(c, &p->ports[j]);
			if (p->ports[j].channel == NONE)
				complain(c, CHECK_port_unconnected, p->ports[j].at,
					 "the port \"%s\" is in no channel", p->ports[j].name);
		}
	}
}

/* --- channels ---------------------------------------------------------------------------- */

static void check_sizes(struct checker *c, const struct m_channel *k)
{
	if (k->max_len == 0 || k->max_len > MESSAGE_MAX)
		complain(c, CHECK_message_size, k->at,
			 "maxMessageLength is %llu bytes, not from 1 to %d", k->max_len,
			 MESSAGE_MAX);
	else if (k->depth > QUEUE_MAX / (k->max_len + MESSAGE_HEAD))
		complain(c, CHECK_queue_memory, k->at,
			 "%llu messages of %llu bytes do not fit 32 bits", k->depth, k->max_len);
	if (k->depth == 0)
		complain(c, CHECK_queue_depth, k->at, "maxNoMessages is 0");
	if (k->refresh % 1000 != 0)
		complain(c, CHECK_refresh_period, k->at,
			 "refreshPeriod is %s: not a whole number of microseconds",
			 unit_print_time(k->refresh).text);
}

/* Find the port; false if there is none. */
static bool resolve(struct checker *c, struct m_end *e)
{
	const struct m_part *p;

	e->part = model_find_part(c->m, e->part_id);
	if (e->part == NONE) {
		complain(c, CHECK_channel_partition, e->at, "there is no partition %llu",
			 e->part_id);
		return false;
	}
	p = &c->m->parts[e->part];
	if (e->part_name != NULL && strcmp(e->part_name, p->name) != 0)
		complain(c, CHECK_channel_partition_name, e->at,
			 "partition %llu is called \"%s\", not \"%s\"", p->id, p->name,
			 e->part_name);
	e->port = model_find_port(p, e->port_name);
	if (e->port == NONE) {
		complain(c, CHECK_channel_port, e->at, "partition %llu has no port \"%s\"", p->id,
			 e->port_name);
		hint(c, p->at, "the partition is here");
	}
	return e->port != NONE;
}

static void check_end(struct checker *c, u32 channel, u32 index)
{
	const struct m_channel *k = &c->m->channels[channel];
	struct m_end *e = &k->ends[index];
	u32 direction = index == 0 ? PORT_SOURCE : PORT_DESTINATION;
	struct m_port *port;

	if (!resolve(c, e))
		return;
	port = &c->m->parts[e->part].ports[e->port];
	if (port->kind != k->kind) {
		complain(c, CHECK_channel_type, e->at, "the port \"%s\" is %s, the channel %s",
			 port->name, kinds[port->kind], kinds[k->kind]);
		hint(c, port->at, "the port is here");
	}
	if (port->direction != direction) {
		complain(c, CHECK_channel_direction, e->at, "the port \"%s\" is no %s port",
			 port->name, index == 0 ? "source" : "destination");
		hint(c, port->at, "the port is here");
	}
	if (port->channel == channel && index != 0) {
		complain(c, CHECK_channel_destination_twice, e->at,
			 "the port \"%s\" is in this channel already", port->name);
	} else if (port->channel != NONE) {
		complain(c, CHECK_channel_port_twice, e->at,
			 "the port \"%s\" is in another channel already", port->name);
		hint(c, c->m->channels[port->channel].at, "the other channel is here");
	} else {
		port->channel = channel;
		port->max_len = k->max_len > MESSAGE_MAX ? 0 : k->max_len;
	}
}

static void check_channel(struct checker *c, u32 channel)
{
	const struct m_channel *k = &c->m->channels[channel];
	u32 i;

	check_sizes(c, k);
	for (i = 0; i < k->num_ends; i++) {
		check_end(c, channel, i);
		if (i != 0 && k->ends[i].part_id == k->ends[0].part_id)
			complain(c, CHECK_channel_self, k->ends[i].at,
				 "both ends are in partition %llu", k->ends[0].part_id);
	}
}

/* --- inter-partition interrupts -------------------------------------------------------------- */

static int by_value(const void *left, const void *right)
{
	const u64 *a = left, *b = right;

	return *a < *b ? -1 : *a > *b;
}

static void check_ipvi_dests(struct checker *c, const struct m_ipvi *v)
{
	u32 i;

	if (v->num_dests != 0)
		qsort(v->dests, v->num_dests, sizeof(*v->dests), by_value);
	for (i = 0; i < v->num_dests; i++) {
		if (i != 0 && v->dests[i] == v->dests[i - 1])
			complain(c, CHECK_ipvi_destination_twice, v->at,
				 "partition %llu is listed twice", v->dests[i]);
		else if (v->dests[i] == v->source)
			complain(c, CHECK_ipvi_self, v->at,
				 "the Ipvi leads from partition %llu to itself", v->source);
		else if (model_find_part(c->m, v->dests[i]) == NONE)
			complain(c, CHECK_ipvi_partition, v->at, "there is no partition %llu",
				 v->dests[i]);
	}
}

static void check_ipvis(struct checker *c)
{
	const struct model *m = c->m;
	const struct m_ipvi **first =
		arena_alloc(c->arena, (size_t)m->num_parts * IPVI_COUNT, sizeof(*first));
	u32 i;

	for (i = 0; i < m->num_ipvis; i++) {
		const struct m_ipvi *v = &m->ipvis[i];
		u32 source = model_find_part(m, v->source);

		if (source == NONE)
			complain(c, CHECK_ipvi_partition, v->at, "there is no partition %llu",
				 v->source);
		if (v->id >= IPVI_COUNT) {
			complain(c, CHECK_ipvi_id, v->at, "id %llu is not from 0 to %d", v->id,
				 IPVI_COUNT - 1);
		} else if (source != NONE && first[source * IPVI_COUNT + v->id] != NULL) {
			complain(c, CHECK_ipvi_twice, v->at,
				 "partition %llu has an Ipvi %llu already", v->source, v->id);
			hint(c, first[source * IPVI_COUNT + v->id]->at, "it is here");
		} else if (source != NONE) {
			first[source * IPVI_COUNT + v->id] = v;
		}
		check_ipvi_dests(c, v);
	}
}

void check_channels(struct checker *c)
{
	u32 i;

	for (i = 0; i < c->m->num_channels; i++)
		check_channel(c, i);
	check_all_ports(c);
	check_ipvis(c);
}
