/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * console.c - text on its way to the partition's console.
 *
 * Text is collected into lines, one for PartitionMain and one for each of two
 * levels of handlers, so that a handler never breaks into a line.  A line that
 * is on its way is finished by whoever finds it so: a handler that prints while
 * the interrupted code is waiting for room sends that line's rest first.  A line
 * that had to begin before it was complete ends early if another one follows.
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
static struct line *open; /* what the console got last, of this line, does not end one */

static xm_u32_t level(void)
{
	return libxm_depth < LEVELS ? libxm_depth : LEVELS - 1;
}

static int ends_line(char c)
{
	return c == '\n' || c == '\r';
}

/* What the console takes now.  An error: nobody to print to, which must not stop the
   program. */
static void hand_over(struct line *line)
{
	xm_s32_t rest = line->length - line->sent, taken;

	if (open && open != line) {
		if (XM_write_console("\n", 1))
			open = NULL;
		return;
	}
	taken = XM_write_console(line->text + line->sent, rest);
	line->sent += taken < 0 ? rest : taken;
	if (line->sent < line->length)
		return;
	open = ends_line(line->text[line->length - 1]) ? NULL : line;
	line->length = line->sent = 0;
	line->leaving = 0;
}

/* True while something is left. */
static int offer(struct line *line)
{
	xm_u32_t off = libxm_irq_save();
	int left;

	if (line->leaving)
		hand_over(line);
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
	line->leaving = ends_line(c) || line->length == LINE_MAX;
	libxm_irq_restore(off);
	if (line->leaving)
		send_all(level());
}

static void send_unfinished(int end)
{
	send_all(LEVELS - 1);
	for (int i = 0; i < LEVELS; i++) {
		xm_u32_t off = libxm_irq_save();
		struct line *line = &lines[i];

		if (end && (line->length || line == open))
			line->text[line->length++] = '\n';
		line->leaving = line->length != 0;
		libxm_irq_restore(off);
		send(line);
	}
}

/* Everything that was printed comes out, each unfinished line as one of its own. */
void libxm_flush(void)
{
	send_unfinished(1);
}

/* The same, but the program may go on, and then in the same line. */
void libxm_hand_over(void)
{
	send_unfinished(0);
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
	if (open == from && !to->length)
		open = to;
	if (from == to || (to->length && !to->begun_above) || to->length + from->length >= LINE_MAX)
		return;
	memcpy(to->text + to->length, from->text, (size_t)from->length);
	to->length += from->length;
	to->begun_above = 1;
	from->length = 0;
}
