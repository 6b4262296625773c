/* SPDX-License-Identifier: BSD-2-Clause */
/* divide.h - a division for start-up code: the Cortex-A9 has no instruction for it. */
#ifndef HAL_DIVIDE_H
#define HAL_DIVIDE_H

#include "types.h"

/* n / d to the nearest, for n < 2^30; 0 for d = 0, so that a baud rate of 0 gives
   some divisor instead of no end. */
u32 divide_nearest(u32 n, u32 d);

#endif
