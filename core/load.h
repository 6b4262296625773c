/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * load.h - bring a partition's memory to its initial state, piece by piece.
 *
 * A load copies the partition's image into its first area, hashes the copy,
 * clears all other RAM that the partition owns alone, and empties its incoming
 * queues.  Pieces run with the partition's space loaded: at boot in one go,
 * after a cold reset in its own slots.  A scrub hashes what must not change of
 * the image again, also in its own slots.
 */
#ifndef CORE_LOAD_H
#define CORE_LOAD_H

#include "abi.h"
#include "sha256.h"

struct part;
struct image_part;

/* A partition whose load did not come to its end is not LOAD_DONE, and starts
   with another load whatever reset it gets. */
enum load_phase { LOAD_NEVER, LOAD_DONE, LOAD_COPY, LOAD_CLEAR };

/* Per partition. */
struct load {
	u32 area;   /* index among the partition's areas, then its ports behind them */
	u32 offset; /* in the area */
	const struct image_part *image;
	struct sha256 hash;
	/* Once it is loaded the same fields serve the scrub. */
	u64 next_scrub; /* when a pass may begin, in ticks */
	bool damaged;	/* the memory is not as loaded: load it again at any reset */
	bool at_once;	/* a load that need not give way */
};

/* What ends a load for good is the cause of the event. */
enum load_result {
	LOAD_MORE,
	LOAD_READY,
	LOAD_DAMAGED = CAUSE_DIGEST,
	LOAD_NO_IMAGE = CAUSE_NO_IMAGE,
	LOAD_OTHER_ABI = CAUSE_OTHER_ABI,
	LOAD_OTHER_API = CAUSE_OTHER_API,
	LOAD_SCRUB = CAUSE_SCRUB,
};
_Static_assert((int)LOAD_READY < (int)CAUSE_DIGEST && (int)LOAD_READY < (int)CAUSE_NO_IMAGE,
	       "causes");

/* Boot: look for the image of p, once, so that no reset costs more the more
   partitions there are. */
void load_init(struct part *p);

void load_begin(struct part *p);

/* Is there a piece to do? */
bool load_due(const struct part *p);

/* One piece of a load that is due. */
enum load_result load_piece(struct part *p);

/* Is p to be scrubbed, and a piece to do? */
bool scrub_due(const struct part *p, u64 now);

/* One piece of a scrub that is due: LOAD_MORE, LOAD_READY, or LOAD_SCRUB if the
   pass ends with another digest.  The next pass begins a period after this one. */
enum load_result scrub_piece(struct part *p, u64 now);

/* Boot: clear the shared areas of p. */
void load_clear_shared(struct part *p);

#endif
