/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * rig.c - enters the core as the exceptions of a processor would, and obeys.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "carve.h"
#include "config_bind.h"
#include "fake_header.h"
#include "lib.h"
#include "part.h"
#include "rig.h"
#include "system.h"
#include "vtime.h"

struct rig rig;

/* --- entering and leaving the core ---------------------------------------------------- */

enum entry { ENTRY_BOOT, ENTRY_CALL, ENTRY_TIMER, ENTRY_IRQ, ENTRY_FAULT };

struct entry_args {
	enum entry entry;
	u32 number;
	const u32 *arg;
	const struct hal_fault *fault;
	const struct hal_boot *boot;
};

/* As vectors.S. */
static struct hal_vcpu *call(const struct entry_args *e)
{
	struct vcpu *v = (struct vcpu *)((u8 *)rig.current - offsetof(struct vcpu, hal));
	s32 result = core_hypercall(v, e->arg, e->number);
	struct hal_vcpu *next;

	if ((v->flags & CORE_DECIDES) != 0) {
		next = core_call_over(rig.current, result);
		if (v->flags & VF_CALL)
			fake_fail("leaves a call without a result that is over");
		return next;
	}
	hal_vcpu_result(rig.current, result);
	return rig.current;
}

static struct hal_vcpu *dispatch(const struct entry_args *e)
{
	switch (e->entry) {
	case ENTRY_BOOT:
		return core_boot(e->boot);
	case ENTRY_CALL:
		return call(e);
	case ENTRY_TIMER:
		return core_timer();
	case ENTRY_IRQ:
		return core_irq(e->number);
	default:
		return core_fault(e->fault);
	}
}

/* What the exit path of the machine does with the core's answer. */
static void obey(struct hal_vcpu *next)
{
	rig.reloaded = next != rig.current || (next && next->fresh);
	if (next && !rig.reloaded && fake.loaded != next->space)
		fake_fail("returns to a partition with another one's space loaded");
	if (next && next->space->made != FAKE_SPACE_MADE)
		fake_fail("returns a vCPU without a space");
	fake.loaded = next ? next->space : NULL;
	if (next)
		next->fresh = false;
	rig.current = next;
}

static void enter(const struct entry_args *e)
{
	if (fake.end != FAKE_RUNS)
		fake_fail("entered after the machine stopped");
	rig.caller = rig.current;
	rig.entries++;
	rig.line = e->entry == ENTRY_IRQ ? e->number : NONE;
	rig.timer = e->entry == ENTRY_TIMER;
	fake.inside = true;
	if (setjmp(fake.out) == 0)
		obey(dispatch(e));
	else
		rig.current = NULL;
	fake.inside = false;
	if (rig.entries % 64 == 0)
		fake_check_canaries();
	if (rig.after)
		rig.after();
}

void rig_inside(void (*function)(void *), void *arg)
{
	fake.inside = true;
	if (setjmp(fake.out) == 0)
		function(arg);
	else
		rig.current = NULL;
	fake.inside = false;
	fake_check_canaries();
}

/* --- boot --------------------------------------------------------------------------------- */

static void give_memory(const struct tb *t)
{
	fake.hyp_size = t->machine.hyp_size;
	fake.hyp = aligned_alloc(HAL_SPACE_FIXED, align_up(fake.hyp_size, HAL_SPACE_FIXED));
	if (!fake.hyp)
		fake_fail("no memory");
	memset(fake.hyp, 0xdd, fake.hyp_size);
	for (u32 i = 0; i < t->areas; i++)
		if (!(t->area[i].flags & AREA_DEVICE))
			fake_memory_add(t->area[i].phys, t->area[i].size);
}

