/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ops.c - what partitions and the machine do, at random.
 */
#include <stdio.h>
#include <string.h>
#include "guards.h"
#include "model.h"
#include "part.h"
#include "system.h"

/* --- chance -------------------------------------------------------------------------------------
 */

static u64 state = 1;

void random_seed(u64 seed)
{
	state = seed * 0x9e3779b97f4a7c15u + 1;
	for (u32 i = 0; i < 8; i++)
		random_u64();
}

u64 random_u64(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

u32 random_below(u32 n)
{
	return (u32)(random_u64() >> 33) % n;
}

bool chance(u32 percent)
{
	return random_below(100) < percent;
}

static u32 me(void)
{
	return rig_running();
}

static gaddr_t at(u32 offset)
{
	return rig_pct(me())->imgStart + offset;
}

/* An address a hostile partition would try. */
static u32 wild_address(void)
{
	static const u32 bases[] = { 0,		 SHARED_AT,	HAL_WINDOW_BASE, HAL_PCT_BASE,
				     0xfffffff0, FAKE_HYP_PHYS, 0x10000000,	 0x10100000,
				     0x14000000, 0x14010000,	0x80000000,	 0x00040000 };
	u32 base = bases[random_below(sizeof(bases) / sizeof(bases[0]))];

	if (chance(30))
		base = at(0) + (chance(50) ? AREA_BYTES : 0);
	return base + random_below(33) - 16;
}

static u32 wild_word(void)
{
	static const u32 words[] = { 0,		 1,	     2,	  3,	0x7fffffff, 0x80000000,
				     0xffffffff, 0xfffffffe, 256, 4096, 0x1000000,  49 };

	return chance(30)   ? wild_address()
	       : chance(20) ? (u32)random_u64()
			    : words[random_below(sizeof(words) / sizeof(words[0]))];
}

/* Guest memory written by its own program, in both worlds. */
static void guest_store(gaddr_t where, const void *bytes, u32 length)
{
	rig_poke(me(), where, bytes, length);
	memcpy(ref_memory(me(), where), bytes, length);
}

/* --- one hypercall
 * -------------------------------------------------------------------------------- */

enum { FITS, WAITS, EITHER };

/* Of the slot. */
static u64 insns_left(void)
{
	u64 end = sys.cpu->sched.boundary;

	return fake.now < end ? (end - fake.now) * hal_machine.insns_per_tick : 0;
}

/* A bound may be rounded up to whole hundreds of instructions. */
static u32 must_wait(u32 part, u32 nr, const u32 a[5])
{
	u32 bound = nr < XM_HC_COUNT ? ref_bound(part, nr, a) : HC_FREE;
	u64 left = insns_left();

	/* But for the usual clock and place they ask for time. */
	if (nr == XM_HC_get_time || nr == XM_HC_upcall_return)
		return left < FAR_INSNS ? EITHER : FITS;
	if (bound == HC_FREE || !ref_right(part, nr, a[0]))
		return FITS;
	if (left < bound)
		return WAITS;
	return left < bound + 100 ? EITHER : FITS;
}

static void count(u32 nr, s32 result, bool gone)
{
	struct service_count *s = &services[nr < XM_HC_COUNT ? nr : XM_HC_COUNT];

	if (gone || result >= 0)
		s->good++;
	else
		s->bad++;
}

/* Calls whose result an upcall or a new context may hide. */
static bool hidden(const struct hal_vcpu *v, u32 upcalls, u32 resets)
{
	return v->upcalls != upcalls || v->resets != resets;
}

static s32 call(u32 nr, u32 a0, u32 a1, u32 a2, u32 a3, u32 a4)
{
	const u32 a[5] = { a0, a1, a2, a3, a4 };
	struct hal_vcpu *v = rig.current;
	u32 part = me(), upcalls = v->upcalls, resets = v->resets, results = v->results;
	u32 returns = v->returns;
	u32 wait = must_wait(part, nr, a);
	s32 result, expected;

	model_note("call %u(%x %x %x %x %x)", nr, a0, a1, a2, a3, a4);
	result = rig_call(nr, a0, a1, a2, a3, a4);
	services[nr < XM_HC_COUNT ? nr : XM_HC_COUNT].calls++;
	if (wait != EITHER && (wait == WAITS) != (result == RIG_REWOUND))
		model_fail("call %u %s", nr, wait ? "was started too late" : "waited");
	if (result == RIG_REWOUND) {
		services[nr].rewound++;
		ref.part[part].waiting = true;
		ref.part[part].since = fake.now;
		return result;
	}
	if (fake.end != FAKE_RUNS) {
		ref_last_call(part, nr, a);
		count(nr, XM_OK, true);
		return 0;
	}
	expected = ref_call(part, nr, a, result);
	if (expected == REF_GONE && v->results != results)
		model_fail("call %u of a partition that is gone has a result", nr);
	if (expected != REF_GONE && expected != REF_ANY && !hidden(v, upcalls, resets) &&
	    result != expected)
		model_fail("call %u(%x %x %x %x %x) returns %d, not %d", nr, a0, a1, a2, a3, a4,
			   result, expected);
	if (nr != XM_HC_upcall_return && expected != REF_GONE && v->results != results + 1)
		model_fail("call %u has no result", nr);
	if (nr == XM_HC_upcall_return)
		result = v->returns == returns ? XM_INVALID_PARAM : XM_OK;
	count(nr, expected == REF_ANY && hidden(v, upcalls, resets) ? XM_OK : result,
	      expected == REF_GONE);
	return result;
}

/* --- sensible operations
 * ----------------------------------------------------------------------------- */

/* A port of mine of this kind and direction, or any number. */
static u32 some_port(u32 kind, bool source)
{
	const struct ref_part *p = &ref.part[me()];

	for (u32 tries = 0; tries < 8 && p->ports; tries++) {
		u32 d = random_below(p->ports);

		if (ref.channel[p->port_channel[d]].kind == kind && p->port_source[d] == source)
			return d;
	}
	return random_below(p->ports + 2);
}

/* A destination port of mine with something in it, or any. */
static u32 full_port(u32 kind)
{
	const struct ref_part *p = &ref.part[me()];

	for (u32 d = 0; d < p->ports; d++) {
		const struct ref_channel *k = &ref.channel[p->port_channel[d]];

		if (k->kind == kind && !p->port_source[d] && p->open[d] &&
		    (kind == PORT_QUEUING ? k->used : k->seq) && chance(90))
			return d;
	}
	return some_port(kind, false);
}

/* A port of mine that is not open yet, or any. */
static u32 closed_port(void)
{
	const struct ref_part *p = &ref.part[me()];

	for (u32 d = 0; d < p->ports; d++)
		if (!p->open[d])
			return d;
	return p->ports ? random_below(p->ports) : 0;
}

static void op_create(void)
{
	const struct ref_part *p = &ref.part[me()];
	u32 d = closed_port();
	u32 c = p->ports ? p->port_channel[d] : 0, wrong = chance(80) ? 9 : random_below(4);
	const struct ref_channel *k = &ref.channel[c];
	char name[4] = { 'c', (char)('0' + c), wrong == 3 ? 'x' : 0, 0 };
	u32 direction = p->port_source[d] ? PORT_SOURCE : PORT_DESTINATION;
	u64 period = k->refresh_ns / 1000;

	guest_store(at(AT_NAME), name, sizeof(name));
	direction = wrong == 0 ? random_below(4) : direction;
	if (k->kind == PORT_SAMPLING)
		call(XM_HC_create_sampling_port, at(AT_NAME), k->max_len + (wrong == 1), direction,
		     (u32)period + (wrong == 2), (u32)(period >> 32));
	else
		call(XM_HC_create_queuing_port, at(AT_NAME), k->depth + (wrong == 1),
		     k->max_len + (wrong == 2), direction, 0);
}

static u32 some_buffer(void);

static void op_info(void)
{
	const struct ref_part *p = &ref.part[me()];
	u32 c = p->ports ? p->port_channel[random_below(p->ports)] : 0;
	char name[4] = { 'c', (char)('0' + c), chance(90) ? 0 : 'x', 0 };

	guest_store(at(AT_NAME), name, sizeof(name));
	call(XM_HC_get_port_info, chance(95) ? at(AT_NAME) : wild_address(),
	     chance(80) ? ref.channel[c].kind : random_below(4), some_buffer(), 0, 0);
}

static u32 some_buffer(void)
{
	return chance(85) ? at(AT_BUFFER + random_below(0x400)) : wild_address();
}

static void op_send(void)
{
	u32 kind = random_below(2), buffer = some_buffer();
	u32 d = some_port(kind, true), length = 1 + random_below(MAX_MESSAGE);
	u8 bytes[MAX_MESSAGE];

	if (d < ref.part[me()].ports && chance(80))
		length = 1 + random_below(ref.channel[ref.part[me()].port_channel[d]].max_len);
	for (u32 i = 0; i < sizeof(bytes); i++)
		bytes[i] = (u8)random_u64();
	if (ref_buffer(me(), buffer, sizeof(bytes), true) && buffer - at(AT_BUFFER) < 0x400)
		guest_store(buffer, bytes, sizeof(bytes));
	call(kind == PORT_SAMPLING ? XM_HC_write_sampling_message : XM_HC_send_queuing_message, d,
	     buffer, chance(95) ? length : wild_word(), 0, 0);
}

static void op_receive(void)
{
	u32 kind = random_below(2), d = chance(15) ? some_port(kind, false) : full_port(kind);
	u32 length = chance(70)	  ? MAX_MESSAGE
		     : chance(90) ? random_below(MAX_MESSAGE)
				  : wild_word();

	/* mostly there is nothing to receive, which was seen often enough */
	if (kind == PORT_QUEUING && d < ref.part[me()].ports &&
	    ref.channel[ref.part[me()].port_channel[d]].used == 0 && chance(50))
		return;
	if (kind == PORT_SAMPLING)
		call(XM_HC_read_sampling_message, d, some_buffer(), length,
		     chance(50)	  ? at(AT_NAME + 0x100)
		     : chance(60) ? 0
				  : wild_address(),
		     0);
	else
		call(XM_HC_receive_queuing_message, d, some_buffer(), length, 0, 0);
}

static void op_port_status(void)
{
	bool source = chance(50);

	switch (random_below(3)) {
	case 0:
		call(XM_HC_get_sampling_port_status, some_port(PORT_SAMPLING, source),
		     some_buffer(), 0, 0, 0);
		break;
	case 1:
		call(XM_HC_get_queuing_port_status, some_port(PORT_QUEUING, source), some_buffer(),
		     0, 0, 0);
		break;
	default:
		if (chance(30))
			call(XM_HC_clear_queuing_port, full_port(PORT_QUEUING), 0, 0, 0, 0);
	}
}

static void op_time(void)
{
	u64 when = ref_us(fake.now) + random_below(5000), interval = 50 + random_below(3000);

	if (chance(50)) {
		call(XM_HC_get_time, random_below(chance(90) ? 3 : 5), some_buffer(), 0, 0, 0);
		return;
	}
	if (chance(10))
		when = random_u64();
	if (chance(10))
		interval = chance(50) ? random_u64() : random_below(60);
	if (chance(40))
		interval = 0;
	call(XM_HC_set_timer, random_below(chance(95) ? 2 : 4), (u32)when, (u32)(when >> 32),
	     (u32)interval, (u32)(interval >> 32));
}

static void op_interrupts(void)
{
	u32 set = (u32)random_u64(), off = chance(70) ? 0 : (u32)random_u64();
	/* the timer's and the slot's own lines are the hypervisor's to pend */
	u32 free = set & ~0x103u;

	switch (random_below(7)) {
	case 0:
		call(XM_HC_set_irqmask, set, set, ~set, set, 0);
		break;
	case 1:
		call(XM_HC_clear_irqmask, set, ~set, set, set, 0);
		break;
	case 2:
		call(XM_HC_set_irqpend, free, set, set, set, 0);
		break;
	case 3:
		call(XM_HC_clear_irqpend, free, set, set, set, 0);
		break;
	case 4:
		rig_ctl(me())->irq_off = off;
		call(XM_HC_poll_irqs, 0, 0, 0, 0, 0);
		break;
	case 5:
		call(XM_HC_set_vectors, at(AT_HANDLER), at(AT_FAULT_HANDLER), at(AT_FAULT_STACK), 0,
		     0);
		break;
	default:
		if (ref.part[me()].depth == 0)
			call(XM_HC_set_vectors, chance(50) ? 0 : at(AT_HANDLER), wild_word(),
			     wild_address() & ~7u, chance(10), 0);
	}
}

static void op_return(void)
{
	struct ref_part *p = &ref.part[me()];

	if (p->depth == 0 || chance(10)) {
		u32 bad = wild_address();

		if (p->depth == 0 && chance(30) && (bad % 8 || !ref_buffer(me(), bad, 32, false)))
			call(XM_HC_upcall_return, bad, 0, 0, 0, 0);
		return;
	}
	if (p->fault_depth == p->depth)
		p->fault_depth = 0;
	p->depth--;
	call(XM_HC_upcall_return, rig.current->sp, 0, 0, 0, 0);
}

static void op_partition(void)
{
	u32 id = chance(60) ? random_below(ref.parts) : me();

	switch (chance(25) ? random_below(2) : 2 + random_below(7)) {
	case 0:
		call(XM_HC_halt_partition, id, 0, 0, 0, 0);
		break;
	case 1:
		call(XM_HC_suspend_partition, chance(95) ? id : wild_word(), 0, 0, 0, 0);
		break;
	case 2:
	case 3:
		call(XM_HC_resume_partition, id, 0, 0, 0, 0);
		break;
	case 4:
	case 5:
		call(XM_HC_reset_partition, id, XM_DEFAULT_ENTRY, random_below(chance(95) ? 2 : 4),
		     random_below(1000), 0);
		break;
	case 6:
		call(XM_HC_shutdown_partition, id, 0, 0, 0, 0);
		break;
	default:
		call(XM_HC_get_partition_status, id, some_buffer(), 0, 0, 0);
	}
}

static void op_watchdog(void)
{
	u64 budget = random_below(20000);

	if (chance(10))
		budget = chance(50) ? 0 : random_u64();
	call(XM_HC_reload_watchdog, (u32)budget, (u32)(budget >> 32), 0, 0, 0);
}

static void op_trace(void)
{
	u32 id = chance(50) ? me() : chance(20) ? XM_HYPERVISOR_ID : random_below(ref.parts + 1);

	switch (random_below(4)) {
	case 0:
		call(XM_HC_trace_event, some_buffer(), 0, 0, 0, 0);
		break;
	case 1:
		call(XM_HC_trace_masked_event, random_below(16),
		     random_below(chance(5) ? 6 : XM_TRACE_UNRECOVERABLE), some_buffer(), 0, 0);
		break;
	case 2:
		call(XM_HC_trace_read, id, some_buffer(), random_below(4), 0, 0);
		break;
	default:
		call(XM_HC_trace_status, id, some_buffer(), 0, 0, 0);
	}
}

static void op_monitor(void)
{
	switch (random_below(6)) {
	case 3:
		call(XM_HC_hm_peek, chance(70) ? random_below(ref.parts + 1) : XM_HYPERVISOR_ID,
		     random_below(50), some_buffer(), 0, 0);
		break;
	case 0:
		call(XM_HC_hm_read, some_buffer(), random_below(4), 0, 0, 0);
		break;
	case 1:
		call(XM_HC_hm_status, some_buffer(), 0, 0, 0, 0);
		break;
	case 2:
		op_watchdog();
		break;
	default:
		if (chance(20))
			call(chance(70) ? XM_HC_hm_raise_event : XM_HC_hm_raise_fault,
			     random_below(XM_HM_EV_COUNT + 2), 0, 0, 0, 0);
	}
}

/* One piece: further ones are t_memory's. */
static void op_copy(void)
{
	u32 dst = chance(60) ? me() : random_below(ref.parts + 1);
	u32 src = chance(60) ? me() : random_below(ref.parts + 1);
	u32 base = rig_pct(dst < ref.parts ? dst : 0)->imgStart + AT_BUFFER;
	u32 other = rig_pct(src < ref.parts ? src : 0)->imgStart;
	struct xm_copy c = { dst, base + random_below(0x300), src, other + random_below(0x3000),
			     random_below(0x200) };

	/* of a load in progress the reference knows only the end */
	if ((dst < ref.parts && ref.part[dst].loading) ||
	    (src < ref.parts && ref.part[src].loading))
		return;
	if (chance(20))
		c.to = SHARED_AT + random_below(0x1000);
	if (chance(10))
		c.from = wild_address();
	if (chance(5))
		c.to = HAL_WINDOW_BASE;
	if (chance(5))
		c.left = wild_word() | 0x80000000;
	guest_store(at(AT_COPY), &c, sizeof(c));
	call(XM_HC_memory_copy, chance(95) ? at(AT_COPY) : wild_address(), 0, 0, 0, 0);
}

static void op_status(void)
{
	switch (random_below(5)) {
	case 0:
		call(XM_HC_get_system_status, some_buffer(), 0, 0, 0, 0);
		break;
	case 1:
		call(XM_HC_get_irq_ticks, random_below(ref.parts + 1), some_buffer(), 0, 0, 0);
		break;
	case 2:
		call(XM_HC_set_partition_opmode, random_below(chance(90) ? 4 : 8), 0, 0, 0, 0);
		break;
	case 3:
		call(XM_HC_get_vcpu_status, chance(10), 0, 0, 0, 0);
		break;
	default:
		/* the handler takes the numbers of lines for what they are */
		call(XM_HC_route_irq, XM_TRAP_TYPE + 3 * chance(20), random_below(4),
		     random_below(260), 0, 0);
	}
}

static void op_vcpu(void)
{
	if (chance(40))
		call(XM_HC_halt_vcpu, chance(70), 0, 0, 0, 0);
	else
		call(XM_HC_reset_vcpu, chance(30), wild_word(), 0, 0, 0);
}

static void op_plan(void)
{
	u32 plan = random_below(chance(90) ? 3 : 6), mode = chance(70) ? 0 : random_below(3);

	switch (random_below(5)) {
	case 0:
		call(XM_HC_get_slot_status, plan, random_below(10), some_buffer(), 0, 0);
		break;
	case 1:
		call(XM_HC_switch_sched_plan, plan, mode, some_buffer(), 0, 0);
		break;
	case 2:
		call(XM_HC_get_plan_name, plan, some_buffer(), 0, 0, 0);
		break;
	default:
		call(XM_HC_get_plan_status, some_buffer(), 0, 0, 0, 0);
	}
}

/* The interrupt is pending where the plan says, and what was pending still is. */
static void op_ipvi(void)
{
	u32 no = chance(95) ? XM_VT_EXT_IPVI0 + random_below(IPVI_COUNT) : wild_word();
	u32 part = me(), before[MAX_PARTS], dests = 0;

	for (u32 p = 0; p < ref.parts; p++)
		before[p] = rig_pct(p)->extIrqsPend;
	if (call(XM_HC_raise_ipvi, no, 0, 0, 0, 0) == XM_OK && no >= XM_VT_EXT_IPVI0 &&
	    no <= XM_VT_EXT_IPVI7)
		dests = ref.part[part].ipvi[no - XM_VT_EXT_IPVI0];
	for (u32 p = 0; p < ref.parts; p++) {
		bool told = (dests >> p & 1) && ref.part[p].state != XM_STATUS_HALTED;

		if (p != part && rig_pct(p)->extIrqsPend != (before[p] | (told ? 1u << no : 0)))
			model_fail("interrupt %u of partition %u", no, p);
	}
}

enum { LIST_CALLS = 8 };

/* A call that leaves who runs alone. */
static struct xm_call some_call(void)
{
	struct xm_call c = { XM_HC_COUNT, 0x5eed, { 0 }, 0 };

	switch (random_below(6)) {
	case 0:
		return (struct xm_call){ XM_HC_multicall, 0x5eed, { at(AT_LIST), at(AT_NAME) }, 0 };
	case 1:
		c.res = 1;
		return c;
	case 2:
		c.nr = XM_HC_raise_ipvi;
		c.arg[0] = XM_VT_EXT_IPVI0 + random_below(IPVI_COUNT + 1);
		return c;
	case 3:
		c.nr = XM_HC_clear_queuing_port;
		c.arg[0] = full_port(PORT_QUEUING);
		return c;
	case 4:
		c.nr = chance(50) ? XM_HC_write_sampling_message : XM_HC_send_queuing_message;
		c.arg[0] = some_port(c.nr == XM_HC_send_queuing_message, true);
		c.arg[1] = at(AT_BUFFER);
		c.arg[2] = 1 + random_below(MAX_MESSAGE);
		return c;
	default:
		return c;
	}
}

/* The first n calls of the list were issued, and no other. */
static void check_list(u32 part, const struct xm_call *list, u32 n, gaddr_t from)
{
	struct xm_call done;

	for (u32 i = 0; i < LIST_CALLS; i++, from += (u32)sizeof(done)) {
		s32 expected = list[i].result;

		memcpy(&done, rig_guest(part, from, sizeof(done)), sizeof(done));
		if (i < n)
			expected = list[i].nr == XM_HC_multicall || list[i].res
					   ? XM_MULTICALL_ERROR
					   : ref_call(part, list[i].nr, list[i].arg, done.result);
		if (done.result != expected)
			model_fail("call %u of a list returns %d, not %d", i, done.result,
				   expected);
		memcpy(ref_memory(part, from), &done, sizeof(done));
	}
}

/* As far as one svc gets; what is left is forgotten. */
static void op_list(void)
{
	u32 part = me(), count = 1 + random_below(LIST_CALLS), issued = count;
	u32 start = at(AT_LIST), end = start + count * (u32)sizeof(struct xm_call);
	u32 off = rig_ctl(part)->irq_off, left;
	struct hal_vcpu *v = rig.current;
	struct xm_call list[LIST_CALLS];
	s32 result;

	for (u32 i = 0; i < LIST_CALLS; i++)
		list[i] = some_call();
	guest_store(start, list, sizeof(list));
	rig_ctl(part)->irq_off = 1;
	model_note("list of %u", count);
	result = rig_call2(XM_HC_multicall, start, end);
	left = v->r[0];
	rig_ctl(part)->irq_off = off;
	services[XM_HC_multicall].calls++;
	services[XM_HC_multicall].good += result == XM_OK;
	services[XM_HC_multicall].rewound += result == RIG_REWOUND;
	if (result == RIG_REWOUND)
		issued = (left - start) / (u32)sizeof(list[0]);
	else if (result != XM_OK)
		model_fail("a list returns %d", result);
	check_list(part, list, issued, start);
	if (rig.current != v) {
		ref.part[part].waiting = true;
		ref.part[part].since = fake.now;
	}
}

static void op_broken_list(void)
{
	static const u32 lengths[] = { 16, 4, 33, 32 * (XM_LIST_MAX + 1), (u32)-32, 0x80000000 };
	u32 length = lengths[random_below(ARRAY_LEN(lengths))];

	call(XM_HC_multicall, at(AT_LIST), at(AT_LIST) + length, 0, 0, 0);
}

static void op_device(void)
{
	u32 address = REGISTER_AT(chance(60) ? 0 : me() + 1);

	if (chance(20)) {
		call(XM_HC_set_cache_state, random_below(5), random_below(5), 0, 0, 0);
		return;
	}
	if (chance(10))
		address = chance(50) ? wild_word() : REGISTER_AT(random_below(REGISTERS)) + 2;
	if (chance(50))
		call(XM_HC_inport, address, some_buffer(), 0, 0, 0);
	else
		call(XM_HC_outport, address, (u32)random_u64(), 0, 0, 0);
}

/* Text of a line from its n-th last byte on. */
static void op_console(void)
{
	struct ref_part *p = &ref.part[me()];
	char line[100];
	u32 length, part = me(), upcalls;
	s32 taken;

	if (chance(10)) {
		call(XM_HC_read_console, some_buffer(), random_below(100), 0, 0, 0);
		return;
	}
	if (chance(5)) {
		u32 bad = HAL_WINDOW_BASE + random_below(100);

		call(XM_HC_write_console, bad, random_below(50), 0, 0, 0);
		return;
	}
	memset(line, 'a' + (int)part, sizeof(line));
	length = (u32)snprintf(line, 20, "p%u:%u:", part, p->line);
	line[length] = (char)('a' + part);
	length += 1 + p->line % 60;
	line[length++] = '\n';
	if (p->line_left == 0)
		p->line_left = length;
	guest_store(at(AT_BUFFER), line, length);
	upcalls = p->upcalls;
	taken = call(XM_HC_write_console, at(AT_BUFFER) + (length - p->line_left), p->line_left, 0,
		     0, 0);
	if (fake.end != FAKE_RUNS || taken == RIG_REWOUND)
		return;
	if (p->upcalls != upcalls) /* the result is in the frame */
		taken = (s32)rig_peek32(part, rig_vcpu(part)->sp);
	p->line_left -= (u32)taken > p->line_left ? p->line_left : (u32)taken;
	p->line += p->line_left == 0;
}

static void op_idle(void)
{
	struct ref_part *p = &ref.part[me()];
	u32 part = me();

	call(XM_HC_idle_self, 0, 0, 0, 0, 0);
	if (fake.end == FAKE_RUNS && rig_running() != part) {
		p->idle = true;
		p->since = fake.now;
	}
}

static void op_wild(void)
{
	u32 nr = chance(50) ? random_below(XM_HC_COUNT) : wild_word();
	u32 a0 = wild_word();

	if (nr == XM_HC_write_console || nr == XM_HC_upcall_return || nr == XM_HC_idle_self ||
	    nr == XM_HC_multicall || nr == XM_HC_set_irqpend || nr == XM_HC_set_vectors ||
	    nr == XM_HC_halt_system || nr == XM_HC_reset_system || nr == XM_HC_route_irq ||
	    nr == XM_HC_reset_partition)
		return;
	call(nr, a0, wild_word(), wild_word(), wild_word(), wild_word());
}

static void op_fault(void)
{
	static const u8 kinds[] = {
		HAL_FAULT_UNDEFINED,	  HAL_FAULT_PRIVILEGED,	 HAL_FAULT_FP,
		HAL_FAULT_BREAKPOINT,	  HAL_FAULT_FETCH_ALIGN, HAL_FAULT_FETCH,
		HAL_FAULT_FETCH_EXTERNAL, HAL_FAULT_DATA_ALIGN,	 HAL_FAULT_DATA,
		HAL_FAULT_DATA_EXTERNAL,  HAL_FAULT_ASYNC,	 HAL_FAULT_UNKNOWN,
	};
	struct hal_fault f = { kinds[random_below(ARRAY_LEN(kinds))], at(random_below(0x1000)),
			       wild_address(), chance(50) };
	u32 part = me();
	bool late;

	model_note("fault %u at %x", f.kind, f.address);
	late = f.kind != HAL_FAULT_ASYNC && insns_left() < FAULT_INSNS;
	rig_fault(f.kind, f.pc, f.address, f.write);
	if (late) {
		ref.part[part].waiting = true;
		ref.part[part].since = fake.now;
		return;
	}
	if (fake.end == FAKE_RUNS)
		ref_fault(part, &f);
	else
		ref_record(part, ref_event(part, &f));
}

static void op_system(void)
{
	if (chance(30))
		call(XM_HC_halt_system, random_below(200), 0, 0, 0, 0);
	else
		call(XM_HC_reset_system, random_below(2), 0, 0, 0, 0);
}

/* --- the machine
 * ------------------------------------------------------------------------------------- */

static void op_machine(void)
{
	model_note("machine");
	fake.uart[1].room = random_below(64);
	if (chance(30)) {
		rig_irq(30 + random_below(20) + (chance(50) ? 0 : 40));
	} else if (chance(2)) {
		/* over whole frames only where no switch waits for the end of one */
		bool far = chance(10) && ref.next == ref.plan;

		ref.late = true;
		rig_late_ns(random_below(far ? 900000000 : 200000));
	}
	rig_run_until(fake.now);
}

static void op_partition_code(void)
{
	static void (*const ops[])(void) = {
		op_create,	op_create,     op_send,	   op_send,    op_send,	       op_send,
		op_receive,	op_receive,    op_receive, op_receive, op_port_status, op_time,
		op_interrupts,	op_interrupts, op_return,  op_return,  op_monitor,     op_console,
		op_console,	op_wild,       op_copy,	   op_ipvi,    op_info,	       op_list,
		op_broken_list, op_device,     op_trace,
	};

	if (ref.part[me()].depth == 0)
		rig.current->sp = at(AT_STACK);
	else if (ref.part[me()].depth > 6)
		rig_ctl(me())->irq_off = 1;
	if (chance(30) && closed_port() < ref.part[me()].ports &&
	    !ref.part[me()].open[closed_port()])
		op_create();
	else if (chance(2))
		op_fault();
	else if (chance(3))
		op_idle();
	else if (chance(4))
		op_partition();
	else if (chance(4))
		op_plan();
	else if (chance(3))
		op_status();
	else if (random_below(300) == 0)
		op_vcpu();
	else if (random_below(700) == 0)
		op_system();
	else
		ops[random_below(sizeof(ops) / sizeof(ops[0]))]();
}

void op_random(void)
{
	if (rig.current)
		op_partition_code();
	else
		rig_run_until(fake.deadline);
	check_step();
	if (fake.end != FAKE_RUNS)
		return;
	if (chance(30))
		rig_run_until(fake.now + rig_ticks(random_below(60000)));
	else if (chance(10))
		rig_run_until(fake.deadline - (chance(50) ? random_below(300) : 0));
	else if (chance(15))
		op_machine();
	check_step();
}
