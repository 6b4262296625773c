/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * console.h - what comes out of the UARTs: whole lines, health monitor first,
 * never waiting for the hardware while partitions run.
 */
#ifndef CORE_CONSOLE_H
#define CORE_CONSOLE_H

#include "ring.h"

struct part;

enum { CONSOLE_LINE = 256 }; /* a power of two */

/* Attempts after which a UART that takes nothing is given up. */
enum { CONSOLE_STUCK = 1000000 };

/* One UART.  Shared by its partitions; a line is sent to its end before the
   next source has its turn. */
struct console {
	u32 uart;
	struct ring *first, *last; /* of partitions with whole lines */
	struct ring *sending;
	struct ring own; /* the hypervisor's line, before all others */
	u8 line[CONSOLE_LINE];
	u32 listener; /* partition that gets what is typed; NONE */
	u32 number;   /* typed so far of a sequence, NONE: none */
	bool within;  /* a sequence */
};

/* Boot: one UART, without a table; or all of the table. */
void console_open(struct console *k, u32 uart, u32 baud);
void console_init(void);

/* The hypervisor's console, or NULL. */
struct console *console_own(void);

/* A partition's bytes: as many as fit, at most 256; returns how many. */
u32 console_write(struct part *p, const u8 *bytes, u32 length);

/* The partition stops: what it printed of a line is a line. */
void console_end_line(struct part *p);

/* Move up to budget bytes into a UART, or each; true if something is left. */
bool console_send(struct console *k, u32 budget);
bool console_pump(u32 budget);

/* May the hypervisor begin a line? */
bool console_line_free(const struct console *k);

/*
 * A piece of the hypervisor's line; "\n" ends it.  Each
 * % takes the next argument: %x eight hexadecimal digits, %s the name at that
 * offset in the table, %n what the table calls that row of HM_NAME, %1 to %9 a decimal with at
 * least so many digits.
 */
void console_format(struct console *k, const char *format, const u32 *argument);

/* With what its bound needs to know of the format: characters and arguments. */
#define FORMAT(k, format, count, argument)                 \
	do {                                               \
		CALL_WITH(characters, sizeof(format) - 1); \
		CALL_WITH(arguments, count);               \
		console_format(k, format, argument);       \
	} while (0)

/* Everything out, synchronously; gives up on a UART that is stuck. */
void console_flush(void);

#endif
