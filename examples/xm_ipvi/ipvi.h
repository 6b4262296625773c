/* SPDX-License-Identifier: BSD-2-Clause */
/* ipvi.h - what the partitions have in common. */
#ifndef IPVI_H
#define IPVI_H

/* What the plan says: 0 goes to both receivers, 1 to the second, 2 to nobody. */
#define TO_BOTH	  XM_VT_EXT_IPVI0
#define TO_SECOND XM_VT_EXT_IPVI1
#define TO_NOBODY XM_VT_EXT_IPVI2

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

#endif
