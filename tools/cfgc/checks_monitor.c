/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * checks_monitor.c - health-monitor tables; called by compile.c.
 */
#include <stdio.h>
#include <string.h>

#include "checks.h"

static const struct {
	const char *name;
	u32 part, hyp; /* permitted actions */
} events[XM_HM_EV_COUNT] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) \
	[nr] = { "XM_HM_EV_" #xml, part, hyp },
#include "hm_events.def"
};

static const char *const actions[XM_HM_MAX_ACTIONS] = {
#define HM_ACTION(nr, name, sentence) [nr] = #name,
#include "hm_actions.def"
};

static void hint_permitted(struct checker *c, struct diag_pos at, u32 set)
{
	char text[256] = "";
	u32 i;

	for (i = 0; i < XM_HM_MAX_ACTIONS; i++)
		if (set >> i & 1)
			snprintf(text + strlen(text), sizeof(text) - strlen(text), " %s",
				 actions[i]);
	hint(c, at, "XM_HM_AC_ and one of%s", text);
}

static bool has_maintenance_plan(const struct model *m)
{
	u32 i;

	for (i = 0; i < m->num_cpus; i++)
		if (m->cpus[i].num_plans < 2)
			return false;
	return true;
}

/* A panic leaves no record, and ends in a reset or a stop. */
static void check_panic(struct checker *c, const struct m_event *e)
{
	if (e->action == XM_HM_AC_IGNORE || e->action == XM_HM_AC_SWITCH_TO_MAINTENANCE)
		complain(c, CHECK_no_effect, e->at,
			 "XM_HM_AC_%s has no effect for %s: the hypervisor stops",
			 actions[e->action], events[e->event].name);
	if (e->log)
		complain(c, CHECK_no_effect, e->at,
			 "log has no effect for %s: a line is printed, nothing recorded",
			 events[e->event].name);
}

/* Plans of the family list events of partitions for the hypervisor too. */
static void check_raised(struct checker *c, const struct m_event *e)
{
	const char *name = events[e->event].name;

	if (events[e->event].hyp & HM_H_NEVER)
		complain(c, CHECK_no_effect, e->at,
			 "%s has no effect here: it is raised for partitions only", name);
	else if (e->event == XM_HM_EV_WATCHDOG_TIMER && !c->m->hyp.has_watchdog)
		complain(c, CHECK_no_effect, e->at, "%s has no effect without a Watchdog", name);
	else if (e->event == XM_HM_EV_INTERNAL_ERROR)
		check_panic(c, e);
}

static void check_action(struct checker *c, const struct m_event *e, bool hypervisor)
{
	const char *name = events[e->event].name;
	u32 permitted = hypervisor ? events[e->event].hyp : events[e->event].part;

	if (e->action == XM_HM_MAX_ACTIONS) {
		complain(c, CHECK_hm_shutdown, e->at, "XM_HM_AC_SHUTDOWN is not offered");
		hint(c, e->at, "a system partition may call XM_shutdown_partition");
	} else if (permitted == 0) {
		complain(c, CHECK_hm_scope, e->at, "%s cannot arise in the hypervisor", name);
	} else if ((permitted >> e->action & 1) == 0) {
		complain(c, CHECK_hm_action, e->at, "XM_HM_AC_%s is not permitted for %s of %s",
			 actions[e->action], name, hypervisor ? "the hypervisor" : "a partition");
		hint_permitted(c, e->at, permitted);
	} else if (e->action == XM_HM_AC_SWITCH_TO_MAINTENANCE && !has_maintenance_plan(c->m)) {
		complain(c, CHECK_hm_maintenance, e->at,
			 "maintenance is plan 1, which not every processor has");
	}
}

static void check_table(struct checker *c, const struct m_event *table, u32 count, bool hypervisor)
{
	const struct m_event *first[XM_HM_EV_COUNT] = { NULL };
	u32 i;

	for (i = 0; i < count; i++) {
		const struct m_event *e = &table[i];

		check_action(c, e, hypervisor);
		if (hypervisor)
			check_raised(c, e);
		if (first[e->event] != NULL) {
			complain(c, CHECK_hm_event_twice, e->at, "%s is listed twice",
				 events[e->event].name);
			hint(c, first[e->event]->at, "the first is here");
		} else {
			first[e->event] = e;
		}
	}
}

void check_monitor(struct checker *c)
{
	const struct model *m = c->m;
	u32 i;

	check_table(c, m->hyp.events, m->hyp.num_events, true);
	for (i = 0; i < m->num_parts; i++)
		check_table(c, m->parts[i].events, m->parts[i].num_events, false);
}
