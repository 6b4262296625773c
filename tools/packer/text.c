/* SPDX-License-Identifier: BSD-2-Clause */
/* text.c - texts out of files, made fit to be printed. */
#include "text.h"

#include <stdio.h>

void text_clean(char *text)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			*text = '?';
	}
}

const char *text_name(char out[TEXT_NAME_ROOM], const char *name, size_t max)
{
	snprintf(out, TEXT_NAME_ROOM, "%.*s", (int)max, name);
	text_clean(out);
	return out;
}
