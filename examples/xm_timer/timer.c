/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * timer.c - built for each clock: -DCLOCK says which, -DWAIT how to wait for the
 * interrupts: wait_loop or wait_wfe, both of which are running time.
 */
#include <stdio.h>
#include <xm.h>
#include <irqs.h>

#define PERIOD 5000
#define IRQ    (CLOCK == XM_HW_CLOCK ? XM_VT_EXT_HW_TIMER : XM_VT_EXT_EXEC_TIMER)

static volatile xm_s32_t flag, count;
static xmTime_t first;

static void TimerHandler(trapCtxt_t *ctxt)
{
	xmTime_t hw, exec;

	XM_get_time(XM_HW_CLOCK, &hw);
	XM_get_time(XM_EXEC_CLOCK, &exec);
	hw -= first;
	printf("[P%d] interrupt %d, number %d: %lld.%lld ms", XM_PARTITION_SELF, ctxt->irqNr,
	       count + 1, hw / 1000, hw / 100 % 10);
	printf(" after the start, %lld.%lld ms of running\n", exec / 1000, exec / 100 % 10);
	flag = 1;
	count++;
}

static inline void wait_loop(void)
{
	while (!flag)
		;
}

static inline void wait_wfe(void)
{
	while (!flag)
		__asm__ volatile("wfe");
}

void PartitionMain(void)
{
	xm_s32_t ret;
	xmTime_t now;

	XM_get_time(XM_HW_CLOCK, &first);
	InstallIrqHandler(XAL_XMEXT_TRAP(IRQ), TimerHandler);
	HwSti();
	XM_clear_irqmask(0, 1 << IRQ);

	if (XM_set_timer(CLOCK, -1, 0) != XM_INVALID_PARAM ||
	    XM_set_timer(CLOCK, 1, 49) != XM_INVALID_PARAM || XM_set_timer(7, 1, 0) >= 0)
		printf("[P%d] a timer that cannot be was set\n", XM_PARTITION_SELF);

	XM_get_time(CLOCK, &now);
	ret = XM_set_timer(CLOCK, now + PERIOD, PERIOD);
	printf("[P%d] every %d us on clock %d: %d\n", XM_PARTITION_SELF, PERIOD, CLOCK, ret);
	while (count < 6) {
		flag = 0;
		WAIT();
	}
	XM_set_timer(CLOCK, 0, 0);

	/* A time that is over: at once.  Then never again. */
	flag = 0;
	XM_set_timer(CLOCK, 1, 0);
	WAIT();
	XM_idle_self();
	XM_idle_self();
	printf("[P%d] %d interrupts\n", XM_PARTITION_SELF, count);
	XM_halt_partition(XM_PARTITION_SELF);
}
