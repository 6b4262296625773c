/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * interrupts.c - virtual interrupts of the subject: by itself, by its timer, by a
 * device.
 */
#include "bench.h"

#include "../qemu/interrupts/source.h"

#include <stdio.h>

#define IPVI (1u << XM_VT_EXT_IPVI0)

enum { TIMERS = 100, PERIOD_US = 50, TURN = 3, EARLY_US = 200 };

/* Turns of bench_spin() in so many microseconds. */
static xm_u32_t turns(xm_u32_t us)
{
	return us * 1000 / TURN;
}

static void spin(const char *what, xm_u32_t us)
{
	xm_u64_t t[4];

	t[0] = bench_ticks();
	bench_spin(turns(us));
	t[1] = bench_ticks();
	XM_set_timer(XM_HW_CLOCK, 0, 0);
	XM_set_irqmask((xm_u32_t[]){ ~0u, ~0u, ~0u }, ~0u);
	t[2] = bench_ticks();
	bench_spin(turns(us));
	t[3] = bench_ticks();
	section("interrupt");
	bench_report(what, 1, 1, t, 0);
}

static void pended_by_itself(void)
{
	XM_clear_irqmask(0, IPVI);
	section("interrupt");
	MEASURE("pended by itself", set_irqpend, XM_OK, IPVI);
	XM_set_irqmask(0, IPVI);
}

void bench_timer(void)
{
	xmTime_t now;

	XM_get_time(XM_HW_CLOCK, &now);
	XM_clear_irqmask(0, 1u << XM_VT_EXT_HW_TIMER);
	XM_set_timer(XM_HW_CLOCK, now + PERIOD_US, PERIOD_US);
	spin("virtual timer", TIMERS * PERIOD_US);
}

/* Asleep until shortly before: a device may take its time. */
static void device(const char *what, void (*ask)(void))
{
	xm_u32_t hw[HWIRQS_VECTOR_SIZE] = { 0 };
	xmTime_t now;

	ask();
	XM_get_time(XM_HW_CLOCK, &now);
	XM_clear_irqmask(0, 1u << XM_VT_EXT_HW_TIMER);
	XM_set_timer(XM_HW_CLOCK, now + DELAY_US - EARLY_US, 0);
	XM_idle_self();
	hw[LINE / 32] = 1u << LINE % 32;
	XM_clear_irqmask(hw, 0);
	spin(what, 2 * EARLY_US);
	if (!source_pending())
		printf("the device has not interrupted\n");
}

void bench_device(void)
{
	device("device", source_start);
	device("device again", source_again);
}

/* By hand: libxm's are not to be measured. */
void bench_handlers_on(void)
{
	const struct call install = CALL(set_vectors, XM_OK, PTR(bench_handler), 0, 0, 0);

	XM_clear_irqpend((xm_u32_t[]){ ~0u, ~0u, ~0u }, ~0u);
	bench_prepare(&install, &install + 1, 1);
	XM_enable_irqs();
}

void bench_interrupts(void)
{
	bench_handlers_on();
	pended_by_itself();
	bench_timer();
	bench_device();
	XM_disable_irqs();
}
