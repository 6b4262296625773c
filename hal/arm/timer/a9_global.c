/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * a9_global.c - time and deadline from the global timer of the Cortex-A9 (DDI
 * 0407, section 4.3): one 64-bit counter, a comparator for each processor.
 *
 * Erratum 740657: as long as the comparator lies in the past, clearing the flag
 * may raise a second interrupt for the same event.  So the comparator's high
 * word goes to its maximum first, here and whenever a deadline is replaced;
 * that also keeps a half-written deadline from firing.
 */
#include "timer.h"

#include "devices.h"
#include "hal.h"
#include "mmio.h"

enum {
	COUNT_LOW = DEV_TIMER + 0x00,
	COUNT_HIGH = DEV_TIMER + 0x04,
	CONTROL = DEV_TIMER + 0x08,
	FLAG = DEV_TIMER + 0x0c,
	COMPARE_LOW = DEV_TIMER + 0x10,
	COMPARE_HIGH = DEV_TIMER + 0x14,

	CONTROL_ON = 7, /* counter, comparator, interrupt */
};

void timer_init(void)
{
	mmio_write(CONTROL, 0);
	mmio_write(COUNT_LOW, 0);
	mmio_write(COUNT_HIGH, 0);
	hal_timer_arm(~0ull);
	mmio_write(FLAG, 1);
	mmio_write(CONTROL, CONTROL_ON);
}

void timer_acknowledge(void)
{
	mmio_write(COMPARE_HIGH, ~0u);
	mmio_write(FLAG, 1);
}

u64 hal_time_now(void)
{
	u32 high, low;

	do {
		high = mmio_read(COUNT_HIGH);
		low = mmio_read(COUNT_LOW);
	} while (high != mmio_read(COUNT_HIGH));
	return (u64)high << 32 | low;
}

void hal_timer_arm(u64 when)
{
	mmio_write(COMPARE_HIGH, ~0u);
	mmio_write(COMPARE_LOW, (u32)when);
	mmio_write(COMPARE_HIGH, (u32)(when >> 32));
}
