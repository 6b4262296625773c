/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ref.c - what must happen, written from the requirements.
 */
#include <string.h>
#include "model.h"
#include "system.h"

struct ref ref;

typedef unsigned __int128 u128;

/* --- time and schedule ----------------------------------------------------------------- */

u64 ref_us(u64 tick)
{
	return (u64)((u128)tick * hal_machine.tick.d / ((u128)hal_machine.tick.n * 1000));
}

u64 ref_ticks_up(u64 us)
{
	return (u64)(((u128)us * 1000 * hal_machine.tick.n + hal_machine.tick.d - 1) /
		     hal_machine.tick.d);
}

static u64 frame_ns(void)
{
	return ref.tb.plan[ref.plan].frame_lo;
}

/* The latest nanosecond of the plan that has begun at this tick. */
static u128 plan_ns(u64 tick)
{
	return ((u128)(tick - ref.origin + 1) * hal_machine.tick.d - 1) / hal_machine.tick.n -
	       ref.began_ns;
}

/* The tick of a nanosecond since the origin, rounded down. */
static u64 tick_of_ns(u128 ns)
{
	return ref.origin + (u64)(ns * hal_machine.tick.n / hal_machine.tick.d);
}

u64 ref_offset_ns(u64 tick)
{
	return (u64)(plan_ns(tick) % frame_ns());
}

static u64 tick_of(u64 tick, u64 offset)
{
	u128 frame = plan_ns(tick) / frame_ns();

	return tick_of_ns(ref.began_ns + frame * frame_ns() + offset);
}

static void enter_plan(u64 tick)
{
	ref.prev = ref.plan;
	ref.plan = ref.next;
	ref.switched = tick;
}

static void settle(u64 now)
{
	u64 tick = tick_of_ns(ref.switch_ns);

	if (ref.next == ref.plan || now < tick)
		return;
	ref.began_ns = ref.switch_ns;
	enter_plan(tick);
}

void ref_settle(void)
{
	settle(fake.now);
}

/* Continue with this plan when the frame ends, or now. */
static void switch_plan(u32 plan, bool now)
{
	ref_settle();
	ref.next = plan;
	if (plan == ref.plan)
		return;
	if (now) {
		ref.origin = ref.due = fake.now;
		ref.began_ns = 0;
		enter_plan(fake.now);
	} else {
		ref.switch_ns =
			ref.began_ns + ((u64)(plan_ns(fake.now) / frame_ns()) + 1) * frame_ns();
	}
}

static const struct cfg_slot *slot_at(u64 tick)
{
	u64 at = ref_offset_ns(tick);

	for (u32 s = 0; s < ref.tb.slots; s++) {
		const struct cfg_slot *slot = &ref.tb.slot[s];

		if (ref.tb.slot_plan[s] == ref.plan && at >= slot->start_lo &&
		    at < slot->start_lo + slot->len_lo)
			return slot;
	}
	return NULL;
}

u32 ref_owner(u64 tick)
{
	const struct cfg_slot *slot = tick < ref.origin ? NULL : slot_at(tick);

	return slot ? slot->vcpu : NONE;
}

u64 ref_slot_start(u64 tick)
{
	return tick_of(tick, slot_at(tick)->start_lo);
}

u64 ref_boundary(u64 tick)
{
	u64 best = frame_ns(), at;

	if (tick < ref.origin)
		return ref.origin;
	at = ref_offset_ns(tick);
	for (u32 s = 0; s < ref.tb.slots; s++) {
		u64 start = ref.tb.slot[s].start_lo, end = start + ref.tb.slot[s].len_lo;

		if (ref.tb.slot_plan[s] != ref.plan)
			continue;
		if (start > at && start < best)
			best = start;
		if (end > at && end < best)
			best = end;
	}
	return tick_of(tick, best);
}

static void note_start(struct ref_slot *s, u64 late)
{
	if (late > s->worst)
		s->worst = late;
	s->count += late > rig_ticks(SLOT_LATE_NS);
}

/* One entry after the other, but at the same time, for each boundary that has passed. */
void ref_timer(void)
{
	while (ref.due <= fake.now && !ref.jumped) {
		const struct cfg_slot *slot;
		u64 late = fake.now - ref.due;

		settle(ref.due);
		ref.jumped = late >= rig_ticks(frame_ns());
		slot = slot_at(ref.due);
		if (!ref.jumped && slot && ref_slot_start(ref.due) == ref.due)
			note_start(&ref.slot[slot - ref.tb.slot], late);
		ref.due = ref_boundary(ref.due);
	}
}

/* --- memory ------------------------------------------------------------------------------ */

static gaddr_t base_of(u32 part)
{
	for (u32 a = 0; a < ref.tb.areas; a++)
		if (ref.tb.area[a].part == part)
			return ref.tb.area[a].mapped;
	return 0;
}

static bool in(gaddr_t at, u32 length, gaddr_t base, u32 size)
{
	u64 end = (u64)at + length;

	return at >= base && end <= (u64)base + size;
}

bool ref_buffer(u32 part, gaddr_t at, u32 length, bool write)
{
	if (in(at, length, base_of(part), AREA_BYTES))
		return true;
	if (ref.shared && in(at, length, SHARED_AT, SHARED_BYTES))
		return true;
	return !write && in(at, length, 0x14000000 + part * 0x10000, RO_BYTES);
}

u8 *ref_memory(u32 part, gaddr_t at)
{
	if (in(at, 1, base_of(part), AREA_BYTES))
		return ref.own[part] + (at - base_of(part));
	if (ref.shared && in(at, 1, SHARED_AT, SHARED_BYTES))
		return ref.shared_bytes + (at - SHARED_AT);
	return ref.ro_bytes[part] + (at - (0x14000000 + part * 0x10000));
}

void ref_may_write(u32 part, gaddr_t at, u32 length)
{
	if (ref.num_ranges == MAX_RANGES)
		model_fail("too many ranges");
	ref.ranges[ref.num_ranges++] = (struct range){ part, at, length };
}

