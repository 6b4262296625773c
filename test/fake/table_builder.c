/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * table_builder.c - builds plan tables and images for the tests of the core.
 */
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "table_builder.h"

static void need(bool condition, const char *what)
{
	if (condition)
		return;
	fprintf(stderr, "table builder: %s\n", what);
	abort();
}

u32 tb_crc32(const void *p, u32 size)
{
	const u8 *b = p;
	u32 crc = ~0u;

	for (u32 i = 0; i < size; i++) {
		crc ^= b[i];
		for (u32 bit = 0; bit < 8; bit++)
			crc = (crc >> 1) ^ ((crc & 1) ? 0xedb88320u : 0);
	}
	return ~crc;
}

static u32 add_string(struct tb *t, const char *s)
{
	u32 n = (u32)strlen(s) + 1, at;

	for (at = 0; at < t->string_bytes; at += (u32)strlen(t->strings + at) + 1)
		if (strcmp(t->strings + at, s) == 0)
			return at;
	need(t->string_bytes + n <= TB_STRINGS, "too many strings");
	memcpy(t->strings + at, s, n);
	t->string_bytes += n;
	return at;
}

u32 tb_name(struct tb *t, const char *name)
{
	return add_string(t, name);
}

static void default_hm(struct tb *t, u32 owner)
{
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) \
	tb_hm(t, owner, nr, XM_HM_AC_##dflt, XM_HM_LOG_ENABLED);
#include "hm_events.def"
}

void tb_init(struct tb *t)
{
	memset(t, 0, sizeof(*t));
	t->cpus = 1;
	t->machine = (struct cfg_machine){
		.name = add_string(t, "test"),
		.hyp_phys = 0x20000000,
		.hyp_size = 0x00400000,
		.console = tb_console(t, 1),
		.late_ns = 20000,
		.hm_log_len = 64,
		.hm_quota = 32,
		.ring_bytes = 1024,
	};
	t->cpu = (struct cfg_cpu){ .freq_khz = 666667 };
	t->hyp_trace = (struct cfg_trace){ .console = NONE, .length = 32 };
	default_hm(t, TB_HYP);
}

u32 tb_console(struct tb *t, u32 uart)
{
	need(t->consoles < TB_MAX, "consoles");
	t->console[t->consoles] =
		(struct cfg_console){ uart, add_string(t, uart ? "Uart1" : "Uart0"), 115200, 0 };
	return t->consoles++;
}

u32 tb_plan(struct tb *t, u64 frame_ns)
{
	char name[16];

	need(t->plans < TB_MAX, "plans");
	snprintf(name, sizeof(name), "plan%u", t->plans);
	t->plan[t->plans] = (struct cfg_plan){
		.id = t->plans,
		.name = add_string(t, name),
		.frame_lo = (u32)frame_ns,
		.frame_hi = (u32)(frame_ns >> 32),
	};
	return t->plans++;
}

u32 tb_part(struct tb *t, const char *name, u32 flags)
{
	u32 p = t->parts++;

	need(p < TB_PARTS, "partitions");
	t->part[p] = (struct cfg_part){
		.id = p,
		.name = add_string(t, name),
		.flags = flags,
		.num_vcpus = 1,
		.console = t->machine.console,
		.entry = NONE,
		.image = NONE,
		.restart_limit = NONE,
		.hm_quota = 16,
	};
	t->trace[p] = (struct cfg_trace){ p, NONE, 0xffffffff, 32 };
	default_hm(t, p);
	return p;
}

u32 tb_area(struct tb *t, u32 part, paddr_t phys, u32 size, u32 flags)
{
	need(t->areas < TB_MAX, "areas");
	t->area[t->areas] = (struct cfg_area){
		.part = part,
		.name = NONE,
		.phys = phys,
		.size = size,
		.mapped = phys,
		.flags = flags,
		.image = NONE,
	};
	return t->areas++;
}

u32 tb_slot(struct tb *t, u32 plan, u32 part, u64 start_ns, u64 len_ns)
{
	need(t->slots < TB_SLOTS, "slots");
	t->slot_plan[t->slots] = plan;
	t->slot[t->slots] = (struct cfg_slot){
		.id = t->slots,
		.vcpu = part,
		.start_lo = (u32)start_ns,
		.start_hi = (u32)(start_ns >> 32),
		.len_lo = (u32)len_ns,
		.len_hi = (u32)(len_ns >> 32),
	};
	return t->slots++;
}

