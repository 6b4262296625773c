/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * injector.c - issues every service with every combination of its dictionaries,
 * or an even sample of them, and judges each answer.
 *
 * A case may halt, suspend or restart this very partition.  So the case is
 * noted in memory that no reset clears before it is issued, and whatever way
 * the partition comes back by, it first notes what became of the case.
 */
#include "../common/layout.h"
#include "trap.h"
#include "words.h"

#include "../../qemu/common/report.h"
#include <string.h>

volatile xm_u32_t upcalls;

static struct record *own;
static struct orders order;
static xm_u32_t system_flag;

static xm_s32_t call(xm_u32_t nr, xm_u32_t a0, xm_u32_t a1, xm_u32_t a2, xm_u32_t a3, xm_u32_t a4)
{
	register xm_u32_t r0 __asm__("r0") = a0;
	register xm_u32_t r1 __asm__("r1") = a1;
	register xm_u32_t r2 __asm__("r2") = a2;
	register xm_u32_t r3 __asm__("r3") = a3;
	register xm_u32_t r4 __asm__("r4") = a4;
	register xm_u32_t r12 __asm__("r12") = nr;

	__asm__ volatile("svc #0"
			 : "+r"(r0)
			 : "r"(r1), "r"(r2), "r"(r3), "r"(r4), "r"(r12)
			 : "memory", "cc");
	return (xm_s32_t)r0;
}

/* --- the case ------------------------------------------------------------------------ */

static const struct service *service(void)
{
	return &services[own->service];
}

/* The last service is every number that is none: its first argument. */
static int unknown(void)
{
	return own->service == num_services - 1;
}

static const struct dictionary *words_of(xm_u32_t argument)
{
	return &dictionary[service()->arg[argument].kind];
}

