/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * read_part.c - partitions, channels and what they share with others; called
 * by read.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read.h"

static void *new_array(struct reader *r, u32 count, size_t size)
{
	return arena_alloc(r->c->arena, count, size);
}

void read_areas(struct reader *r, const xmlNode *parent, struct m_area **areas, u32 *count)
{
	const xmlNode *node;
	struct m_area *a;

	*areas = new_array(r, count_children(r, parent, "Area"), sizeof(**areas));
	for (node = child(r, parent, "Area"); node; node = sibling(r, node, "Area")) {
		a = &(*areas)[*count];
		a->at = xml_at(r->x, node);
		a->name = attribute(r, node, "name");
		a->start = read_address(r, node, "start", 0);
		a->size = read_size(r, node, "size", 0);
		a->mapped = read_address(r, node, "mappedAt", a->start);
		a->flags = read_flags(r, node, "flags", area_flags);
		if (a->name != NULL)
			a->flags |= AREA_TAGGED;
		*count += keep(r);
	}
}

/* --- health monitor --------------------------------------------------------------- */

static u32 event_number(const char *text)
{
	static const char *const names[] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) [nr] = "XM_HM_EV_" #xml,
#include "hm_events.def"
	};
	u32 i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(names[i], text) == 0)
			return i;
	return 0; /* not reached: the schema has the same names */
}

static u32 action_number(const char *text)
{
	static const char *const names[] = {
#define HM_ACTION(nr, name, sentence) [nr] = "XM_HM_AC_" #name,
#include "hm_actions.def"
	};
	u32 i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(names[i], text) == 0)
			return i;
	return XM_HM_MAX_ACTIONS; /* XM_HM_AC_SHUTDOWN */
}

static bool is_yes(const char *text)
{
	return strcmp(text, "yes") == 0 || strcmp(text, "true") == 0;
}

void read_events(struct reader *r, const xmlNode *parent, struct m_event **events, u32 *count)
{
	const xmlNode *node;
	struct m_event *e;

	*events = new_array(r, count_children(r, parent, "Event"), sizeof(**events));
	for (node = child(r, parent, "Event"); node; node = sibling(r, node, "Event")) {
		e = &(*events)[(*count)++];
		e->at = xml_at(r->x, node);
		e->event = event_number(attribute(r, node, "name"));
		e->action = action_number(attribute(r, node, "action"));
		e->log = is_yes(attribute(r, node, "log"));
	}
}

/* Without the element: mask, no console, and the length that everybody has. */
void read_trace(struct reader *r, const xmlNode *parent, u64 mask, struct m_trace *t)
{
	const xmlNode *node = child(r, parent, "Trace");

	*t = (struct m_trace){ xml_at(r->x, parent), NULL, mask, TRACE_LENGTH };
	if (node == NULL)
		return;
	t->at = xml_at(r->x, node);
	t->device = attribute(r, node, "device");
	t->mask = read_address(r, node, "bitmask", mask);
	t->length = read_number(r, node, "length", TRACE_LENGTH);
	keep(r);
}

/* --- hardware resources -------------------------------------------------------------- */

/* May a bus master be given away here? */
static bool is_trusted(struct reader *r, const xmlNode *node)
{
	const char *dma = node ? attribute(r, node, "dma") : NULL;

	return dma != NULL && strcmp(dma, "trusted") == 0;
}

static bool read_range(struct reader *r, const xmlNode *node, struct m_iorange *io)
{
	io->at = xml_at(r->x, node);
	io->kind = IORANGE_RANGE;
	io->base = read_address(r, node, "base", 0);
	io->size = read_number(r, node, "noPorts", 0) * 4;
	io->mask = 0xffffffff;
	return keep(r);
}

static bool read_restricted(struct reader *r, const xmlNode *node, struct m_iorange *io)
{
	io->at = xml_at(r->x, node);
	io->kind = IORANGE_RESTRICTED;
	io->base = read_address(r, node, "address", 0);
	io->size = 4;
	io->mask = read_address(r, node, "mask", 0);
	return keep(r);
}

