/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sha256.h - SHA-256 (FIPS 180-4) in steps, for the boot code and for loading
 * partitions piece by piece.
 */
#ifndef CORE_SHA256_H
#define CORE_SHA256_H

#include "types.h"

enum { SHA256_BLOCK = 64, SHA256_BYTES = 32 };

struct sha256 {
	u32 state[8];
};

void sha256_init(struct sha256 *s);

/* Take blocks of SHA256_BLOCK bytes; data is 4-aligned.  Cost: about 3500
   instructions a block. */
void sha256_update(struct sha256 *s, const void *data, u32 blocks);

/*
 * Take the last length bytes (less than a block, 4-aligned) of a message of
 * total bytes and say whether the digest is the expected one (4-aligned).  Reads
 * no byte beyond.  Cost: two blocks.
 */
bool sha256_matches(struct sha256 *s, const void *tail, u32 length, u32 total,
		    const u8 expected[SHA256_BYTES]);

#endif
