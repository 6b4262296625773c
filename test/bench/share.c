/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * share.c - what the peer and those that it works for have in common.
 */
#include "bench.h"

#include <string.h>

struct share *share(void)
{
	const struct xmPhysicalMemMap *map = XM_get_partition_mmap();

	while (strcmp((const char *)map->name, "share"))
		map++;
	return (struct share *)map->mappedAt;
}
