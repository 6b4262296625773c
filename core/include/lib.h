/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lib.h - the few helpers every room may use; host and target.
 */
#ifndef CORE_LIB_H
#define CORE_LIB_H

#include "types.h"

/* Do two NUL-terminated names agree?  Reads at most max characters of each. */
bool name_equal(const char *a, const char *b, u32 max);

/* a * b / 2^64.  Cost: 20. */
u64 mul_high(u64 a, u64 b);

/* A number, not 0, to divide by: its reciprocal, 2^64 - 1 divided by it, is for the
   compiler or the boot to find. */
struct divisor {
	u64 reciprocal;
	u32 value;
};
#define DIVISOR(n)                      \
	{                               \
		~(u64)0 / (n), (u32)(n) \
	}

/* n / by, and the remainder.  Processors without a divider are fast at it too.
   Cost: 40. */
u64 divide(u64 n, const struct divisor *by, u32 *rem);

/* Round up to a power of two; the caller knows that it cannot wrap. */
static inline u32 align_up(u32 n, u32 power)
{
	return (n + power - 1) & ~(power - 1);
}

static inline bool is_aligned(u32 n, u32 power)
{
	return (n & (power - 1)) == 0;
}

/* Is [start, start + length) inside [base, base + size)?  Nothing wraps. */
static inline bool range_inside(u32 start, u32 length, u32 base, u32 size)
{
	return start >= base && start - base <= size && length <= size - (start - base);
}

/* Do two ranges share a byte?  Sizes are not 0; ends may be exactly 2^32. */
static inline bool range_overlap(u32 a, u32 a_size, u32 b, u32 b_size)
{
	return b - a < a_size || a - b < b_size;
}

#endif