u32 tb_port(struct tb *t, u32 part, const char *name, u32 kind, u32 direction)
{
	need(t->ports < TB_MAX, "ports");
	t->port[t->ports] = (struct cfg_port){
		.part = part,
		.name = add_string(t, name),
		.kind = kind,
		.direction = direction,
		.channel = NONE,
	};
	return t->ports++;
}

u32 tb_channel(struct tb *t, u32 src_port, u32 max_len, u32 depth, u64 refresh_ns)
{
	need(t->channels < TB_MAX, "channels");
	t->channel[t->channels] = (struct cfg_channel){
		.kind = depth ? PORT_QUEUING : PORT_SAMPLING,
		.max_len = max_len,
		.depth = depth ? depth : 1,
		.refresh_lo = (u32)refresh_ns,
		.refresh_hi = (u32)(refresh_ns >> 32),
		.src = src_port,
	};
	if (src_port != NONE)
		t->port[src_port].channel = t->channels;
	return t->channels++;
}

void tb_dest(struct tb *t, u32 channel, u32 port)
{
	need(t->dests < TB_MAX, "destinations");
	t->dest_channel[t->dests] = channel;
	t->dest[t->dests].port = port;
	t->port[port].channel = channel;
	t->dests++;
}

void tb_hm(struct tb *t, u32 owner, u32 event, u32 action, u32 log)
{
	t->hm[(owner + 1) * XM_HM_EV_COUNT + event] = (struct cfg_hm){ action, log };
}

void tb_irq(struct tb *t, u32 part, u32 line)
{
	need(t->irqs < TB_MAX, "interrupts");
	t->irq[t->irqs++] = (struct cfg_irq){ .line = line, .part = part };
}

void tb_ipvi(struct tb *t, u32 part, u32 id, u32 dests)
{
	struct cfg_ipvi v = { part, id, t->ipvi_dests, 0 };

	need(t->ipvis < TB_MAX, "inter-partition interrupts");
	for (u32 p = 0; p < TB_PARTS; p++) {
		if ((dests >> p & 1) == 0)
			continue;
		need(t->ipvi_dests < TB_MAX, "destinations of interrupts");
		t->ipvi_dest[t->ipvi_dests++].part = p;
		v.num_dests++;
	}
	t->ipvi[t->ipvis++] = v;
}

void tb_iorange(struct tb *t, u32 part, u32 base, u32 size, u32 mask)
{
	need(t->ioranges < TB_MAX, "I/O ranges");
	t->iorange[t->ioranges++] = (struct cfg_iorange){
		.part = part,
		.base = base,
		.size = size,
		.mask = mask,
		.kind = mask == NONE ? IORANGE_RANGE : IORANGE_RESTRICTED,
	};
}

/* --- sorting ---------------------------------------------------------------------- */

/* Everything is written through this: one section at the end of the table. */
struct writer {
	u8 *base;
	struct cfg_section *dir;
	u32 at, sections, extra;
};

static void *section_open(struct writer *w, u32 type, u32 words)
{
	u32 stride = type == CFG_TYPE_STRING ? 1 : 4 * (words + w->extra);

	w->dir[w->sections] = (struct cfg_section){ type, w->at, 0, stride };
	return w->base + w->at;
}

static void put(struct writer *w, const void *record, u32 bytes)
{
	struct cfg_section *s = &w->dir[w->sections];

	need(w->at + bytes + 4 * w->extra <= TB_BYTES, "table too large");
	memcpy(w->base + w->at, record, bytes);
	memset(w->base + w->at + bytes, 0x5a, 4 * w->extra);
	w->at += bytes + 4 * w->extra;
	s->count++;
}

static void section_close(struct writer *w)
{
	w->sections++;
}

/* A section whose records stay in the builder's order. */
static void put_all(struct writer *w, u32 type, const void *records, u32 count, u32 bytes)
{
	section_open(w, type, bytes / 4);
	for (u32 i = 0; i < count; i++)
		put(w, (const u8 *)records + (size_t)i * bytes, bytes);
	section_close(w);
}

static void put_slots(struct tb *t, struct writer *w)
{
	section_open(w, CFG_TYPE_SLOT, sizeof(t->slot[0]) / 4);
	for (u32 p = 0; p < t->plans; p++)
		for (u32 s = 0; s < t->slots; s++) {
			struct cfg_slot slot = t->slot[s];

			if (t->slot_plan[s] != p)
				continue;
			if (slot.vcpu < t->parts)
				slot.vcpu = t->part[slot.vcpu].first_vcpu;
			put(w, &slot, sizeof(slot));
		}
	section_close(w);
}

