/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * linker.c - where a partition's program goes, for its linker; called by
 * main.c for --partition-ld.
 */
#include <string.h>

#include "cfgc.h"
#include "model.h"

bool cfgc_partition_ld(FILE *out, const struct model *m, const char *name)
{
	const struct m_part *p = NULL;
	const struct m_area *a;
	u32 i;

	for (i = 0; i < m->num_parts && p == NULL; i++)
		if (strcmp(m->parts[i].name, name) == 0)
			p = &m->parts[i];
	if (p == NULL)
		return false;
	a = &p->areas[0];
	fprintf(out, "/* Made by cfgc: the first area of partition %llu, %s. */\n", p->id, name);
	fprintf(out, "__septum_base = 0x%08llx;\n__septum_size = 0x%llx;\n", a->mapped, a->size);
	fprintf(out, "MEMORY { AREA (rwx) : ORIGIN = 0x%08llx, LENGTH = 0x%llx }\n", a->mapped,
		a->size);
	return true;
}
