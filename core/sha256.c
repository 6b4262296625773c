/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sha256.c - SHA-256 (FIPS 180-4); names of variables and functions as there.
 *
 * Called by the boot code before the MMU is on, when the core is not yet where
 * it was linked, and by load.c.  Compiled position-independent for the former:
 * no pointer may stand in its data.
 */
#include "sha256.h"

static const u32 k[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
	0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
	0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
	0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
	0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2,
};

static inline u32 rotr(u32 x, u32 n)
{
	return (x >> n) | (x << (32 - n));
}

/* From the last sixteen words of the message, w[0] to w[15], the next sixteen. */
static void schedule(u32 w[32])
{
	const u32 *end = w + 16;
	u32 i;

	for (; w != end; w++)
		w[16] = w[0] + (rotr(w[1], 7) ^ rotr(w[1], 18) ^ (w[1] >> 3)) + w[9] +
			(rotr(w[14], 17) ^ rotr(w[14], 19) ^ (w[14] >> 10));
	w -= 16;
	for (i = 0; i < 16; i++)
		w[i] = w[16 + i];
}

/*
 * The variables a to h are v[0] to v[7]: a round moves v down by one word
 * instead of seven variables up.
 */
static void sixteen_rounds(u32 *v, const u32 *w, const u32 *kt)
{
	const u32 *end = w + 16;

	for (; w != end; w++, kt++) {
		u32 a = v[0], e = v[4];
		u32 t = v[7] + *kt + *w + (v[6] ^ (e & (v[5] ^ v[6])));

		t += rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25);
		v[3] += t;
		t += (a & (v[1] | v[2])) | (v[1] & v[2]);
		*--v = t + (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22));
	}
}

static void one_block(u32 state[8], const u32 *data)
{
	u32 w[32], v[16 + 8];
	u32 t, i;

	for (i = 0; i < 16; i++)
		w[i] = __builtin_bswap32(data[i]);
	for (i = 0; i < 8; i++)
		v[i] = state[i];
	for (t = 0; t < 64; t += 16) {
		for (i = 8; i--;)
			v[16 + i] = v[i];
		sixteen_rounds(v + 16, w, k + t);
		schedule(w); /* once too often, for less code */
	}
	for (i = 0; i < 8; i++)
		state[i] += v[i];
}

void sha256_init(struct sha256 *s)
{
	static const u32 h0[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
				   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
	const u32 *from = h0;
	u32 i;

	for (i = 0; i < 8; i++)
		s->state[i] = from[i];
}

void sha256_update(struct sha256 *s, const void *data, u32 blocks)
{
	const u32 *p = data;

	for (; blocks; blocks--, p += SHA256_BLOCK / 4)
		one_block(s->state, p);
}

/* The byte at index i of the padded message's end; the length follows. */
static u32 padded(const u8 *tail, u32 length, u32 i)
{
	if (i < length)
		return tail[i];
	return i == length ? 0x80 : 0;
}

bool sha256_matches(struct sha256 *s, const void *tail, u32 length, u32 total,
		    const u8 expected[SHA256_BYTES])
{
	u32 last[SHA256_BLOCK / 4];
	const u32 *want = (const void *)expected;
	u32 end = length + 9 > SHA256_BLOCK ? 2 * SHA256_BLOCK : SHA256_BLOCK;
	u32 i, differ = 0;

	for (i = 0; i < end; i++) {
		((u8 *)last)[i % SHA256_BLOCK] = (u8)padded(tail, length, i);
		if (i == end - 1) {
			last[14] = __builtin_bswap32(total >> 29);
			last[15] = __builtin_bswap32(total << 3);
		}
		if (i % SHA256_BLOCK == SHA256_BLOCK - 1)
			one_block(s->state, last);
	}
	for (i = 0; i < 8; i++)
		differ |= s->state[i] ^ __builtin_bswap32(want[i]);
	return differ == 0;
}
