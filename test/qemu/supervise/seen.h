/* SPDX-License-Identifier: BSD-2-Clause */
/* seen.h - what the program and the other partition note in their pages. */
#ifndef SUPERVISE_SEEN_H
#define SUPERVISE_SEEN_H

enum { INITIAL = 0x1a2b3c4d, CONSTANT = 0x5eed5eed };

enum {
	STARTS,	     /* so often it has begun */
	VALUE,	     /* what is in the program's variable */
	FOUND,	     /* and what was in it at the last start */
	VARIABLE_AT, /* where that is: bytes from the start of the program's area */
	CONSTANT_AT, /* and its constant */
};

#endif
