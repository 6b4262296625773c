/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * boot.c - the order of initialisation, nothing else.
 *
 * The HAL hands over verified copies of table and manifest; from here on a
 * wrong table stops the boot with section, index and reason.
 */
#include "console.h"
#include "gmem.h"
#include "hypercall.h"
#include "image.h"
#include "lib.h"
#include "part.h"
#include "port.h"
#include "report.h"
#include "trace.h"

struct system sys;

#define FAR (1ull << 60) /* in ticks; the instructions until then fit 64 bits */

extern const struct image_header image_header;

/* --- a table that may not be used --------------------------------------------------- */

/* There is no console yet but the UART that the image names. */
static _Noreturn void reject(struct cfg_fault fault)
{
	static struct console k;
	u32 a[3] = { fault.section + 1, fault.index, fault.error };
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

/* --- memory -------------------------------------------------------------------------- */

enum { PAGE = 4096 };

void *sys_take(u32 count, u32 bytes, u32 align)
{
	u32 at = align_up(sys.taken, align);
	u64 end = (u64)count * bytes + at;

	if (end > sys.limit)
		reject((struct cfg_fault){ CFG_ERR_CARVE, CFG_MACHINE, 0 });
	sys.taken = (u32)end;
	return sys.memory + at;
}

/* First after the core, so that it is there again after a warm reset: what was
   there before is records_init()'s to judge.  Everything else begins as zero. */
static NOINLINE void take_ring(u32 length, u32 entry)
{
	sys_take(1, IMAGE_RING_HEAD, 4);
	sys_take(length, entry, 4);
}

static void *take_records(void)
{
	u32 parts = cfg_count(&sys.cfg, CFG_PART), i;
	void *log = sys_take(1, IMAGE_RING_HEAD, 8);

	for (i = 0; i < parts; i++) {
		LOOP_BOUND_OF(parts);
		take_ring(cfg_get_part(&sys.cfg, i)->hm_quota, image_header.sizes.log_entry);
	}
	take_ring(cfg_get_machine(&sys.cfg, 0)->hm_log_len, image_header.sizes.log_entry);
	for (i = 0; i <= parts; i++) {
		LOOP_BOUND_OF(parts + 1);
		take_ring(cfg_get_trace(&sys.cfg, i)->length, image_header.sizes.trace_entry);
	}
	CALL_WITH_OF(length, memory);
	hal_zero(sys.memory + sys.taken, sys.limit - sys.taken);
	return log;
}

static void take_arrays(void)
{
	static const u8 section[] = { CFG_CPU,	CFG_PART,    CFG_VCPU,	 CFG_SLOT,
				      CFG_PORT, CFG_CHANNEL, CFG_CONSOLE };
	u32 i;

	for (i = 0; i < ARRAY_LEN(section); i++) {
		LOOP_BOUND(ARRAY_LEN(section));
		sys.array[i] =
			sys_take(cfg_count(&sys.cfg, section[i]), image_header.sizes.array[i], 8);
	}
}

/* A partition may read the page of its control table: its own text is no secret. */
static void make_ring(struct part *p)
{
	u32 size = cfg_get_machine(&sys.cfg, 0)->ring_bytes;
	u32 apart = config_ring_bytes(p->cfg, size);

	p->ring.size = size;
	p->ring.buf = apart ? sys_take(1, apart, 8) : (u8 *)p->vcpus->ctl - size;
}

static void make_parts(void)
{
	u32 parts = cfg_count(&sys.cfg, CFG_PART), i;

	for (i = 0; i < parts; i++) {
		LOOP_BOUND_OF(parts);
		part_init(&sys.part[i], i);
	}
	for (i = 0; i < parts; i++) {
		LOOP_BOUND_OF(parts);
		make_ring(&sys.part[i]);
	}
}

static void make_spaces(void)
{
	u32 parts = cfg_count(&sys.cfg, CFG_PART), i;
	u8 *fixed = sys_take(parts, HAL_SPACE_FIXED, HAL_SPACE_FIXED);

	for (i = 0; i < parts; i++, fixed += HAL_SPACE_FIXED) {
		LOOP_BOUND_OF(parts);
		struct part *p = &sys.part[i];
		u8 *tables = sys.memory + sys.taken;
		struct hal_space_memory m = {
			.pct = p->vcpus->pct,
			.pct_bytes = config_pct_bytes(p->cfg),
			.num_vcpus = p->cfg->num_vcpus,
			.area_stride = sys.cfg.sec[CFG_AREA].stride,
			.fixed = fixed,
			.tables = tables,
			.end = sys.memory + sys.limit,
		};
		u8 *end = hal_space_init(&p->space, i, p->areas, p->cfg->num_areas, &m);

		sys_take(1, (u32)(end - tables), 1);
	}
}

/* --- the rest ------------------------------------------------------------------------- */

/* With each space once: shared areas are cleared, all of them before an image is loaded,
   which may lie in one. */
static void enter_spaces(void)
{
	u32 i;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_PART); i++) {
		LOOP_BOUND_OF(parts);
		hal_space_load(&sys.part[i].space);
		gmem_init(&sys.part[i]);
		load_clear_shared(&sys.part[i]);
	}
}

