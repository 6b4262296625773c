/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * part.c - partitions and their virtual CPUs.
 *
 * States as in ARINC 653: a partition is halted, ready or suspended;
 * whether a ready one runs is the scheduler's business.  Resets only mark what
 * is to be done; the work happens in the partition's own slots.
 */
#include "part.h"

#include "console.h"
#include "lib.h"
#include "port.h"
#include "virq.h"

void part_copy_name(void *to, u32 offset)
{
	const char *from = offset == NONE ? "" : cfg_string(&sys.cfg, offset);
	char *name = to;
	u32 i;

	/* cppcheck-suppress arrayIndexOutOfBoundsCond ; every string ends with a 0 */
	for (i = 0; i < CFG_NAME_MAX && from[i]; i++) {
		LOOP_BOUND(CFG_NAME_MAX);
		name[i] = from[i];
	}
}

NOINLINE const struct cfg_area *part_area(const struct part *p, u32 i)
{
	return cfg_get_area(&sys.cfg, p->cfg->first_area + i);
}

static NOINLINE void fill_memory_map(const struct part *p, struct xm_mem_area *map)
{
	u32 i;

	for (i = 0; i < p->cfg->num_areas; i++) {
		LOOP_BOUND_OF(areas);
		const struct cfg_area *a = part_area(p, i);

		part_copy_name(map[i].name, a->name);
		map[i].startAddr = a->phys;
		map[i].mappedAt = a->mapped;
		map[i].size = a->size;
		map[i].flags = a->flags & ~AREA_SHARED;
	}
}

/* What never changes in a control table. */
static void fill_pct(struct vcpu *v)
{
	const struct cfg_part *c = v->part->cfg;
	struct xm_pct *t = v->pct;
	u32 i;

	t->magic = XM_PCT_MAGIC;
	t->xmVersion = XM_PCT_VERSION;
	t->xmAbiVersion = XM_PCT_ABI;
	t->xmApiVersion = XM_PCT_API;
	t->cpuKhz = cfg_get_cpu(&sys.cfg, 0)->freq_khz;
	t->id = c->id;
	t->noVCpus = c->num_vcpus;
	t->imgStart = v->part->areas->mapped;
	t->noPhysicalMemAreas = (s32)c->num_areas;
	t->noCommPorts = (s32)c->num_ports;
	t->vcpuId = v->id;
	t->memMap = sizeof(*t);
	t->portBitmap = t->memMap + c->num_areas * (u32)sizeof(struct xm_mem_area);
	t->arch.devices = c->devices;
	t->tickN = hal_machine.tick.n;
	t->tickD = hal_machine.tick.d;
	for (i = 0; i < XM_HWIRQ_WORDS; i++)
		t->hwIrqsMask[i] = ~0u; /* and lines of others stay so */
	part_copy_name(t->name, c->name);
	if (v->id == 0 && c->num_irqs != 0)
		v->flags |= VF_LINES;
	/* Hardware lines are for virtual CPU 0, where they are pended. */
	for (i = c->first_irq; v->id == 0 && i < c->first_irq + c->num_irqs; i++) {
		LOOP_BOUND_OF(irqs);
		u32 line = cfg_get_irq(&sys.cfg, i)->line;

		t->hwIrqs[line / 32] |= 1u << line % 32;
		sys.owner[line] = v;
	}
	fill_memory_map(v->part, (struct xm_mem_area *)(t + 1));
}

/* As after every reset: nothing armed, nothing pending, no context. */
static NOINLINE void vcpu_restart(struct vcpu *v)
{
	vtime_clear(v);
	virq_reset(v);
	v->flags = (v->flags & ~(u32)VF_HELD) | VF_START;
	v->traced = (sys.audit & XM_TRACE_MODULE_HCALL) != 0;
}

static void vcpu_init(struct part *p, u32 id)
{
	struct vcpu *v = &p->vcpus[id];
	u32 pct_bytes = config_pct_bytes(p->cfg), stride = pct_bytes + 4096;
	u8 *pct = sys_take(1, stride, 4096);

	v->part = p;
	v->cpu = this_cpu();
	v->id = id;
	v->pct = (struct xm_pct *)pct;
	v->ctl = (struct vcpu_ctl *)(pct + pct_bytes);
	v->pct_guest = HAL_PCT_BASE + id * stride;
	fill_pct(v);
	virq_default_vectors(v);
	vcpu_restart(v);
}

NOINLINE struct part *part_by_id(u32 id)
{
	return &sys.part[id];
}

_Static_assert(XM_PCT_SYSTEM == PART_SYSTEM && XM_PCT_FP == PART_FP, "flags");
_Static_assert(XM_PCT_READY == 0x20 >> XM_STATUS_READY &&
		       XM_PCT_SUSPENDED == 0x20 >> XM_STATUS_SUSPENDED &&
		       XM_PCT_HALTED == 0x20 >> XM_STATUS_HALTED,
	       "flags of states");

