/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * read.c - the hardware and the hypervisor of a plan, and how attributes
 * become numbers; called by compile.c.  Partitions and channels: read_part.c.
 */
#include "read.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/xmlmemory.h>

#include "units.h"

/* --- elements and attributes --------------------------------------------------- */

static bool is_named(struct reader *r, const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0 &&
	       !xml_is_bad(r->x, node);
}

const xmlNode *sibling(struct reader *r, const xmlNode *node, const char *name)
{
	for (node = node->next; node != NULL; node = node->next)
		if (is_named(r, node, name))
			return node;
	return NULL;
}

const xmlNode *child(struct reader *r, const xmlNode *parent, const char *name)
{
	const xmlNode *node = parent ? parent->children : NULL;

	return node == NULL || is_named(r, node, name) ? node : sibling(r, node, name);
}

u32 count_children(struct reader *r, const xmlNode *parent, const char *name)
{
	const xmlNode *node;
	u32 count = 0;

	for (node = child(r, parent, name); node != NULL; node = sibling(r, node, name))
		count++;
	return count;
}

const char *attribute(struct reader *r, const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	char *copy;

	if (value == NULL)
		return NULL;
	copy = arena_copy(r->c->arena, (const char *)value, strlen((const char *)value));
	xmlFree(value);
	return copy;
}

/* --- numbers --------------------------------------------------------------------- */

bool keep(struct reader *r)
{
	bool good = !r->failed;

	r->failed = false;
	r->c->partial = r->c->partial || !good;
	return good;
}

static u64 out_of_range(struct reader *r, const xmlNode *node, enum check check, const char *name,
			const char *text)
{
	complain(r->c, check, xml_at(r->x, node), "%s=\"%s\" is too large", name, text);
	r->failed = true;
	return 0;
}

u64 read_time(struct reader *r, const xmlNode *node, const char *name, u64 fallback)
{
	const char *text = attribute(r, node, name);
	enum unit_error error;
	u64 ns;

	if (text == NULL)
		return fallback;
	error = unit_time(text, &ns);
	if (error == UNIT_FRACTION)
		complain(r->c, CHECK_time_precision, xml_at(r->x, node),
			 "%s=\"%s\" is not a whole number of nanoseconds", name, text);
	if (error == UNIT_RANGE || ns > 0xffffffffull * 1000)
		return out_of_range(r, node, CHECK_time_range, name, text);
	return ns;
}

u64 read_size(struct reader *r, const xmlNode *node, const char *name, u64 fallback)
{
	const char *text = attribute(r, node, name);
	enum unit_error error;
	u64 bytes;

	if (text == NULL)
		return fallback;
	error = unit_size(text, &bytes);
	if (error == UNIT_FRACTION)
		complain(r->c, CHECK_size_precision, xml_at(r->x, node),
			 "%s=\"%s\" is not a whole number of bytes", name, text);
	if (error == UNIT_RANGE || bytes > 0xffffffff)
		return out_of_range(r, node, CHECK_size_range, name, text);
	return bytes;
}

u64 to_number(struct reader *r, const xmlNode *node, const char *name, const char *text)
{
	u64 number;

	if (unit_number(text, &number) == UNIT_RANGE || number >= NONE)
		return out_of_range(r, node, CHECK_number_range, name, text);
	return number;
}

u64 read_number(struct reader *r, const xmlNode *node, const char *name, u64 fallback)
{
	const char *text = attribute(r, node, name);

	return text ? to_number(r, node, name, text) : fallback;
}

u64 read_address(struct reader *r, const xmlNode *node, const char *name, u64 fallback)
{
	const char *text = attribute(r, node, name);
	u64 number;

	if (text == NULL)
		return fallback;
	if (unit_hex(text, &number) == UNIT_RANGE || number > 0xffffffff)
		return out_of_range(r, node, CHECK_number_range, name, text);
	return number;
}