/* --- states -------------------------------------------------------------------------------- */

static void load_memory(u32 part)
{
	memset(ref.own[part], 0, AREA_BYTES);
	for (u32 i = 0; i < IMAGE_BYTES; i++)
		ref.own[part][i] = tb_image_byte(part, i);
	memset(ref.ro_bytes[part], 0, RO_BYTES);
}

void ref_halt(u32 part)
{
	ref.part[part].state = XM_STATUS_HALTED;
	ref.part[part].mode = XM_OPMODE_IDLE;
}

/* The reload has come to its end; a queue is a piece, but no time passes in an entry here. */
void ref_loaded(u32 part)
{
	struct ref_part *p = &ref.part[part];

	p->loading = false;
	for (u32 i = 0; i < p->ports; i++) {
		struct ref_channel *k = &ref.channel[p->port_channel[i]];

		if (k->kind == PORT_QUEUING && !p->port_source[i]) {
			k->used = 0;
			k->overflowed = false;
		}
	}
}

/* A fresh context, and nothing else. */
static void restart(struct ref_part *p)
{
	p->state = XM_STATUS_READY;
	p->idle = p->waiting = false;
	p->fresh = true;
	p->depth = 0;
	p->timer.armed = p->timer_seen = false;
	p->timer_pended = false;
	p->fault_depth = p->fault_handler = p->fault_stack = 0;
}

void ref_reset(u32 part, u32 mode, u32 status)
{
	struct ref_part *p = &ref.part[part];

	if (mode == XM_COLD_RESET || p->loading) {
		p->loading = true;
		load_memory(part);
	}
	p->counter = mode == XM_COLD_RESET ? 0 : p->counter + 1;
	p->status = status;
	p->mode = mode == XM_COLD_RESET ? XM_OPMODE_COLD_RESET : XM_OPMODE_WARM_RESET;
	restart(p);
	p->line += p->line_left != 0; /* its line was ended for it */
	p->line_left = 0;
	memset(p->open, 0, sizeof(p->open));
	for (u32 c = 0; c < ref.channels; c++)
		ref.channel[c].seen[part] = 0;
}

/* A system reset: everything begins again. */
void ref_boot(bool warm)
{
	if (!warm)
		ref.raised = ref.read = 0;
	for (u32 p = 0; p < ref.parts && !warm; p++)
		ref.trace[p].total = ref.trace[p].next = ref.trace[p].lost = 0;
	for (u32 c = 0; c < ref.channels; c++) {
		struct ref_channel *k = &ref.channel[c];

		k->used = k->seq = k->overflows = 0;
		k->overflowed = false;
		memset(k->seen, 0, sizeof(k->seen));
	}
	memset(ref.shared_bytes, 0, SHARED_BYTES);
	for (u32 p = 0; p < ref.parts; p++) {
		struct ref_part *q = &ref.part[p];

		q->cause = warm ? ref.cause : XM_RESET_STATUS_PARTITION_NORMAL_START;
		ref_reset(p, XM_COLD_RESET, q->cause != 0);
		q->loading = false;
		q->vcpu_resets = q->upcalls = q->resets = 0;
		q->exec = 0;
		q->line_left = 0;
		memset(q->messages, 0, sizeof(q->messages));
		q->irq_tick = 0;
	}
	memset(ref.slot, 0, sizeof(ref.slot));
	ref.jumped = false;
	ref.plan = ref.next = 0;
	ref.prev = NONE;
	ref.began_ns = ref.switched = 0;
	ref.irqs = 0;
	ref.cause = 0;
}

/* An event that leaves the rest as it is, or that the system ends with. */
void ref_record(u32 part, u32 event)
{
	const struct cfg_hm *row = &ref.tb.hm[(part + 1) * XM_HM_EV_COUNT + event];

	ref.raised += row->log;
	if (row->action == XM_HM_AC_HYPERVISOR_WARM_RESET)
		ref.cause = XM_HM_RESET_STATUS_MODULE_RESTART |
			    event << XM_HM_RESET_STATUS_USER_CODE_BIT;
}

/* The plan's action for an event of a partition. */
void ref_action(u32 part, u32 event)
{
	const struct cfg_hm *row = &ref.tb.hm[(part + 1) * XM_HM_EV_COUNT + event];
	u32 limit = ref.tb.part[part].restart_limit, action = row->action;
	struct ref_part *p = &ref.part[part];

	model_note("event %u takes action %u", event, action);
	ref.raised += row->log;
	if (action == XM_HM_AC_PARTITION_COLD_RESET || action == XM_HM_AC_PARTITION_WARM_RESET) {
		if (limit && p->resets >= limit) {
			ref_halt(part);
			return;
		}
		p->resets++;
		ref_reset(part,
			  action == XM_HM_AC_PARTITION_COLD_RESET ? XM_COLD_RESET : XM_WARM_RESET,
			  action == XM_HM_AC_PARTITION_COLD_RESET ? 0 : 1);
		p->cause = XM_HM_RESET_STATUS_PARTITION_RESTART |
			   event << XM_HM_RESET_STATUS_USER_CODE_BIT;
	} else if (action == XM_HM_AC_HALT) {
		ref_halt(part);
	} else if (action == XM_HM_AC_SUSPEND) {
		p->state = XM_STATUS_SUSPENDED;
	} else if (action == XM_HM_AC_SWITCH_TO_MAINTENANCE) {
		switch_plan(1, true);
	}
}

/* --- faults ----------------------------------------------------------------------------------- */

static u32 owner_offset(u32 part, u32 at)
{
	bool other = in(at, 1, HAL_WINDOW_BASE, HAL_WINDOW_SIZE) ||
		     in(at, 1, ref.tb.machine.hyp_phys, ref.tb.machine.hyp_size);

	for (u32 a = 0; a < ref.tb.areas; a++) {
		const struct cfg_area *r = &ref.tb.area[a];

		if (r->part == part && in(at, 1, r->mapped, r->size))
			return 1;
		other |= (r->part != part || (r->flags & AREA_SHARED)) &&
			 in(at, 1, r->phys, r->size);
	}
	return other ? 2 : 0;
}

