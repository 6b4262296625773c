/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * listener.c - ada and bob: print each line that is typed for them.  "flood": do not read
 * until so much more came that the ring, and what is lost, have all of it.
 */
#include "../common/report.h"

#include <stdio.h>
#include <string.h>

enum { FLOOD = 5000, KEPT = 64, LINE = 80 };

static xm_u32_t lost(void)
{
	struct xm_part_state state;

	XM_get_partition_state(XM_PARTITION_SELF, &state);
	return state.input_lost;
}

/* One byte, however long it takes. */
static char next(void)
{
	char c;

	while (XM_read_console(&c, 1) != 1)
		XM_idle_self();
	return c;
}

/* To Enter; what does not print is shown by its number. */
static void read_line(char *line)
{
	char *end = line + LINE - 8, c;

	while ((c = next()) != '\r')
		if (line < end)
			line += sprintf(line, c < ' ' ? "<%u>" : "%c", c);
	*line = 0;
}

static void be_flooded(const char *name)
{
	char kept[KEPT + 1];
	xm_s32_t n, i;

	while (lost() < FLOOD - KEPT)
		XM_idle_self();
	n = XM_read_console(kept, sizeof(kept));
	for (i = 0; i < n && kept[i] == 'x'; i++)
		;
	printf("[%s] %d of %d are x, %u lost\n", name, i, n, lost());
}

void PartitionMain(void)
{
	const char *name = (const char *)XM_params_get_PCT()->name;
	char line[LINE];

	check_equal("an address that is none", XM_read_console((char *)0x3f000000, 4),
		    XM_INVALID_PARAM);
	check_equal("a negative length", XM_read_console(line, -1), XM_INVALID_PARAM);
	check_equal("nothing yet", XM_read_console(line, sizeof(line)), 0);
	set_step(1);
	if (XM_PARTITION_SELF == 0) {
		wait_step(1, 1);
		wait_step(3, 1);
		printf("[%s] listens\n", name);
	}
	do {
		read_line(line);
		if (strcmp(line, "flood") == 0) {
			printf("[%s] is ready\n", name);
			be_flooded(name);
		} else {
			printf("[%s] %s\n", name, line);
		}
	} while (strcmp(line, "end") != 0);
	set_step(2);
	for (;;)
		XM_idle_self();
}