static u64 read_khz(struct reader *r, const xmlNode *node)
{
	const char *text = attribute(r, node, "frequency");
	enum unit_error error;
	u64 hertz;

	if (text == NULL)
		return 0;
	error = unit_frequency(text, &hertz);
	if (error == UNIT_RANGE || hertz / 1000 > 0xffffffff || hertz < 1000) {
		complain(r->c, CHECK_frequency_range, xml_at(r->x, node),
			 "frequency=\"%s\" is not from 1 KHz to 4294967295 KHz", text);
		return 0;
	}
	if (error == UNIT_FRACTION || hertz % 1000 != 0)
		complain(r->c, CHECK_frequency_precision, xml_at(r->x, node),
			 "frequency=\"%s\" is rounded down to %llu KHz", text, hertz / 1000);
	return hertz / 1000;
}

/* --- lists of words --------------------------------------------------------------- */

static const char blanks[] = " \t\r\n";

u32 count_words(const char *text)
{
	u32 count = 0;

	for (text += strspn(text, blanks); *text; text += strspn(text, blanks)) {
		text += strcspn(text, blanks);
		count++;
	}
	return count;
}

const char *next_word(struct reader *r, const char **text)
{
	const char *word = *text + strspn(*text, blanks);
	size_t length = strcspn(word, blanks);

	*text = word + length;
	return length ? arena_copy(r->c->arena, word, length) : NULL;
}

u32 read_flags(struct reader *r, const xmlNode *node, const char *name, const struct flag *flags)
{
	const char *text = attribute(r, node, name);
	const char *word;
	u32 bits = 0;

	while (text != NULL && (word = next_word(r, &text)) != NULL) {
		const struct flag *f = flags;

		while (f->word != NULL && strcmp(f->word, word) != 0)
			f++;
		bits |= f->bits;
	}
	return bits;
}

/* --- hardware ----------------------------------------------------------------------- */

static void *new_array(struct reader *r, u32 count, size_t size)
{
	return arena_alloc(r->c->arena, count, size);
}

static void no_effect(struct reader *r, const xmlNode *node, const char *name)
{
	complain(r->c, CHECK_no_effect, xml_at(r->x, node), "%s has no effect", name);
}

static u32 region_kind(const char *text)
{
	if (strcmp(text, "rom") == 0)
		return REGION_ROM;
	return strcmp(text, "stram") == 0 ? REGION_STRAM : REGION_SDRAM;
}

static void read_regions(struct reader *r, const xmlNode *layout)
{
	struct model *m = r->c->m;
	const xmlNode *node;
	struct m_region *region;

	m->regions = new_array(r, count_children(r, layout, "Region"), sizeof(*m->regions));
	for (node = child(r, layout, "Region"); node; node = sibling(r, node, "Region")) {
		region = &m->regions[m->num_regions];
		region->at = xml_at(r->x, node);
		region->kind = region_kind(attribute(r, node, "type"));
		region->start = read_address(r, node, "start", 0);
		region->size = read_size(r, node, "size", 0);
		m->num_regions += keep(r);
	}
}

static void read_slots(struct reader *r, const xmlNode *parent, struct m_plan *plan)
{
	static const struct flag flags[] = { { "periodStart", SLOT_PERIOD_START }, { NULL, 0 } };
	const xmlNode *node;
	struct m_slot *s;

	plan->slots = new_array(r, count_children(r, parent, "Slot"), sizeof(*plan->slots));
	for (node = child(r, parent, "Slot"); node; node = sibling(r, node, "Slot")) {
		s = &plan->slots[plan->num_slots];
		s->at = xml_at(r->x, node);
		s->id = read_number(r, node, "id", 0);
		s->start = read_time(r, node, "start", 0);
		s->length = read_time(r, node, "duration", 0);
		s->part_id = read_number(r, node, "partitionId", 0);
		s->vcpu = read_number(r, node, "vCpuId", 0);
		s->flags = read_flags(r, node, "flags", flags);
		plan->num_slots += keep(r);
	}
}

static void read_plans(struct reader *r, const xmlNode *table, struct m_cpu *cpu)
{
	const xmlNode *node;
	struct m_plan *plan;

	cpu->plans = new_array(r, count_children(r, table, "Plan"), sizeof(*cpu->plans));
	for (node = child(r, table, "Plan"); node; node = sibling(r, node, "Plan")) {
		plan = &cpu->plans[cpu->num_plans];
		plan->at = xml_at(r->x, node);
		plan->id = read_number(r, node, "id", 0);
		plan->name = attribute(r, node, "name");
		plan->frame = read_time(r, node, "majorFrame", 0);
		if (attribute(r, node, "extSync") != NULL)
			no_effect(r, node, "extSync");
		if (attribute(r, node, "interval") != NULL)
			no_effect(r, node, "interval");
		if (!keep(r))
			continue;
		cpu->num_plans++;
		read_slots(r, node, plan);
	}
}