u32 ref_event(u32 part, const struct hal_fault *f)
{
	static const u32 data[] = { XM_HM_EV_ARM_DATA_BACKGROUND_FAULT,
				    XM_HM_EV_ARM_DATA_PERMISSION_FAULT, XM_HM_EV_MEM_PROTECTION };
	static const u32 fetch[] = { XM_HM_EV_ARM_INSTR_BACKGROUND_FAULT,
				     XM_HM_EV_ARM_INSTR_PERMISSION_FAULT, XM_HM_EV_MEM_PROTECTION };

	switch (f->kind) {
	case HAL_FAULT_UNDEFINED:
	case HAL_FAULT_PRIVILEGED:
	case HAL_FAULT_FP:
		return XM_HM_EV_ARM_UNDEF_INSTR;
	case HAL_FAULT_BREAKPOINT:
	case HAL_FAULT_FETCH_EXTERNAL:
		return XM_HM_EV_ARM_PREFETCH_ABORT;
	case HAL_FAULT_FETCH_ALIGN:
		return XM_HM_EV_ARM_INSTR_ALIGNMENT_FAULT;
	case HAL_FAULT_FETCH:
		return fetch[owner_offset(part, f->address)];
	case HAL_FAULT_DATA:
		return data[owner_offset(part, f->address)];
	case HAL_FAULT_DATA_ALIGN:
		return XM_HM_EV_ARM_DATA_ALIGNMENT_FAULT;
	case HAL_FAULT_UNKNOWN:
		return XM_HM_EV_UNEXPECTED_TRAP;
	default:
		return XM_HM_EV_ARM_DATA_ABORT;
	}
}

/* What a fault does, before the action of the plan. */
void ref_fault(u32 part, const struct hal_fault *f)
{
	struct ref_part *p = &ref.part[part];
	u32 event = ref_event(part, f), stack = p->fault_stack;
	const struct cfg_hm *row = &ref.tb.hm[(part + 1) * XM_HM_EV_COUNT + event];

	model_note("event %u action %u handler %x stack %x depth %u", event, row->action,
		   p->fault_handler, stack, p->fault_depth);
	if (row->action == XM_HM_AC_IGNORE || row->action == XM_HM_AC_PROPAGATE) {
		ref.raised += row->log;
		if (p->fault_handler && !p->fault_depth && ref_buffer(part, stack - 32, 32, true) &&
		    ref_buffer(part, stack - 64, 32, true)) {
			p->fault_depth = p->depth; /* its upcall was counted */
			ref_may_write(part, stack - 32, 32);
		} else {
			ref_halt(part);
		}
		return;
	}
	ref_action(part, event);
	if (row->action == XM_HM_AC_SWITCH_TO_MAINTENANCE)
		ref_halt(part);
}

/* --- services: what each must return and do --------------------------------------------------- */

enum { ANY, SYS, SELF, OWN };

static const u8 right[] = {
#define HC(nr, name, right, bound, nargs) [nr] = right,
#include "hypercalls.def"
};

bool ref_right(u32 part, u32 nr, u32 first)
{
	return right[nr] == ANY || (ref.part[part].flags & PART_SYSTEM) ||
	       (right[nr] >= SELF && first == part);
}

/* No more is copied than a message has, whatever the length says. */
static u32 words(u32 part, u32 d, u32 length)
{
	const struct ref_part *p = &ref.part[part];
	u32 most = d < p->ports ? ref.channel[p->port_channel[d]].max_len : 0;

	return (length < most ? length : most) / 4;
}

static u32 dests(u32 part, u32 d)
{
	const struct ref_part *p = &ref.part[part];

	return d < p->ports ? ref.channel[p->port_channel[d]].num_dests : 0;
}

static u32 ipvi_dests(u32 part, u32 no)
{
	u32 id = no - XM_VT_EXT_IPVI0;

	return id < IPVI_COUNT ? (u32)__builtin_popcount(ref.part[part].ipvi[id]) : 0;
}

static u32 areas_of(u32 part)
{
	u32 a, n = 0;

	for (a = 0; a < ref.tb.areas; a++)
		n += ref.tb.area[a].part == part;
	return n;
}

#define IPVI_DESTS ipvi_dests(part, arg[0])
#define PORTS	   ref.part[part].ports
#define AREAS	   areas_of(part)
#define WORDS	   words(part, arg[0], arg[2])
#define DESTS	   dests(part, arg[0])

u32 ref_bound(u32 part, u32 nr, const u32 arg[5])
{
	static const u32 bound[] = {
#define HC(nr, name, right, bound, nargs) [nr] = (bound),
#include "hypercalls.def"
	};

	if (right[nr] == SELF && arg[0] >= ref.parts)
		return HC_FREE; /* an error, found at once */
	switch (bound[nr]) {
#define BOUND(NAME, instructions, sentence) \
	case HC_##NAME:                     \
		return instructions;
#include "bounds.def"
	default:
		return bound[nr];
	}
}

/* The open port d of the partition, of this kind; its channel, or NULL. */
static struct ref_channel *port(u32 part, u32 d, u32 kind, bool source)
{
	struct ref_part *p = &ref.part[part];

	if (d >= p->ports || !p->open[d] || p->port_source[d] != source ||
	    ref.channel[p->port_channel[d]].kind != kind)
		return NULL;
	return &ref.channel[p->port_channel[d]];
}

/* A name in guest memory, or NULL. */
static const char *name_at(u32 part, u32 name)
{
	u32 length = 0;
	const char *text;

	while (length < 16 && ref_buffer(part, name, length + 1, false))
		length++;
	text = length ? (const char *)ref_memory(part, name) : NULL;
	return text && memchr(text, 0, length) ? text : NULL;
}

