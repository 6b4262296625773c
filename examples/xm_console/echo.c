/* SPDX-License-Identifier: BSD-2-Clause */
/* echo.c - P1: says what is typed for it, backwards. */
#include <string.h>
#include "line.h"

void PartitionMain(void)
{
	char line[LINE];
	int i, n;

	while (1) {
		ReadLine(line);
		n = strlen(line);
		PRINT("%d characters: ", n);
		for (i = n - 1; i >= 0; i--)
			putchar(line[i]);
		printf("\n");
	}
}
