/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lib.c - names, wide products and quotients; no state, used on host and target.
 */
#include "lib.h"

bool name_equal(const char *a, const char *b, u32 max)
{
	for (; max; max--, a++, b++) {
		LOOP_BOUND(16); /* names of the plan */
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

/* The reciprocal is too small by less than one part in 2^64 / value, so the quotient
   is too small by one at most. */
u64 divide(u64 n, const struct divisor *by, u32 *rem)
{
	u64 q = mul_high(n, by->reciprocal);
	u64 r = n - q * by->value;

	if (r >= by->value) {
		r -= by->value;
		q++;
	}
	*rem = (u32)r;
	return q;
}
