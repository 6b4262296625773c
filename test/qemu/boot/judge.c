/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - the states of the partitions after the start; ends the run. */
#include "../common/report.h"

static xm_s32_t id_of(const char *name)
{
	return XM_get_gid_by_name((xm_u8_t *)name, XM_PARTITION_NAME);
}

static void states(void)
{
	struct xm_part_state s;

	check_equal("status of bare", XM_get_partition_state(0, &s), XM_OK);
	check_equal("bare is ready", s.state, XM_STATUS_READY);
	check_equal("and was never reset", s.reset_counter, 0);
	check_equal("status of spare", XM_get_partition_state(2, &s), XM_OK);
	check_equal("spare is halted", s.state, XM_STATUS_HALTED);
	check_equal("and never ran", (xm_s32_t)s.exec_us, 0);
	check_equal("there is no partition 3", XM_get_partition_state(3, &s), XM_INVALID_PARAM);
	check_equal("bare's id by name", id_of("bare"), 0);
	check_equal("its own", id_of("judge"), 1);
	check_equal("spare's", id_of("spare"), 2);
	check_equal("an unknown name", id_of("third"), XM_INVALID_CONFIG);
}

/* The first slot begins at the boundary that the second one is measured from. */
static void first_frame(void)
{
	xmTime_t first, second;

	XM_get_time(XM_HW_CLOCK, &first);
	wait_slots(1);
	XM_get_time(XM_HW_CLOCK, &second);
	check("the clock starts near 0", first < 20000);
	check("frames follow each other from the first on",
	      second - first > 4990 && second - first < 5010);
}

void PartitionMain(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();

	first_frame();
	check_equal("flags of a system partition", pct->flags,
		    PARTITION_SYSTEM_F | PARTITION_READY_F | PARTITION_DCACHE_ENABLED_F |
			    PARTITION_ICACHE_ENABLED_F);
	check_equal("slot label", pct->schedInfo.id, 11);
	check_equal("no release point", pct->schedInfo.releasePoint, 0);
	states();
	wait_step(0, 1);
	judge(3);
}
