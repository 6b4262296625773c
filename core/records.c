/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * records.c - rings of records that survive a warm reset.
 *
 * Invariant of each ring: both users are between written - size and written.
 * log.c and trace.c append and take; who gives way when a ring is full is theirs.
 */
#include "records.h"

#include "hal.h"
#include "image.h"
#include "pct.h"

enum { RECORDS_MAGIC = 0x474f4c53 }; /* "SLOG" */

_Static_assert(sizeof(struct record_ring) == IMAGE_RING_HEAD, "packer reckons with it");

NOINLINE u32 records_check(const void *words, u32 n)
{
	const u32 *w = words;
	u32 sum = RECORDS_MAGIC;

	for (; n; n--) {
		LOOP_BOUND(sizeof(struct xm_hm_record) / 4);
		sum = ((sum << 5) | (sum >> 27)) ^ *w++;
	}
	return sum;
}

void records_init(struct record_ring *r, u32 size, u32 record_bytes, bool warm)
{
	u32 words = record_bytes / 4 + 1;

	if (warm && r->size == size && r->words == words && r->check == RECORDS_CHECK(r))
		return;
	hal_zero(r, sizeof(*r));
	r->size = size;
	r->words = words;
	r->check = RECORDS_CHECK(r);
}

NOINLINE u32 *records_at(const struct record_ring *r, u32 i)
{
	return (u32 *)(r + 1) + (i & (r->size - 1)) * r->words;
}

bool records_sound(const struct record_ring *r, const u32 *entry)
{
	u32 n = r->words - 1;

	return entry[n] == records_check(entry, n);
}

struct record_ring *records_behind(struct record_ring *r)
{
	return (struct record_ring *)((u32 *)(r + 1) + r->size * r->words);
}

void records_put(struct record_ring *r, const void *record)
{
	u32 *e = records_at(r, r->written++);
	u32 n = r->words - 1;

	CALL_WITH(length, sizeof(struct xm_hm_record));
	hal_copy(e, record, n * 4);
	e[n] = records_check(e, n);
	r->check = RECORDS_CHECK(r);
}

const void *records_take(struct record_ring *r, enum record_user user)
{
	const u32 *e = records_at(r, r->next[user]++);

	if (!records_sound(r, e)) {
		r->lost[user]++;
		e = NULL;
	}
	r->check = RECORDS_CHECK(r);
	return e;
}
