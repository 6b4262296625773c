/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * a9_global.c - time and deadline from the global timer of the Cortex-A9 (DDI
 * 0407, section 4.3): one 64-bit counter, a comparator for each processor.
 *
 * Erratum 740657: as long as the comparator lies in the past, clearing the flag
 * may raise a second interrupt for the same event.  So the comparator's high
 * word goes to its maximum first; that also keeps a half-written deadline from
 * firing.
 */
#include "drivers.h"

#include "devices.h"
#include "hal.h"
#include "mmio.h"

enum {
	COUNT_LOW = 0x00,
	COUNT_HIGH = 0x04,
	CONTROL = 0x08,
	FLAG = 0x0c,
	COMPARE_LOW = 0x10,
	COMPARE_HIGH = 0x14,

	CONTROL_ON = 7, /* counter, comparator, interrupt */
};

void timer_init(void)
{
	u32 timer = mmio_base(DEV_TIMER);

	mmio_write(timer + CONTROL, 0);
	mmio_write(timer + COUNT_LOW, 0);
	mmio_write(timer + COUNT_HIGH, 0);
	hal_timer_arm(~0ull);
	mmio_write(timer + CONTROL, CONTROL_ON);
}

u64 hal_time_now(void)
{
	u32 timer = mmio_base(DEV_TIMER);
	u32 high, low;

	do {
		LOOP_BOUND(2); /* the low word wraps every few seconds */
		high = mmio_read(timer + COUNT_HIGH);
		low = mmio_read(timer + COUNT_LOW);
	} while (high != mmio_read(timer + COUNT_HIGH));
	return (u64)high << 32 | low;
}

u64 hal_time_glance(void)
{
	u32 timer = mmio_base(DEV_TIMER);
	u32 low = mmio_read(timer + COUNT_LOW);

	return (u64)mmio_read(timer + COUNT_HIGH) << 32 | low;
}

u32 hal_time_low(void)
{
	return mmio_read(mmio_base(DEV_TIMER) + COUNT_LOW);
}

void hal_timer_arm(u64 when)
{
	u32 timer = mmio_base(DEV_TIMER);

	mmio_write(timer + COMPARE_HIGH, ~0u);
	mmio_write(timer + FLAG, 1); /* of the deadline that was */
	mmio_write(timer + COMPARE_LOW, (u32)when);
	mmio_write(timer + COMPARE_HIGH, (u32)(when >> 32));
}
