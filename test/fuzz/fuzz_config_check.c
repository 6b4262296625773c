/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_config_check.c - libFuzzer target: any bytes through the total check of
 * the plan table, for both boards.
 *
 * Whatever passes must keep the promise of config_bind.h: every accessor is
 * total.  So each accepted table is walked to its last string.  The mutator
 * knows of words and of the checksum; without it nothing would ever get past
 * the header.
 *
 * SEP-CFG-001, SEP-CFG-004
 */
#include <stdlib.h>
#include <string.h>

#include "config_bind.h"

#define BOARD(nr, name, sentence) extern const struct hal_machine board_##name;
#include "boards.def"

static const struct hal_machine *const boards[] = {
#define BOARD(nr, name, sentence) &board_##name,
#include "boards.def"
};

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);
size_t LLVMFuzzerMutate(u8 *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(u8 *data, size_t size, size_t max_size, unsigned seed);

static void require(bool promise)
{
	if (!promise)
		abort();
}

/* The sanitizer sees a string that runs off the table. */
static void walk_name(const struct config *cfg, u32 offset)
{
	if (offset != NONE)
		require(offset < cfg->sec[CFG_STRINGS].count &&
			strlen(cfg_string(cfg, offset)) <= CFG_NAME_MAX);
}

static void walk_console(const struct config *cfg, u32 console)
{
	require(console == NONE || console < cfg_count(cfg, CFG_CONSOLE));
}

static void walk_machine(const struct config *cfg, const struct hal_machine *machine)
{
	const struct cfg_machine *m = cfg_get_machine(cfg, 0);

	walk_name(cfg, m->name);
	walk_console(cfg, m->console);
	for (u32 i = 0; i < cfg_count(cfg, CFG_CONSOLE); i++) {
		walk_name(cfg, cfg_get_console(cfg, i)->name);
		require(cfg_get_console(cfg, i)->uart < machine->num_uarts);
	}
	for (u32 i = 0; i < cfg_count(cfg, CFG_IRQ); i++) {
		require(cfg_get_irq(cfg, i)->line < machine->num_lines);
		require(cfg_get_irq(cfg, i)->part < cfg_count(cfg, CFG_PART));
	}
	for (u32 i = 0; i < cfg_count(cfg, CFG_HM); i++)
		require(cfg_get_hm(cfg, i)->action < XM_HM_MAX_ACTIONS);
}

static void walk_part(const struct config *cfg, u32 i)
{
	const struct cfg_part *p = cfg_get_part(cfg, i);

	require(p->name != NONE && p->num_areas > 0 && p->num_vcpus > 0);
	walk_name(cfg, p->name);
	walk_name(cfg, p->image);
	walk_console(cfg, p->console);
	for (u32 k = 0; k < p->num_areas; k++)
		require(cfg_get_area(cfg, p->first_area + k)->part == i);
	for (u32 k = 0; k < p->num_vcpus; k++)
		require(cfg_get_vcpu(cfg, p->first_vcpu + k)->part == i &&
			cfg_get_vcpu(cfg, p->first_vcpu + k)->cpu < cfg_count(cfg, CFG_CPU));
	for (u32 k = 0; k < p->num_ports; k++) {
		const struct cfg_port *port = cfg_get_port(cfg, p->first_port + k);

		require(port->part == i && port->name != NONE);
		walk_name(cfg, port->name);
		require(port->channel == NONE || port->channel < cfg_count(cfg, CFG_CHANNEL));
	}
	require(config_pct_bytes(p) > 0);
}

/* Whole pages that neither wrap nor reach into the hypervisor's window. */
static void walk_areas(const struct config *cfg)
{
	u64 phys = 0;

	for (u32 i = 0; i < cfg_count(cfg, CFG_AREA); i++) {
		const struct cfg_area *a = cfg_get_area(cfg, i);

		walk_name(cfg, a->name);
		require(((a->phys | a->mapped | a->size) & 0xfff) == 0 && a->size > 0);
		require((u64)a->phys + a->size <= 1ull << 32 && a->mapped != 0);
		require((u64)a->mapped + a->size <= HAL_WINDOW_BASE ||
			(a->mapped >= HAL_WINDOW_BASE + HAL_WINDOW_SIZE &&
			 (u64)a->mapped + a->size <= 1ull << 32));
	}
	for (u32 i = 0; i < cfg_count(cfg, CFG_AMAP); i++) {
		u32 area = cfg_get_amap(cfg, i)->area;

		require(cfg_get_area(cfg, area)->phys >= phys);
		phys = cfg_get_area(cfg, area)->phys;
	}
}

static void walk_plans(const struct config *cfg)
{
	for (u32 i = 0; i < cfg_count(cfg, CFG_PLAN); i++) {
		const struct cfg_plan *p = cfg_get_plan(cfg, i);
		u64 end = 0;

		walk_name(cfg, p->name);
		require(p->cpu < cfg_count(cfg, CFG_CPU));
		for (u32 k = p->first_slot; k < p->first_slot + p->num_slots; k++) {
			const struct cfg_slot *s = cfg_get_slot(cfg, k);

			require(cfg_get_vcpu(cfg, s->vcpu)->cpu == p->cpu);
			require(cfg_u64(s->start_lo, s->start_hi) >= end);
			end = cfg_u64(s->start_lo, s->start_hi) + cfg_u64(s->len_lo, s->len_hi);
		}
		require(end <= cfg_u64(p->frame_lo, p->frame_hi));
	}
}

static void walk_channels(const struct config *cfg)
{
	for (u32 i = 0; i < cfg_count(cfg, CFG_CHANNEL); i++) {
		const struct cfg_channel *c = cfg_get_channel(cfg, i);

		require(cfg_get_port(cfg, c->src)->channel == i);
		for (u32 d = 0; d < c->num_dests; d++) {
			u32 port = cfg_get_dest(cfg, c->first_dest + d)->port;

			require(cfg_get_port(cfg, port)->channel == i);
		}
	}
}

/* Every word of every known section can be read. */
static void walk_sections(const struct config *cfg)
{
	volatile u8 sum = 0;

	for (u32 s = 0; s < CFG_SEC_COUNT; s++) {
		for (u32 i = 0; i < cfg_count(cfg, s); i++) {
			const u8 *record = cfg_record(cfg, s, i);

			for (u32 b = 0; b < cfg->sec[s].stride; b++)
				sum = (u8)(sum + record[b]);
		}
	}
}

static void check(const void *table, u32 size, const struct config_limits *limits)
{
	struct cfg_fault fault = { CFG_ERR_COUNT, NONE, NONE };
	struct config cfg = { 0 };

	if (!config_check(&cfg, table, size, limits, &fault)) {
		require(fault.error > CFG_ERR_NONE && fault.error < CFG_ERR_COUNT);
		require(fault.section == NONE || fault.section < CFG_SEC_COUNT);
		return;
	}
	walk_sections(&cfg);
	walk_machine(&cfg, limits->machine);
	for (u32 i = 0; i < cfg_count(&cfg, CFG_PART); i++)
		walk_part(&cfg, i);
	walk_areas(&cfg);
	walk_plans(&cfg);
	walk_channels(&cfg);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	/* A copy of its own size and alignment, so that the sanitizer sees each
	   byte read outside. */
	void *table = malloc(size ? size : 1);

	require(table != NULL);
	memcpy(table, data, size);
	for (u32 i = 0; i < ARRAY_LEN(boards); i++) {
		struct config_limits limits = { .machine = boards[i], .block = BLOCK_LEAST };

		check(table, (u32)size, &limits);
		limits.block = 2 * BLOCK_LEAST;
		limits.image = (struct hal_range){ 0x00100000, 0x10000 };
		check(table, (u32)size, &limits);
	}
	free(table);
	return 0;
}

static u32 draw(u32 *state, u32 below)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 8) % below;
}

