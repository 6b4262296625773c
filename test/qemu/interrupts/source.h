/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * source.h - a device of each board that interrupts DELAY_US after it was asked to,
 * be its partition in its slot or not.  The delays are the same modulo FRAME_US, so
 * the same happens on every board, only in later frames.
 */
#ifndef TEST_QEMU_SOURCE_H
#define TEST_QEMU_SOURCE_H

#include <xm.h>

enum { FRAME_US = 20800, PHASE_US = 1600, DELAY_ERROR_US = 20 };
#define REG(offset) (*(volatile xm_u32_t *)(SOURCE + (offset)))

#ifdef BOARD_zynq7000

/* UART 0 (UG585, B.33) in local loopback: what it sends comes back, and some time
   after that the receiver's time-out interrupts, after four characters in all. */
enum { LINE = 59, CONSOLE_LINE = 82 };
enum { DELAY_US = PHASE_US, ROUNDS = 20 };
#define SOURCE 0xe0000000u
enum {
	CONTROL = 0x00,
	MODE = 0x04,
	ENABLE = 0x08,
	DISABLE = 0x0c,
	STATUS = 0x14,
	BAUD_GENERATOR = 0x18,
	TIMEOUT = 0x1c,
	FIFO = 0x30,
	BAUD_DIVIDER = 0x34,

	CONTROL_ON = 0x17, /* reset both paths, receiver and transmitter on */
	MODE_LOOPBACK_8N1 = 0x220,
	IRQ_TIMEOUT = 0x100,
};

static void source_start(void)
{
	REG(DISABLE) = ~0u;
	REG(BAUD_GENERATOR) = 50;
	REG(BAUD_DIVIDER) = 9;
	REG(MODE) = MODE_LOOPBACK_8N1;
	REG(CONTROL) = CONTROL_ON;
	REG(TIMEOUT) = 10;
	REG(STATUS) = ~0u;
	REG(ENABLE) = IRQ_TIMEOUT;
	REG(FIFO) = 'x';
}

static int source_pending(void)
{
	return (REG(STATUS) & IRQ_TIMEOUT) != 0;
}

static void source_again(void)
{
	(void)REG(FIFO);
	REG(STATUS) = IRQ_TIMEOUT;
	REG(FIFO) = 'x';
}

#elif defined(BOARD_qemu_virt)

/* The PL031 (DDI 0224), which counts seconds; in QEMU from the request on, whatever
   the fraction of the count. */
enum { LINE = 34, CONSOLE_LINE = 33 };
enum { DELAY_US = 1000000, ROUNDS = 4 };
#define SOURCE 0x09010000u
enum { COUNT = 0x00, MATCH = 0x04, ENABLE = 0x10, STATUS = 0x14, CLEAR = 0x1c };

/* If the count goes on in between, the match is now: not seen as an interrupt, and
   asked for anew. */
static void source_again(void)
{
	xm_u32_t count;

	REG(ENABLE) = 0;
	do {
		count = REG(COUNT);
		REG(MATCH) = count + 1;
	} while (REG(COUNT) != count);
	REG(CLEAR) = 1;
	REG(ENABLE) = 1;
}

static void source_start(void)
{
	source_again();
}

static int source_pending(void)
{
	return (REG(STATUS) & 1) != 0;
}

#else

/* The first timer of the motherboard's SP804 (DDI 0271), which counts at 1 MHz. */
enum { LINE = 34, CONSOLE_LINE = 37 };
enum { DELAY_US = PHASE_US, ROUNDS = 20 };
#ifdef BOARD_vexpress_a9
#define SOURCE 0x10011000u
#else
#define SOURCE 0x1c110000u
#endif
enum { LOAD = 0x00, CONTROL = 0x08, CLEAR = 0x0c, STATUS = 0x14, CONTROL_ONE_SHOT = 0xa3 };

static void source_again(void)
{
	REG(CLEAR) = 1;
	REG(LOAD) = DELAY_US;
	REG(CONTROL) = CONTROL_ONE_SHOT;
}

static void source_start(void)
{
	REG(CONTROL) = 0;
	source_again();
}

static int source_pending(void)
{
	return (REG(STATUS) & 1) != 0;
}

#endif

_Static_assert(DELAY_US % FRAME_US == PHASE_US, "the same phase on every board");

#endif
