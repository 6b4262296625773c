/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * cnthp.c - time and deadline from the generic timer (ARM DDI 0406C, chapter B8):
 * the physical count, which starts at power-up, and the timer of HYP mode, whose
 * signal lasts as long as its comparator lies in the past.
 */
#include "drivers.h"

#include "cp15.h"
#include "hal.h"

/* The count at boot. Per system; constant after boot. */
static u64 start;

void timer_init(void)
{
	start = CP_READ64(CNTPCT);
	CP_WRITE64(CNTHP_CVAL, ~0ull);
	CP_WRITE(CNTHP_CTL, 1); /* on, not masked */
}

u64 hal_time_glance(void)
{
	isb(); /* not ahead of what came before */
	return CP_READ64(CNTPCT) - start;
}

u32 hal_time_low(void)
{
	return (u32)hal_time_glance();
}

/* For what is not asked all the time: for less text. */
NOINLINE u64 hal_time_now(void)
{
	return hal_time_glance();
}

void hal_timer_arm(u64 when)
{
	CP_WRITE64(CNTHP_CVAL, when + start);
}