static s32 create(u32 part, u32 name, const u32 spec[4], u64 period_us)
{
	struct ref_part *p = &ref.part[part];
	const char *text = name_at(part, name);

	if (!text || period_us >= 1ull << 52)
		return XM_INVALID_PARAM;
	if (spec[1] != PORT_SOURCE && spec[1] != PORT_DESTINATION)
		return XM_INVALID_PARAM;
	for (u32 d = 0; d < p->ports; d++) {
		struct ref_channel *k = &ref.channel[p->port_channel[d]];
		char own[3] = { 'c', (char)('0' + p->port_channel[d]), 0 };

		if (strcmp(own, text) != 0)
			continue;
		if (k->kind != spec[0] || p->port_source[d] != (spec[1] == PORT_SOURCE) ||
		    k->max_len != spec[2] || k->depth != spec[3] ||
		    k->refresh_ns != period_us * 1000)
			return XM_INVALID_CONFIG;
		p->open[d] = true;
		return (s32)d;
	}
	return XM_INVALID_CONFIG;
}

static s32 put_message(u32 part, const u32 a[5], u32 kind)
{
	struct ref_channel *k = port(part, a[0], kind, true);
	struct message *m;

	if (!k)
		return XM_INVALID_PARAM;
	if (a[2] == 0 || a[2] > k->max_len)
		return XM_INVALID_CONFIG;
	if (!ref_buffer(part, a[1], a[2], false))
		return XM_INVALID_PARAM;
	if (kind == PORT_QUEUING && k->used == k->depth) {
		k->overflows++;
		k->overflowed = true;
		return XM_NOT_AVAILABLE;
	}
	m = &k->queue[kind == PORT_QUEUING ? k->used++ : 0];
	m->len = a[2];
	memcpy(m->bytes, ref_memory(part, a[1]), a[2]);
	k->seq++;
	k->time = fake.now;
	ref.part[part].messages[kind == PORT_QUEUING ? 2 : 1]++;
	return XM_OK;
}

static bool fresh_enough(const struct ref_channel *k)
{
	u128 age = (u128)(fake.now - k->time) * hal_machine.tick.d;

	return k->refresh_ns == 0 || age <= (u128)k->refresh_ns * hal_machine.tick.n;
}

static u32 sampling_flags(u32 part, const struct ref_channel *k)
{
	if (k->seq == 0)
		return XM_COMM_EMPTY_PORT;
	return (fresh_enough(k) ? XM_COMM_MSG_VALID : 0) |
	       (k->seen[part] == k->seq ? XM_COMM_CONSUMED_MSG : XM_COMM_NEW_MSG);
}

/* What the service wrote must be these bytes. */
static void wrote(u32 part, gaddr_t at, const void *bytes, u32 length)
{
	const void *real = rig_guest(part, at, length);

	if (!real || memcmp(real, bytes, length) != 0)
		model_fail("a service wrote something else to 0x%08x", at);
	ref_may_write(part, at, length);
}

static s32 read_sampling(u32 part, const u32 a[5])
{
	struct ref_channel *k = port(part, a[0], PORT_SAMPLING, false);
	u32 flags;

	if (k && a[2] == 0)
		return XM_INVALID_CONFIG;
	if (!k || !ref_buffer(part, a[1], a[2], true) || (k->seq && a[2] < k->queue[0].len) ||
	    (a[3] && !ref_buffer(part, a[3], 4, true)))
		return XM_INVALID_PARAM;
	flags = sampling_flags(part, k);
	if (a[3] && (k->seq == 0 || !in(a[3], 4, a[1] - 3, k->queue[0].len + 6)))
		wrote(part, a[3], &flags, 4);
	else if (a[3])
		ref_may_write(part, a[3], 4);
	if (k->seq == 0)
		return XM_NO_ACTION;
	k->seen[part] = k->seq;
	wrote(part, a[1], k->queue[0].bytes, k->queue[0].len);
	ref.part[part].messages[0]++;
	return (s32)k->queue[0].len;
}

static s32 receive(u32 part, const u32 a[5])
{
	struct ref_channel *k = port(part, a[0], PORT_QUEUING, false);
	u32 len;

	if (k && a[2] == 0)
		return XM_INVALID_CONFIG;
	if (!k || !ref_buffer(part, a[1], a[2], true))
		return XM_INVALID_PARAM;
	if (k->used == 0)
		return XM_NOT_AVAILABLE;
	len = k->queue[0].len;
	if (a[2] < len)
		return XM_INVALID_PARAM;
	wrote(part, a[1], k->queue[0].bytes, len);
	memmove(&k->queue[0], &k->queue[1], sizeof(k->queue[0]) * --k->used);
	ref.part[part].messages[3]++;
	return (s32)len;
}

static s32 clear(u32 part, const u32 a[5])
{
	struct ref_channel *k = port(part, a[0], PORT_QUEUING, false);

	if (!k)
		return XM_INVALID_PARAM;
	if (k->used == 0 && !k->overflowed)
		return XM_NO_ACTION;
	k->used = 0;
	k->overflowed = false;
	return XM_OK;
}

static s32 port_status(u32 part, const u32 a[5], u32 kind)
{
	struct ref_channel *k = port(part, a[0], kind, true);
	struct xm_sampling_state s = { 0, 0, 0 };
	struct xm_queuing_state q;
	u32 size = kind == PORT_SAMPLING ? sizeof(s) : sizeof(q);

	k = k ? k : port(part, a[0], kind, false);
	if (!k || !ref_buffer(part, a[1], size, true))
		return XM_INVALID_PARAM;
	if (kind == PORT_SAMPLING) {
		if (k->seq) {
			s.timestamp = (s64)ref_us(k->time);
			s.last_len = k->queue[0].len;
		}
		s.flags = sampling_flags(part, k);
		if (!port(part, a[0], kind, false)) /* a source has consumed nothing */
			s.flags = k->seq ? (s.flags & XM_COMM_MSG_VALID) | XM_COMM_NEW_MSG : 0;
		wrote(part, a[1], &s, sizeof(s));
	} else {
		q = (struct xm_queuing_state){ k->used, k->overflows, k->overflowed };
		wrote(part, a[1], &q, sizeof(q));
	}
	return XM_OK;
}

