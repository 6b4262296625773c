/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sha256.c - SHA-256 (FIPS 180-4); names of variables and functions as there.
 *
 * Called by the boot code before the MMU is on, when the core is not yet where
 * it was linked, and by load.c.  Compiled position-independent for the former:
 * no pointer may stand in its data.
 */
#include "sha256.h"

#include "hal.h"

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

/*
 * The message schedule and the variables a to h are windows that a round moves by
 * one word, instead of moving their contents: x[0] to x[15] are the last sixteen
 * words of the schedule, upwards; p[1] to p[8] are a to h, downwards.  After
 * sixteen rounds both begin anew.
 */
static void one_block(u32 state[8], const u32 *data)
{
	u32 w[32], v[16 + 8];
	u32 *x = w, *p = v, t;

	for (t = 0; t < 16; t++) {
		LOOP_BOUND(16);
		w[16 + t] = __builtin_bswap32(data[t]);
	}
	hal_copy(v, state, SHA256_BYTES);
	for (t = 0; t < 64; t++, x++, p--) {
		LOOP_BOUND(64);
		u32 a, e, n;

		if (t % 16 == 0) {
			AT_MOST(4);
			hal_copy(w, w + 16, SHA256_BLOCK);
			hal_copy(v + 16, v, SHA256_BYTES);
			x = w;
			p = v + 15;
		}
		x[16] = x[0] + (rotr(x[1], 7) ^ rotr(x[1], 18) ^ (x[1] >> 3)) + x[9] +
			(rotr(x[14], 17) ^ rotr(x[14], 19) ^ (x[14] >> 10));
		a = p[1];
		e = p[5];
		n = p[8] + k[t] + x[0] + (p[7] ^ (e & (p[6] ^ p[7]))) +
		    rotr(e ^ rotr(e ^ rotr(e, 14), 5), 6);
		p[4] += n;
		p[0] = n + ((a & (p[2] | p[3])) | (p[2] & p[3])) +
		       rotr(a ^ rotr(a ^ rotr(a, 9), 11), 2);
	}
	for (t = 0; t < 8; t++) {
		LOOP_BOUND(8);
		state[t] += v[t];
	}
}

void sha256_init(struct sha256 *s)
{
	static const struct sha256 h0 = { { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
					    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 } };

	hal_copy(s, &h0, sizeof(h0));
}

void sha256_update(struct sha256 *s, const void *data, u32 blocks)
{
	const u32 *p = data;

	for (; blocks; blocks--, p += SHA256_BLOCK / 4) {
		LOOP_BOUND_OF(blocks);
		one_block(s->state, p);
	}
}

bool sha256_matches(struct sha256 *s, const void *tail, u32 length, u32 total,
		    const u8 expected[SHA256_BYTES])
{
	u32 last[SHA256_BLOCK / 4];
	const u32 *want = (const void *)expected;
	u32 i, differ = 0;

	hal_zero(last, SHA256_BLOCK);
	CALL_WITH(length, SHA256_BLOCK);
	hal_copy(last, tail, length);
	((u8 *)last)[length] = 0x80;
	if (length > SHA256_BLOCK - 9) { /* no room for the length */
		one_block(s->state, last);
		hal_zero(last, SHA256_BLOCK);
	}
	last[14] = __builtin_bswap32(total >> 29);
	last[15] = __builtin_bswap32(total << 3);
	one_block(s->state, last);
	for (i = 0; i < 8; i++) {
		LOOP_BOUND(8);
		differ |= s->state[i] ^ __builtin_bswap32(want[i]);
	}
	return differ == 0;
}