/* Partitions that the plan starts are loaded before the first slot.  The order
   does not matter: nothing runs yet. */
static void start_part(struct part *p)
{
	if ((p->cfg->flags & PART_BOOT) == 0)
		return;
	p->stat.reset_cause = sys.reset_cause;
	hal_space_load(&p->space);
	part_reset(p, XM_COLD_RESET, XM_DEFAULT_ENTRY, sys.reset_cause != 0);
	p->load.at_once = true;
	sys_load(p->vcpus);
	p->load.at_once = false; /* if it was not begun, it goes on in pieces */
}

/* The next whole millisecond, so that partitions know the grid of the frames. */
static u64 first_frame(void)
{
	static const struct divisor ms = DIVISOR(1000);
	u64 us = ticks_to_us(hal_time_now());
	u32 rem;

	divide(us, &ms, &rem);
	return us_to_ticks(us - rem + 1000);
}

/* What every decision of this plan has to look at. */
static void set_chores(void)
{
	u32 scrubs = 0, i;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_PART); i++) {
		LOOP_BOUND_OF(parts);
		scrubs |= cfg_get_part(&sys.cfg, i)->scrub_us;
	}
	sys.chores = CHORE_CONSOLE | CHORE_REPORT; /* left by the life before */
	if (scrubs | sys.audit | cfg_get_machine(&sys.cfg, 0)->watchdog_us)
		sys.chores |= CHORE_ALWAYS;
}

static void start(const struct hal_boot *boot)
{
	struct span late;
	void *log = take_records();
	struct record_ring *traces;
	u32 i;

	take_arrays();
	port_init();
	make_parts();
	make_spaces();
	traces = log_init(log, boot->reason == XM_WARM_RESET);
	trace_init(traces, sys.reset_counter != 0);
	hypercall_init();
	console_init();
	report_banner();
	set_chores();
	span_of_ns(&late, cfg_get_machine(&sys.cfg, 0)->late_ns);
	sys.cpu->late_bound = (u32)late.ticks;
	sched_init_slots();
	sched_begin(sys.cpu, 0, FAR); /* no boundary stops the loads */
	enter_spaces();
	for (i = 0; i < cfg_count(&sys.cfg, CFG_PART); i++) {
		LOOP_BOUND_OF(parts);
		start_part(&sys.part[i]);
	}
	sched_begin(sys.cpu, sys.cpu->sched.plan->id, first_frame());
	watchdog_start(&sys.cpu->watchdog, sys.cpu->sched.boundary);
}

struct hal_vcpu *core_boot(const struct hal_boot *boot)
{
	const struct image_header *h = &image_header;
	const u8 *staged = (u8 *)boot->memory + h->hyp_size - h->digest_off;
	struct config_limits limits = {
		.machine = &hal_machine,
		.block = 1u << HAL_TABLE_SHIFT,
		.image = { boot->image_phys, h->image_size },
	};
	struct cfg_fault fault;

	sys.manifest = (const void *)(staged + h->manifest_off);
	sys.image = boot->image;
	sys.image_size = h->image_size;
	sys.memory = boot->memory;
	sys.taken = h->sizes.image + h->sizes.bss;
	sys.limit = (u32)(staged + h->table_off - sys.memory);
	if (!config_check(&sys.cfg, staged + h->table_off, h->table_size, &limits, &fault))
		reject(fault);
	start(boot);
	return core_timer();
}
