/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * console.c - rings of whole lines, and the bytes to the UARTs.
 *
 * A UART sends the hypervisor's line, or a line of the partition at the head
 * of its queue, to the end before anything else; a partition with more lines
 * queues up again, so none starves.  A line longer than its ring is sent as it
 * comes and ended when the ring runs dry.
 */
#include "console.h"

#include "part.h"

enum { WRITE_MAX = 256 };

static struct console *console_of(const struct part *p)
{
	return p->cfg->console == NONE ? NULL : &sys.console[p->cfg->console];
}

void console_init(void)
{
	u32 i;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_CONSOLE); i++) {
		const struct cfg_console *c = cfg_get_console(&sys.cfg, i);

		sys.console[i].uart = c->uart;
		hal_uart_init(c->uart, c->baud);
	}
}

struct console *console_own(void)
{
	u32 i = cfg_get_machine(&sys.cfg, 0)->console;

	return i == NONE ? NULL : &sys.console[i];
}

/* --- partitions' rings -------------------------------------------------------------- */

static void enqueue(struct console *k, struct part *p)
{
	struct ring *r = &p->ring;

	if (k == NULL || r->queued || r->commit == r->tail)
		return;
	r->queued = true;
	r->next = NULL;
	if (k->first)
		k->last->ring.next = p;
	else
		k->first = p;
	k->last = p;
}

u32 console_write(struct part *p, const u8 *bytes, u32 length)
{
	struct ring *r = &p->ring;
	u32 used = r->head - r->tail;
	u32 room = r->size - used - (used < r->size); /* one is kept to end a line */
	u32 n;

	if (console_of(p) == NULL)
		return length;
	if (length > room)
		length = room;
	if (length > WRITE_MAX)
		length = WRITE_MAX;
	for (n = 0; n < length; n++) {
		u8 c = bytes[n];

		r->buf[r->head++ & (r->size - 1)] = c;
		if (c == '\n')
			r->commit = r->head;
	}
	if (r->head - r->tail >= r->size - 1 && r->commit == r->tail)
		r->commit = r->head;
	enqueue(console_of(p), p);
	return length;
}

void console_end_line(struct part *p)
{
	struct ring *r = &p->ring;

	if (r->head != r->tail && r->buf[(r->head - 1) & (r->size - 1)] != '\n')
		r->buf[r->head++ & (r->size - 1)] = '\n';
	r->commit = r->head;
	enqueue(console_of(p), p);
}

/* --- to the UART --------------------------------------------------------------------- */

static bool take_turn(struct console *k)
{
	struct part *p = k->first;

	if (p == NULL)
		return false;
	k->sending = p;
	k->first = p->ring.next;
	return true;
}

static void end_turn(struct console *k)
{
	struct part *p = k->sending;

	k->sending = NULL;
	k->cut = false;
	p->ring.queued = false;
	enqueue(k, p);
}

/* The byte that is due; false if there is none. */
static bool peek(struct console *k, u8 *byte)
{
	struct ring *r;

	if (k->sending == NULL && k->sent < k->length) {
		*byte = k->line[k->sent];
		return true;
	}
	if (k->sending == NULL && !take_turn(k))
		return false;
	r = &k->sending->ring;
	*byte = k->cut ? '\n' : r->buf[r->tail & (r->size - 1)];
	return true;
}

/* It went out. */
static void advance(struct console *k, u8 byte)
{
	struct ring *r;

	if (k->sending == NULL) {
		k->sent++;
		return;
	}
	r = &k->sending->ring;
	if (!k->cut)
		r->tail++;
	if (byte == '\n')
		end_turn(k);
	else
		k->cut = r->tail == r->commit;
}

/* One byte, CR before LF.  False: nothing due, or no room. */
static bool put_one(struct console *k)
{
	u8 byte;

	if (!peek(k, &byte))
		return false;
	if (byte == '\n' && !k->cr) {
		k->cr = hal_uart_try_put(k->uart, '\r');
		return k->cr;
	}
	if (!hal_uart_try_put(k->uart, byte))
		return false;
	k->cr = false;
	advance(k, byte);
	return true;
}

static bool busy(const struct console *k)
{
	return k->sending != NULL || k->first != NULL || k->sent < k->length;
}

bool console_pump(u32 budget)
{
	bool left = false;
	u32 i, n;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_CONSOLE); i++) {
		for (n = budget; n && put_one(&sys.console[i]); n--)
			;
		left |= busy(&sys.console[i]);
	}
	return left;
}

void console_flush(void)
{
	u32 tries = CONSOLE_STUCK;

	while (console_pump(16) && --tries)
		;
}

/* --- the hypervisor's line ------------------------------------------------------------ */

bool console_line_free(const struct console *k)
{
	return k->sent == k->length;
}

static void put(struct console *k, u8 c)
{
	if (k->length < CONSOLE_LINE)
		k->line[k->length++] = c;
}

static void put_text(struct console *k, const char *text)
{
	while (*text)
		put(k, (u8)*text++);
}

/* At least width digits, at most ten. */
static void put_number(struct console *k, u32 value, u32 width, bool hex)
{
	u8 digit[10];
	u32 n = 0;

	do {
		u32 base = hex ? 16 : 10;
		u32 rest = hex ? value >> 4 : (u32)((u64)value * 0xcccccccdu >> 35);

		digit[n++] = (u8) "0123456789abcdef"[value - rest * base];
		value = rest;
	} while (value || n < width);
	while (n)
		put(k, digit[--n]);
}

static void put_argument(struct console *k, u32 how, u32 value)
{
	if (how == 'n') {
		how = '1';
		if (cfg_count(&sys.cfg, CFG_HM_NAME) != 0) {
			value = cfg_get_hm_name(&sys.cfg, value)->name;
			how = 's';
		}
	}
	if (how == 's')
		put_text(k, cfg_string(&sys.cfg, value));
	else
		put_number(k, value, how == 'x' ? 8 : how - '0', how == 'x');
}

void console_format(struct console *k, const char *format, const u32 *argument)
{
	if (k->sent == k->length)
		k->sent = k->length = 0;
	for (; *format; format++) {
		if (*format != '%')
			put(k, (u8)*format);
		else
			put_argument(k, (u32) * ++format, *argument++);
	}
}
