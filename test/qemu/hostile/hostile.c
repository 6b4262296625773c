/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hostile.c - every edge of the plan, a few bytes before and behind, with every
 * kind of access; each outcome is compared with what the plan says it must be.
 */
#include "../common/probe.h"
#include "../common/report.h"

#include <string.h>

enum {
#define HM_CAUSE(nr, name, event, sentence) CAUSE_##name = (nr),
#include "../../../abi/hm_causes.def"
	CAUSE_COUNT
};

enum kind { MEMORY, CONSTANT, HIDDEN, DEVICE, TABLE, WORD, FOREIGN, NOBODYS };
struct region {
	xm_u32_t base, size;
	enum kind kind;
};
struct edge {
	xm_u32_t address;
	const char *name;
};
#include EDGES_H

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* --- what the plan says --------------------------------------------------------- */

static const struct region *region_in(const struct region *table, xm_u32_t n, xm_u32_t at)
{
	for (; n; n--, table++)
		if (at - table->base < table->size)
			return table;
	return 0;
}

/* The control pages are own: they lie in the window, but may be read. */
static enum kind kind_at(xm_u32_t at)
{
	const struct region *r = region_in(own, LENGTH(own), at);

	if (!r)
		r = region_in(foreign, LENGTH(foreign), at);
	return r ? r->kind : NOBODYS;
}

static int permitted(enum kind kind, xm_u32_t access)
{
	switch (kind) {
	case MEMORY:
		return 1;
	case CONSTANT:
		return access != XM_ACCESS_WRITE;
	case DEVICE:
	case WORD:
		return access != XM_ACCESS_EXECUTE;
	case TABLE:
		return access == XM_ACCESS_READ;
	default:
		return 0;
	}
}

/* The cause of a fault at an address. */
static xm_u32_t cause_at(xm_u32_t at, xm_u32_t access)
{
	xm_u32_t fetch = access == XM_ACCESS_EXECUTE;

	switch (kind_at(at)) {
	case NOBODYS:
		return fetch ? CAUSE_FETCH_UNOWNED : CAUSE_DATA_UNOWNED;
	case FOREIGN:
	case TABLE: /* the hypervisor's memory */
	case WORD:
		return fetch ? CAUSE_FETCH_FOREIGN : CAUSE_DATA_FOREIGN;
	default:
		return fetch ? CAUSE_FETCH_OWN : CAUSE_DATA_OWN;
	}
}

/* --- the accesses ------------------------------------------------------------------ */

static const struct access {
	const char *name;
	probe_t arm, thumb;
	xm_u32_t access, bytes, aligned;
} accesses[] = {
#define BOTH(name) #name, arm_##name, thumb_##name
	{ BOTH(load_byte), XM_ACCESS_READ, 1, 0 },
	{ BOTH(load_half), XM_ACCESS_READ, 2, 0 },
	{ BOTH(load_word), XM_ACCESS_READ, 4, 0 },
	{ BOTH(load_double), XM_ACCESS_READ, 8, 1 },
	{ BOTH(load_multiple), XM_ACCESS_READ, 12, 1 },
	{ BOTH(store_byte), XM_ACCESS_WRITE, 1, 0 },
	{ BOTH(store_half), XM_ACCESS_WRITE, 2, 0 },
	{ BOTH(store_word), XM_ACCESS_WRITE, 4, 0 },
	{ BOTH(store_double), XM_ACCESS_WRITE, 8, 1 },
	{ BOTH(store_multiple), XM_ACCESS_WRITE, 12, 1 },
};

static xm_u32_t tried, faults, wrong;

struct verdict {
	xm_u32_t fault, cause, address;
};

static void compare(const struct edge *edge, int offset, const char *what, int thumb,
		    const struct verdict *v, int fault)
{
	tried++;
	faults += fault != 0;
	if (fault == (int)v->fault &&
	    (!fault || (probed.cause == v->cause && probed.address == v->address)))
		return;
	if (wrong++ < 20)
		say("FAILED: %s%+d %s%s: %u %u 0x%08x, not %u %u 0x%08x", edge->name, offset, what,
		    thumb ? " thumb" : "", fault, fault ? probed.cause : 0,
		    fault ? probed.address : 0, v->fault, v->cause, v->address);
}

static struct verdict data_verdict(const struct access *a, xm_u32_t at)
{
	struct verdict v = { 1, CAUSE_DATA_MISALIGNED, at };
	xm_u32_t i;

	if (a->aligned && at % 4)
		return v;
	for (i = 0; i < a->bytes; i++) {
		if (permitted(kind_at(at + i), a->access))
			continue;
		v.cause = cause_at(at + i, a->access);
		v.address = at + i;
		return v;
	}
	v.fault = 0;
	return v;
}

/* What may be read and restored without side effects. */
static int plain_memory(xm_u32_t at)
{
	enum kind kind = kind_at(at);

	return kind == MEMORY || kind == WORD;
}

static void keep(xm_u8_t *to, xm_u32_t at, xm_u32_t bytes)
{
	for (; bytes; bytes--, at++, to++)
		if (plain_memory(at))
			*to = *(volatile xm_u8_t *)at;
}

static void restore(const xm_u8_t *from, xm_u32_t at, xm_u32_t bytes)
{
	for (; bytes; bytes--, at++, from++)
		if (plain_memory(at))
			*(volatile xm_u8_t *)at = *from;
}

