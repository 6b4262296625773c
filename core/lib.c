/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lib.c - CRC, names and wide products; no state, used on host and target.
 */
#include "lib.h"

/* Four bits at a time: 64 bytes of table, a quarter of the bitwise cost. */
u32 crc32_update(u32 crc, const void *data, u32 length)
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

bool name_equal(const char *a, const char *b, u32 max)
{
	for (; max; max--, a++, b++) {
		if (*a != *b)
			return false;
		if (*a == '\0')
			return true;
	}
	return true;
}

u64 mul_high(u64 a, u64 b)
{
	u32 a0 = (u32)a, a1 = (u32)(a >> 32), b0 = (u32)b, b1 = (u32)(b >> 32);
	u64 low = (u64)a0 * b0;
	u64 mid = (u64)a1 * b0 + (low >> 32);
	u64 mid2 = (u64)a0 * b1 + (u32)mid;

	return (u64)a1 * b1 + (mid >> 32) + (mid2 >> 32);
}
