/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * input.c - what is typed at the UARTs.
 *
 * Ctrl-] begins a sequence: a partition's number and Enter select who gets what follows,
 * Enter alone selects nobody, a second Ctrl-] is one for the partition, all else is ignored.
 * UARTs are polled, in the time of nobody, of the partition that was selected, and of
 * one that reads.
 */
#include "input.h"

#include "console.h"
#include "part.h"

enum { CTRL_BRACKET = 0x1d, NO_NUMBER = 999 }; /* of a partition */

static void announce(struct console *k)
{
	u32 a[2] = { k->listener };

	if (k->listener == NONE) {
		FORMAT(k, "SEPTUM INPUT none\n", 0, NULL);
	} else {
		a[1] = sys.part[k->listener].cfg->name;
		FORMAT(k, "SEPTUM INPUT P%1 %s\n", 2, a);
	}
}

static bool is_here(const struct console *k, u32 id)
{
	u32 console = id < cfg_count(&sys.cfg, CFG_PART) ? sys.part[id].cfg->console : NONE;

	return console != NONE && &sys.console[console] == k;
}

static void give(const struct console *k, u8 byte)
{
	struct part *p = k->listener == NONE ? NULL : &sys.part[k->listener];

	if (p == NULL)
		return;
	if (p->input.head - p->input.tail == INPUT_BYTES)
		p->stat.input_lost++;
	else
		p->input.byte[p->input.head++ % INPUT_BYTES] = byte;
}

/* Does anybody get what is typed? */
static void note_listeners(void)
{
	u32 i;

	sys.chores &= ~(u32)CHORE_LISTEN;
	for (i = 0; i < cfg_count(&sys.cfg, CFG_CONSOLE); i++) {
		LOOP_BOUND_OF(consoles);
		if (sys.console[i].listener != NONE)
			sys.chores |= CHORE_LISTEN;
	}
}

static void listen_for(struct console *k, u32 id)
{
	if (k->listener != NONE)
		sys.part[k->listener].listening = false;
	if (id != NONE)
		sys.part[id].listening = true;
	k->listener = id;
	note_listeners();
}

/* True: it was the end of a selection. */
static bool key(struct console *k, u8 byte)
{
	u32 number = k->number, digit = byte - '0';
	bool within = k->within;

	k->within = !within && byte == CTRL_BRACKET;
	k->number = NONE;
	if (!within && byte != CTRL_BRACKET) {
		give(k, byte);
	} else if (within && digit < 10) {
		k->within = true;
		number = number == NONE ? 0 : number;
		k->number = number > NO_NUMBER / 10 ? NO_NUMBER : number * 10 + digit;
	} else if (within && (byte == '\r' || byte == '\n')) {
		listen_for(k, is_here(k, number) ? number : NONE);
		return true;
	} else if (within && byte == CTRL_BRACKET && number == NONE) {
		give(k, byte);
	}
	return false;
}

static void listen(struct console *k, u32 budget)
{
	u8 byte;

	for (; budget && hal_uart_try_get(k->uart, &byte); budget--) {
		LOOP_BOUND_OF(budget);
		if (key(k, byte) && console_line_free(k)) {
			AT_MOST(1); /* then it is not free */
			announce(k);
		}
	}
}

void input_listen(const struct part *p, u32 budget)
{
	u32 i;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_CONSOLE); i++) {
		LOOP_BOUND_OF(consoles);
		if (p == NULL || p->cfg->console == i)
			listen(&sys.console[i], budget);
	}
}

u32 input_read(struct part *p, u8 *to, u32 length)
{
	struct input *in = &p->input;
	u32 n;

	for (n = 0; n < length && in->tail != in->head; n++) {
		LOOP_BOUND(INPUT_BYTES);
		to[n] = in->byte[in->tail++ % INPUT_BYTES];
	}
	return n;
}