static xm_u32_t gcd(xm_u32_t a, xm_u32_t b)
{
	while (b) {
		xm_u32_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* A step near the golden section of the number of combinations, without a common
   factor, passes each word of each dictionary about equally often. */
static xm_u32_t spread(xm_u32_t n)
{
	xm_u32_t step = (xm_u32_t)(own->product * 0x9e3779b9ull >> 32) | 1;

	while (gcd(step, own->product) != 1)
		step += 2;
	return (xm_u32_t)((xm_u64_t)n * step % own->product);
}

static xm_u32_t scatter(xm_u32_t x)
{
	x = (x ^ x >> 16) * 0x85ebca6b;
	x = (x ^ x >> 13) * 0xc2b2ae35;
	return x ^ x >> 16;
}

/* All arguments but one from the words that may well be right, with which the
   dictionaries begin: else hardly a combination gets past the first check. */
static xm_u32_t nearly_right(xm_u32_t n)
{
	xm_u32_t i, index = 0, scale = 1, free = n % service()->nargs;
	xm_u32_t chance = n << 8 | own->service;

	for (i = 0; i < service()->nargs; i++) {
		xm_u32_t count = words_of(i)->count;
		xm_u32_t among = i == free ? count : words_of(i)->plausible;

		chance = scatter(chance + i);
		index += chance % among * scale;
		scale *= count;
	}
	return index;
}

/* All combinations, or limit of them, half of which are nearly right. */
static xm_u32_t index_of(xm_u32_t n)
{
	if (own->product <= own->count)
		return n;
	return n % 2 ? nearly_right(n / 2) : spread(n / 2);
}

static void count_cases(void)
{
	xm_u64_t product = 1;
	xm_u32_t i, limit = order.limit;

	for (i = 0; i < service()->nargs; i++)
		product *= words_of(i)->count;
	own->product = product > NONE ? NONE : (xm_u32_t)product;
	own->count = own->product < limit ? own->product : limit;
}

/* The words of a combination: mixed radix, the first argument fastest. */
static void choose(xm_u32_t index)
{
	xm_u32_t *to = unknown() ? own->word : own->word + 1;
	xm_u32_t i;

	own->index = index;
	own->word[0] = service()->nr;
	for (i = 0; i < service()->nargs; i++) {
		const struct dictionary *d = words_of(i);

		to[i] = d->word[index % d->count];
		index /= d->count;
	}
}

static int is(const char *name)
{
	return strcmp(service()->name, name) == 0;
}

/* What ends the run is issued once, at the end (finish); a switch of plans at once
   would move the grid that the witness goes by. */
static int withheld(void)
{
	return system_flag && (is("halt_system") ||
			       (is("multicall") && words_any_list(own->word[1], own->word[2])) ||
			       (is("reset_system") && own->word[1] <= XM_WARM_RESET) ||
			       (is("switch_sched_plan") && own->word[2] == XM_PLAN_SWITCH_NOW));
}

/* --- the verdict --------------------------------------------------------------------- */

static enum outcome outcome_of(xm_s32_t result)
{
	if (result > 0)
		return OUT_VALUE;
	return result > -OUT_VALUE ? (enum outcome) - result : OUT_OTHER;
}

static void note_failure(enum fault fault, enum outcome outcome)
{
	struct failure *f = &own->failure[own->faults % MAX_FAULTS];

	own->tally[own->service].failures++;
	f->service = own->service;
	f->index = own->index;
	f->fault = fault;
	f->outcome = outcome;
	memcpy(f->word, own->word, sizeof(f->word));
	own->faults++;
}

static int forbidden(void)
{
	if (system_flag)
		return 0;
	return service()->right == RIGHT_SYS ||
	       (service()->right >= RIGHT_SELF && own->word[1] != XM_PARTITION_SELF);
}

/* The argument len, or how long the list is; NONE if there is neither. */
static xm_u32_t length(void)
{
	xm_u32_t i;

	if (is("multicall"))
		return own->word[2] - own->word[1];
	for (i = 0; i < service()->nargs; i++)
		if (strcmp(service()->arg[i].name, "len") == 0)
			return own->word[1 + i];
	return NONE;
}

/* Does this id stand for the hypervisor here, whose streams are read like others? */
static int is_hypervisor(const struct argument *a, xm_u32_t word)
{
	return a->kind == KIND_ID && word == XM_HYPERVISOR_ID &&
	       (service()->right == RIGHT_OWN || is("hm_peek"));
}

/* An argument that cannot be right; an address of nothing may be any. */
static int hopeless(void)
{
	xm_u32_t i, len = length();
	int bad = 0;

	for (i = 0; i < service()->nargs; i++) {
		const struct argument *a = &service()->arg[i];

		if ((len != 0 || a->bytes != BY_LEN) && !is_hypervisor(a, own->word[1 + i]))
			bad |= word_hopeless(a, own->word[1 + i], len);
	}
	return bad;
}

static int is_refusal(enum outcome outcome)
{
	return outcome > OUT_OK && outcome < OUT_VALUE;
}

static enum fault judge_outcome(enum outcome outcome)
{
	if ((service()->answers >> outcome & 1) == 0)
		return FAULT_ANSWER;
	if (forbidden() != (outcome == OUT_PERM_ERROR) &&
	    (forbidden() || service()->right != RIGHT_ANY))
		return FAULT_RIGHT;
	if (!unknown() && hopeless() && !is_refusal(outcome))
		return FAULT_HOPELESS;
	return 0;
}

/* The case came to an end; it is not issued again, whatever happens now. */
static void conclude(enum outcome outcome)
{
	struct tally *t = &own->tally[own->service];
	enum fault fault = judge_outcome(outcome);

	own->stage = STAGE_SETTLE;
	t->cases++;
	t->outcome[outcome]++;
	if (fault)
		note_failure(fault, outcome);
}

static void next_case(void)
{
	own->stage = STAGE_NEXT;
	own->beat++;
	own->n = order.index == NONE ? own->n + 1 : own->count;
}

/* --- around the case ----------------------------------------------------------------- */

/* May this service have written to the caller's memory? */
static int may_write(enum outcome outcome)
{
	xm_u32_t i;

	if (is_refusal(outcome) && outcome != OUT_NO_ACTION)
		return 0;
	for (i = 0; i < service()->nargs; i++)
		if (service()->arg[i].type >= TYPE_gout)
			return 1;
	return 0;
}

static void check_memory(enum outcome outcome)
{
	if (!words_intact() && !may_write(outcome))
		note_failure(FAULT_WROTE, outcome);
}

#define APSR_BITS 0xf80f0000u /* NZCVQ, GE */

static void check_registers(const struct registers *in)
{
	xm_u32_t result = trapped.r[0];

	trapped.r[0] = in->r[0];
	trapped.apsr &= APSR_BITS;
	if (memcmp(&trapped, in, sizeof(*in)) != 0)
		note_failure(FAULT_REGISTERS, outcome_of((xm_s32_t)result));
}

/* Every register at random but those that carry the arguments. */
static void paint(struct registers *in)
{
	xm_u32_t *word = (xm_u32_t *)in;
	xm_u32_t i, seed = own->index * 2654435761u + own->service;

	for (i = 0; i < sizeof(*in) / 4; i++) {
		seed = seed * 1664525 + 1013904223;
		word[i] = seed;
	}
	in->apsr &= APSR_BITS;
	for (i = 0; i < ARGUMENTS; i++)
		in->r[i] = i < service()->nargs ? own->word[1 + i] : in->r[i];
	in->r[12] = own->word[0];
}

static void set_own_vectors(void)
{
	call(14, (xm_u32_t)upcall_entry, 0, 0, 0, 0);
}

static void calm_down(void)
{
	set_own_vectors();
	XM_set_irqmask(0, NONE);
	XM_clear_irqpend(0, NONE);
	XM_set_timer(XM_HW_CLOCK, 0, 0);
	XM_set_timer(XM_EXEC_CLOCK, 0, 0);
}

/* One interrupt through whatever vectors are set now, then all as before. */
static void settle(void)
{
	xm_u32_t before = upcalls;

	XM_clear_irqmask(0, NONE);
	XM_set_irqpend(0, 1 << XM_VT_EXT_IPVI0);
	XM_enable_irqs();
	XM_disable_irqs();
	if (upcalls == before && !is("set_vectors"))
		note_failure(FAULT_UPCALL, OUT_OK);
	calm_down();
	next_case();
}

/* Of all that an injector may report one event is logged. */
static int logged(void)
{
	return (is("hm_raise_event") || is("hm_raise_fault")) &&
	       own->word[1] == XM_HM_EV_APP_POWER_FAIL;
}

/* Which plan runs when the next one is asked for must not depend on the time. */
static void back_to_plan(void)
{
	xm_u32_t before;

	XM_switch_sched_plan(1, &before);
	XM_idle_self();
}

static void one_case(void)
{
	struct registers in;
	enum outcome outcome;

	choose(order.index == NONE ? index_of(own->n) : order.index);
	if (withheld()) {
		next_case();
		return;
	}
	paint(&in);
	own->stage = STAGE_CALL;
	own->reported += (xm_u32_t)logged();
	trap(&in, own->index & 1);
	outcome = outcome_of((xm_s32_t)trapped.r[0]);
	conclude(outcome);
	check_registers(&in);
	check_memory(outcome);
	if (outcome == OUT_OK && is("switch_sched_plan"))
		back_to_plan();
	settle();
}

/* Every so often the queue holds what it did at first, the normal injector's two
   messages: services find it empty, full, and in between. */
static void refresh_queue(void)
{
	XM_clear_queuing_port(QUEUING_IN);
	if (system_flag)
		return;
	XM_send_queuing_message(QUEUING_OUT, (void *)AREA_B, 8);
	XM_send_queuing_message(QUEUING_OUT, (void *)AREA_B, MESSAGE_BYTES);
}

static void one_service(void)
{
	count_cases();
	while (own->n < own->count) {
		if (own->n % 16 == 0)
			refresh_queue();
		one_case();
	}
	own->service++;
	own->n = 0;
}

/* --- coming back --------------------------------------------------------------------- */

/* The status outlives a restart of the virtual CPU alone; the counter may be what it was,
   after a cold reset and the many warm ones of a partition that is stuck. */
static enum outcome outcome_of_restart(void)
{
	if (state()->helped == own->helped)
		return OUT_RESTART;
	return XM_params_get_PCT()->resetStatus == STATUS_STUCK ? OUT_STUCK : OUT_GONE;
}

/* Vectors that lead nowhere may restart the caller at the next interrupt. */
static void come_back(enum outcome outcome)
{
	if (own->stage == STAGE_CALL) {
		conclude(outcome);
		next_case();
	} else if (own->stage == STAGE_SETTLE) {
		if (!is("set_vectors"))
			note_failure(FAULT_SETTLE, outcome);
		next_case();
	}
}

static void open_ports(void)
{
	XM_create_sampling_port("sout", MESSAGE_BYTES, XM_SOURCE_PORT, REFRESH_US);
	XM_create_sampling_port("sin", MESSAGE_BYTES, XM_DESTINATION_PORT, REFRESH_US);
	XM_create_queuing_port("qout", QUEUE_DEPTH, MESSAGE_BYTES, XM_SOURCE_PORT);
	XM_create_queuing_port("qin", QUEUE_DEPTH, MESSAGE_BYTES, XM_DESTINATION_PORT);
	XM_create_sampling_port("silent", MESSAGE_BYTES, XM_DESTINATION_PORT, REFRESH_US);
	XM_create_queuing_port("loose", QUEUE_DEPTH, MESSAGE_BYTES, XM_DESTINATION_PORT);
}

/* --- the run ------------------------------------------------------------------------- */

static void wait_turn(void)
{
	enum turn turn = XM_PARTITION_SELF == NORMAL ? TURN_NORMAL : TURN_SYSTEM;

	while (state()->magic != STATE_MAGIC || state()->turn < turn)
		XM_idle_self();
}

static int ordered(xm_u32_t number)
{
	return order.one == 0 || (order.one == 1 + XM_PARTITION_SELF && order.service == number);
}

/* The system's resets, when the judge says so; each once. */
static void finish(void)
{
	xm_u32_t turn;

	for (;;) {
		XM_idle_self();
		turn = state()->turn;
		if (!system_flag || turn < TURN_WARM || own->done > turn)
			continue;
		own->done = turn + 1;
		own->word[1] = turn == TURN_WARM ? XM_WARM_RESET : XM_COLD_RESET;
		note_failure(FAULT_ANSWER, outcome_of(call(7, own->word[1], 0, 0, 0, 0)));
	}
}

static _Noreturn void run(void)
{
	for (; own->service < num_services;) {
		if (ordered(own->service)) {
			one_service();
		} else {
			own->service++;
		}
	}
	if (!own->done)
		own->done = 1;
	finish();
	__builtin_unreachable();
}

static void prepare(void)
{
	words_fill();
	open_ports();
	calm_down();
	own->resets = XM_params_get_PCT()->resetCounter;
	own->helped = state()->helped;
}

/* By a frame, a handler or an entry that lies in area A. */
_Noreturn void landed(void)
{
	int restarted = XM_params_get_PCT()->resetCounter != own->resets;

	XM_disable_irqs();
	prepare();
	come_back(restarted && !is("reset_partition") ? OUT_RESTART : OUT_LEFT);
	run();
}

void PartitionMain(void)
{
	enum outcome outcome;

	services_init();
	words_init();
	own = &state()->record[XM_PARTITION_SELF];
	order = orders();
	system_flag = XM_params_get_PCT()->flags & PARTITION_SYSTEM_F;
	wait_turn();
	outcome = outcome_of_restart();
	prepare();
	come_back(outcome);
	run();
}