static s32 get_time(u32 part, const u32 a[5])
{
	u64 t = a[0] == XM_HW_CLOCK ? ref_us(fake.now) : fake.now;

	if (a[0] > XM_TICK_CLOCK || !ref_buffer(part, a[1], 8, true))
		return XM_INVALID_PARAM;
	if (a[0] == XM_EXEC_CLOCK)
		t = ref_us(ref.part[part].exec);
	wrote(part, a[1], &t, sizeof(t));
	return XM_OK;
}

static s32 set_timer(u32 part, const u32 a[5])
{
	s64 at = (s64)((u64)a[2] << 32 | a[1]), interval = (s64)((u64)a[4] << 32 | a[3]);
	struct ref_timer *t = &ref.part[part].timer;

	if (a[0] > XM_EXEC_CLOCK || at < 0 || interval < 0 ||
	    (interval && interval < XM_MIN_INTERVAL_US))
		return XM_INVALID_PARAM;
	if (a[0] == XM_HW_CLOCK) {
		*t = (struct ref_timer){ at != 0 && at <= (s64)1 << 50, (u64)at, (u64)interval };
	}
	return REF_ANY; /* an upcall may already have replaced r0 */
}

/* The call looked at the clock some time after the entry before. */
static s32 reload_watchdog(const u32 a[5])
{
	u64 budget = (u64)a[1] << 32 | a[0], ticks, real = sys.cpu->watchdog.deadline;

	if ((s64)budget < 0)
		return XM_INVALID_PARAM;
	if (ref.tb.machine.watchdog_us == 0)
		return XM_INVALID_CONFIG;
	ticks = budget > 1ull << 50 ? NEVER : ref_ticks_up(budget);
	if (real < ref.last + ticks || real > fake.now + ticks)
		model_fail("the watchdog expires at %llu, not %llu", real, fake.now + ticks);
	ref.watchdog = real;
	return XM_OK;
}

static s32 manage(u32 part, u32 nr, const u32 a[5])
{
	u32 id = a[0];

	if (id >= ref.parts || (nr == XM_HC_reset_partition && a[2] > XM_WARM_RESET))
		return XM_INVALID_PARAM;
	switch (nr) {
	case XM_HC_halt_partition:
		ref_halt(id);
		return id == part ? REF_GONE : XM_OK;
	case XM_HC_suspend_partition:
		if (ref.part[id].state == XM_STATUS_READY)
			ref.part[id].state = XM_STATUS_SUSPENDED;
		return XM_OK;
	case XM_HC_resume_partition:
		if (ref.part[id].state == XM_STATUS_SUSPENDED)
			ref.part[id].state = XM_STATUS_READY;
		return XM_OK;
	case XM_HC_reset_partition:
		ref_reset(id, a[2], a[3]);
		ref.part[id].cause = XM_RESET_STATUS_PARTITION_RESTART;
		return id == part ? REF_GONE : XM_OK;
	default:
		return XM_OK;
	}
}

static s32 part_status(u32 part, const u32 a[5])
{
	const struct xm_part_state *s;
	const struct ref_part *p;

	if (a[0] >= ref.parts || !ref_buffer(part, a[1], sizeof(*s), true))
		return XM_INVALID_PARAM;
	p = &ref.part[a[0]];
	s = rig_guest(part, a[1], sizeof(*s));
	struct xm_part_state got;

	memcpy(&got, s, sizeof(got));
	if (got.state != p->state || got.reset_counter != p->counter ||
	    got.reset_status != p->status || got.reset_cause != p->cause ||
	    got.exec_us != ref_us(p->exec) || got.sampling_read != p->messages[0] ||
	    got.sampling_written != p->messages[1] || got.queuing_sent != p->messages[2] ||
	    got.queuing_received != p->messages[3] || got.op_mode != p->mode)
		model_fail("status of partition %u is wrong", a[0]);
	ref_may_write(part, a[1], sizeof(got));
	return XM_OK;
}

static s32 system_status(u32 part, const u32 a[5])
{
	struct xm_system_state got;
	u64 messages[4] = { 0 };

	if (!ref_buffer(part, a[0], sizeof(got), true))
		return XM_INVALID_PARAM;
	memcpy(&got, rig_guest(part, a[0], sizeof(got)), sizeof(got));
	for (u32 p = 0; p < ref.parts; p++)
		for (u32 i = 0; i < 4; i++)
			messages[i] += ref.part[p].messages[i];
	if (got.sampling_read != messages[0] || got.sampling_written != messages[1] ||
	    got.queuing_sent != messages[2] || got.queuing_received != messages[3] ||
	    got.irqs != ref.irqs)
		model_fail("status of the system is wrong");
	ref_may_write(part, a[0], sizeof(got));
	return XM_OK;
}

static s32 irq_ticks(u32 part, const u32 a[5])
{
	u64 ticks[XM_VT_HW_MAX] = { 0 };

	if (a[0] >= ref.parts || !ref_buffer(part, a[1], sizeof(ticks), true))
		return XM_INVALID_PARAM;
	ticks[40 + a[0]] = ref.part[a[0]].irq_tick;
	wrote(part, a[1], ticks, sizeof(ticks));
	return XM_OK;
}

static s32 vcpu_call(u32 part, u32 nr, const u32 a[5])
{
	struct ref_part *p = &ref.part[part];

	if (a[0] != 0)
		return XM_INVALID_PARAM;
	if (nr == XM_HC_get_vcpu_status)
		return (s32)(p->state | p->mode << 8);
	if (nr == XM_HC_reset_vcpu)
		restart(p);
	else
		p->state = XM_STATUS_HALTED;
	return REF_GONE;
}

