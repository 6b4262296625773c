/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * console.c - rings of whole lines, and the bytes to the UARTs.
 *
 * A UART sends the hypervisor's line, or a line of the partition at the head
 * of its queue, to the end before anything else; a partition with more lines
 * queues up again, so none starves.  A line longer than its ring becomes several.
 */
#include "console.h"

#include "part.h"

enum { WRITE_MAX = 256 };

static NOINLINE struct console *console_of(const struct part *p)
{
	return p->cfg->console == NONE ? NULL : &sys.console[p->cfg->console];
}

NOINLINE void console_open(struct console *k, u32 uart, u32 baud)
{
	k->uart = uart;
	k->own.buf = k->line;
	k->own.size = CONSOLE_LINE;
	k->listener = k->number = NONE;
	hal_uart_init(uart, baud);
}

void console_init(void)
{
	u32 i;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_CONSOLE); i++) {
		LOOP_BOUND_OF(consoles);
		const struct cfg_console *c = cfg_get_console(&sys.cfg, i);

		console_open(&sys.console[i], c->uart, c->baud);
	}
}

struct console *console_own(void)
{
	u32 i = cfg_get_machine(&sys.cfg, 0)->console;

	return i == NONE ? NULL : &sys.console[i];
}

/* --- rings -------------------------------------------------------------------------- */

/* A line ends with CR LF, so there is room for two bytes. */
static NOINLINE void append(struct ring *r, u8 c)
{
	if (c == '\n')
		r->buf[r->head++ & (r->size - 1)] = '\r';
	r->buf[r->head++ & (r->size - 1)] = c;
	if (c == '\n')
		r->commit = r->head;
}

static u32 room(const struct ring *r)
{
	return r->size - (r->head - r->tail);
}

static void enqueue(struct console *k, struct ring *r)
{
	if (k == NULL || r->queued || r->commit == r->tail)
		return;
	sys.chores |= CHORE_CONSOLE;
	r->queued = true;
	r->next = NULL;
	if (k->first)
		k->last->next = r;
	else
		k->first = r;
	k->last = r;
}

u32 console_write(struct part *p, const u8 *bytes, u32 length)
{
	struct ring *r = &p->ring;
	u32 n;

	if (console_of(p) == NULL)
		return length;
	if (length > WRITE_MAX)
		length = WRITE_MAX;
	for (n = 0; n < length && room(r) > 2; n++) { /* two are kept to end a line */
		LOOP_BOUND(WRITE_MAX);
		append(r, bytes[n]);
	}
	if (room(r) <= 2 && r->commit == r->tail)
		append(r, '\n');
	enqueue(console_of(p), r);
	return n;
}

void console_end_line(struct part *p)
{
	struct ring *r = &p->ring;

	if (r->head != r->tail && r->buf[(r->head - 1) & (r->size - 1)] != '\n')
		append(r, '\n');
	r->commit = r->head;
	enqueue(console_of(p), r);
}

/* --- to the UART --------------------------------------------------------------------- */

/* The ring whose line is being sent, or whose turn it is; NULL if there is none. */
static NOINLINE struct ring *sending(struct console *k)
{
	if (k->sending != NULL)
		return k->sending;
	if (k->own.commit != k->own.tail) {
		k->sending = &k->own;
	} else if (k->first != NULL) {
		k->sending = k->first;
		k->first = k->first->next;
	}
	return k->sending;
}

/* It went out. */
static void advance(struct console *k, u8 byte)
{
	struct ring *r = k->sending;

	r->tail++;
	if (byte != '\n')
		return;
	k->sending = NULL;
	r->queued = false;
	if (r != &k->own)
		enqueue(k, r);
}

/* One byte.  False: nothing due, or no room. */
static bool put_one(struct console *k)
{
	const struct ring *r = sending(k);
	u8 byte;

	if (r == NULL)
		return false;
	byte = r->buf[r->tail & (r->size - 1)];
	if (!hal_uart_try_put(k->uart, byte))
		return false;
	advance(k, byte);
	return true;
}

bool console_send(struct console *k, u32 budget)
{
	while (budget && put_one(k)) {
		LOOP_BOUND_OF(budget);
		budget--;
	}
	return sending(k) != NULL;
}

bool console_pump(u32 budget)
{
	bool left = false;
	u32 i;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_CONSOLE); i++) {
		LOOP_BOUND_OF(consoles);
		left |= console_send(&sys.console[i], budget);
	}
	sys.chores &= ~(u32)CHORE_CONSOLE;
	if (left)
		sys.chores |= CHORE_CONSOLE;
	return left;
}

void console_flush(void)
{
	u32 tries = CONSOLE_STUCK;

	do {
		LOOP_BOUND_OF(waits);
		CALL_WITH(budget, 16);
	} while (console_pump(16) && --tries);
}

/* --- the hypervisor's line ------------------------------------------------------------ */

bool console_line_free(const struct console *k)
{
	return k->own.head == k->own.tail;
}

static void put(struct console *k, u8 c)
{
	if (room(&k->own) >= 2)
		append(&k->own, c);
}

static void put_text(struct console *k, const char *text)
{
	while (*text) {
		LOOP_BOUND(CFG_TEXT_MAX);
		put(k, (u8)*text++);
	}
}

/* At least width digits, at most ten. */
static void put_number(struct console *k, u32 value, u32 width, bool hex)
{
	u8 digit[10];
	u32 n = 0;

	do {
		LOOP_BOUND(10);
		u32 rest = hex ? value >> 4 : (u32)((u64)value * 0xcccccccdu >> 35);
		u32 last = value - rest * (hex ? 16 : 10);

		digit[n++] = (u8)(last + (last < 10 ? '0' : 'a' - 10));
		value = rest;
	} while (value || n < width);
	while (n) {
		LOOP_BOUND(10);
		put(k, digit[--n]);
	}
}

static void put_argument(struct console *k, u32 how, u32 value)
{
	if (how == 'n')
		value = cfg_get_hm_name(&sys.cfg, value)->name;
	if (how == 'n' || how == 's')
		put_text(k, cfg_string(&sys.cfg, value));
	else
		put_number(k, value, how == 'x' ? 8 : how - '0', how == 'x');
}

void console_format(struct console *k, const char *format, const u32 *argument)
{
	sys.chores |= CHORE_CONSOLE;
	for (; *format; format++) {
		LOOP_BOUND_OF(characters);
		if (*format != '%') {
			put(k, (u8)*format);
		} else {
			AT_MOST(arguments);
			put_argument(k, (u32) * ++format, *argument++);
		}
	}
}
