/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * float.c - the same source for a partition without and two with floating-point
 * registers: series that take many slots, interrupted by a timer whose handler
 * computes too.
 */
#include <stdio.h>
#include <string.h>
#include <xm.h>
#include <irqs.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)
#define TERMS 100000

static volatile double in_handler = 1.0;
static volatile xm_u32_t interrupts;

static void TimerHandler(trapCtxt_t *ctxt)
{
	in_handler = in_handler / 3.0 + 1.0;
	interrupts++;
}

/* Leibniz: slow, but many divisions. */
static double pi(void)
{
	double sum = 0.0, sign = 4.0;
	int i;

	for (i = 0; i < TERMS; i++, sign = -sign)
		sum += sign / (2 * i + 1);
	return sum;
}

static float harmonic(void)
{
	float sum = 0.0f;
	int i;

	for (i = 1; i <= TERMS; i++)
		sum += 1.0f / (float)i;
	return sum;
}

static double root(double x)
{
	double r = x;
	int i;

	for (i = 0; i < 30; i++)
		r = 0.5 * (r + x / r);
	return r;
}

void PartitionMain(void)
{
	xmTime_t now;
	double p;
	float h;

	InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_EXEC_TIMER), TimerHandler);
	HwSti();
	XM_clear_irqmask(0, 1 << XM_VT_EXT_EXEC_TIMER);
	XM_get_time(XM_EXEC_CLOCK, &now);
	XM_set_timer(XM_EXEC_CLOCK, now + 50, 50);
	p = pi();
	h = harmonic();
	XM_set_timer(XM_EXEC_CLOCK, 0, 0);

	PRINT("%s registers, %s\n",
	      XM_params_get_PCT()->flags & PARTITION_FP_F ? "floating-point" : "no floating-point",
	      interrupts > 20 ? "interrupted many times" : "hardly interrupted");
	PRINT("pi %.12f, in parts of a million %d\n", p, (int)(p * 1000000));
	PRINT("harmonic %f, root of 2 %.15f\n", h, root(2.0));
	PRINT("in the handler %.12f\n", in_handler);
	PRINT("%f %.3f %.0f %f\n", 0.0, -1234.5678, 2.5e9, 1.0 / 3);
	XM_halt_partition(XM_PARTITION_SELF);
}