/* As packer and boot code leave it: verified copies at the end of its memory. */
static void fill_boot(struct hal_boot *boot, const struct tb *t, u32 reason)
{
	const struct manifest *m =
		(const struct manifest *)((const u8 *)t->image_words + t->manifest_off);
	u32 manifest = align_up(t->table_size, IMAGE_ALIGN);
	u32 digest = manifest + align_up(m->size, IMAGE_ALIGN);
	u8 *staged = fake.hyp + fake.hyp_size - digest;

	image_header.image_size = t->image_size;
	image_header.table_size = t->table_size;
	image_header.manifest_off = manifest;
	image_header.digest_off = digest;
	image_header.hyp_size = fake.hyp_size;
	memcpy(staged, t->table_words, t->table_size);
	memcpy(staged + manifest, m, m->size);
	*boot = (struct hal_boot){
		.reason = reason,
		.image = t->image_words,
		.image_phys = t->image_phys ? t->image_phys : FAKE_NOR_BASE,
		.memory = fake.hyp,
	};
}

/* What packer says before flight is what the boot took. */
static void compare_with_packer(void)
{
	struct carve c;

	carve_layout(&c, &sys.cfg, &image_header.sizes, sys.manifest->size);
	if (c.staged != sys.taken)
		fake_fail("packer reckons %llu bytes, the boot took %u", c.staged, sys.taken);
}

enum fake_end rig_reboot(u32 reason)
{
	static struct hal_boot boot;

	fake_cpu_reset();
	memset(&sys, 0, sizeof(sys));
	rig.current = NULL;
	fill_boot(&boot, rig.tb, reason);
	enter(&(struct entry_args){ .entry = ENTRY_BOOT, .boot = &boot });
	if (fake.end == FAKE_RUNS)
		compare_with_packer();
	return fake.end;
}

enum fake_end rig_boot(struct tb *t, u32 reason)
{
	fake_power_on();
	rig = (struct rig){ .tb = t, .after = rig.after };
	give_memory(t);
	return rig_reboot(reason);
}

void rig_start_image(struct tb *t, u32 image_bytes)
{
	tb_build(t);
	tb_build_image(t, image_bytes);
	if (rig_boot(t, XM_COLD_RESET) != FAKE_RUNS)
		fake_fail("boot ended: %s", fake.uart[1].text);
	rig.zero = us_to_ticks(RIG_T0_US);
	rig_run_until(rig.zero);
}

void rig_start(struct tb *t)
{
	rig_start_image(t, 256);
}

/* --- what partition code can do --------------------------------------------------------- */

s32 rig_call(u32 nr, u32 a0, u32 a1, u32 a2, u32 a3, u32 a4)
{
	const u32 arg[5] = { a0, a1, a2, a3, a4 };
	struct hal_vcpu *v = rig.current;
	u32 results, rewinds;

	if (!v)
		fake_fail("a hypercall while nobody runs");
	memcpy(v->r, arg, sizeof(arg));
	v->r[12] = nr;
	v->pc += (v->cpsr & 0x20u) ? 2 : 4;
	results = v->results;
	rewinds = v->rewinds;
	enter(&(struct entry_args){ .entry = ENTRY_CALL, .number = nr, .arg = arg });
	if (v->rewinds > rewinds + 1 || v->results > results + 1 ||
	    (v->results + v->rewinds > results + rewinds + 1 && nr != XM_HC_multicall))
		fake_fail("hypercall %u has more than one result", nr);
	return v->rewinds != rewinds ? RIG_REWOUND : (s32)v->r[0];
}

s32 rig_call_done(u32 nr, u32 a0, u32 a1, u32 a2, u32 a3, u32 a4)
{
	struct hal_vcpu *v = rig.current;
	s32 result = rig_call(nr, a0, a1, a2, a3, a4);

	for (u32 i = 0; result == RIG_REWOUND && i < 10000; i++) {
		rig_run_until(fake.deadline);
		if (rig.current == v)
			result = rig_call(nr, a0, a1, a2, a3, a4);
	}
	return result;
}

void rig_fault(u32 kind, u32 pc, u32 address, bool write)
{
	const struct hal_fault fault = { kind, pc, address, write };

	if (!rig.current)
		fake_fail("a fault while nobody runs");
	rig.current->pc = pc;
	enter(&(struct entry_args){ .entry = ENTRY_FAULT, .fault = &fault });
}

