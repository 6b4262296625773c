/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * console.c - text on its way to the partition's console.
 *
 * Text is collected into lines, one for PartitionMain and one for each of two
 * levels of handlers, so that a handler never breaks into a line.  A line that
 * is on its way is finished by whoever finds it so: a handler that prints while
 * the interrupted code is waiting for room sends that line's rest first.
 * Every change of a line happens with virtual interrupts off; waiting happens
 * with them as the program has them.
 */
#include "libxm.h"

#include <string.h>

enum { LINE_MAX = 510, LEVELS = 3, PAUSE = 500 };

struct line {
	xm_s32_t length, sent;
	int leaving;	 /* complete, on its way to the console */
	int begun_above; /* all of it came from handlers that have returned */
	char text[LINE_MAX];
};
static struct line lines[LEVELS];

static xm_u32_t level(void)
{
	return libxm_depth < LEVELS ? libxm_depth : LEVELS - 1;
}

/* Hand over what the console takes now; true while something is left. */
static int offer(struct line *line)
{
	xm_u32_t off = libxm_irq_save();
	int left;

	if (line->leaving) {
		xm_s32_t rest = line->length - line->sent;
		xm_s32_t taken = XM_write_console(line->text + line->sent, rest);

		/* Nobody to print to: it must not stop the program. */
		line->sent += taken < 0 ? rest : taken;
		if (line->sent >= line->length) {
			line->length = line->sent = 0;
			line->leaving = 0;
		}
	}
	left = line->leaving;
	libxm_irq_restore(off);
	return left;
}

/*
 * The console drains into the UART while anybody runs.  Waiting here, not in
 * XM_idle_self, keeps the partition's slot its own.
 */
static void send(struct line *line)
{
	while (offer(line))
		for (int i = 0; i < PAUSE; i++)
			__asm__ volatile("");
}

/* Those interrupted first: their lines may be half on the console. */
static void send_all(xm_u32_t up_to)
{
	for (xm_u32_t i = 0; i <= up_to; i++)
		send(&lines[i]);
}

void libxm_put(char c)
{
	struct line *line = &lines[level()];
	xm_u32_t off;

	/* Only where handlers nested deeper than there are lines share the last. */
	if (line->leaving)
		send(line);
	off = libxm_irq_save();
	line->text[line->length++] = c;
	line->begun_above = 0;
	line->leaving = c == '\n' || c == '\r' || line->length == LINE_MAX;
	libxm_irq_restore(off);
	if (line->leaving)
		send_all(level());
}

/* Everything that was printed comes out, each unfinished line as one of its own. */
void libxm_flush(void)
{
	send_all(LEVELS - 1);
	for (int i = 0; i < LEVELS; i++) {
		xm_u32_t off = libxm_irq_save();
		struct line *line = &lines[i];

		if (line->length) {
			line->text[line->length++] = '\n';
			line->leaving = 1;
		}
		libxm_irq_restore(off);
		send(line);
	}
}

/*
 * Virtual interrupts are off.  A line the handler began goes on where it
 * returns to, unless that is in the middle of a line itself.
 */
void libxm_leave_upcall(void)
{
	struct line *from = &lines[level()];
	struct line *to;

	libxm_depth--;
	to = &lines[level()];
	if (from == to || (to->length && !to->begun_above) || to->length + from->length >= LINE_MAX)
		return;
	memcpy(to->text + to->length, from->text, (size_t)from->length);
	to->length += from->length;
	to->begun_above = 1;
	from->length = 0;
}
