/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memory.c - may the library use an address that the program gave it?  As a
 * service decides it: the whole range lies in one mapped area of normal memory.
 */
#include "libxm.h"

static int usable(const struct xmPhysicalMemMap *area, xm_u32_t never)
{
	return (area->flags & (never | XM_MEM_AREA_UNMAPPED | XM_MEM_AREA_DEVICE_AREA)) == 0;
}

static int in_own_memory(const void *p, xm_u32_t size, xm_u32_t never)
{
	const struct xmPhysicalMemMap *area = XM_get_partition_mmap();
	xmAddress_t at = (xmAddress_t)(unsigned long)p;
	xm_s32_t n = XM_params_get_PCT()->noPhysicalMemAreas;

	for (; n > 0; n--, area++)
		if (at - area->mappedAt < area->size && size <= area->size - (at - area->mappedAt))
			return usable(area, never);
	return 0;
}

int libxm_readable(const void *p, xm_u32_t size)
{
	return in_own_memory(p, size, 0);
}

int libxm_writable(const void *p, xm_u32_t size)
{
	return in_own_memory(p, size, XM_MEM_AREA_READONLY);
}
