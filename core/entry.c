/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * entry.c - the entries of the hypervisor: each asks one room, then decides
 * what this CPU does next.
 *
 * Most calls change nothing about that and go straight back; whatever does
 * sets a flag of the caller.
 */
#include "console.h"
#include "gmem.h"
#include "guards.h"
#include "hm.h"
#include "hypercall.h"
#include "part.h"
#include "report.h"
#include "trace.h"
#include "virq.h"

/* Bytes moved into each UART at a slot start and at an idle entry. */
enum { PUMP_SLOT = 16, PUMP_IDLE = 64 };
/* and taken from them. */
enum { LISTEN_SLOT = 4, LISTEN_IDLE = 16 };
#define IDLE_PUMP_US 1000

static const u8 event_of[CAUSE_COUNT] = {
#define HM_CAUSE(nr, name, event, sentence) [nr] = EVENT_##event,
#include "hm_causes.def"
};

/* The event of a load or scrub of v.  Whoever had the processor keeps it if the plan
   changes in his favour, and then needs his memory again. */
static void raise_result(struct vcpu *v, enum load_result result)
{
	const struct vcpu *current = this_cpu()->current;

	hm_raise_value(v, event_of[result], result, v->part->cfg->id);
	if (current)
		hal_space_load(&current->part->space);
}

void sys_load(struct vcpu *v)
{
	struct part *p = v->part;
	enum load_result result = LOAD_MORE;

	hal_space_load(&p->space);
	while (result == LOAD_MORE && time_for(LOAD_PIECE_INSNS)) {
		LOOP_BOUND_OF(pieces);
		result = load_piece(p);
	}
	if (result > LOAD_READY)
		raise_result(v, result);
}

/* A piece of the scrub, where v pays: as its slot begins, and while it idles. */
static void scrub(struct vcpu *v, u64 now)
{
	enum load_result result;

	if (!scrub_due(v->part, now) || !time_for(LOAD_PIECE_INSNS))
		return;
	WAY_OF(load);
	hal_space_load(&v->part->space);
	result = scrub_piece(v->part, now);
	if (result > LOAD_READY)
		raise_result(v, result);
}

/* A stack that cannot take an upcall is the partition's fault. */
static void deliver(struct vcpu *v)
{
	struct hal_regs r;

	hal_space_load(&v->part->space);
	if (virq_deliver(v))
		return;
	WAY_OF(misbehaviour);
	if (time_or_wait(v, FAULT_INSNS))
		return;
	WAY_OF(asked);
	hal_vcpu_regs(&v->hal, &r);
	hm_raise(v, &(struct hm_event){ XM_HM_EV_MEM_PROTECTION, CAUSE_UPCALL_STACK, r.pc, r.sp,
					XM_ACCESS_WRITE | XM_HM_HAS_CONTEXT });
}

/* May v, whose slot it is, run now? */
static bool may_run(const struct vcpu *v)
{
	return (v->flags & (VF_STOPPED | VF_HELD)) == 0 && v->part->phase == LOAD_DONE;
}

/* The vCPU that runs next, ready to run.  Every turn of the loop either returns
   or has changed the state of the one it looked at, at most twice. */
static struct vcpu *choose(struct percpu *cpu)
{
	struct vcpu *v;

	for (;;) {
		LOOP_BOUND(2);
		v = cpu->slot;
		if (v == NULL)
			return NULL;
		if ((v->flags & (VF_RETURN & ~VF_RESCHED)) == 0)
			return v;
		if ((v->flags & VF_STOPPED) == 0 && load_due(v->part)) {
			WAY_OF(load);
			AT_MOST(1); /* its pieces are counted together */
			sys_load(v);
		}
		if (v->flags & VF_PENDING)
			v->flags &= ~(u32)VF_IDLE;
		if (!may_run(v))
			return NULL;
		if (v->flags & VF_START) {
			WAY_OF(start);
			part_start(v);
		}
		if (!virq_due(v))
			return v;
		AT_MOST(1); /* then virtual interrupts are off */
		deliver(v);
	}
}

/* Up to budget bytes into each UART, if there is time.  Are some left? */
static bool pump(u32 budget)
{
	u32 insns = budget * cfg_count(&sys.cfg, CFG_CONSOLE) * PUMP_INSNS;

	return !time_for(DECISION_INSNS + insns) || console_pump(budget);
}

/* Text for the console while there is time for it: of the partition that is
   paying for this slot, of the hypervisor, or anybody's when all sleep.  Returns
   when to come back for more, or for another piece of a scrub. */
