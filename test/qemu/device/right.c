/* SPDX-License-Identifier: BSD-2-Clause */
/* right.c - has the other half of a register. */
#include "../common/probe.h"
#include "../common/report.h"

/* Does it raise the fault for what is not the own? */
static int foreign(probe_t access)
{
	return probe(access, DEVICE_PORT, 0xaa, 0xaa, 0xaa) &&
	       probed.event == XM_HM_EV_MEM_PROTECTION && probed.address == DEVICE_PORT;
}

void PartitionMain(void)
{
	xm_u32_t value = 1;

	probe_init();
	wait_step(0, 1);
	check_equal("the other half is not to be seen", XM_arm_inport(PORT_SPLIT, &value), XM_OK);
	check_equal("it reads as 0", (xm_s32_t)value, 0);
	check_equal("own bits are written", XM_arm_outport(PORT_SPLIT, 0xa0), XM_OK);
	check_equal("a register of another is refused", XM_arm_outport(PORT, 0), XM_PERM_ERROR);
	set_step(1);
	wait_step(0, 2);
	check_equal("own bits are read", XM_arm_inport(PORT_SPLIT, &value), XM_OK);
	check_equal("as they were", (xm_s32_t)value, 0xa0);
	check("the page of another cannot be read", foreign(arm_load_word));
	check("nor written", foreign(arm_store_word));
	check_equal("nor by hypercall", XM_arm_outport(DEVICE_PORT, 0xaa), XM_PERM_ERROR);
	check_equal("the plan disables a cache", XM_set_cache_state(XM_ICACHE, XM_FLUSH_CACHE),
		    XM_INVALID_CONFIG);
	check("the control table says so",
	      (XM_params_get_PCT()->flags & 0x180) == PARTITION_DCACHE_ENABLED_F);
	set_step(2);
	wait_slots(1000);
}
