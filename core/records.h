/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * records.h - rings of records that survive a warm reset: one form for the
 * health monitor's log and for traces.
 *
 * A ring's head and each record carry a check word; what does not match it is
 * not there.  Two users take records out, each at its own pace.
 */
#ifndef CORE_RECORDS_H
#define CORE_RECORDS_H

#include "types.h"

enum record_user { RECORD_READER, RECORD_PRINTER, RECORD_USERS };

/* In front of its entries: records, each with its check word behind it.  Indices
   are free-running; record i is in entry i mod size. */
struct record_ring {
	u32 size;  /* in entries, a power of two */
	u32 words; /* of an entry */
	u32 written;
	u32 next[RECORD_USERS]; /* of those, what each user has had */
	u32 lost[RECORD_USERS]; /* or could not have any more, or never */
	u32 check;
};

/* The check word behind n words. */
u32 records_check(const void *words, u32 n);
#define RECORDS_CHECK(p) records_check((p), offsetof(__typeof__(*(p)), check) / 4)

/* Take over the ring (warm), if it is sound and has this shape, or begin anew. */
void records_init(struct record_ring *r, u32 size, u32 record_bytes, bool warm);

/* The first record that has not been replaced. */
static inline u32 records_first(const struct record_ring *r)
{
	return r->written > r->size ? r->written - r->size : 0;
}

/* Entry of record i. */
u32 *records_at(const struct record_ring *r, u32 i);

/* Is that entry as it was written? */
bool records_sound(const struct record_ring *r, const u32 *entry);

/* What comes behind the ring. */
struct record_ring *records_behind(struct record_ring *r);

/* Append; the caller has seen to it that no user needs the record this replaces. */
void records_put(struct record_ring *r, const void *record);

/* The next record of a user, who has one; now used.  NULL if it is damaged. */
const void *records_take(struct record_ring *r, enum record_user user);

/* What a user has not had. */
static inline u32 records_left(const struct record_ring *r, enum record_user user)
{
	return r->written - r->next[user];
}

#endif
