/* SPDX-License-Identifier: BSD-2-Clause */
/* server.c - serves the watchdog in time, in its own time and not at all. */
#include "../common/report.h"

enum { INITIAL_US = 25000, LATE_US = 20 };

static xmTime_t now_us(void)
{
	xmTime_t now;

	XM_get_time(XM_HW_CLOCK, &now);
	return now;
}

static xm_u32_t raised(void)
{
	struct xm_hm_counts counts;

	XM_hm_counts(&counts);
	return counts.total;
}

/* Takes the one record there is; it is of the watchdog, from .. to and a little later. */
static void expect_expiry(const char *what, xmTime_t from, xmTime_t to, xm_u32_t budget)
{
	struct xm_hm_record r = { 0 };
	xmTime_t at;

	check_equal(what, XM_hm_read_records(&r, 1), 1);
	at = (xmTime_t)r.time_hi << 32 | r.time_lo;
	check("in time", at >= from && at <= to + LATE_US);
	check("of the hypervisor",
	      r.where == XM_HM_WHERE_HYP && (r.what & 0xff) == XM_HM_EV_WATCHDOG_TIMER);
	check_equal("with its budget", (xm_s32_t)r.address, (xm_s32_t)budget);
	check_equal("and no other", XM_hm_read_records(&r, 1), 0);
}

/* Serve it, and see in the next slot when it expired. */
static void expire_after(const char *what, xm_u32_t budget)
{
	xmTime_t before = now_us(), after;

	check_equal("served", XM_reload_watchdog(budget), XM_OK);
	after = now_us();
	wait_slots(1);
	expect_expiry(what, before + budget, after + budget, budget);
}

static void in_time(void)
{
	xm_u32_t before = raised(), i;

	for (i = 0; i < 20; i++) {
		must("served", i, XM_reload_watchdog(10500) == XM_OK);
		wait_slots(1);
	}
	check_equal("no event for who serves in time", (xm_s32_t)raised(), (xm_s32_t)before);
}

void PartitionMain(void)
{
	xmTime_t start = now_us() / 1000 * 1000; /* of the first frame */

	wait_slots(5);
	expect_expiry("never served", start + INITIAL_US, start + INITIAL_US, INITIAL_US);
	expire_after("in the slot of another", 5000);
	expire_after("in a gap", 3500);
	expire_after("in the own slot", 500);
	expire_after("at once", 0);
	in_time();
	check_equal("a negative budget", XM_reload_watchdog(-1), XM_INVALID_PARAM);
	check_equal("one without end", XM_reload_watchdog(MAX_XMTIME), XM_OK);
	wait_slots(20);
	check_equal("no event", (xm_s32_t)raised(), 5);
	set_step(1);
	for (;;)
		XM_idle_self();
}
