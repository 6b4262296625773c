/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fake_hal.c - every hal_ function of hal.h on the host, for the unit and the
 * model tests.  Owns struct fake.
 */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "xm_consts.h"
#include "config.h"
#include "pct.h"
#include "fake_hal.h"

struct fake fake;

#define REQUIRE(condition)                                         \
	do {                                                       \
		if (!(condition))                                  \
			fake_fail("%s: %s", __func__, #condition); \
	} while (0)

_Noreturn void fake_fail(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("fake HAL: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	abort();
}

/* --- set-up by the tests ------------------------------------------------------ */

static void drop_memory(void)
{
	for (u32 i = 0; i < fake.num_memory; i++)
		free(fake.memory[i].host - FAKE_CANARY);
	free(fake.hyp);
}

void fake_power_on(void)
{
	drop_memory();
	memset(&fake, 0, sizeof(fake));
	fake_cpu_reset();
}

void fake_cpu_reset(void)
{
	fake.deadline = FAKE_NEVER;
	fake.loaded = NULL;
	fake.end = FAKE_RUNS;
	memset(fake.line_open, 0, sizeof(fake.line_open));
	memset(fake.line_fired, 0, sizeof(fake.line_fired));
	for (u32 i = 0; i < FAKE_UARTS; i++) {
		fake.uart[i].on = false;
		fake.uart[i].room = 1u << 20;
		fake.uart[i].drain = 16;
	}
}

struct fake_memory *fake_memory_add(paddr_t phys, u32 size)
{
	struct fake_memory *m;

	for (u32 i = 0; i < fake.num_memory; i++) {
		m = &fake.memory[i];
		if (m->phys == phys && m->size == size)
			return m;
	}
	REQUIRE(fake.num_memory < FAKE_MAX_MEMORY);
	m = &fake.memory[fake.num_memory++];
	m->phys = phys;
	m->size = size;
	m->host = malloc((size_t)size + 2 * FAKE_CANARY);
	REQUIRE(m->host != NULL);
	memset(m->host, FAKE_CANARY_BYTE, (size_t)size + 2 * FAKE_CANARY);
	m->host += FAKE_CANARY;
	memset(m->host, 0xee, size); /* RAM is never zero by itself */
	return m;
}

u8 *fake_phys(paddr_t phys, u32 size)
{
	for (u32 i = 0; i < fake.num_memory; i++) {
		const struct fake_memory *m = &fake.memory[i];

		if (phys >= m->phys && phys - m->phys <= m->size &&
		    size <= m->size - (phys - m->phys))
			return m->host + (phys - m->phys);
	}
	return NULL;
}

static void check_canary(const u8 *p, const struct fake_memory *m)
{
	for (u32 i = 0; i < FAKE_CANARY; i++)
		if (p[i] != FAKE_CANARY_BYTE)
			fake_fail("memory beside 0x%08x was written", m->phys);
}

void fake_check_canaries(void)
{
	for (u32 i = 0; i < fake.num_memory; i++) {
		const struct fake_memory *m = &fake.memory[i];

		check_canary(m->host - FAKE_CANARY, m);
		check_canary(m->host + m->size, m);
	}
}

/* --- the machine --------------------------------------------------------------- */

_Noreturn static void leave(enum fake_end end)
{
	REQUIRE(fake.inside);
	fake.end = end;
	longjmp(fake.out, 1);
}

_Noreturn void hal_stop(void)
{
	leave(FAKE_STOPPED);
}

bool hal_stack_overflowed(u32 address)
{
	return address - FAKE_STACK_GUARD < 4096;
}

_Noreturn void hal_reset(u32 mode)
{
	REQUIRE(mode == XM_COLD_RESET || mode == XM_WARM_RESET);
	fake.reset_mode = mode;
	leave(FAKE_RESET);
}

u64 hal_time_now(void)
{
	fake.now += fake.time_step;
	return fake.now;
}

u32 hal_time_low(void)
{
	return (u32)hal_time_now();
}

/* As bad as may be, now and then. */
u64 hal_time_glance(void)
{
	return hal_time_now() + (fake.glances++ % 4 == 3 ? 1ull << 32 : 0);
}

void hal_timer_arm(u64 when)
{
	REQUIRE(fake.inside && when >> 63 == 0);
	fake.deadline = when;
}

static bool own_line(u32 line)
{
	for (u32 i = 0; i < ARRAY_LEN(hal_machine.own_lines); i++)
		if (hal_machine.own_lines[i] == line)
			return true;
	return false;
}

void hal_irq_gate(u32 word, u32 lines, bool open)
{
	for (u32 line = word * 32; lines; line++, lines >>= 1) {
		if ((lines & 1) == 0)
			continue;
		REQUIRE(line < hal_machine.num_lines && !own_line(line));
		fake.line_open[line] = open;
	}
}

/* --- spaces ---------------------------------------------------------------------- */

static bool in_hyp(const void *p, u32 length)
{
	const u8 *b = p;

	return b >= fake.hyp && (size_t)(b - fake.hyp) <= fake.hyp_size &&
	       length <= fake.hyp_size - (size_t)(b - fake.hyp);
}

/* The tables of one space: which ranges have one, and how many are left. */
struct tables {
	bool taken[1 << (32 - HAL_TABLE_SHIFT)];
	u8 *next, *end;
};

/* As mmu_map() of the A9: sections where they fit, else pages in a table. */
static void map_range(struct tables *t, u32 va, u32 phys, u32 size)
{
	const u32 range = 1u << HAL_TABLE_SHIFT;
	u32 step;

	for (; size; size -= step, va += step, phys += step) {
		bool whole = size >= range && ((va | phys) & (range - 1)) == 0;

		step = whole ? range : 4096;
		if (whole || t->taken[va >> HAL_TABLE_SHIFT])
			continue;
		if (t->next > t->end || t->end - t->next < HAL_TABLE_BYTES) {
			t->next = t->end + 1;
			return;
		}
		t->taken[va >> HAL_TABLE_SHIFT] = true;
		for (u32 i = 0; i < HAL_TABLE_BYTES; i++)
			REQUIRE(t->next[i] == 0);
		memset(t->next, 0x77, HAL_TABLE_BYTES);
		t->next += HAL_TABLE_BYTES;
	}
}

void *hal_space_init(struct hal_space *s, u32 index, const struct cfg_area *areas, u32 num_areas,
		     const struct hal_space_memory *m)
{
	const u8 *pct = m->pct;
	u32 all = (m->pct_bytes + 4096) * m->num_vcpus;
	struct tables t = { .next = m->tables, .end = m->end };

	REQUIRE(index < HAL_MAX_SPACES && m->num_vcpus > 0);
	REQUIRE(m->area_stride >= sizeof(*areas) && m->area_stride % 4 == 0);
	REQUIRE(in_hyp(s, sizeof(*s)) && in_hyp(m->fixed, HAL_SPACE_FIXED));
	REQUIRE(in_hyp(m->tables, (u32)((u8 *)m->end - (u8 *)m->tables)));
	REQUIRE(m->pct_bytes % 4096 == 0 && in_hyp(pct, all));
	REQUIRE((pct - fake.hyp) % 4096 == 0);
	REQUIRE(((u8 *)m->fixed - fake.hyp) % HAL_SPACE_FIXED == 0);
	REQUIRE(((u8 *)m->tables - fake.hyp) % HAL_TABLE_BYTES == 0);
	*s = (struct hal_space){ .areas = areas,
				 .num_areas = num_areas,
				 .area_stride = m->area_stride,
				 .index = index,
				 .pct = m->pct,
				 .pct_bytes = m->pct_bytes,
				 .num_vcpus = m->num_vcpus,
				 .made = FAKE_SPACE_MADE };
	map_range(&t, HAL_PCT_BASE, 0, all);
	for (u32 i = 0; i < num_areas; i++) {
		const struct cfg_area *a = fake_area(s, i);

		if (!(a->flags & AREA_UNMAPPED))
			map_range(&t, a->mapped, a->phys, a->size);
	}
	return t.next;
}

void hal_space_load(struct hal_space *s)
{
	REQUIRE(s->made == FAKE_SPACE_MADE);
	fake.loaded = s;
}

const struct cfg_area *fake_area(const struct hal_space *s, u32 i)
{
	return (const struct cfg_area *)((const u8 *)s->areas + (size_t)i * s->area_stride);
}

/* Is it one of the records the space was made from? */
static bool area_of(const struct hal_space *s, const struct cfg_area *area)
{
	for (u32 i = 0; i < s->num_areas; i++)
		if (fake_area(s, i) == area)
			return true;
	return false;
}

void *hal_area_ptr(const struct hal_space *s, const struct cfg_area *area, u32 offset, u32 length)
{
	u8 *p;

	REQUIRE(s == fake.loaded);
	REQUIRE(area_of(s, area));
	REQUIRE(!(area->flags & (AREA_UNMAPPED | AREA_DEVICE)));
	REQUIRE(offset <= area->size && length <= area->size - offset);
	p = fake_phys(area->phys + offset, length);
	REQUIRE(p != NULL);
	return p;
}

void hal_space_sync(const void *p, u32 length)
{
	(void)p;
	(void)length;
	fake.synced++;
}

bool hal_device_access(u32 address, u32 *value, bool write)
{
	REQUIRE(address % 4 == 0 && address - FAKE_IO_BASE < FAKE_IO_SIZE);
	REQUIRE(address - FAKE_GIC_BASE >= 0x2000);
	for (u32 i = 0; i < ARRAY_LEN(fake.reg); i++) {
		struct fake_register *r = &fake.reg[i];

		if (r->address != address)
			continue;
		if (write)
			r->value = *value;
		else
			*value = r->value;
		r->reads += !write;
		r->writes += write;
		return true;
	}
	return false;
}

void hal_cache_flush(bool data)
{
	fake.flushed[data]++;
}

/* --- vCPUs ------------------------------------------------------------------------ */

void hal_vcpu_reset(struct hal_vcpu *v, struct hal_space *s, u32 entry, u32 a0, u32 a1, bool fp)
{
	struct hal_entry at;

	REQUIRE(in_hyp(v, sizeof(*v)) && s->made == FAKE_SPACE_MADE);
	memset(v->r, 0, sizeof(v->r));
	v->r[0] = a0;
	v->r[1] = a1;
	v->sp = 0;
	v->lr = 0;
	v->vfp = 0;
	hal_entry_at(&at, entry);
	v->pc = at.pc;
	v->cpsr = at.cpsr;
	v->fp = fp;
	v->icache_off = false;
	v->fresh = true;
	v->space = s;
	v->resets++;
}

void hal_vcpu_icache_off(struct hal_vcpu *v)
{
	REQUIRE(v->fresh);
	v->icache_off = true;
}

void hal_vcpu_result(struct hal_vcpu *v, s32 result)
{
	REQUIRE(v->space != NULL && !v->fresh); /* the result of a life before */
	v->r[0] = (u32)result;
	v->results++;
}

static u32 svc_bytes(const struct hal_vcpu *v)
{
	return (v->cpsr & 0x20u) ? 2 : 4;
}

void hal_vcpu_rewind(struct hal_vcpu *v)
{
	REQUIRE(v->space != NULL && !v->fresh);
	v->pc -= svc_bytes(v);
	v->rewinds++;
}

void hal_vcpu_regs(const struct hal_vcpu *v, struct hal_regs *out)
{
	REQUIRE(v->space != NULL);
	*out = (struct hal_regs){ v->pc, v->sp, v->cpsr };
}

void hal_entry_at(struct hal_entry *e, u32 address)
{
	*e = (struct hal_entry){ address & ~1u, (address & 1u) ? 0x30u : 0x10u };
}

/* As on the machine, the context is loaded anew: its pc and sp changed. */
void hal_vcpu_upcall(struct hal_vcpu *v, struct xm_upcall_frame *frame, u32 sp,
		     const struct hal_entry *handler, u32 arg, u32 marks)
{
	REQUIRE(sp % 8 == 0 && (uintptr_t)frame % 8 == 0);
	frame->r0 = v->r[0];
	frame->r1 = v->r[1];
	frame->r2 = v->r[2];
	frame->r3 = v->r[3];
	frame->r12 = v->r[12];
	frame->lr = v->lr;
	frame->pc = v->pc;
	frame->cpsr = (v->cpsr & 0xff0ffe20u) | 0x10u | marks;
	v->sp = sp;
	v->r[0] = arg;
	v->pc = handler->pc;
	v->cpsr = handler->cpsr;
	v->upcall_arg = arg;
	v->upcalls++;
}

void hal_vcpu_upcall_return(struct hal_vcpu *v, const struct xm_upcall_frame *frame, u32 sp)
{
	v->r[0] = frame->r0;
	v->r[1] = frame->r1;
	v->r[2] = frame->r2;
	v->r[3] = frame->r3;
	v->r[12] = frame->r12;
	v->lr = frame->lr;
	v->pc = frame->pc;
	v->cpsr = (frame->cpsr & 0xfe0ffe20u) | 0x10u;
	v->sp = sp;
	v->returns++;
}

/* --- memory and UART ---------------------------------------------------------------- */

static bool in_space(const struct fake_memory *m, const struct hal_space *s)
{
	for (u32 i = 0; s && i < s->num_areas; i++)
		if (fake_area(s, i)->phys == m->phys)
			return true;
	return false;
}

/* Guest memory may only be touched through the loaded space. */
static void check_owner(const void *p, u32 length)
{
	for (u32 i = 0; i < fake.num_memory; i++) {
		const struct fake_memory *m = &fake.memory[i];
		uintptr_t a = (uintptr_t)p, b = (uintptr_t)m->host;

		if (a + length <= b - FAKE_CANARY || a >= b + m->size + FAKE_CANARY)
			continue;
		REQUIRE(a >= b && a - b <= m->size && length <= m->size - (a - b));
		REQUIRE(in_space(m, fake.loaded));
	}
}

static void charge(u32 length)
{
	fake.copied += length;
	if (fake.copied_ticks_d)
		fake.now += length / fake.copied_ticks_d;
}

void hal_copy(void *dst, const void *src, u32 length)
{
	const u8 *s = src;
	u8 *d = dst;

	REQUIRE((uintptr_t)d + length <= (uintptr_t)s || (uintptr_t)s + length <= (uintptr_t)d ||
		length == 0);
	check_owner(dst, length);
	check_owner(src, length);
	charge(length);
	if (length)
		memcpy(dst, src, length);
}

void hal_zero(void *dst, u32 length)
{
	check_owner(dst, length);
	charge(length);
	memset(dst, 0, length);
}

void hal_uart_init(u32 uart, u32 baud)
{
	REQUIRE(uart < hal_machine.num_uarts && uart < FAKE_UARTS);
	fake.uart[uart].on = true;
	fake.uart[uart].baud = baud;
}

bool hal_uart_try_put(u32 uart, u8 byte)
{
	struct fake_uart *u = &fake.uart[uart];

	REQUIRE(uart < FAKE_UARTS && u->on);
	if (u->room == 0) {
		u->refused++;
		if (u->drain && u->refused % u->drain == 0)
			u->room++;
		return false;
	}
	u->room--;
	if (u->length + 1 < FAKE_UART_BYTES)
		u->text[u->length++] = (char)byte;
	return true;
}

bool hal_uart_try_get(u32 uart, u8 *byte)
{
	struct fake_uart *u = &fake.uart[uart];

	REQUIRE(uart < FAKE_UARTS && u->on);
	u->asked++;
	if (u->typed_length == 0)
		return false;
	u->typed_length--;
	*byte = (u8)*u->typed++;
	return true;
}
