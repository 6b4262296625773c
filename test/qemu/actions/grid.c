/* SPDX-License-Identifier: BSD-2-Clause */
/* grid.c - plan 1 as the partitions see it. */
#include "actions.h"

#define FRAME_NS   7000333ll
#define ABSENCE_NS 9000ll /* less than the shortest time between two own slots */
#define BOUND_NS   5000ll /* from the clock's reading to the raise, and into the slot */

enum { FRAMES = 20 };

/* The slots of plan 1, one for each partition. */
static const struct slot {
	xm_u32_t number, label;
	xm_s64_t start, length; /* ns */
} slots[NUM_PARTITIONS] = {
	[ACTOR] = { 1, 11, 2000000, 1500001 },
	[JUDGE] = { 2, 12, 4000100, 1000000 },
	[MAINTAINER] = { 0, 10, 500000, 1000000 },
};

xm_u32_t begin_life(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();
	xm_u32_t life = ++own_page()->word[WORD_LIFE];
	int warm = life == LIFE_WARM + 1;

	check_equal("reset counter", pct->resetCounter, 0);
	check_equal("reset status", pct->resetStatus, warm);
	check_equal("reset cause", XM_get_reset_cause(),
		    warm ? XM_HM_RESET_STATUS_MODULE_RESTART |
				    XM_HM_EV_APP_NUMERIC_ERROR << XM_HM_RESET_STATUS_USER_CODE_BIT
			 : XM_RESET_STATUS_PARTITION_NORMAL_START);
	return life;
}

static xm_s64_t moment_of_switch(void)
{
	const struct page *page = page_of(ACTOR);

	return (xm_s64_t)((xm_u64_t)page->word[WORD_SWITCH_HIGH] << 32 |
			  page->word[WORD_SWITCH_LOW]);
}

/* The last moment of this slot. */
static xm_s64_t slot_end(void)
{
	xm_s64_t now = now_ns(), before;

	do {
		before = now;
		now = now_ns();
	} while (now - before < ABSENCE_NS);
	return before;
}

static int soon_after(xm_s64_t moment, xm_s64_t planned)
{
	return moment >= planned && moment - planned <= BOUND_NS;
}

static int soon_before(xm_s64_t moment, xm_s64_t planned)
{
	return moment <= planned + BOUND_NS && planned - moment <= BOUND_NS;
}

void watch_maintenance(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();
	const struct slot *slot = &slots[XM_PARTITION_SELF];
	xm_s64_t planned;
	xm_u32_t i;

	while (moment_of_switch() == 0)
		XM_idle_self();
	planned = moment_of_switch() + slot->start;
	check("it began at once", now_ns() >= planned && now_ns() < planned + slot->length);
	for (i = 0; i < FRAMES; i++, planned += FRAME_NS) {
		must("slot number", i, pct->schedInfo.noSlot == slot->number);
		must("slot label", i, pct->schedInfo.id == slot->label);
		must("slot length", i, pct->schedInfo.slotDuration == slot->length / 1000);
		must("the slot's end", i, soon_before(slot_end(), planned + slot->length));
		must("the next one's start", i, soon_after(now_ns(), planned + FRAME_NS));
	}
	set_step(LIFE_MAINTENANCE + 1);
}
