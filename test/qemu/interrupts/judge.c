/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - tries to have the driver's line, then ends the run. */
#include "../common/report.h"

#ifdef BOARD_zynq7000
enum { LINE = 59 };
#else
enum { LINE = 34 };
#endif

/* SEP-PART-027 SEP-PART-029 */
static void stamped(void)
{
	xmPartitionStatus_t driver;
	xmSystemStatus_t status;
	xmTime_t now;

	XM_get_time(XM_HW_CLOCK, &now);
	check_equal("the system's status", XM_get_system_status(&status), XM_OK);
	check_equal("the driver's", XM_get_partition_status(0, &driver), XM_OK);
	check("interrupts were counted", status.noIrqs >= 10);
	check("the line came",
	      status.irqLastOccurence[LINE] > 0 && status.irqLastOccurence[LINE] < now);
	check("others did not", status.irqLastOccurence[LINE + 1] == 0);
	check("it is the driver's", driver.irqLastOccurence[LINE] == status.irqLastOccurence[LINE]);
	check_equal("not this partition's", XM_get_partition_status(2, &driver), XM_OK);
	check("which has none", driver.irqLastOccurence[LINE] == 0);
}

void PartitionMain(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();
	xm_u32_t hw[HWIRQS_VECTOR_SIZE] = { 0, 1u << (LINE - 32), 0 };
	struct xm_part_state state;
	xm_u32_t i;

	XM_clear_irqmask(hw, 0);
	XM_set_irqpend(hw, 0);
	check_equal("no line of another", (xm_s32_t)(pct->hwIrqsPend[1] | pct->hwIrqs[1]), 0);
	wait_step(0, 1);
	set_step(1);
	wait_step(1, 2);
	for (i = 0; i < 3; i++) {
		XM_get_partition_state(i, &state);
		check("no slot was late", state.late_ns_max < 5000);
	}
	stamped();
	judge(3);
}