static void read_ioports(struct reader *r, const xmlNode *ports, struct m_part *p)
{
	const xmlNode *node;
	u32 count = count_children(r, ports, "Range") + count_children(r, ports, "Restricted"), i;
	bool trusted = is_trusted(r, ports);

	p->ioranges = new_array(r, count, sizeof(*p->ioranges));
	for (node = child(r, ports, "Range"); node; node = sibling(r, node, "Range"))
		p->num_ioranges += read_range(r, node, &p->ioranges[p->num_ioranges]);
	for (node = child(r, ports, "Restricted"); node; node = sibling(r, node, "Restricted"))
		p->num_ioranges += read_restricted(r, node, &p->ioranges[p->num_ioranges]);
	for (i = 0; i < p->num_ioranges; i++)
		p->ioranges[i].trusted = trusted;
}

static void read_lines(struct reader *r, const xmlNode *node, struct m_part *p)
{
	const char *text = node ? attribute(r, node, "lines") : NULL;
	const char *word;

	if (text == NULL)
		return;
	p->lines = new_array(r, count_words(text), sizeof(*p->lines));
	while ((word = next_word(r, &text)) != NULL) {
		p->lines[p->num_lines].at = xml_at(r->x, node);
		p->lines[p->num_lines].line = to_number(r, node, "lines", word);
		p->num_lines += keep(r);
	}
}

static void read_apb(struct reader *r, const xmlNode *node, const char *text, struct m_part *p)
{
	const char *word;

	while ((word = next_word(r, &text)) != NULL)
		p->grants[p->num_grants++] = (struct m_grant){
			.at = xml_at(r->x, node),
			.device = word,
			.name = word,
			.what = word,
			.trusted = is_trusted(r, node),
		};
}

static bool read_pages(struct reader *r, const xmlNode *node, struct m_grant *g)
{
	char what[48];

	g->at = xml_at(r->x, node);
	g->name = attribute(r, node, "name");
	g->start = read_address(r, node, "base", 0);
	g->size = read_size(r, node, "size", 0);
	snprintf(what, sizeof(what), "0x%llx to 0x%llx", g->start,
		 range_end(g->start, g->size) - 1);
	g->what = arena_copy(r->c->arena, what, strlen(what));
	return keep(r);
}

static void read_grants(struct reader *r, const xmlNode *resources, struct m_part *p)
{
	const xmlNode *apb = child(r, resources, "APBDev");
	const xmlNode *pages = child(r, resources, "IoPages");
	const char *devices = apb ? attribute(r, apb, "device") : NULL;
	bool trusted = is_trusted(r, pages);
	const xmlNode *node;

	p->grants = new_array(
		r, (devices ? count_words(devices) : 0) + count_children(r, pages, "Range"),
		sizeof(*p->grants));
	if (devices != NULL)
		read_apb(r, apb, devices, p);
	for (node = child(r, pages, "Range"); node; node = sibling(r, node, "Range")) {
		p->grants[p->num_grants].trusted = trusted;
		p->num_grants += read_pages(r, node, &p->grants[p->num_grants]);
	}
}

/* --- partitions --------------------------------------------------------------------- */

static u32 kind_of(const char *text)
{
	return strcmp(text, "queuing") == 0 ? PORT_QUEUING : PORT_SAMPLING;
}

static void read_ports(struct reader *r, const xmlNode *table, struct m_part *part)
{
	const xmlNode *node;
	const char *discipline;
	struct m_port *p;

	part->ports = new_array(r, count_children(r, table, "Port"), sizeof(*part->ports));
	for (node = child(r, table, "Port"); node; node = sibling(r, node, "Port")) {
		p = &part->ports[part->num_ports++];
		discipline = attribute(r, node, "discipline");
		p->at = xml_at(r->x, node);
		p->name = attribute(r, node, "name");
		p->kind = kind_of(attribute(r, node, "type"));
		p->direction = strcmp(attribute(r, node, "direction"), "source") == 0
				       ? PORT_SOURCE
				       : PORT_DESTINATION;
		p->has_discipline = discipline != NULL;
		p->discipline = discipline && strcmp(discipline, "PRIORITY") == 0 ? PORT_PRIORITY
										  : PORT_FIFO;
		p->channel = NONE;
	}
}

