/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * table.c - the checksum of a plan table: for files on their way.  In an image the
 * digest covers the table, so the boot does not look at it.
 */
#include "table.h"

#include <stddef.h>

/* Continued from crc; four bits at a time. */
static u32 crc32_update(u32 crc, const void *data, u32 length)
{
	static const u32 nibble[16] = {
		0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
		0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
		0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
	};
	const u8 *p = data;

	crc = ~crc;
	for (; length; length--) {
		crc ^= *p++;
		crc = (crc >> 4) ^ nibble[crc & 15];
		crc = (crc >> 4) ^ nibble[crc & 15];
	}
	return ~crc;
}

u32 table_crc(const void *table, u32 size)
{
	static const u32 zero;
	u32 at = offsetof(struct cfg_header, crc32);
	u32 crc = crc32_update(crc32_update(0, table, at), &zero, 4);

	return crc32_update(crc, (const u8 *)table + at + 4, size - at - 4);
}

bool table_check(struct config *cfg, const void *table, u32 size,
		 const struct config_limits *limits, struct cfg_fault *fault)
{
	const struct cfg_header *h = table;

	if (size >= sizeof(*h) && h->magic == CFG_MAGIC && h->size == size &&
	    h->crc32 != table_crc(table, size)) {
		*fault = (struct cfg_fault){ CFG_ERR_CRC, NONE, 0 };
		return false;
	}
	return config_check(cfg, table, size, limits, fault);
}