static void put_plans(struct tb *t, struct writer *w)
{
	u32 next = 0;

	section_open(w, CFG_TYPE_PLAN, sizeof(t->plan[0]) / 4);
	for (u32 cpu = 0; cpu < t->cpus; cpu++)
		for (u32 p = 0; p < t->plans; p++) {
			struct cfg_plan plan = t->plan[p];

			plan.cpu = cpu;
			plan.first_slot = next;
			for (u32 s = 0; s < t->slots; s++)
				plan.num_slots += cpu == 0 && t->slot_plan[s] == p;
			next += plan.num_slots;
			put(w, &plan, sizeof(plan));
		}
	section_close(w);
}

static void put_cpus(struct tb *t, struct writer *w)
{
	section_open(w, CFG_TYPE_CPU, sizeof(t->cpu) / 4);
	for (u32 cpu = 0; cpu < t->cpus; cpu++) {
		t->cpu.id = cpu;
		t->cpu.first_plan = cpu * t->plans;
		t->cpu.num_plans = t->plans;
		put(w, &t->cpu, sizeof(t->cpu));
	}
	section_close(w);
}

static void put_vcpus(struct tb *t, struct writer *w)
{
	u32 next = 0;

	section_open(w, CFG_TYPE_VCPU, sizeof(struct cfg_vcpu) / 4);
	for (u32 p = 0; p < t->parts; p++) {
		t->part[p].first_vcpu = next;
		for (u32 id = 0; id < t->part[p].num_vcpus; id++, next++) {
			struct cfg_vcpu v = { p, id, 0, 0 };

			put(w, &v, sizeof(v));
		}
	}
	section_close(w);
}

static void put_areas(struct tb *t, struct writer *w)
{
	struct cfg_area sorted[TB_MAX];
	struct cfg_amap map[TB_MAX];
	u32 n = 0;

	for (u32 p = 0; p < t->parts; p++) {
		t->part[p].first_area = n;
		for (u32 a = 0; a < t->areas; a++)
			if (t->area[a].part == p)
				sorted[n++] = t->area[a];
		t->part[p].num_areas = n - t->part[p].first_area;
		if (t->part[p].num_areas && !t->no_image[p])
			sorted[t->part[p].first_area].image = p;
	}
	for (u32 i = 0; i < n; i++) {
		u32 j = i;

		for (; j > 0 && sorted[map[j - 1].area].phys > sorted[i].phys; j--)
			map[j] = map[j - 1];
		map[j].area = i;
	}
	put_all(w, CFG_TYPE_AREA, sorted, n, sizeof(sorted[0]));
	put_all(w, CFG_TYPE_AMAP, map, n, sizeof(map[0]));
}

static void put_ports(struct tb *t, struct writer *w)
{
	u32 n = 0;

	section_open(w, CFG_TYPE_PORT, sizeof(t->port[0]) / 4);
	for (u32 p = 0; p < t->parts; p++) {
		t->part[p].first_port = n;
		for (u32 i = 0; i < t->ports; i++) {
			if (t->port[i].part != p)
				continue;
			put(w, &t->port[i], sizeof(t->port[i]));
			t->port_index[i] = n++;
		}
		t->part[p].num_ports = n - t->part[p].first_port;
	}
	section_close(w);
}

static void put_channels(struct tb *t, struct writer *w)
{
	struct cfg_dest sorted[TB_MAX];
	u32 n = 0;

	section_open(w, CFG_TYPE_CHANNEL, sizeof(t->channel[0]) / 4);
	for (u32 c = 0; c < t->channels; c++) {
		struct cfg_channel channel = t->channel[c];

		if (channel.src != NONE)
			channel.src = t->port_index[channel.src];
		channel.first_dest = n;
		for (u32 d = 0; d < t->dests; d++)
			if (t->dest_channel[d] == c)
				sorted[n++].port = t->port_index[t->dest[d].port];
		channel.num_dests = n - channel.first_dest;
		put(w, &channel, sizeof(channel));
	}
	section_close(w);
	put_all(w, CFG_TYPE_DEST, sorted, n, sizeof(sorted[0]));
}

static void put_irqs(struct tb *t, struct writer *w)
{
	u32 n = 0;

	section_open(w, CFG_TYPE_IRQ, sizeof(t->irq[0]) / 4);
	for (u32 p = 0; p < t->parts; p++) {
		t->part[p].first_irq = n;
		for (u32 i = 0; i < t->irqs; i++) {
			if (t->irq[i].part != p)
				continue;
			put(w, &t->irq[i], sizeof(t->irq[i]));
			n++;
		}
		t->part[p].num_irqs = n - t->part[p].first_irq;
	}
	section_close(w);
}