static s32 set_mode(u32 part, u32 mode)
{
	if (mode > XM_OPMODE_NORMAL)
		return XM_INVALID_PARAM;
	ref.part[part].mode = mode;
	return XM_OK;
}

static s32 route(const u32 a[5])
{
	static const u32 lines[] = { 3, 96, 32 };

	return a[0] < 3 && a[1] < lines[a[0]] && a[2] < 256 ? XM_OK : XM_INVALID_PARAM;
}

static s32 switch_call(u32 part, const u32 a[5])
{
	if (a[0] == 0 || a[0] >= ref.tb.plans || a[1] > 1 || !ref_buffer(part, a[2], 4, true))
		return XM_INVALID_PARAM;
	ref_settle();
	wrote(part, a[2], &ref.plan, 4);
	if (a[0] == ref.plan) {
		switch_plan(a[0], false);
		return XM_NO_ACTION;
	}
	switch_plan(a[0], a[1] == XM_PLAN_SWITCH_NOW);
	return XM_OK;
}

static s32 plan_status(u32 part, const u32 a[5])
{
	struct xm_plan_state s;

	if (!ref_buffer(part, a[0], sizeof(s), true))
		return XM_INVALID_PARAM;
	ref_settle();
	s = (struct xm_plan_state){ ref_us(ref.switched), ref.next, ref.plan, ref.prev, 0 };
	wrote(part, a[0], &s, sizeof(s));
	return XM_OK;
}

static s32 plan_name(u32 part, const u32 a[5])
{
	char name[16] = "plan";

	if (a[0] >= ref.tb.plans || !ref_buffer(part, a[1], sizeof(name), true))
		return XM_INVALID_PARAM;
	name[4] = (char)('0' + a[0]);
	wrote(part, a[1], name, sizeof(name));
	return XM_OK;
}

static u32 saturated_ns(u64 ticks)
{
	u128 ns = (u128)ticks * hal_machine.tick.d / hal_machine.tick.n;

	return ns > 0xffffffffu ? 0xffffffffu : (u32)ns;
}

/* The plans were made one after the other, their slots in order. */
static s32 slot_status(u32 part, const u32 a[5])
{
	struct xm_slot_state state;
	u32 s = 0, end;

	while (s < ref.tb.slots && ref.tb.slot_plan[s] < a[0])
		s++;
	for (end = s; end < ref.tb.slots && ref.tb.slot_plan[end] == a[0]; end++)
		;
	if (a[1] >= end - s || !ref_buffer(part, a[2], sizeof(state), true))
		return XM_INVALID_PARAM;
	s += a[1];
	state = (struct xm_slot_state){
		ref.tb.slot[s].id,
		ref.tb.slot[s].vcpu,
		ref.tb.slot[s].len_lo / 1000,
		saturated_ns(ref.slot[s].worst),
		ref.slot[s].count,
		saturated_ns(rig_ticks(SLOT_LATE_NS)),
	};
	wrote(part, a[2], &state, sizeof(state));
	return XM_OK;
}

static s32 hm_read(u32 part, const u32 a[5], s32 result)
{
	if (a[1] == 0 || !ref_buffer(part, a[0], sizeof(struct xm_hm_record), true))
		return XM_INVALID_PARAM;
	if (result != 0 && result != 1)
		model_fail("hm_read returns %d", result);
	ref.read += (u32)result;
	if (result)
		ref_may_write(part, a[0], sizeof(struct xm_hm_record));
	return result;
}

/* At most one piece.  Where the ends touch each other or the record of the copy, only
   that nothing else was written is looked at. */
static s32 memory_copy(u32 part, u32 at)
{
	bool any = (ref.part[part].flags & PART_SYSTEM) != 0;
	u8 bytes[1024];
	struct xm_copy c;
	const u8 *to;

	if (!ref_buffer(part, at, sizeof(c), true))
		return XM_INVALID_PARAM;
	memcpy(&c, ref_memory(part, at), sizeof(c));
	if (!any && (c.dst != part || c.src != part))
		return XM_PERM_ERROR;
	if (c.dst >= ref.parts || c.src >= ref.parts || !ref_buffer(c.dst, c.to, c.left, true) ||
	    !ref_buffer(c.src, c.from, c.left, false))
		return XM_INVALID_PARAM;
	if (c.left > sizeof(bytes))
		return REF_ANY;
	to = ref_memory(c.dst, c.to);
	memcpy(bytes, ref_memory(c.src, c.from), c.left);
	if (to + c.left <= ref_memory(part, at) || ref_memory(part, at) + sizeof(c) <= to)
		wrote(c.dst, c.to, bytes, c.left);
	else
		ref_may_write(c.dst, c.to, c.left);
	c = (struct xm_copy){ c.dst, c.to + c.left, c.src, c.from + c.left, 0 };
	wrote(part, at, &c, sizeof(c));
	return XM_OK;
}

static s32 device(u32 part, bool write, u32 address, u32 word)
{
	u32 i = (address - REGISTER_AT(0)) / 4, mask = 0, value;

	if (address % 4)
		return XM_INVALID_PARAM;
	for (u32 r = 0; r < ref.tb.ioranges; r++)
		if (ref.tb.iorange[r].part == part && ref.tb.iorange[r].base == address)
			mask = ref.tb.iorange[r].mask;
	if (mask == 0)
		return XM_PERM_ERROR;
	if (write) {
		ref.reg[i] = (ref.reg[i] & ~mask) | (word & mask);
	} else {
		if (!ref_buffer(part, word, 4, true))
			return XM_INVALID_PARAM;
		value = ref.reg[i] & mask;
		wrote(part, word, &value, 4);
	}
	if (fake.reg[i].value != ref.reg[i])
		model_fail("the register at 0x%08x has another value", address);
	return XM_OK;
}

