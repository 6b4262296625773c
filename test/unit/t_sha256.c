/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_sha256.c - SHA-256 in steps, against the standard's examples and OpenSSL.
 */
#include "unit.h"
#include <openssl/evp.h>
#include "sha256.h"

static _Alignas(8) u8 message[512];
static _Alignas(8) u8 expected[SHA256_BYTES];

static void expect(u32 length)
{
	unsigned int n = 0;

	assert_int_equal(EVP_Digest(message, length, expected, &n, EVP_sha256(), NULL), 1);
	assert_int_equal(n, SHA256_BYTES);
}

/* The digest of the message, with so many blocks in the first step. */
static bool matches(u32 length, u32 first)
{
	struct sha256 s;
	u32 blocks = length / SHA256_BLOCK;

	if (first > blocks)
		first = blocks;
	sha256_init(&s);
	sha256_update(&s, message, first);
	sha256_update(&s, message + first * SHA256_BLOCK, blocks - first);
	return sha256_matches(&s, message + blocks * SHA256_BLOCK, length % SHA256_BLOCK, length,
			      expected);
}

/* SEP-IMG-001 */
static void the_standards_example_comes_out(void **state)
{
	static const u8 abc[32] = { 0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea,
				    0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
				    0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c,
				    0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad };

	(void)state;
	memcpy(message, "abc", 3);
	memcpy(expected, abc, sizeof(abc));
	assert_true(matches(3, 0));
}

/* SEP-IMG-001 */
static void every_length_in_any_pieces_gives_the_digest(void **state)
{
	(void)state;
	for (u32 i = 0; i < sizeof(message); i++)
		message[i] = (u8)(i * 151 + 3);
	for (u32 length = 0; length <= sizeof(message); length++) {
		expect(length);
		for (u32 first = 0; first < 3; first++)
			assert_true(matches(length, first));
	}
}

/* SEP-IMG-001 SEP-IMG-003 */
static void any_changed_bit_changes_the_digest(void **state)
{
	(void)state;
	memset(message, 0x5a, sizeof(message));
	expect(200);
	for (u32 bit = 0; bit < 200 * 8; bit++) {
		message[bit / 8] ^= (u8)(1u << bit % 8);
		assert_false(matches(200, 1));
		message[bit / 8] ^= (u8)(1u << bit % 8);
	}
	for (u32 bit = 0; bit < SHA256_BYTES * 8; bit++) {
		expected[bit / 8] ^= (u8)(1u << bit % 8);
		assert_false(matches(200, 1));
		expected[bit / 8] ^= (u8)(1u << bit % 8);
	}
	assert_true(matches(200, 1));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_standards_example_comes_out),
		cmocka_unit_test(every_length_in_any_pieces_gives_the_digest),
		cmocka_unit_test(any_changed_bit_changes_the_digest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