static u64 talk(const struct vcpu *next, u64 now)
{
	const struct vcpu *slot = this_cpu()->slot;
	bool left;

	if (next && (sys.chores & CHORE_TALK) == 0)
		return NEVER;
	if (!report_due())
		sys.chores &= ~(u32)CHORE_REPORT;
	if (next && (sys.chores & (CHORE_CONSOLE | CHORE_REPORT)) == 0 && !next->part->listening)
		return NEVER;
	WAY_OF(talk);
	now = hal_time_now();
	if (report_due() && time_for(REPORT_INSNS))
		report_next(next ? next->part : NULL);
	CALL_WITH(budget, LISTEN_IDLE);
	if (time_for(DECISION_INSNS + LISTEN_INSNS * cfg_count(&sys.cfg, CFG_CONSOLE)))
		input_listen(next ? next->part : NULL, next ? LISTEN_SLOT : LISTEN_IDLE);
	CALL_WITH(budget, PUMP_IDLE);
	left = pump(next ? PUMP_SLOT : PUMP_IDLE);
	if (next || !(left || report_due() || (slot && scrub_due(slot->part, now))))
		return NEVER;
	return now + us_to_ticks(IDLE_PUMP_US);
}

static u64 earlier(u64 a, u64 b)
{
	return a < b ? a : b;
}

/* The next entry of the timer is then, or where the slot ends before that, or so soon
   after it that a decision in between would make that late: then it is known whose turn it
   is.  Before, it is not: turn is NULL. */
static FAST u64 next_entry(struct percpu *cpu, u64 when)
{
	struct sched *s = &cpu->sched;

	if (s->boundary > when + cpu->decision)
		return when;
	if (cpu->slot)
		s->turn = s->at->next;
	return s->boundary;
}

/* Had current the processor when that boundary was reached?  (If it is still to
   come, whoever has it then takes its place.) */
static void note_holder(struct percpu *cpu, u64 boundary)
{
	if (cpu->since <= boundary)
		cpu->holder = cpu->current;
}

/* The processor changes hands.  Who had it at a boundary that has passed
   unseen answers for the lateness, not who gets it now. */
static void hand_over(struct percpu *cpu, struct vcpu *next, u64 now)
{
	if (cpu->current)
		cpu->current->exec += now - cpu->since;
	note_holder(cpu, cpu->sched.boundary);
	cpu->since = now;
	cpu->current = next;
	audit(AUDIT_RUN, next, 0);
}

/* Decide, account, arm the deadline.  What the decision takes (a piece of a
   load, say) is the time of whoever is chosen. */
static struct hal_vcpu *run_next(struct percpu *cpu, u64 now, bool may_talk)
{
	struct vcpu *next;
	u64 deadline;

	next = choose(cpu);
	if (cpu->current)
		cpu->current->flags &= ~(u32)VF_RESCHED;
	if (next != cpu->current)
		hand_over(cpu, next, now);
	deadline = cpu->watchdog.deadline;
	if (may_talk || next == NULL)
		deadline = earlier(deadline, talk(next, now));
	if (cpu->slot)
		deadline = earlier(deadline, vtime_deadline(cpu->slot, cpu->since, next != NULL));
	cpu->sched.turn = NULL;
	hal_timer_arm(next_entry(cpu, deadline));
	return next ? &next->hal : NULL;
}

static FAST struct vcpu *vcpu_of(struct hal_vcpu *context)
{
	return (struct vcpu *)((u8 *)context - offsetof(struct vcpu, hal));
}

_Static_assert((u32)CORE_DECIDES == (u32)(VF_RETURN | VF_CALL) && offsetof(struct vcpu, flags) == 0,
	       "core_call.h");
_Static_assert(sizeof(void *) != 4 || offsetof(struct vcpu, hal) == CORE_VCPU, "core_call.h");

struct hal_vcpu *core_call_over(struct hal_vcpu *caller, s32 result)
{
	struct vcpu *v = vcpu_of(caller);

	if (result == HC_LIST) {
		WAY_OF(list);
		result = multicall(v);
	}
	v->flags &= ~(u32)VF_CALL;
	if (result == HC_AGAIN)
		hal_vcpu_rewind(caller);
	else if (result != HC_NO_RESULT)
		hal_vcpu_result(caller, result);
	if ((v->flags & (VF_RETURN & ~VF_PENDING)) == 0 &&
	    !(virq_due(v) && time_for(DECISION_INSNS)))
		return caller;
	return run_next(this_cpu(), hal_time_now(), false);
}

/* The slot that begins is late by the time since its boundary; who held the
   processor at the boundary has to answer for it. */
static void account_lateness(struct percpu *cpu, u64 boundary, u64 since)
{
	u32 late = since > 0xffffffffu ? 0xffffffffu : (u32)since;

	note_holder(cpu, boundary);
	if (cpu->slot == NULL)
		return;
	if (late > cpu->sched.at->late_max)
		vcpu_note_late(cpu->sched.at, late);
	if (late > cpu->late_bound) {
		WAY_OF(misbehaviour);
		cpu->sched.at->late_count++;
		hm_raise_value(cpu->holder, XM_HM_EV_OVERRUN, CAUSE_LATE_SLOT, ticks_to_ns(late));
	}
}