static bool has_feature(struct reader *r, const xmlNode *node)
{
	const char *text = attribute(r, node, "features");
	const char *word;

	while (text != NULL && (word = next_word(r, &text)) != NULL)
		if (strcmp(word, "none") != 0)
			return true;
	return false;
}

static void read_processors(struct reader *r, const xmlNode *table)
{
	struct model *m = r->c->m;
	const xmlNode *node;
	struct m_cpu *cpu;

	m->cpus = new_array(r, count_children(r, table, "Processor"), sizeof(*m->cpus));
	for (node = child(r, table, "Processor"); node; node = sibling(r, node, "Processor")) {
		cpu = &m->cpus[m->num_cpus];
		cpu->at = xml_at(r->x, node);
		cpu->id = read_number(r, node, "id", 0);
		cpu->khz = read_khz(r, node);
		cpu->console = attribute(r, node, "console");
		if (has_feature(r, node))
			no_effect(r, node, "features");
		if (!keep(r))
			continue;
		m->num_cpus++;
		read_plans(r, child(r, node, "CyclicPlanTable"), cpu);
	}
}

static void read_device(struct reader *r, const xmlNode *node, enum m_device_kind kind)
{
	struct m_device *d = &r->c->m->devices[r->c->m->num_devices];

	d->at = xml_at(r->x, node);
	d->kind = kind;
	d->console = NONE;
	d->name = attribute(r, node, "name");
	d->id = read_number(r, node, "id", 0);
	d->baud = read_number(r, node, "baudRate", 0);
	d->start = read_address(r, node, "start", 0);
	d->size = read_size(r, node, "size", 0);
	r->c->m->num_devices += keep(r);
}

static void read_devices(struct reader *r, const xmlNode *parent)
{
	static const char *const kinds[] = {
		[DEVICE_UART] = "Uart",
		[DEVICE_MEMORY] = "MemoryBlock",
		[DEVICE_NULL] = "Null",
	};
	struct model *m = r->c->m;
	const xmlNode *node;
	u32 count = 0, k;

	for (k = 0; k < ARRAY_LEN(kinds); k++)
		count += count_children(r, parent, kinds[k]);
	m->devices = new_array(r, count, sizeof(*m->devices));
	for (k = 0; k < ARRAY_LEN(kinds); k++)
		for (node = child(r, parent, kinds[k]); node; node = sibling(r, node, kinds[k]))
			read_device(r, node, (enum m_device_kind)k);
}

/* --- hypervisor -------------------------------------------------------------------- */

const struct flag area_flags[] = {
	{ "unmapped", AREA_UNMAPPED },
	{ "read-only", AREA_READONLY },
	{ "uncacheable", AREA_UNCACHEABLE },
	{ "rom", AREA_ROM },
	{ "flag0", AREA_FLAG0 },
	{ "flag1", AREA_FLAG1 },
	{ "flag2", AREA_FLAG2 },
	{ "flag3", AREA_FLAG3 },
	{ NULL, 0 },
};

/* What a partition sees of its areas, and nobody of these. */
#define LABELS (AREA_FLAG0 | AREA_FLAG1 | AREA_FLAG2 | AREA_FLAG3)

/* Memory kept free is not mapped by anybody. */
static void read_resident(struct reader *r, const xmlNode *areas)
{
	struct model *m = r->c->m;
	const struct m_area *a;
	u32 i;

	read_areas(r, areas, &m->rsw, &m->num_rsw);
	for (i = 0; i < m->num_rsw; i++) {
		a = &m->rsw[i];
		if ((a->flags & ~AREA_TAGGED) != 0)
			complain(r->c, CHECK_no_effect, a->at, "flags has no effect");
		if (a->mapped != a->start)
			complain(r->c, CHECK_no_effect, a->at, "mappedAt has no effect");
	}
}

