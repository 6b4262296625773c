/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * table.h - plan tables as files.
 */
#ifndef TOOLS_TABLE_H
#define TOOLS_TABLE_H

#include "config_bind.h"

/* CRC-32 (IEEE 802.3) of a table of at least a header, its crc32 word taken as
   zero. */
u32 table_crc(const void *table, u32 size);

/* config_check(), and the checksum before it. */
bool table_check(struct config *cfg, const void *table, u32 size,
		 const struct config_limits *limits, struct cfg_fault *fault);

#endif
