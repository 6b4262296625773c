/* SPDX-License-Identifier: BSD-2-Clause */
/* pl011.c - ARM PrimeCell UART (DDI 0183, chapter 3). */
#include "drivers.h"

#include "mmio.h"

enum {
	DATA = 0x00,
	FLAGS = 0x18,
	BAUD_INTEGER = 0x24,
	BAUD_FRACTION = 0x28,
	LINE_CONTROL = 0x2c,
	CONTROL = 0x30,
	IRQ_MASK = 0x38,

	FLAGS_RX_EMPTY = 1 << 4,
	FLAGS_TX_FULL = 1 << 5,
	DATA_ERRORS = 0x700, /* framing, parity, break; an overrun spoils no byte */
	LINE_8N1_FIFO = 0x70,
	CONTROL_ON = 0x301, /* transmitter and receiver */
	CLOCK = 24000000,
};

void uart_init(u32 base, u32 baud)
{
	/* Sixteen samples per bit, in units of 1/64. */
	u32 divisor = uart_divisor(CLOCK / 16 * 64, baud);

	mmio_write(base + CONTROL, 0);
	mmio_write(base + IRQ_MASK, 0);
	mmio_write(base + BAUD_INTEGER, divisor >> 6);
	mmio_write(base + BAUD_FRACTION, divisor & 63);
	mmio_write(base + LINE_CONTROL, LINE_8N1_FIFO); /* also takes the divisors over */
	mmio_write(base + CONTROL, CONTROL_ON);
}

bool uart_try_put(u32 base, u8 byte)
{
	if (mmio_read(base + FLAGS) & FLAGS_TX_FULL)
		return false;
	mmio_write(base + DATA, byte);
	return true;
}

bool uart_try_get(u32 base, u8 *byte)
{
	u32 data;

	if (mmio_read(base + FLAGS) & FLAGS_RX_EMPTY)
		return false;
	data = mmio_read(base + DATA);
	*byte = (u8)data;
	return (data & DATA_ERRORS) == 0;
}
