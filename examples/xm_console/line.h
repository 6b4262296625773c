/* SPDX-License-Identifier: BSD-2-Clause */
/* line.h - one line from the console, in the partition's own slots. */
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

#define LINE 40

/* Up to Enter, which is not stored; what does not fit is dropped. */
static void ReadLine(char *line)
{
	int n = 0;
	char c;

	while (1) {
		if (XM_read_console(&c, 1) != 1) {
			XM_idle_self();
		} else if (c == '\r') {
			line[n] = 0;
			return;
		} else if (n < LINE - 1) {
			line[n++] = c;
		}
	}
}