static void take_irq(u32 line)
{
	fake.line_fired[line] = false;
	fake.line_open[line] = false;
	enter(&(struct entry_args){ .entry = ENTRY_IRQ, .number = line });
}

static void take_pending_irqs(void)
{
	for (u32 line = 0; line < FAKE_LINES && fake.end == FAKE_RUNS; line++)
		if (fake.line_fired[line] && fake.line_open[line])
			take_irq(line);
}

void rig_irq(u32 line)
{
	fake.line_fired[line] = true;
	take_pending_irqs();
}

/* --- time ------------------------------------------------------------------------------ */

u64 rig_ticks(u64 ns)
{
	return (u64)((unsigned __int128)ns * hal_machine.tick.n / hal_machine.tick.d);
}

u64 rig_at(u64 ns)
{
	return rig.zero + rig_ticks(ns);
}

void rig_run_until(u64 tick)
{
	take_pending_irqs();
	while (fake.end == FAKE_RUNS && fake.deadline <= tick) {
		if (fake.now < fake.deadline)
			fake.now = fake.deadline;
		enter(&(struct entry_args){ .entry = ENTRY_TIMER });
		take_pending_irqs();
	}
	if (fake.now < tick)
		fake.now = tick;
}

void rig_run_ns(u64 ns)
{
	rig_run_until(fake.now + rig_ticks(ns));
}

void rig_late_ns(u64 ns)
{
	fake.now += rig_ticks(ns);
}

void rig_run_to(u32 part)
{
	u64 end = fake.now + rig_ticks(1000 * TB_MS);

	while (rig_running() != part) {
		if (fake.deadline > end || fake.end != FAKE_RUNS)
			fake_fail("partition %u does not run", part);
		rig_run_until(fake.deadline);
	}
}

/* --- looking in --------------------------------------------------------------------------- */

u32 rig_running(void)
{
	return rig.current ? rig.current->space->areas[0].part : NONE;
}

struct hal_vcpu *rig_vcpu(u32 part)
{
	return &sys.part[part].vcpus[0].hal;
}

void *rig_guest(u32 part, gaddr_t address, u32 length)
{
	const struct hal_space *s = &sys.part[part].space;

	for (u32 i = 0; i < s->num_areas; i++) {
		const struct cfg_area *a = fake_area(s, i);

		if (a->flags & (AREA_UNMAPPED | AREA_DEVICE) || address < a->mapped ||
		    address - a->mapped > a->size || length > a->size - (address - a->mapped))
			continue;
		return fake_phys(a->phys + (address - a->mapped), length);
	}
	return NULL;
}

void rig_poke(u32 part, gaddr_t address, const void *data, u32 length)
{
	void *p = rig_guest(part, address, length);

	if (!p)
		fake_fail("test pokes 0x%08x, which partition %u cannot", address, part);
	memcpy(p, data, length);
}

void rig_poke_string(u32 part, gaddr_t address, const char *text)
{
	rig_poke(part, address, text, (u32)strlen(text) + 1);
}

u32 rig_peek32(u32 part, gaddr_t address)
{
	const void *p = rig_guest(part, address, 4);
	u32 word;

	if (!p)
		fake_fail("test peeks 0x%08x, which partition %u cannot", address, part);
	memcpy(&word, p, 4);
	return word;
}

volatile struct xm_pct *rig_pct(u32 part)
{
	return (volatile struct xm_pct *)sys.part[part].space.pct;
}

volatile struct vcpu_ctl *rig_ctl(u32 part)
{
	const struct hal_space *s = &sys.part[part].space;

	return (volatile struct vcpu_ctl *)(s->pct + s->pct_bytes);
}

const char *rig_text(u32 uart)
{
	fake.uart[uart].text[fake.uart[uart].length] = 0;
	return fake.uart[uart].text;
}

u32 rig_count_text(u32 uart, const char *needle)
{
	u32 n = 0;

	for (const char *p = rig_text(uart); (p = strstr(p, needle)) != NULL; p++)
		n++;
	return n;
}

void rig_forget_text(void)
{
	for (u32 i = 0; i < FAKE_UARTS; i++)
		fake.uart[i].length = 0;
}