static void account_skipped(struct sched *s)
{
	if (s->skipped == 0)
		return;
	WAY_OF(misbehaviour);
	hm_raise_value(NULL, XM_HM_EV_SCHED_ERROR, CAUSE_MISSED_FRAMES, s->skipped);
	s->skipped = 0;
}

/* The clock has come to what it was set to, and more is to be looked at than whose slot
   it is. */
static NOINLINE struct hal_vcpu *look_around(struct percpu *cpu)
{
	u64 boundary = cpu->sched.boundary, now = hal_time_now();
	bool slot = sched_advance(cpu, now);

	if (slot) {
		WAY_OF(boundary);
		account_skipped(&cpu->sched);
		account_lateness(cpu, boundary, now - boundary);
	} else if (cpu->slot) {
		vtime_expire(cpu->slot, now);
	}
	if (cpu->slot && (slot || cpu->current == NULL))
		scrub(cpu->slot, now);
	if (now >= cpu->watchdog.deadline) {
		WAY_OF(misbehaviour);
		watchdog_expire(&cpu->watchdog);
	}
	return run_next(cpu, now, slot);
}

/* The timer of v, which runs, has come, there is nothing else to look at, and it takes the
   interrupt at once. */
static FAST bool tick(const struct percpu *cpu, struct vcpu *v, u64 now)
{
	return cpu->sched.turn == NULL && v != NULL && (v->flags & ~(u32)VF_SLOTS) == VF_TIMERS &&
	       (sys.chores & CHORE_ALWAYS) == 0 && now < cpu->sched.boundary &&
	       vtime_advance(&v->timer[XM_HW_CLOCK], now) &&
	       virq_deliver_only(v, XM_VT_EXT_HW_TIMER);
}

FLATTEN struct hal_vcpu *core_timer(void)
{
	struct percpu *cpu = this_cpu();
	u64 now = hal_time_now();
	struct vcpu *v = sched_turn(cpu, now);
	u64 when;

	if (v != NULL) {
		when = cpu->sched.boundary;
	} else {
		v = cpu->current;
		if (!tick(cpu, v, now))
			return look_around(cpu);
		when = next_entry(cpu, v->timer[XM_HW_CLOCK].deadline);
	}
	hal_timer_arm(when);
	return &v->hal;
}

NOINLINE struct hal_vcpu *core_irq(u32 line)
{
	struct percpu *cpu = this_cpu();
	struct vcpu *v = line < ARRAY_LEN(sys.owner) ? sys.owner[line] : NULL;

	audit(AUDIT_LINE, v, line);
	if (v != NULL) {
		cpu->stat.irqs++;
		cpu->stat.irq_ticks[line] = hal_time_now();
		virq_pend_hw(v, line);
	}
	if (cpu->current && !time_for(DECISION_INSNS))
		return &cpu->current->hal;
	return run_next(cpu, hal_time_now(), false);
}

/* The causes of an address follow each other as enum gmem_owner does. */
_Static_assert(CAUSE_FETCH_OWN == CAUSE_FETCH_UNOWNED + OWNER_SELF, "causes");
_Static_assert(CAUSE_FETCH_FOREIGN == CAUSE_FETCH_UNOWNED + OWNER_FOREIGN, "causes");
_Static_assert(CAUSE_DATA_OWN == CAUSE_DATA_UNOWNED + OWNER_SELF, "causes");
_Static_assert(CAUSE_DATA_FOREIGN == CAUSE_DATA_UNOWNED + OWNER_FOREIGN, "causes");

/* Whose address it was decides what the event is. */
static u32 cause_of(const struct part *p, const struct hal_fault *f)
{
	bool owned = f->kind == HAL_FAULT_FETCH || f->kind == HAL_FAULT_DATA;

	return owned ? f->kind + (u32)gmem_owner(p, f->address) : f->kind;
}

static u32 access_of(const struct hal_fault *f)
{
	if (f->kind <= HAL_FAULT_FETCH_EXTERNAL)
		return XM_ACCESS_EXECUTE;
	return f->write ? XM_ACCESS_WRITE : XM_ACCESS_READ;
}

struct hal_vcpu *core_fault(const struct hal_fault *f)
{
	struct vcpu *v = this_cpu()->current;
	struct hm_event e = { .pc = f->pc, .address = f->address };

	/* One that comes late would not come again. */
	if (f->kind != HAL_FAULT_ASYNC && time_or_wait(v, FAULT_INSNS))
		return run_next(this_cpu(), hal_time_now(), false);
	e.cause = cause_of(v->part, f);
	e.event = event_of[e.cause];
	e.access = access_of(f) | XM_HM_HAS_CONTEXT;
	hm_raise(v, &e);
	return run_next(this_cpu(), hal_time_now(), true);
}

_Noreturn void core_panic(u32 pc, u32 address, u32 status)
{
	if (sys.console != NULL && !sys.panicking) {
		sys.panicking = true;
		report_panic(pc, address, status);
		hm_reset_after_panic();
	}
	hal_stop();
}