/* Where a section's words lie; the whole table if the directory is no help, or
   now and then, for header and directory themselves. */
static void pick_section(const u8 *data, size_t size, u32 *random, u32 *at, u32 *words)
{
	struct cfg_header h;
	struct cfg_section d;
	size_t entry;

	*at = 0;
	*words = (u32)size / 4;
	memcpy(&h, data, sizeof(h));
	if (h.num_sections == 0 || h.num_sections > 64 || draw(random, 8) == 0)
		return;
	entry = sizeof(h) + draw(random, h.num_sections) * sizeof(d);
	if (entry + sizeof(d) > size)
		return;
	memcpy(&d, data + entry, sizeof(d));
	if (d.offset % 4 || d.offset >= size || d.count == 0 || d.stride == 0 ||
	    d.count > (size - d.offset) / d.stride || d.count * d.stride < 4)
		return;
	*at = d.offset;
	*words = d.count * d.stride / 4;
}

/* Another value that means something in this format, for one word: sections
   get equal shares, for most words of a table are rows of the health monitor. */
static void mutate_word(u8 *data, size_t size, u32 *random)
{
	static const u32 telling[] = { 0,	   1,	       2,	   3,
				       NONE,	   0x1000,     0x100000,   0x80000000,
				       0xfffff000, 0xc0000000, 0xfffffffe, 0x10000 };
	u32 at, words, word;
	u8 *place;

	pick_section(data, size, random, &at, &words);
	place = data + at + 4 * draw(random, words);
	memcpy(&word, place, 4);
	switch (draw(random, 4)) {
	case 0:
		word++;
		break;
	case 1:
		word--;
		break;
	case 2:
		word = telling[draw(random, ARRAY_LEN(telling))];
		break;
	default:
		memcpy(&word, data + at + 4 * draw(random, words), 4);
		break;
	}
	memcpy(place, &word, 4);
}

/* Size and checksum that match, in most of the inputs. */
static void seal(u8 *data, size_t size)
{
	struct cfg_header h;
	u32 *words = malloc(size);

	require(words != NULL);
	memcpy(&h, data, sizeof(h));
	h.size = (u32)size;
	memcpy(data, &h, sizeof(h));
	memcpy(words, data, size);
	memcpy(data, &h, sizeof(h));
	free(words);
}

size_t LLVMFuzzerCustomMutator(u8 *data, size_t size, size_t max_size, unsigned seed)
{
	u32 random = seed;

	if (size < sizeof(struct cfg_header) || draw(&random, 4) == 0)
		size = LLVMFuzzerMutate(data, size, max_size);
	else
		for (u32 n = 1 + draw(&random, 3); n; n--)
			mutate_word(data, size, &random);
	size &= ~(size_t)3;
	if (size >= sizeof(struct cfg_header) && draw(&random, 16) != 0)
		seal(data, size);
	return size;
}
