/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * driver.c - owns a device whose interrupt it never quiets: as soon as its line is
 * open again the next one comes, in the slot and between slots.
 */
#include "../../qemu/common/report.h"

#include <irqs.h>

#define REG(offset) (*(volatile xm_u32_t *)(SOURCE + (offset)))

#ifdef BOARD_zynq7000
/* UART 0 (UG585, B.33): its transmitter is empty all the time. */
enum { LINE = 59, ENABLE = 0x08, CONTROL = 0x00, IRQ_EMPTY = 0x8 };
#define SOURCE 0xe0000000u
static void start_source(void)
{
	REG(CONTROL) = 0x17;
	REG(ENABLE) = IRQ_EMPTY;
}
#else
/* The first timer of the motherboard's SP804 (DDI 0271): expired, never cleared. */
enum { LINE = 34, LOAD = 0x00, CONTROL = 0x08, PERIODIC = 0xe2 };
#define SOURCE 0x1c110000u
static void start_source(void)
{
	REG(LOAD) = 1;
	REG(CONTROL) = PERIODIC;
}
#endif

/* The hypervisor's library opens the line again behind it. */
static void again(trapCtxt_t *ctxt)
{
	(void)ctxt;
	own_page()->word[0]++;
}

void PartitionMain(void)
{
	xm_u32_t hw[HWIRQS_VECTOR_SIZE] = { 0 };

	InstallIrqHandler(LINE, again);
	start_source();
	hw[LINE / 32] = 1u << LINE % 32;
	XM_clear_irqmask(hw, 0);
	HwSti();
	for (;;)
		own_page()->word[1]++;
}