static void put_ipvis(struct tb *t, struct writer *w)
{
	u32 n = 0;

	for (u32 p = 0; p < t->parts; p++) {
		t->part[p].first_ipvi = n;
		while (n < t->ipvis && t->ipvi[n].src == p)
			n++;
		t->part[p].num_ipvis = n - t->part[p].first_ipvi;
	}
	need(n == t->ipvis, "inter-partition interrupts in order");
	put_all(w, CFG_TYPE_IPVI, t->ipvi, n, sizeof(t->ipvi[0]));
	put_all(w, CFG_TYPE_IPVI_DEST, t->ipvi_dest, t->ipvi_dests, sizeof(t->ipvi_dest[0]));
}

static void put_ioranges(struct tb *t, struct writer *w)
{
	u32 n = 0;

	section_open(w, CFG_TYPE_IORANGE, sizeof(t->iorange[0]) / 4);
	for (u32 p = 0; p < t->parts; p++) {
		t->part[p].first_iorange = n;
		for (u32 i = 0; i < t->ioranges; i++) {
			if (t->iorange[i].part != p)
				continue;
			put(w, &t->iorange[i], sizeof(t->iorange[i]));
			n++;
		}
		t->part[p].num_ioranges = n - t->part[p].first_iorange;
	}
	section_close(w);
}

/* What the lines of the health monitor call things. */
static void put_names(struct tb *t, struct writer *w)
{
	static const char *const names[HM_NAME_COUNT] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) [HM_NAME_EVENT + (nr)] = #name,
#include "hm_events.def"
#define HM_CAUSE(nr, name, event, sentence) [HM_NAME_CAUSE + (nr)] = #name,
#include "hm_causes.def"
#define HM_ACTION(nr, name, sentence) [HM_NAME_ACTION + (nr)] = #name,
#include "hm_actions.def"
#define TRACE_CODE(nr, name, module, value, sentence) [HM_NAME_TRACE + (nr)] = #name,
#include "trace_codes.def"
	};

	section_open(w, CFG_TYPE_HM_NAME, sizeof(struct cfg_hm_name) / 4);
	for (u32 i = 0; i < HM_NAME_COUNT; i++) {
		struct cfg_hm_name n = { .name = add_string(t, names[i]) };

		put(w, &n, sizeof(n));
	}
	section_close(w);
}

static void put_traces(struct tb *t, struct writer *w)
{
	t->hyp_trace.part = t->parts;
	section_open(w, CFG_TYPE_TRACE, sizeof(struct cfg_trace) / 4);
	for (u32 p = 0; p < t->parts; p++)
		put(w, &t->trace[p], sizeof(t->trace[p]));
	put(w, &t->hyp_trace, sizeof(t->hyp_trace));
	section_close(w);
}

static void put_rest(struct tb *t, struct writer *w)
{
	t->machine.first_hm = 0;
	for (u32 p = 0; p < t->parts; p++)
		t->part[p].first_hm = (p + 1) * XM_HM_EV_COUNT;
	put_all(w, CFG_TYPE_MACHINE, &t->machine, 1, sizeof(t->machine));
	put_cpus(t, w);
	put_all(w, CFG_TYPE_PART, t->part, t->parts, sizeof(t->part[0]));
	put_all(w, CFG_TYPE_HM, t->hm, (t->parts + 1) * XM_HM_EV_COUNT, sizeof(t->hm[0]));
	put_all(w, CFG_TYPE_CONSOLE, t->console, t->consoles, sizeof(t->console[0]));
}

enum { TB_NUM_SECTIONS = 20 };

