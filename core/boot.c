/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * boot.c - the order of initialisation, nothing else.
 *
 * The HAL hands over verified copies of table and manifest; from here on a
 * wrong table stops the boot with section, index and reason.
 */
#include "carve.h"
#include "console.h"
#include "hm.h"
#include "image.h"
#include "part.h"
#include "port.h"
#include "report.h"

struct system sys;

#define FAR (1ull << 60) /* in ticks; the instructions until then fit 64 bits */

extern const struct image_header image_header;

static void lay_out(const struct carve *at, u8 *base)
{
	hal_zero(base + at->percpu, at->staged - at->percpu);
	sys.cpu = (struct percpu *)(base + at->percpu);
	sys.part = (struct part *)(base + at->part);
	sys.vcpu = (struct vcpu *)(base + at->vcpu);
	sys.slot = (struct slot *)(base + at->slot);
	sys.port = (struct port *)(base + at->port);
	sys.channel = (struct channel *)(base + at->channel);
	sys.console = (struct console *)(base + at->console);
}

static void make_parts(const struct carve *at, u8 *base)
{
	const struct core_sizes *sizes = &image_header.sizes;
	u32 parts = cfg_count(&sys.cfg, CFG_PART);
	u8 *pct = base + at->pct;
	u8 *fixed = base + at->spaces;
	u8 *tables = fixed + parts * sizes->space_fixed;
	u32 i;

	for (i = 0; i < parts; i++) {
		struct hal_space_memory m = {
			.pct = pct,
			.pct_bytes = carve_pct_bytes(&sys.cfg, i),
			.num_vcpus = cfg_get_part(&sys.cfg, i)->num_vcpus,
			.area_stride = sys.cfg.sec[CFG_AREA].stride,
			.fixed = fixed,
			.tables = tables,
		};
		struct ring *r = &sys.part[i].ring;

		r->size = cfg_get_machine(&sys.cfg, 0)->ring_bytes;
		r->buf = base + at->rings + i * r->size;
		part_init(&sys.part[i], i, &m);
		pct += m.num_vcpus * (m.pct_bytes + 4096);
		fixed += sizes->space_fixed;
		tables += carve_space_bytes(&sys.cfg, sizes, i);
	}
}

/* Partitions that the plan starts are loaded before the first slot.  The order
   does not matter: nothing runs yet, and no image lies in a shared area. */
static void start_part(struct part *p)
{
	hal_space_load(&p->space);
	load_clear_shared(p);
	if ((p->cfg->flags & PART_BOOT) == 0)
		return;
	part_reset(p, XM_COLD_RESET, XM_DEFAULT_ENTRY, XM_RESET_STATUS_PARTITION_NORMAL_START);
	sys_load(p->vcpus);
}

/* --- a table that may not be used --------------------------------------------------- */

/* There is no console yet but the UART that the image names. */
static _Noreturn void reject(const struct cfg_fault *fault)
{
	static struct console k;
	u32 a[3] = { fault->section + 1, fault->index, fault->error };
	u32 tries = 10 * CONSOLE_STUCK;

	if (image_header.console != 0) {
		console_open(&k, image_header.console - 1, 0);
		console_format(&k, "SEPTUM STOP table rejected: section=%1 index=%1 reason=%1\n",
			       a);
		while (console_send(&k, 1) && --tries)
			;
	}
	hal_stop();
}

/* The next whole millisecond, so that partitions know the grid of the frames. */
static u64 first_frame(void)
{
	u64 us = ticks_to_us(hal_time_now());
	u32 rem;

	div_rem(us, 1000, &rem);
	return us_to_ticks(us - rem + 1000);
}

static void start(const struct carve *at, const struct hal_boot *boot)
{
	u8 *base = boot->memory;
	u32 i;

	lay_out(at, base);
	port_init(base + at->buffers);
	make_parts(at, base);
	sys.reset_counter = log_init(base + at->log, boot->reason == XM_WARM_RESET);
	console_init();
	report_banner();
	sched_init_slots();
	sched_begin(sys.cpu, 0, FAR); /* no boundary stops the loads */
	for (i = 0; i < cfg_count(&sys.cfg, CFG_PART); i++)
		start_part(&sys.part[i]);
	sched_begin(sys.cpu, sys.cpu->sched.plan->id, first_frame());
}

struct hal_vcpu *core_boot(const struct hal_boot *boot)
{
	const struct image_header *h = &image_header;
	const u8 *staged = (u8 *)boot->memory + h->hyp_size - h->digest_off;
	struct config_limits limits = {
		.machine = &hal_machine,
		.sizes = &h->sizes,
		.image = { boot->image_phys, h->image_size },
	};
	struct cfg_fault fault;
	struct carve at;

	sys.manifest = (const void *)(staged + h->manifest_off);
	sys.image = boot->image;
	sys.image_size = h->image_size;
	limits.manifest_size = sys.manifest->size;
	if (!config_check(&sys.cfg, staged + h->table_off, h->table_size, &limits, &fault))
		reject(&fault);
	carve_layout(&at, &sys.cfg, limits.sizes, limits.manifest_size);
	start(&at, boot);
	return core_timer();
}