/* Was exactly that stored which a store that is permitted stores? */
static int stored(const struct access *a, xm_u32_t at)
{
	static const xm_u32_t multiple[] = { 0xa1b2c3d4, 0x15263748, 0x596a7b8c };
	const xm_u32_t *words = a->bytes == 8 ? multiple + 1 : multiple;

	return !plain_memory(at) || memcmp((void *)at, words, a->bytes) == 0;
}

/* A device's registers may be read and written as words, at their addresses. */
static int strange_for_device(const struct access *a, xm_u32_t at)
{
	return (kind_at(at) == DEVICE || kind_at(at + a->bytes - 1) == DEVICE) && at % a->bytes;
}

static void try_data(const struct edge *edge, int offset, const struct access *a, int thumb)
{
	xm_u32_t at = edge->address + offset;
	struct verdict v = data_verdict(a, at);
	xm_u8_t before[16];
	int fault;

	if (strange_for_device(a, at))
		return;
	keep(before, at, a->bytes);
	fault = probe(thumb ? a->thumb : a->arm, at, 0xa1b2c3d4, 0x15263748, 0x596a7b8c);
	if (!v.fault && a->access == XM_ACCESS_WRITE && !stored(a, at))
		v.fault = 99;
	restore(before, at, a->bytes);
	compare(edge, offset, a->name, thumb, &v, fault);
}

/* Where own memory is constant it is zero, which does nothing up to its end. */
static struct verdict fetch_verdict(xm_u32_t at)
{
	struct verdict v = { 0, 0, at };

	while (kind_at(at) == CONSTANT)
		at += 4096 - at % 4096;
	if (permitted(kind_at(at), XM_ACCESS_EXECUTE) && at == v.address)
		return v;
	v.fault = 1;
	v.address = at;
	v.cause = cause_at(at, XM_ACCESS_EXECUTE);
	return v;
}

static void try_fetch(const struct edge *edge, int offset, int thumb)
{
	xm_u32_t at = edge->address + offset;
	xm_u32_t bytes = thumb ? 2 : 4;
	struct verdict v = fetch_verdict(at);
	xm_u8_t before[4];
	int fault, own_code = kind_at(at) == MEMORY;

	if (own_code) {
		keep(before, at, bytes);
		if (thumb)
			*(volatile xm_u16_t *)at = 0x4770; /* bx lr */
		else
			*(volatile xm_u32_t *)at = 0xe12fff1e;
		__asm__ volatile("dsb\n isb" : : : "memory");
	}
	fault = probe(thumb ? thumb_call : arm_call, at | (xm_u32_t)thumb, 0, 0, 0);
	if (own_code)
		restore(before, at, bytes);
	compare(edge, offset, "fetch", thumb, &v, fault);
}

static void try_edge(const struct edge *edge)
{
	static const signed char offsets[] = { -8, -4, -1, 0, 1, 4, 8 };
	xm_u32_t i, n;

	for (i = 0; i < sizeof(offsets); i++) {
		for (n = 0; n < LENGTH(accesses); n++) {
			try_data(edge, offsets[i], &accesses[n], 0);
			try_data(edge, offsets[i], &accesses[n], 1);
		}
		if (offsets[i] % 4 == 0) {
			try_fetch(edge, offsets[i], 0);
			try_fetch(edge, offsets[i], 1);
		}
	}
	try_fetch(edge, -2, 1);
	try_fetch(edge, 2, 1);
}

/* --- the same edges as buffers of a service ------------------------------------------ */

/* get_time writes 8 bytes; a text is read. */
static void try_buffers(const struct edge *edge)
{
	static const signed char offsets[] = { -8, -7, -4, -1, 0, 1, 4, 8 };
	xm_u8_t before[8];
	xm_u32_t i;

	for (i = 0; i < sizeof(offsets); i++) {
		xm_u32_t at = edge->address + offsets[i];
		const struct region *a = region_in(own, LENGTH(own), at);
		int inside = a && at - a->base <= a->size - 8;
		xm_s32_t out = inside && a->kind == MEMORY ? XM_OK : XM_INVALID_PARAM;
		xm_s32_t in = inside && a->kind <= CONSTANT ? XM_INVALID_CONFIG : XM_INVALID_PARAM;

		keep(before, at, 8);
		must("a buffer to write", i, XM_get_time(XM_HW_CLOCK, (xmTime_t *)at) == out);
		restore(before, at, 8);
		if (kind_at(at) == MEMORY && inside)
			*(volatile xm_u8_t *)at = 0; /* an empty name that nobody has */
		if (inside || !a)
			must("a name to read", i,
			     XM_create_queuing_port((char *)at, 1, 1, XM_SOURCE_PORT) == in);
		restore(before, at, 8);
	}
}

void PartitionMain(void)
{
	xm_u32_t i;

	probe_init();
	wait_step(1, 1);
	wait_step(2, 1);
	for (i = 0; i < LENGTH(edges); i++)
		try_edge(&edges[i]);
	check_equal("accesses", tried, NUM_ACCESSES);
	check("faults", faults > 4000);
	check_equal("no outcome is wrong", wrong, 0);
	for (i = 0; i < LENGTH(edges); i++)
		try_buffers(&edges[i]);
	check("buffers", 1);
	own_page()->checks = 4; /* boards have different numbers of edges */
	set_step(1);
	for (;;)
		XM_idle_self();
}
