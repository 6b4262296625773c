/* SPDX-License-Identifier: BSD-2-Clause */
/* right.c - has the other half of a register. */
#include "../common/report.h"

void PartitionMain(void)
{
	xm_u32_t value = 1;

	wait_step(0, 1);
	check_equal("the other half is not to be seen", XM_arm_inport(PORT_SPLIT, &value), XM_OK);
	check_equal("it reads as 0", (xm_s32_t)value, 0);
	check_equal("own bits are written", XM_arm_outport(PORT_SPLIT, 0xa0), XM_OK);
	check_equal("a register of another is refused", XM_arm_outport(PORT, 0), XM_PERM_ERROR);
	set_step(1);
	wait_step(0, 2);
	check_equal("own bits are read", XM_arm_inport(PORT_SPLIT, &value), XM_OK);
	check_equal("as they were", (xm_s32_t)value, 0xa0);
	check_equal("the plan disables a cache", XM_set_cache_state(XM_ICACHE, XM_FLUSH_CACHE),
		    XM_INVALID_CONFIG);
	check("the control table says so",
	      (XM_params_get_PCT()->flags & 0x180) == PARTITION_DCACHE_ENABLED_F);
	set_step(2);
	wait_slots(1000);
}
