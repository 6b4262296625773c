/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * boot.c - evaluate the bound of the boot in visits.def for a plan; called by
 * timing.c.
 *
 * What the boot does depends on the table and on what packer puts beside it.  cfgc
 * does not know the binaries: their number follows from the table, their bytes are
 * left to the reader, and the image is taken to be as large as one can be.
 */
#include "boot.h"

#include <string.h>

#include "abi.h"
#include "config_bind.h"
#include "image.h"
#include "overhead.h"

enum {
	PAGE = 4096,
	/* Sending the longest line, 256 characters in turns of 16, where the UART takes what
	   it gets; of one that is stuck only core/console.c knows how long it is waited for. */
	LINE_TURNS = 17,
};

/*
 * As tools/bound/counts.py says what they are; the numbers of records are the table's.
 * No sum or product of them comes near 2^64: a plan of PLAN_BYTES_MAX has fewer than
 * 2^20 records of a section, and an area fewer than 2^13 runs or entries.
 */
struct counts {
	u64 area_bytes, area_entries, area_runs, areas, control_entries, control_runs;
	u64 dests, files, image_runs, images, ipvi_dests, memory, memory_runs, ports, ring;
	u64 sections, slots, staged, vcpus;
};

/* --- the table ---------------------------------------------------------------------- */

/* Bytes of the next run of entries, of *step each: whole blocks, or pages up to the
   end of one. */
static u64 next_run(u64 va, u64 page, u64 left, u32 block, u32 *step)
{
	u64 rest = block - va % block;

	*step = left >= block && (va | page) % block == 0 ? block : PAGE;
	if (*step == block)
		return left - left % block;
	return left < rest ? left : rest;
}

/* As mmu_map() of the hardware layer does it. */
static void count_runs(struct counts *n, const struct cfg_area *a, u32 block)
{
	u64 at = 0, length, runs = 0;
	u32 step;

	for (; at < a->size; at += length, runs++) {
		length = next_run(a->mapped + at, a->phys + at, a->size - at, block, &step);
		raise_to(&n->area_entries, length / step);
	}
	raise_to(&n->area_runs, runs);
}

static void count_areas(struct counts *n, const struct config *cfg, u32 block)
{
	u32 i;

	for (i = 0; i < cfg_count(cfg, CFG_AREA); i++) {
		const struct cfg_area *a = cfg_get_area(cfg, i);

		if ((a->flags & AREA_UNMAPPED) == 0)
			count_runs(n, a, block);
		if ((a->flags & AREA_DEVICE) == 0)
			n->area_bytes += a->size;
	}
}

static void count_parts(struct counts *n, const struct config *cfg, u32 block)
{
	u64 control = 0;
	u32 i;

	for (i = 0; i < cfg_count(cfg, CFG_PART); i++) {
		const struct cfg_part *p = cfg_get_part(cfg, i);

		raise_to(&control, (u64)p->num_vcpus * (config_pct_bytes(p) + PAGE));
		raise_to(&n->areas, p->num_areas);
		raise_to(&n->ports, p->num_ports);
		raise_to(&n->ring, p->hm_quota);
		raise_to(&n->vcpus, p->num_vcpus);
	}
	/* No partition has more than 1 MB of them, and no block is smaller. */
	n->control_entries = control / PAGE;
	n->control_runs = control / block + 2;
}

static void count_lists(struct counts *n, const struct config *cfg)
{
	u32 i;

	for (i = 0; i < cfg_count(cfg, CFG_PLAN); i++)
		raise_to(&n->slots, cfg_get_plan(cfg, i)->num_slots);
	for (i = 0; i < cfg_count(cfg, CFG_CHANNEL); i++)
		raise_to(&n->dests, cfg_get_channel(cfg, i)->num_dests);
	for (i = 0; i < cfg_count(cfg, CFG_IPVI); i++)
		raise_to(&n->ipvi_dests, cfg_get_ipvi(cfg, i)->num_dests);
}

/* --- the image ------------------------------------------------------------------------ */

static void count_image(struct counts *n, const struct config *cfg, u32 block)
{
	const struct cfg_machine *m = cfg_get_machine(cfg, 0);
	u32 manifest;

	n->files = cfg_count(cfg, CFG_PART) + cfg_count(cfg, CFG_FILE);
	manifest = (u32)(sizeof(struct manifest) + n->files * sizeof(struct image_part));
	n->sections = cfg->header->num_sections;
	n->staged = align_up(cfg->header->size, IMAGE_ALIGN) + align_up(manifest, IMAGE_ALIGN) +
		    2 * IMAGE_ALIGN;
	n->image_runs = IMAGE_SIZE_MAX / block + 2;
	n->memory = m->hyp_size;
	n->memory_runs = m->hyp_size / block + 2;
	raise_to(&n->ring, m->hm_log_len);
}

/* --- the bound ------------------------------------------------------------------------ */

#define AREA_BYTES	n->area_bytes
#define AREA_ENTRIES	n->area_entries
#define AREA_RUNS	n->area_runs
#define AREAS		n->areas
#define CONSOLES	CONSOLE_RECORDS
#define CONTROL_ENTRIES n->control_entries
#define CONTROL_RUNS	n->control_runs
#define DESTS		n->dests
#define FILES		n->files
#define IMAGE_RUNS	n->image_runs
#define IMAGES		n->images
#define IPVI_DESTS	n->ipvi_dests
#define IRQS		IRQ_RECORDS
#define MEMORY		n->memory
#define MEMORY_RUNS	n->memory_runs
#define PARTS		PART_RECORDS
#define PORTS		n->ports
#define RING		n->ring
#define SECTIONS	n->sections
#define SLOTS		n->slots
#define STAGED		n->staged
#define VCPUS		n->vcpus
#define WAITS		LINE_TURNS

static u64 instructions_of(const struct counts *n, const struct config *cfg, const char *board)
{
	u64 found = 0;
	/* AREA_RECORDS and so on; the bound is over some of them. */
#define CFG_REC(type, name, NAME, need) \
	const u64 NAME##_RECORDS __attribute__((unused)) = cfg_count(cfg, CFG_##NAME);
#define F(field)
#define CFG_END(name)
#include "config.def"

#define VISIT(name, visit, instructions) /* overhead.c */
#define BOOT(name, instructions)       \
	if (strcmp(board, #name) == 0) \
		found = instructions;
#include "visits.def"
	return found;
}

struct boot boot_of(const struct cfgc_result *plan)
{
	const struct hal_machine *hw = plan->board;
	struct counts n = { 0 };
	struct config cfg = { 0 };
	struct cfg_fault fault;
	u64 fixed;

	config_bind(&cfg, plan->table, (u32)plan->size, &fault);
	count_areas(&n, &cfg, hw->block);
	count_parts(&n, &cfg, hw->block);
	count_lists(&n, &cfg);
	count_image(&n, &cfg, hw->block);
	fixed = instructions_of(&n, &cfg, hw->name);
	n.images = 1024;
	return (struct boot){
		.fixed = overhead_ns(hw, fixed),
		.each_kb = overhead_ns(hw, instructions_of(&n, &cfg, hw->name) - fixed),
	};
}
