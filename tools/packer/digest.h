/* SPDX-License-Identifier: BSD-2-Clause */
/* digest.h - SHA-256 by the host's library. */
#ifndef PACKER_DIGEST_H
#define PACKER_DIGEST_H

#include <stddef.h>

#include "types.h"

enum { DIGEST_BYTES = 32, DIGEST_TEXT_ROOM = 65 };

/* SHA-256 of size bytes at data.  Ends the program if the library cannot. */
void digest_sha256(u8 out[DIGEST_BYTES], const void *data, size_t size);

bool digest_matches(const u8 expected[DIGEST_BYTES], const void *data, size_t size);

/* 64 hexadecimal digits and a NUL. */
void digest_text(char out[DIGEST_TEXT_ROOM], const u8 digest[DIGEST_BYTES]);

#endif
