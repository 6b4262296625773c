/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ring.h - a ring of lines for a console; console.c owns what is inside.
 */
#ifndef CORE_RING_H
#define CORE_RING_H

#include "types.h"

struct ring {
	u8 *buf;
	u32 size;	   /* a power of two */
	u32 head, tail;	   /* free-running: written, sent */
	u32 commit;	   /* up to here there are whole lines */
	struct ring *next; /* in the console's queue */
	bool queued;
};

#endif
