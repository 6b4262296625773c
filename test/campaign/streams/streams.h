/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * streams.h - what a partition that executes random words tells the judge, in a
 * page that no reset clears.  A stray store of its own may hit it; then only
 * its numbers are wrong.
 */
#ifndef CAMPAIGN_STREAMS_H
#define CAMPAIGN_STREAMS_H

#include <xm.h>

enum { ARM, THUMB, WILD, MUTTERERS };

struct progress {
	volatile xm_u32_t magic;
	volatile xm_u32_t streams;	/* begun; the number of the present one is its seed */
	volatile xm_u32_t instructions; /* at least so many of them were executed */
	volatile xm_u32_t faults;
	volatile xm_u32_t upcalls;
};

/* Put there by the host (streams.py); all 0: a sample. */
struct random_orders {
	xm_u32_t magic;
	xm_u32_t seed;
	xm_u32_t instructions; /* of arm and thumb together */
};

enum {
	PROGRESS_MAGIC = 0x72616e64,
	RANDOM_ORDERS_MAGIC = 0x4f726472,
	USUAL_SEED = 1,
	USUAL_INSTRUCTIONS = 100000,
};

struct random_orders random_orders(void);

#endif
