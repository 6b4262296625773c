/* SPDX-License-Identifier: BSD-2-Clause */
/* entry.c - see entry.h. */
#include "entry.h"

int entry_dirt(int fp)
{
	const struct entry *e = entry_found;
	int i, dirt = 0;

	for (i = 2; i < 13; i++)
		dirt += e->r[i] != 0;
	dirt += e->sp != 0;
	dirt += e->lr != 0;
	dirt += e->tpidrurw != 0;
	dirt += e->tpidruro != 0;
	if (!fp)
		return dirt;
	dirt += e->fpscr != 0;
	for (i = 0; i < 64; i++)
		dirt += e->d[i] != 0;
	return dirt;
}