static s32 raise_event(u32 part, u32 event)
{
	if (event >= XM_HM_EV_COUNT)
		return XM_INVALID_PARAM;
	ref_action(part, event);
	return ref.part[part].fresh || ref.part[part].state == XM_STATUS_HALTED ? REF_GONE : XM_OK;
}

static s32 raise_fault(u32 part, u32 event)
{
	s32 result = raise_event(part, event);
	u32 action = ref.tb.hm[(part + 1) * XM_HM_EV_COUNT + event % XM_HM_EV_COUNT].action;

	return result == XM_OK && (action == XM_HM_AC_IGNORE || action == XM_HM_AC_PROPAGATE)
		       ? 1
		       : result;
}

static s32 hm_peek(u32 part, const u32 a[5], s32 result)
{
	struct xm_hm_record r;

	if ((a[0] >= ref.parts && a[0] != XM_HYPERVISOR_ID) ||
	    !ref_buffer(part, a[2], sizeof(r), true))
		return XM_INVALID_PARAM;
	if (result != 1)
		return 0;
	memcpy(&r, rig_guest(part, a[2], sizeof(r)), sizeof(r));
	if (r.seq < a[1] || r.seq > ref.raised ||
	    (r.where & 0xff) != (a[0] == XM_HYPERVISOR_ID ? 0xff : a[0]))
		model_fail("record %u of %x, after %u of %u", r.seq, r.where, a[1], a[0]);
	ref_may_write(part, a[2], sizeof(r));
	return 1;
}

static s32 write_console(u32 part, const u32 a[5], s32 result)
{
	if (!ref_buffer(part, a[0], a[1], false))
		return XM_INVALID_PARAM;
	if (result < 0 || (u32)result > a[1])
		model_fail("write_console takes %d of %u", result, a[1]);
	return result;
}

/* Nobody types here. */
static s32 read_console(u32 part, const u32 a[5])
{
	if (!ref_buffer(part, a[0], a[1], true))
		return XM_INVALID_PARAM;
	return ref.tb.part[part].console == NONE ? XM_INVALID_CONFIG : 0;
}

static s32 hm_status(u32 part, const u32 a[5])
{
	if (!ref_buffer(part, a[0], sizeof(struct xm_hm_counts), true))
		return XM_INVALID_PARAM;
	ref_may_write(part, a[0], sizeof(struct xm_hm_counts));
	return XM_OK;
}

static s32 trace_event(u32 part, gaddr_t from)
{
	struct ref_trace *t = &ref.trace[part];

	if (!ref_buffer(part, from, 8, false))
		return XM_INVALID_PARAM;
	memcpy(t->payload[t->total++ % t->length], ref_memory(part, from), 8);
	if (t->total - t->next > t->length) {
		t->next++;
		t->lost++;
	}
	return XM_OK;
}

static s32 trace_masked_event(u32 part, const u32 a[5])
{
	s32 result;

	if (a[1] > XM_TRACE_UNRECOVERABLE)
		return XM_INVALID_PARAM;
	if ((a[0] & ref.trace[part].mask) == 0)
		return XM_INVALID_CONFIG;
	result = trace_event(part, a[2]);
	return result == XM_OK && a[1] == XM_TRACE_UNRECOVERABLE
		       ? raise_event(part, XM_HM_EV_PARTITION_ERROR)
		       : result;
}

static s32 trace_read(u32 part, const u32 a[5], s32 result)
{
	struct ref_trace *t = a[0] < ref.parts ? &ref.trace[a[0]] : NULL;
	struct xm_trace_record got;

	if ((t == NULL && a[0] != XM_HYPERVISOR_ID) || a[2] == 0 ||
	    !ref_buffer(part, a[1], sizeof(got), true))
		return XM_INVALID_PARAM;
	if (t != NULL && result != (t->next != t->total))
		model_fail("trace_read returns %d", result);
	if (result != 1)
		return 0;
	memcpy(&got, rig_guest(part, a[1], sizeof(got)), sizeof(got));
	if (t != NULL &&
	    (got.seq != t->next || memcmp(got.payload, t->payload[t->next % t->length], 8) != 0))
		model_fail("event %u of partition %u is wrong", t->next, a[0]);
	if (t != NULL)
		t->next++;
	ref_may_write(part, a[1], sizeof(got));
	return 1;
}

static s32 trace_status(u32 part, const u32 a[5])
{
	struct xm_trace_counts got;

	if ((a[0] >= ref.parts && a[0] != XM_HYPERVISOR_ID) ||
	    !ref_buffer(part, a[1], sizeof(got), true))
		return XM_INVALID_PARAM;
	memcpy(&got, rig_guest(part, a[1], sizeof(got)), sizeof(got));
	if (a[0] < ref.parts) {
		const struct ref_trace *t = &ref.trace[a[0]];

		if (got.total != t->total || got.lost != t->lost ||
		    (u32)got.unread != t->total - t->next)
			model_fail("counts of trace %u are wrong", a[0]);
	}
	ref_may_write(part, a[1], sizeof(got));
	return XM_OK;
}

static s32 set_vectors(u32 part, const u32 a[5])
{
	if (a[3] != 0 || a[2] % 8)
		return XM_INVALID_PARAM;
	ref.part[part].fault_handler = a[1];
	ref.part[part].fault_stack = a[2];
	return REF_ANY; /* an upcall may follow at once */
}

static s32 port_call(u32 part, u32 nr, const u32 a[5])
{
	u64 period = (u64)a[4] << 32 | a[3];

	switch (nr) {
	case XM_HC_create_sampling_port:
		return create(part, a[0], (const u32[4]){ PORT_SAMPLING, a[2], a[1], 1 }, period);
	case XM_HC_create_queuing_port:
		return create(part, a[0], (const u32[4]){ PORT_QUEUING, a[3], a[2], a[1] }, 0);
	case XM_HC_write_sampling_message:
		return put_message(part, a, PORT_SAMPLING);
	case XM_HC_read_sampling_message:
		return read_sampling(part, a);
	case XM_HC_send_queuing_message:
		return put_message(part, a, PORT_QUEUING);
	case XM_HC_receive_queuing_message:
		return receive(part, a);
	case XM_HC_get_sampling_port_status:
		return port_status(part, a, PORT_SAMPLING);
	case XM_HC_get_queuing_port_status:
		return port_status(part, a, PORT_QUEUING);
	default:
		return clear(part, a);
	}
}

