/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * uart.h - a polled transmitter; the board's build picks cadence.c or pl011.c.
 *
 * The boot code calls these with physical addresses while the MMU is off, the
 * rest with addresses in the window.  So they keep no state.
 */
#ifndef HAL_UART_H
#define HAL_UART_H

#include "types.h"

/* 8N1, transmitter on, interrupts off; what is still in the FIFO gets out.  A baud
   of 0 means UART_BAUD_DEFAULT. */
void uart_init(u32 base, u32 baud);

/* False if there is no room; the caller comes again. */
bool uart_try_put(u32 base, u8 byte);

enum { UART_BAUD_DEFAULT = 115200 };

/* For drivers: clock / baud to the nearest, at boot only: the Cortex-A9 has no
   instruction for it. */
static inline u32 uart_divisor(u32 clock, u32 baud)
{
	u32 divisor = 0;

	if (baud == 0)
		baud = UART_BAUD_DEFAULT;
	for (clock += baud / 2; clock >= baud; clock -= baud)
		divisor++;
	return divisor;
}

#endif
