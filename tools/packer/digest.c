/* SPDX-License-Identifier: BSD-2-Clause */
/* digest.c - SHA-256 by OpenSSL's libcrypto. */
#include "digest.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void digest_sha256(u8 out[DIGEST_BYTES], const void *data, size_t size)
{
	/* Fails only without memory, or where policy forbids the algorithm: an
	   image without digests must not come into being. */
	if (EVP_Digest(data, size, out, NULL, EVP_sha256(), NULL) != 1) {
		fprintf(stderr, "packer: fatal: SHA-256 is not available from libcrypto\n");
		abort();
	}
}

bool digest_matches(const u8 expected[DIGEST_BYTES], const void *data, size_t size)
{
	u8 actual[DIGEST_BYTES];

	digest_sha256(actual, data, size);
	return memcmp(actual, expected, DIGEST_BYTES) == 0;
}

void digest_text(char out[DIGEST_TEXT_ROOM], const u8 digest[DIGEST_BYTES])
{
	for (size_t i = 0; i < DIGEST_BYTES; i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
}
