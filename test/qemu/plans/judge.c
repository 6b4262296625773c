/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - switches plans and knows to the nanosecond when its next slot begins. */
#include "../common/report.h"

enum { START, MAINTENANCE, CRUISE, PLANS, ROUNDS = 300, LATE_NS = 8000 };

/* Of each plan: the frame, and this partition's slot in it. */
static const xm_s64_t frame_ns[] = { 1000333, 500111, 2000777 };
static const xm_s64_t slot_ns[] = { 0, 0, 1000501 };
static const xm_u32_t label[] = { 0, 10, 21 };

/* All slots, and the default of the plan's latenessBound. */
static const struct {
	xm_u32_t plan, number, label, partition, length_us;
} slots[] = {
	{ START, 0, 0, 0, 600 },   { START, 1, 1, 1, 200 },   { MAINTENANCE, 0, 10, 0, 400 },
	{ CRUISE, 0, 20, 1, 800 }, { CRUISE, 1, 21, 0, 900 },
};
enum { NUM_SLOTS = sizeof(slots) / sizeof(slots[0]), BOUND_NS = 20000 };

static xm_s64_t frame; /* when the present frame began */
static xm_u32_t plan;

static int near(xm_s64_t got, xm_s64_t wanted)
{
	return got - wanted <= LATE_NS && wanted - got <= LATE_NS;
}

/* The next own slot is in a frame of that plan, which follows this frame. */
static int next_slot(xm_u32_t next)
{
	xm_s64_t at;

	frame += frame_ns[plan];
	plan = next;
	XM_idle_self();
	at = now_ns();
	return near(at, frame + slot_ns[plan]) && XM_params_get_PCT()->schedInfo.id == label[plan];
}

static xm_s32_t ask(xm_u32_t id, xm_u32_t *running)
{
	*running = PLANS;
	return XM_switch_sched_plan(id, running);
}

static int status_is(xm_u32_t next, xm_u32_t current, xm_s32_t prev)
{
	xmPlanStatus_t s;

	return XM_get_plan_status(&s) == XM_OK && s.next == (xm_s32_t)next &&
	       s.current == (xm_s32_t)current && s.prev == prev;
}

static xm_s64_t switched_ns(void)
{
	xmPlanStatus_t s;

	XM_get_plan_status(&s);
	return s.switchTime * 1000;
}

/* From now on frames are counted from here. */
static void at_once(const char *what, xm_u32_t id)
{
	xm_u32_t running, before = plan;
	xm_s64_t at = now_ns();

	check_equal(what, XM_switch_imm_sched_plan(id, &running), XM_OK);
	check_equal("cuts the plan", (xm_s32_t)running, (xm_s32_t)before);
	check("at once", near(now_ns(), at + slot_ns[id]));
	check("as the status says", status_is(id, id, (xm_s32_t)before) && near(switched_ns(), at));
	plan = id;
	frame = switched_ns();
}

static void at_the_end(void)
{
	xm_u32_t running;

	XM_idle_self();
	frame = now_ns(); /* not known better yet */
	check("nothing was switched yet", status_is(START, START, -1) && switched_ns() == 0);
	check_equal("a switch", ask(MAINTENANCE, &running), XM_OK);
	check_equal("says what runs", (xm_s32_t)running, START);
	check_equal("another one", ask(CRUISE, &running), XM_OK);
	check("the last one wins", status_is(CRUISE, START, -1));
	check("at the end of the frame", next_slot(CRUISE));
	check("the status says so", status_is(CRUISE, CRUISE, START));
	check("and when", near(switched_ns(), frame));
	check("the frame repeats", next_slot(CRUISE));
}