/* There is one console of the hypervisor, whatever processor it runs on. */
static void compare_consoles(struct reader *r)
{
	const struct model *m = r->c->m;
	const char *used = model_hyp_console(m);
	u32 i;

	for (i = 0; i < m->num_cpus; i++) {
		const char *own = m->cpus[i].console;

		if (own != NULL && (used == NULL || strcmp(own, used) != 0))
			complain(r->c, CHECK_no_effect, m->cpus[i].at,
				 "console has no effect: the hypervisor prints on %s%s%s",
				 used ? "\"" : "", used ? used : "nothing", used ? "\"" : "");
	}
}

static void read_watchdog(struct reader *r, const xmlNode *node)
{
	struct m_hyp *h = &r->c->m->hyp;

	if (node == NULL)
		return;
	h->has_watchdog = true;
	h->watchdog_at = xml_at(r->x, node);
	h->watchdog = read_time(r, node, "initialValue", 0);
	read_time(r, node, "hwReloadValue", 0);
	h->has_hw_reload = attribute(r, node, "hwReloadValue") != NULL;
}

static void read_hypervisor(struct reader *r, const xmlNode *node)
{
	struct m_hyp *h = &r->c->m->hyp;
	const xmlNode *area = child(r, node, "PhysicalMemoryArea");
	const xmlNode *monitor = child(r, node, "HealthMonitor");

	if (node == NULL || area == NULL)
		return;
	h->at = xml_at(r->x, node);
	h->area_at = xml_at(r->x, area);
	h->console = attribute(r, node, "console");
	h->late_ns = read_time(r, node, "latenessBound", 20000);
	h->log_length = read_number(r, node, "hmLogLength", 128);
	h->ring = read_size(r, node, "consoleRing", 1024);
	h->size = read_size(r, area, "size", 0);
	h->has_start = attribute(r, area, "start") != NULL;
	h->start = read_address(r, area, "start", 0);
	h->area_flags = read_flags(r, area, "flags", area_flags);
	if ((h->area_flags & LABELS) != 0)
		no_effect(r, area, "flagN");
	if (has_feature(r, node))
		no_effect(r, node, "features");
	read_watchdog(r, child(r, node, "Watchdog"));
	h->valid = keep(r);
	read_events(r, monitor, &h->events, &h->num_events);
	read_trace(r, node, 0, &h->trace);
}

static int by_number(u64 a, u64 b, struct diag_pos x, struct diag_pos y)
{
	if (a != b)
		return a < b ? -1 : 1;
	if (x.line != y.line)
		return x.line < y.line ? -1 : 1;
	return x.col < y.col ? -1 : x.col > y.col;
}

static int by_cpu_id(const void *left, const void *right)
{
	const struct m_cpu *a = left, *b = right;

	return by_number(a->id, b->id, a->at, b->at);
}

static int by_plan_id(const void *left, const void *right)
{
	const struct m_plan *a = left, *b = right;

	return by_number(a->id, b->id, a->at, b->at);
}

/* Processors and plans come in the order of their ids. */
static void sort_processors(struct model *m)
{
	u32 i;

	if (m->num_cpus != 0)
		qsort(m->cpus, m->num_cpus, sizeof(*m->cpus), by_cpu_id);
	for (i = 0; i < m->num_cpus; i++)
		if (m->cpus[i].num_plans != 0)
			qsort(m->cpus[i].plans, m->cpus[i].num_plans, sizeof(*m->cpus[i].plans),
			      by_plan_id);
}

void read_model(struct checker *c, const struct plan_xml *x)
{
	struct reader r = { c, x, false };
	const xmlNode *root = xmlDocGetRootElement(x->doc);
	const xmlNode *hw = child(&r, root, "HwDescription");
	const xmlNode *rsw = child(&r, root, "ResidentSw");
	struct model *m = c->m;

	m->at = xml_at(x, root);
	m->name = attribute(&r, root, "name");
	if (hw != NULL) {
		m->hw_at = xml_at(x, hw);
		m->board = attribute(&r, hw, "board");
	}
	read_regions(&r, child(&r, hw, "MemoryLayout"));
	read_processors(&r, child(&r, hw, "ProcessorTable"));
	sort_processors(m);
	read_devices(&r, child(&r, hw, "Devices"));
	read_hypervisor(&r, child(&r, root, "XMHypervisor"));
	compare_consoles(&r);
	read_resident(&r, child(&r, rsw, "PhysicalMemoryAreas"));
	read_partitions(&r, root);
	read_channels(&r, root);
}
