/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * input.h - what is typed at the UARTs: for the partition that somebody there
 * has selected, in its ring until it reads it.
 */
#ifndef CORE_INPUT_H
#define CORE_INPUT_H

#include "types.h"

struct console;
struct part;

enum { INPUT_BYTES = 64 }; /* a power of two */

struct input {
	u32 head, tail; /* free-running: typed, read */
	u8 byte[INPUT_BYTES];
};

/* Take up to budget bytes from the console of p, or for NULL from each. */
void input_listen(const struct part *p, u32 budget);

/* Hand out up to length bytes typed for p; their number. */
u32 input_read(struct part *p, u8 *to, u32 length);

#endif