static void read_files(struct reader *r, const xmlNode *node, struct m_part *p)
{
	const char *text = attribute(r, node, "customFiles");
	const char *word;

	if (text == NULL)
		return;
	p->files = new_array(r, count_words(text), sizeof(*p->files));
	while ((word = next_word(r, &text)) != NULL)
		p->files[p->num_files++] = word;
}

static const char *default_name(struct reader *r, u64 id)
{
	char name[16];

	snprintf(name, sizeof(name), "P%llu", id);
	return arena_copy(r->c->arena, name, strlen(name));
}

static bool read_attributes(struct reader *r, const xmlNode *node, struct m_part *p)
{
	static const struct flag flags[] = {
		{ "system", PART_SYSTEM },
		{ "fp", PART_FP },
		{ "boot", PART_BOOT },
		{ "icache_disabled", PART_ICACHE_OFF },
		{ "dcache_disabled", PART_DCACHE_OFF },
		{ NULL, 0 },
	};

	p->at = xml_at(r->x, node);
	p->id = read_number(r, node, "id", 0);
	p->name = attribute(r, node, "name");
	p->named = p->name != NULL;
	if (!p->named)
		p->name = default_name(r, p->id);
	p->console = attribute(r, node, "console");
	p->image = attribute(r, node, "image");
	read_files(r, node, p);
	p->flags = read_flags(r, node, "flags", flags);
	p->has_entry = attribute(r, node, "entry") != NULL;
	p->entry = read_address(r, node, "entry", NONE);
	p->has_limit = attribute(r, node, "restartLimit") != NULL;
	p->restart_limit = read_number(r, node, "restartLimit", 0);
	p->has_scrub = attribute(r, node, "scrubPeriod") != NULL;
	p->scrub = read_time(r, node, "scrubPeriod", 0);
	p->hm_quota = read_number(r, node, "hmQuota", 16);
	p->cpu = NONE;
	return keep(r);
}

static void read_requirements(struct reader *r, const xmlNode *node, struct m_part *p)
{
	if (node == NULL)
		return;
	p->requirements_at = xml_at(r->x, node);
	p->period = read_time(r, node, "period", 0);
	p->duration = read_time(r, node, "duration", 0);
	p->has_requirements = keep(r);
}

static bool read_partition(struct reader *r, const xmlNode *node, struct m_part *p)
{
	const xmlNode *resources = child(r, node, "HwResources");
	u32 i;

	if (!read_attributes(r, node, p))
		return false;
	read_areas(r, child(r, node, "PhysicalMemoryAreas"), &p->areas, &p->num_areas);
	p->num_plan_areas = p->num_areas;
	for (i = 0; i < p->num_areas && (p->flags & PART_DCACHE_OFF) != 0; i++)
		p->areas[i].flags |= AREA_UNCACHEABLE;
	read_requirements(r, child(r, node, "TemporalRequirements"), p);
	read_events(r, child(r, node, "HealthMonitor"), &p->events, &p->num_events);
	read_trace(r, node, 0xffffffff, &p->trace);
	read_ioports(r, child(r, resources, "IoPorts"), p);
	read_lines(r, child(r, resources, "Interrupts"), p);
	read_grants(r, resources, p);
	read_ports(r, child(r, node, "PortTable"), p);
	return true;
}

static int by_id(const void *left, const void *right)
{
	const struct m_part *a = left, *b = right;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	if (a->at.line != b->at.line)
		return a->at.line < b->at.line ? -1 : 1;
	return a->at.col < b->at.col ? -1 : a->at.col > b->at.col;
}

