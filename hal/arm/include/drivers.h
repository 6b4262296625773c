/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * drivers.h - what the HAL itself needs of the drivers; the core's part is in hal.h.
 * The board's build picks them.
 */
#ifndef HAL_DRIVERS_H
#define HAL_DRIVERS_H

#include "types.h"

/* All lines masked, nothing pending; only the deadline timer may interrupt, and
   before anything else. */
void gic_init(void);

/*
 * Serve one interrupt of this processor by the core's entry for it.  Called with
 * interrupts masked, from the vector and from the idle loop; returns what the
 * entry returned, or what was running if there was nothing to serve.
 */
struct hal_vcpu *irq_dispatch(void);

/* Count from 0, no deadline.  The timer's line is TIMER_LINE of devices.h. */
void timer_init(void);

/*
 * A polled UART.  The boot code calls it with physical addresses while the
 * MMU is off, the rest with addresses in the window.  So it keeps no state.
 */

/* 8N1, transmitter and receiver on, interrupts off; what is still in the FIFO gets out.  A baud
   of 0 means UART_BAUD_DEFAULT. */
void uart_init(u32 base, u32 baud);

/* False if there is no room; the caller comes again. */
bool uart_try_put(u32 base, u8 byte);

/* False if nothing was received; a byte with an error counts as nothing. */
bool uart_try_get(u32 base, u8 *byte);

enum { UART_BAUD_DEFAULT = 115200 };

/* For drivers: clock / baud to the nearest, at boot only: the Cortex-A9 has no
   instruction for it. */
static inline u32 uart_divisor(u32 clock, u32 baud)
{
	u32 divisor = 0, bit = 1;

	if (baud == 0)
		baud = UART_BAUD_DEFAULT;
	clock += baud / 2;
	for (; baud <= clock / 2; baud *= 2) {
		LOOP_BOUND(31);
		bit *= 2;
	}
	for (; bit; bit /= 2, baud /= 2) {
		LOOP_BOUND(32);
		if (clock >= baud) {
			clock -= baud;
			divisor += bit;
		}
	}
	return divisor;
}

#endif