static void refused(void)
{
	xm_u32_t running;

	check_equal("plan 0", ask(START, &running), XM_INVALID_PARAM);
	check_equal("no plan", ask(PLANS, &running), XM_INVALID_PARAM);
	check_equal("none at all", ask(~0u, &running), XM_INVALID_PARAM);
	check_equal("at once neither", XM_switch_imm_sched_plan(START, &running), XM_INVALID_PARAM);
	check_equal("memory of nobody", XM_switch_sched_plan(MAINTENANCE, (xm_u32_t *)16),
		    XM_INVALID_PARAM);
	check_equal("no answer wanted", XM_switch_sched_plan(MAINTENANCE, 0), XM_OK);
	check_equal("the running plan", ask(CRUISE, &running), XM_NO_ACTION);
	check("which takes that back", status_is(CRUISE, CRUISE, START));
	check("the frame goes on", next_slot(CRUISE));
}

static void immediate(void)
{
	at_once("at once to plan 1", MAINTENANCE);
	check("its frames follow", next_slot(MAINTENANCE) && next_slot(MAINTENANCE));
	at_once("and back", CRUISE);
}

/* Errors would add up: the prediction is never corrected. */
static void many(void)
{
	xm_u32_t i, running, next, wrong = 0;

	for (i = 0; i < ROUNDS; i++) {
		next = i % 3 == 0 ? MAINTENANCE : CRUISE;
		if (ask(next, &running) != (next == plan ? XM_NO_ACTION : XM_OK) || running != plan)
			wrong++;
		if (!next_slot(next))
			wrong++;
	}
	check_equal("300 frames, switched or not, on time", (xm_s32_t)wrong, 0);
}

static void maintenance(void)
{
	xm_u32_t running;

	ask(CRUISE, &running);
	next_slot(CRUISE);
	XM_hm_raise_event(XM_HM_EV_APP_POWER_FAIL);
	check("the health monitor enters plan 1", status_is(MAINTENANCE, MAINTENANCE, CRUISE));
	plan = MAINTENANCE;
	frame = switched_ns();
	check_equal("a switch away", ask(CRUISE, &running), XM_OK);
	XM_hm_raise_event(XM_HM_EV_APP_POWER_FAIL);
	check("is taken back by another event", status_is(MAINTENANCE, MAINTENANCE, CRUISE));
	check("which lets the frame go on", next_slot(MAINTENANCE));
}

static void names(void)
{
	check_equal("a name", XM_get_gid_by_name((xm_u8_t *)"cruise", XM_PLAN_NAME), CRUISE);
	check_equal("another", XM_get_gid_by_name((xm_u8_t *)"start", XM_PLAN_NAME), START);
	check_equal("of a partition", XM_get_gid_by_name((xm_u8_t *)"other", XM_PLAN_NAME),
		    XM_INVALID_CONFIG);
	check_equal("none", XM_get_gid_by_name((xm_u8_t *)"", XM_PLAN_NAME), XM_INVALID_CONFIG);
}

static int slot_is_in_time(xm_u32_t i)
{
	struct xm_slot_state s;

	return XM_get_slot_status(slots[i].plan, slots[i].number, &s) == XM_OK &&
	       s.id == slots[i].label && s.partition == slots[i].partition &&
	       s.duration_us == slots[i].length_us && s.late_ns_max <= LATE_NS &&
	       s.late_count == 0 && s.late_bound_ns == BOUND_NS;
}

static void lateness(void)
{
	struct xm_slot_state s;
	xm_u32_t i, wrong = 0;

	for (i = 0; i < NUM_SLOTS; i++)
		wrong += !slot_is_in_time(i);
	check_equal("every slot was in time", (xm_s32_t)wrong, 0);
	check_equal("no such slot", XM_get_slot_status(CRUISE, 2, &s), XM_INVALID_PARAM);
	check_equal("none at all", XM_get_slot_status(CRUISE, ~0u, &s), XM_INVALID_PARAM);
	check_equal("of no plan", XM_get_slot_status(PLANS, 0, &s), XM_INVALID_PARAM);
	check_equal("to memory of nobody", XM_get_slot_status(CRUISE, 1, (void *)16),
		    XM_INVALID_PARAM);
}

void PartitionMain(void)
{
	wait_step(1, 1);
	names();
	at_the_end();
	refused();
	immediate();
	many();
	maintenance();
	lateness();
	judge(2);
}
