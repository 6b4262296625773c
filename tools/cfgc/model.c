/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * model.c - find things in a plan; used by checks and emit.
 */
#include "model.h"

#include <string.h>

u32 model_find_part(const struct model *m, u64 id)
{
	u32 low = 0, high = m->num_parts;

	while (low < high) {
		u32 mid = low + (high - low) / 2;

		if (m->parts[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < m->num_parts && m->parts[low].id == id ? low : NONE;
}

u32 model_find_port(const struct m_part *p, const char *name)
{
	u32 i;

	for (i = 0; i < p->num_ports; i++)
		if (strcmp(p->ports[i].name, name) == 0)
			return i;
	return NONE;
}

struct m_device *model_find_device(const struct model *m, const char *name)
{
	u32 i;

	for (i = 0; i < m->num_devices; i++)
		if (m->devices[i].name != NULL && strcmp(m->devices[i].name, name) == 0)
			return &m->devices[i];
	return NULL;
}

const char *model_hyp_console(const struct model *m)
{
	if (m->hyp.console != NULL)
		return m->hyp.console;
	return m->num_cpus ? m->cpus[0].console : NULL;
}
