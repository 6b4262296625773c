/* SPDX-License-Identifier: BSD-2-Clause */
/* divide.c - bit by bit; called a few times at boot, also with the MMU off. */
#include "divide.h"

u32 divide_nearest(u32 n, u32 d)
{
	u32 quotient = 0, bit = 30;

	n += d >> 1;
	while (d && bit--) {
		quotient <<= 1;
		if (n >> bit >= d) {
			n -= d << bit;
			quotient |= 1;
		}
	}
	return quotient;
}