void part_show_state(struct vcpu *v)
{
	u32 flags = v->part->cfg->flags;

	v->pct->flags = (flags & PART_DCACHE_OFF ? 0 : XM_PCT_DCACHE) |
			(flags & PART_ICACHE_OFF ? 0 : XM_PCT_ICACHE) | 0x20u >> v->state |
			(flags & (PART_SYSTEM | PART_FP));
	v->pct->resetCounter = v->part->stat.reset_counter;
	v->pct->resetStatus = v->part->stat.reset_status;
	v->pct->resetCause = v->part->stat.reset_cause;
}

static void put_state(struct vcpu *v, u8 state)
{
	v->state = state;
	v->flags |= VF_STOPPED;
	if (state == XM_STATUS_READY)
		v->flags &= ~(u32)VF_STOPPED;
	part_show_state(v);
}

/* Every vCPU in state from, or in any state if from is NONE. */
static void set_state(struct part *p, u32 from, u8 to)
{
	u32 i;

	for (i = 0; i < p->cfg->num_vcpus; i++) {
		LOOP_BOUND_OF(vcpus);
		if (from == NONE || p->vcpus[i].state == from)
			put_state(&p->vcpus[i], to);
	}
}

void part_init(struct part *p, u32 index)
{
	u32 id;

	p->cfg = cfg_get_part(&sys.cfg, index);
	p->areas = cfg_get_area(&sys.cfg, p->cfg->first_area);
	p->vcpus = &sys.vcpu[p->cfg->first_vcpu];
	p->ports = &sys.port[p->cfg->first_port];
	p->num_ports = p->cfg->num_ports;
	p->generation = LIFE;
	load_init(p);
	part_copy_name(p->stat.name, p->cfg->name);
	p->entry = p->cfg->entry == NONE ? p->areas->mapped : p->cfg->entry;
	for (id = 0; id < p->cfg->num_vcpus; id++) {
		LOOP_BOUND_OF(vcpus);
		vcpu_init(p, id);
	}
	set_state(p, NONE, XM_STATUS_HALTED);
}

void part_halt(struct part *p)
{
	console_end_line(p);
	p->stat.op_mode = XM_OPMODE_IDLE;
	set_state(p, NONE, XM_STATUS_HALTED);
}

void part_suspend(struct part *p)
{
	set_state(p, XM_STATUS_READY, XM_STATUS_SUSPENDED);
}

void part_resume(struct part *p)
{
	set_state(p, XM_STATUS_SUSPENDED, XM_STATUS_READY);
}

/* May an entry be this address?  In a mapped area that holds code. */
static bool entry_usable(const struct part *p, u32 entry)
{
	const struct cfg_area *a = config_area_at(&sys.cfg, p->cfg, entry, 8);

	return a != NULL && is_aligned(entry, 8) && (a->flags & (AREA_DEVICE | AREA_UNMAPPED)) == 0;
}

void part_reset_vcpu(struct vcpu *v, u32 entry)
{
	vcpu_restart(v);
	v->entry = entry_usable(v->part, entry) ? entry : v->part->entry;
	put_state(v, XM_STATUS_READY);
}

void part_halt_vcpu(struct vcpu *v)
{
	put_state(v, XM_STATUS_HALTED);
}

void part_reset(struct part *p, u32 mode, u32 entry, u32 status)
{
	console_end_line(p);
	p->input.tail = p->input.head; /* typed for the life before */
	port_close_all(p);
	p->stat.reset_status = status;
	p->stat.reset_counter = mode == XM_COLD_RESET ? 0 : p->stat.reset_counter + 1;
	p->stat.op_mode = mode == XM_COLD_RESET ? XM_OPMODE_COLD_RESET : XM_OPMODE_WARM_RESET;
	if (mode == XM_COLD_RESET || p->phase != LOAD_DONE || p->load.damaged)
		load_begin(p);
	set_state(p, NONE, XM_STATUS_HALTED);
	part_reset_vcpu(p->vcpus, entry); /* which starts the others */
	p->entry = p->vcpus->entry;
}

void part_start(struct vcpu *v)
{
	v->flags &= ~(u32)VF_START;
	if (v->routed)
		virq_default_vectors(v);
	hal_vcpu_reset(&v->hal, &v->part->space, v->entry, v->pct_guest,
		       v->pct_guest + (u32)((u8 *)v->ctl - (u8 *)v->pct),
		       (v->part->cfg->flags & PART_FP) != 0);
	if (v->part->cfg->flags & PART_ICACHE_OFF)
		hal_vcpu_icache_off(&v->hal);
}
