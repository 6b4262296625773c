/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * log.c - the rings of health-monitor records.
 *
 * hm.c appends, report.c prints, system partitions read.
 */
#include "log.h"

#include "part.h"

enum { RING_BITS = 16 }; /* a ring has at most 2^16 records */

/* Written by the entries of all CPUs; one CPU runs. */
static struct {
	struct log_header *header;
	struct record_ring *hyp; /* the last ring */
	u32 left[RECORD_USERS];	 /* records that each user has not had */
} logs;

_Static_assert(sizeof(struct log_header) == sizeof(struct record_ring), "a head like any");

/* An entry's first words: its number, and where it is damaged the record that comes
   next instead. */
enum { NUMBER, NEXT };
_Static_assert(offsetof(struct xm_hm_record, seq) == NUMBER * 4, "the first word of a record");

static struct record_ring *first_ring(void)
{
	return (struct record_ring *)(logs.header + 1);
}

/* What is damaged gets the number of what comes next, so that numbers ascend. */
static void mend(struct record_ring *r)
{
	u32 i, seq = logs.header->seq, next = r->written;

	for (i = r->written; i != records_first(r);) {
		LOOP_BOUND_OF(ring);
		u32 *e = records_at(r, --i);

		if (records_sound(r, e)) {
			next = i;
		} else {
			e[NUMBER] = seq;
			e[NEXT] = next;
			e[r->words - 1] = ~records_check(e, r->words - 1);
		}
		seq = e[NUMBER];
	}
}

/* Returns what comes behind the ring. */
static NOINLINE struct record_ring *adopt(struct record_ring *r, u32 size, bool warm)
{
	records_init(r, size, sizeof(struct xm_hm_record), warm);
	mend(r);
	logs.left[RECORD_READER] += records_left(r, RECORD_READER);
	logs.left[RECORD_PRINTER] += records_left(r, RECORD_PRINTER);
	return records_behind(r);
}

struct record_ring *log_init(void *memory, bool warm)
{
	struct log_header *h = logs.header = memory;
	struct record_ring *r = first_ring();
	u32 i, shape = sys.cfg.header->crc32;

	logs.left[RECORD_READER] = logs.left[RECORD_PRINTER] = 0;
	warm = warm && h->check == RECORDS_CHECK(h) && h->shape == shape;
	if (!warm) {
		h->shape = shape;
		h->seq = 1;
		h->lost = 0;
		h->reset_counter = NONE;
		h->reset_cause = 0;
	}
	sys.reset_counter = ++h->reset_counter;
	sys.reset_cause = h->reset_cause;
	h->reset_cause = 0;
	h->check = RECORDS_CHECK(h);
	for (i = 0; i < cfg_count(&sys.cfg, CFG_PART); i++) {
		LOOP_BOUND_OF(parts);
		sys.part[i].log = r;
		r = adopt(r, sys.part[i].cfg->hm_quota, warm);
	}
	logs.hyp = r;
	return adopt(r, cfg_get_machine(&sys.cfg, 0)->hm_log_len, warm);
}

void log_reset_cause(u32 cause)
{
	struct log_header *h = logs.header;

	if (h == NULL)
		return;
	h->reset_cause = cause;
	h->check = RECORDS_CHECK(h);
}

/* Room for one more?  A ring that is full gives up its oldest record, unless
   nobody has seen that on the console yet. */
static bool make_room(struct record_ring *r)
{
	u32 oldest = r->written - r->size;

	if (oldest != r->next[RECORD_PRINTER] && oldest != r->next[RECORD_READER])
		return true;
	logs.header->lost++;
	if (oldest == r->next[RECORD_PRINTER])
		return false;
	r->next[RECORD_READER]++;
	logs.left[RECORD_READER]--;
	return true;
}

NOINLINE void log_append(struct record_ring *r, struct xm_hm_record *rec)
{
	rec->seq = logs.header->seq++;
	logs.header->seq += logs.header->seq == 0; /* which is nobody's: log_find() */
	if (make_room(r)) {
		records_put(r, rec);
		logs.left[RECORD_READER]++;
		logs.left[RECORD_PRINTER]++;
		sys.chores |= CHORE_REPORT;
	}
	logs.header->check = RECORDS_CHECK(logs.header);
}

/* Numbers wrap; those of two records are never half of all numbers apart. */
static bool earlier(u32 seq, u32 than)
{
	return (s32)(seq - than) < 0;
}

/* Of a and b, either of which may be NULL, the one whose next record is older. */
static struct record_ring *older(struct record_ring *a, struct record_ring *b,
				 enum record_user user)
{
	if (b == NULL || records_left(b, user) == 0)
		return a;
	if (a == NULL || earlier(*records_at(b, b->next[user]), *records_at(a, a->next[user])))
		return b;
	return a;
}

/* The ring whose next record is the oldest of all; there is one. */
static struct record_ring *oldest(enum record_user user)
{
	struct record_ring *best = NULL, *r;

	for (r = first_ring(); r <= logs.hyp; r = records_behind(r)) {
		LOOP_BOUND_OF(parts + 1);
		best = older(best, r, user);
	}
	return best;
}

static const struct xm_hm_record *take(struct record_ring *r, enum record_user user)
{
	logs.left[user]--;
	return records_take(r, user);
}

const struct xm_hm_record *log_read(void)
{
	return take(oldest(RECORD_READER), RECORD_READER);
}

/* The records of a ring come in the order of their numbers, their first words. */
const struct xm_hm_record *log_find(const struct record_ring *r, u32 seq)
{
	u32 low = records_first(r), high = seq ? r->written : low, tries;

	while (low < high) {
		u32 mid = low + (high - low) / 2;

		LOOP_BOUND(RING_BITS + 1);
		if (earlier(records_at(r, mid)[NUMBER], seq))
			low = mid + 1;
		else
			high = mid;
	}
	for (tries = 2; tries && low != r->written; tries--) {
		const u32 *e = records_at(r, low);

		LOOP_BOUND(2);
		if (records_sound(r, e))
			return (const struct xm_hm_record *)e;
		low = e[NEXT];
	}
	return NULL;
}

/* In a partition's slot what others have to say does not matter: not how much it is,
   nor how old. */
const struct xm_hm_record *log_print(struct record_ring *mine)
{
	struct record_ring *r;

	if (mine == NULL)
		r = logs.left[RECORD_PRINTER] ? oldest(RECORD_PRINTER) : NULL;
	else
		r = older(older(NULL, mine, RECORD_PRINTER), logs.hyp, RECORD_PRINTER);
	return r ? take(r, RECORD_PRINTER) : NULL;
}

void log_counts(struct xm_hm_counts *out)
{
	out->unread = (s32)logs.left[RECORD_READER];
	out->lost = logs.header->lost;
	out->total = logs.header->seq - 1;
}

bool log_unread(void)
{
	return logs.left[RECORD_READER] != 0;
}

bool log_unprinted(void)
{
	return logs.left[RECORD_PRINTER] != 0;
}

struct record_ring *log_hypervisor(void)
{
	return logs.hyp;
}