void tb_build(struct tb *t)
{
	struct cfg_header *h = (struct cfg_header *)t->table_words;
	u32 sections = TB_NUM_SECTIONS + (t->files ? 1u : 0) + t->spare_section;
	struct writer w = {
		.base = (u8 *)t->table_words,
		.dir = (struct cfg_section *)(h + 1),
		.at = (u32)(sizeof(*h) + sections * sizeof(struct cfg_section)),
		.extra = t->extra_words,
	};

	memset(t->table_words, 0, sizeof(t->table_words));
	put_vcpus(t, &w);
	put_plans(t, &w);
	put_slots(t, &w);
	put_areas(t, &w);
	put_ports(t, &w);
	put_channels(t, &w);
	put_irqs(t, &w);
	put_ipvis(t, &w);
	put_ioranges(t, &w);
	put_rest(t, &w);
	put_names(t, &w);
	if (t->files)
		put_all(&w, CFG_TYPE_FILE, t->file, t->files, sizeof(t->file[0]));
	put_traces(t, &w);
	if (t->spare_section)
		put_all(&w, CFG_TYPE_REGION, NULL, 0, sizeof(struct cfg_region));
	section_open(&w, CFG_TYPE_STRING, 0);
	w.extra = 0;
	memcpy(w.base + w.at, t->strings, t->string_bytes);
	w.dir[w.sections].count = (t->string_bytes + 3) & ~3u;
	w.at += w.dir[w.sections].count;
	section_close(&w);
	need(w.sections == sections, "section count");
	*h = (struct cfg_header){ CFG_MAGIC, CFG_VERSION,    CFG_LAST_COMPATIBLE, w.at,
				  0,	     BOARD_zynq7000, SEPTUM_ABI_VERSION,  w.sections };
	t->table_size = w.at;
	tb_seal(t);
}

void tb_seal(struct tb *t)
{
	struct cfg_header *h = (struct cfg_header *)t->table_words;

	h->crc32 = 0;
	h->crc32 = tb_crc32(t->table_words, t->table_size);
}

struct cfg_section *tb_section(struct tb *t, u32 type)
{
	struct cfg_header *h = (struct cfg_header *)t->table_words;
	struct cfg_section *dir = (struct cfg_section *)(h + 1);

	for (u32 i = 0; i < h->num_sections; i++)
		if (dir[i].type == type)
			return &dir[i];
	need(false, "no such section");
	return NULL;
}

void *tb_record(struct tb *t, u32 type, u32 index)
{
	const struct cfg_section *s = tb_section(t, type);

	need(index < s->count, "no such record");
	return (u8 *)t->table_words + s->offset + index * s->stride;
}

/* --- images ------------------------------------------------------------------------ */

u8 tb_image_byte(u32 part, u32 offset)
{
	return (u8)(part * 71 + offset * 13 + (offset >> 8) + 1);
}

struct image_part *tb_image_part(struct tb *t, u32 part)
{
	struct manifest *m = (struct manifest *)((u8 *)t->image_words + t->manifest_off);
	struct image_part *p = (struct image_part *)(m + 1);

	for (u32 i = 0; i < m->num_parts; i++)
		if (p[i].owner == part)
			return &p[i];
	need(false, "no such image part");
	return NULL;
}

static void fill_part(struct tb *t, struct image_part *ip, u32 part, u32 offset, u32 size)
{
	u8 *bytes = (u8 *)t->image_words + offset;
	unsigned int digest_size = 0;

	need(offset + size <= TB_IMAGE_BYTES, "image too large");
	*ip = (struct image_part){
		.kind = IMAGE_PART_PARTITION,
		.owner = part,
		.area = t->part[part].first_area,
		.offset = offset,
		.size = size,
		.entry = NONE,
		.xm_abi = NONE,
		.xm_api = NONE,
		.const_size = size / 2,
		.file = "part.bin",
	};
	for (u32 i = 0; i < size; i++)
		bytes[i] = tb_image_byte(part, i);
	need(EVP_Digest(bytes, size / 2, ip->const_digest, &digest_size, EVP_sha256(), NULL) == 1,
	     "digest");
	need(EVP_Digest(bytes, size, ip->digest, &digest_size, EVP_sha256(), NULL) == 1, "digest");
}

void tb_build_image(struct tb *t, u32 size)
{
	struct manifest *m;
	struct image_part *ip;
	u32 offset;

	memset(t->image_words, 0, sizeof(t->image_words));
	t->manifest_off = 1024;
	m = (struct manifest *)((u8 *)t->image_words + t->manifest_off);
	ip = (struct image_part *)(m + 1);
	m->magic = MANIFEST_MAGIC;
	m->version = IMAGE_VERSION;
	offset = 4096;
	for (u32 p = 0; p < t->parts; p++) {
		if (t->no_image[p])
			continue;
		fill_part(t, &ip[m->num_parts++], p, offset, size);
		offset += (size + IMAGE_ALIGN - 1) & ~(IMAGE_ALIGN - 1u);
	}
	m->size = (u32)sizeof(*m) + m->num_parts * (u32)sizeof(*ip);
	t->image_size = offset;
}