static s32 raise_ipvi(u32 part, u32 no)
{
	if (no < XM_VT_EXT_IPVI0 || no > XM_VT_EXT_IPVI7)
		return XM_INVALID_PARAM;
	return ref.part[part].ipvi[no - XM_VT_EXT_IPVI0] ? XM_OK : XM_NO_ACTION;
}

/* Of a list that is none; the reference does not see into lists. */
static s32 broken_list(u32 part, const u32 a[5])
{
	u32 length = a[1] - a[0];

	if (a[1] < a[0] || a[0] % 4 || !ref_buffer(part, a[0], length, true))
		return XM_INVALID_PARAM;
	return XM_MULTICALL_ERROR;
}

static s32 port_info(u32 part, const u32 a[5])
{
	const struct ref_part *p = &ref.part[part];
	const char *text = name_at(part, a[0]);

	for (u32 d = 0; text && d < p->ports; d++) {
		const struct ref_channel *k = &ref.channel[p->port_channel[d]];
		char own[3] = { 'c', (char)('0' + p->port_channel[d]), 0 };
		struct xm_port_info i = { k->refresh_ns, k->max_len, k->depth,
					  p->port_source[d] ? PORT_SOURCE : PORT_DESTINATION,
					  p->open[d] ? d : XM_PORT_CLOSED };

		if (strcmp(own, text) != 0 || k->kind != a[1] ||
		    !ref_buffer(part, a[2], sizeof(i), true))
			continue;
		wrote(part, a[2], &i, sizeof(i));
		return XM_OK;
	}
	return XM_INVALID_PARAM;
}

static s32 system_call(u32 part, u32 nr, const u32 a[5])
{
	switch (nr) {
	case XM_HC_get_system_status:
		return system_status(part, a);
	case XM_HC_get_irq_ticks:
		return irq_ticks(part, a);
	case XM_HC_set_partition_opmode:
		return set_mode(part, a[0]);
	case XM_HC_get_vcpu_status:
	case XM_HC_reset_vcpu:
	case XM_HC_halt_vcpu:
		return vcpu_call(part, nr, a);
	case XM_HC_route_irq:
		return route(a);
	case XM_HC_switch_sched_plan:
		return switch_call(part, a);
	case XM_HC_get_plan_status:
		return plan_status(part, a);
	case XM_HC_get_plan_name:
		return plan_name(part, a);
	case XM_HC_get_slot_status:
		return slot_status(part, a);
	default:
		return REF_ANY;
	}
}

static s32 other_call(u32 part, u32 nr, const u32 a[5], s32 result)
{
	switch (nr) {
	case XM_HC_get_time:
		return get_time(part, a);
	case XM_HC_set_timer:
		return set_timer(part, a);
	case XM_HC_get_partition_status:
		return part_status(part, a);
	case XM_HC_hm_read:
		return hm_read(part, a, result);
	case XM_HC_hm_status:
		return hm_status(part, a);
	case XM_HC_hm_raise_event:
		return raise_event(part, a[0]);
	case XM_HC_get_port_info:
		return port_info(part, a);
	case XM_HC_multicall:
		return broken_list(part, a);
	case XM_HC_set_cache_state:
		if (a[0] - 1 > 2 || a[1] - 1 > 2)
			return XM_INVALID_PARAM;
		return a[1] == XM_DEACTIVATE_CACHE ? XM_OP_NOT_ALLOWED : XM_OK;
	case XM_HC_inport:
	case XM_HC_outport:
		return device(part, nr == XM_HC_outport, a[0], a[1]);
	case XM_HC_memory_copy:
		return memory_copy(part, a[0]);
	case XM_HC_raise_ipvi:
		return raise_ipvi(part, a[0]);
	case XM_HC_write_console:
		return write_console(part, a, result);
	case XM_HC_set_vectors:
		return set_vectors(part, a);
	case XM_HC_hm_peek:
		return hm_peek(part, a, result);
	case XM_HC_hm_raise_fault:
		return raise_fault(part, a[0]);
	case XM_HC_read_console:
		return read_console(part, a);
	case XM_HC_reload_watchdog:
		return reload_watchdog(a);
	case XM_HC_trace_event:
		return trace_event(part, a[0]);
	case XM_HC_trace_masked_event:
		return trace_masked_event(part, a);
	case XM_HC_trace_read:
		return trace_read(part, a, result);
	case XM_HC_trace_status:
		return trace_status(part, a);
	default:
		return system_call(part, nr, a);
	}
}

/* The call has returned result: what had to? */
s32 ref_call(u32 part, u32 nr, const u32 arg[5], s32 result)
{
	if (nr >= XM_HC_COUNT)
		return XM_UNKNOWN_HYPERCALL;
	if (!ref_right(part, nr, arg[0]))
		return XM_PERM_ERROR;
	if (nr >= XM_HC_halt_partition && nr <= XM_HC_shutdown_partition)
		return manage(part, nr, arg);
	if (nr >= XM_HC_create_sampling_port && nr <= XM_HC_clear_queuing_port)
		return port_call(part, nr, arg);
	return other_call(part, nr, arg, result);
}

void ref_last_call(u32 part, u32 nr, const u32 arg[5])
{
	if (nr == XM_HC_hm_raise_event || nr == XM_HC_hm_raise_fault)
		ref_record(part, arg[0]);
	if (nr != XM_HC_trace_masked_event)
		return;
	trace_event(part, arg[2]);
	ref_record(part, XM_HM_EV_PARTITION_ERROR);
}
