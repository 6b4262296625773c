/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ranges.h - which range touches which; shared by memory and I/O checks.
 *
 * Ranges are 64-bit, so an end at 2^32 is an ordinary number.
 */
#ifndef CFGC_RANGES_H
#define CFGC_RANGES_H

#include "checks.h"

struct range {
	u64 start, size;
	struct diag_pos at;
	u32 owner; /* partition, or what the caller likes */
	u32 index; /* of the thing in the owner */
};

static inline bool touch(u64 a, u64 a_size, u64 b, u64 b_size)
{
	return a_size != 0 && b_size != 0 && a < b + b_size && b < a + a_size;
}

static inline bool inside(u64 start, u64 size, u64 base, u64 base_size)
{
	return start >= base && start + size <= base + base_size;
}

/* Does [start, start + size) lie in one of the board's n ranges, or touch one? */
bool inside_any(u64 start, u64 size, const struct hal_range *r, size_t n);
bool touches_any(u64 start, u64 size, const struct hal_range *r, size_t n);

/* Does it lie in one region of the plan? */
bool inside_region(const struct model *m, u64 start, u64 size);

/* By start, then owner, then index. */
void sort_ranges(struct range *ranges, size_t count);

#endif