void read_partitions(struct reader *r, const xmlNode *root)
{
	const xmlNode *table = child(r, root, "PartitionTable");
	struct model *m = r->c->m;
	const xmlNode *node;

	m->parts = new_array(r, count_children(r, table, "Partition"), sizeof(*m->parts));
	for (node = child(r, table, "Partition"); node; node = sibling(r, node, "Partition"))
		m->num_parts += read_partition(r, node, &m->parts[m->num_parts]);
	if (m->num_parts != 0)
		qsort(m->parts, m->num_parts, sizeof(*m->parts), by_id);
}

/* --- channels ------------------------------------------------------------------------- */

static bool read_ipvi(struct reader *r, const xmlNode *node, struct m_ipvi *v)
{
	const char *text = attribute(r, node, "destinationId");
	const char *word;

	*v = (struct m_ipvi){ .at = xml_at(r->x, node) };
	v->id = read_number(r, node, "id", 0);
	v->source = read_number(r, node, "sourceId", 0);
	v->dests = new_array(r, count_words(text), sizeof(*v->dests));
	while ((word = next_word(r, &text)) != NULL)
		v->dests[v->num_dests++] = to_number(r, node, "destinationId", word);
	return keep(r);
}

static bool read_end(struct reader *r, const xmlNode *node, struct m_end *e)
{
	e->at = xml_at(r->x, node);
	e->part_id = read_number(r, node, "partitionId", 0);
	e->part_name = attribute(r, node, "partitionName");
	e->port_name = attribute(r, node, "portName");
	e->part = e->port = NONE;
	return keep(r);
}

static void read_ends(struct reader *r, const xmlNode *parent, struct m_channel *k)
{
	u32 count = 1 + count_children(r, parent, "Destination");
	const xmlNode *source = child(r, parent, "Source");
	const xmlNode *node;

	k->ends = new_array(r, count, sizeof(*k->ends));
	if (source == NULL || !read_end(r, source, &k->ends[0]))
		return;
	k->num_ends = 1;
	for (node = child(r, parent, "Destination"); node; node = sibling(r, node, "Destination"))
		k->num_ends += read_end(r, node, &k->ends[k->num_ends]);
}

static void read_channel(struct reader *r, const xmlNode *node, u32 kind)
{
	struct m_channel *k = &r->c->m->channels[r->c->m->num_channels];

	k->at = xml_at(r->x, node);
	k->kind = kind;
	k->max_len = read_size(r, node, "maxMessageLength", 0);
	k->depth = read_number(r, node, "maxNoMessages", 1);
	k->refresh = read_time(r, node, "refreshPeriod", 0);
	if (read_time(r, node, "maxTimeExpiration", 0) != 0)
		complain(r->c, CHECK_no_effect, k->at, "maxTimeExpiration has no effect");
	if (!keep(r))
		return;
	r->c->m->num_channels++;
	read_ends(r, node, k);
}

void read_channels(struct reader *r, const xmlNode *root)
{
	static const char *const kinds[] = {
		[PORT_SAMPLING] = "SamplingChannel",
		[PORT_QUEUING] = "QueuingChannel",
	};
	const xmlNode *channels = child(r, root, "Channels");
	struct model *m = r->c->m;
	const xmlNode *node;
	u32 kind, count = 0;

	for (kind = 0; kind < ARRAY_LEN(kinds); kind++)
		count += count_children(r, channels, kinds[kind]);
	m->channels = new_array(r, count, sizeof(*m->channels));
	for (kind = 0; kind < ARRAY_LEN(kinds); kind++)
		for (node = child(r, channels, kinds[kind]); node;
		     node = sibling(r, node, kinds[kind]))
			read_channel(r, node, kind);
	m->ipvis = new_array(r, count_children(r, channels, "Ipvi"), sizeof(*m->ipvis));
	for (node = child(r, channels, "Ipvi"); node; node = sibling(r, node, "Ipvi"))
		m->num_ipvis += read_ipvi(r, node, &m->ipvis[m->num_ipvis]);
}
