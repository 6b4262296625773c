/* SPDX-License-Identifier: BSD-2-Clause */
/* cadence.c - the UART of the Zynq-7000 (UG585, chapter 19 and appendix B.33). */
#include "drivers.h"

#include "mmio.h"

enum {
	CONTROL = 0x00,
	MODE = 0x04,
	IRQ_DISABLE = 0x0c,
	BAUD_GENERATOR = 0x18,
	STATUS = 0x2c,
	FIFO = 0x30,
	BAUD_DIVIDER = 0x34,

	CONTROL_ON = 0x114, /* break off, transmitter and receiver on */
	CONTROL_OFF = 0x29, /* and the receiver's FIFO empty */
	MODE_8N1 = 0x20,
	STATUS_RX_EMPTY = 1 << 1,
	STATUS_TX_FULL = 1 << 4,
	DIVIDER = 6, /* samples per bit less one */
	CLOCK = 50000000,
};

void uart_init(u32 base, u32 baud)
{
	mmio_write(base + CONTROL, CONTROL_OFF);
	mmio_write(base + IRQ_DISABLE, ~0u);
	mmio_write(base + MODE, MODE_8N1);
	mmio_write(base + BAUD_GENERATOR, uart_divisor(CLOCK / (DIVIDER + 1), baud));
	mmio_write(base + BAUD_DIVIDER, DIVIDER);
	mmio_write(base + CONTROL, CONTROL_ON);
}

bool uart_try_put(u32 base, u8 byte)
{
	if (mmio_read(base + STATUS) & STATUS_TX_FULL)
		return false;
	mmio_write(base + FIFO, byte);
	return true;
}

bool uart_try_get(u32 base, u8 *byte)
{
	if (mmio_read(base + STATUS) & STATUS_RX_EMPTY)
		return false;
	*byte = (u8)mmio_read(base + FIFO);
	return true;
}
