/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * log.c - the rings of health-monitor records.
 *
 * Invariant of each ring: both readers are between written - size and written;
 * record i is in entry i mod size.  hm.c appends, report.c prints, system
 * partitions read.
 */
#include "log.h"

#include "part.h"

enum { LOG_MAGIC = 0x474f4c53 }; /* "SLOG" */

/* Written by the entries of all CPUs; one CPU runs. */
static struct {
	struct log_header *header;
	struct log_ring *hyp; /* the last ring */
	u32 left[2];	      /* records that each user has not had */
} logs;

static struct log_ring *first_ring(void)
{
	return (struct log_ring *)(logs.header + 1);
}

static struct log_ring *behind(struct log_ring *r)
{
	return r + 1 + r->size;
}

static struct log_entry *entry_at(struct log_ring *r, u32 i)
{
	return (struct log_entry *)(r + 1) + (i & (r->size - 1));
}

/* The check word behind n words. */
static u32 check_of(const void *words, u32 n)
{
	const u32 *w = words;
	u32 sum = LOG_MAGIC;

	for (; n; n--) {
		LOOP_BOUND(sizeof(struct log_entry) / 4);
		sum = ((sum << 5) | (sum >> 27)) ^ *w++;
	}
	return sum;
}

#define CHECK(p) check_of((p), offsetof(__typeof__(*(p)), check) / 4)

/* After a warm reset a ring whose indices are damaged begins anew, and a record
   that is damaged is skipped. */
static void recover(struct log_ring *r, u32 size, bool warm)
{
	if (!warm || r->size != size || r->check != CHECK(r)) {
		hal_zero(r, sizeof(*r));
		r->size = size;
		r->check = CHECK(r);
	}
	logs.left[LOG_READER] += r->written - r->next[LOG_READER];
	logs.left[LOG_PRINTER] += r->written - r->next[LOG_PRINTER];
}

u32 log_init(void *memory, bool warm)
{
	struct log_header *h = logs.header = memory;
	struct log_ring *r = first_ring();
	u32 i, shape = sys.cfg.header->crc32;

	logs.left[LOG_READER] = logs.left[LOG_PRINTER] = 0;
	warm = warm && h->check == CHECK(h) && h->shape == shape;
	if (!warm) {
		h->shape = shape;
		h->seq = 1;
		h->lost = 0;
		h->reset_counter = NONE;
	}
	h->reset_counter++;
	h->check = CHECK(h);
	for (i = 0; i < cfg_count(&sys.cfg, CFG_PART); i++, r = behind(r)) {
		sys.part[i].log = r;
		recover(r, sys.part[i].cfg->hm_quota, warm);
	}
	logs.hyp = r;
	recover(r, cfg_get_machine(&sys.cfg, 0)->hm_log_len, warm);
	return h->reset_counter;
}

/* Room for one more?  A ring that is full gives up its oldest record, unless
   nobody has seen that on the console yet. */
static bool make_room(struct log_ring *r)
{
	u32 oldest = r->written - r->size;

	if (oldest != r->next[LOG_PRINTER] && oldest != r->next[LOG_READER])
		return true;
	logs.header->lost++;
	if (oldest == r->next[LOG_PRINTER])
		return false;
	r->next[LOG_READER]++;
	logs.left[LOG_READER]--;
	return true;
}

NOINLINE void log_append(struct log_ring *r, struct xm_hm_record *rec)
{
	rec->seq = logs.header->seq++;
	if (make_room(r)) {
		struct log_entry *e = entry_at(r, r->written++);

		e->rec = *rec;
		e->check = CHECK(e);
		logs.left[LOG_READER]++;
		logs.left[LOG_PRINTER]++;
	}
	r->check = CHECK(r);
	logs.header->check = CHECK(logs.header);
}

/* The ring whose next record is the oldest of all; there is one. */
static struct log_ring *oldest(enum log_user user)
{
	struct log_ring *best = logs.hyp, *r;
	u32 best_seq = NONE;

	for (r = first_ring(); r <= logs.hyp; r = behind(r)) {
		LOOP_BOUND_OF(parts + 1);
		u32 seq = entry_at(r, r->next[user])->rec.seq;

		if (r->next[user] != r->written && seq < best_seq) {
			best = r;
			best_seq = seq;
		}
	}
	return best;
}

/* The next record of the ring, now used; NULL if it is damaged. */
static const struct xm_hm_record *take(struct log_ring *r, enum log_user user)
{
	struct log_entry *e = entry_at(r, r->next[user]++);

	logs.left[user]--;
	r->check = CHECK(r);
	return e->check == CHECK(e) ? &e->rec : NULL;
}

const struct xm_hm_record *log_read(void)
{
	const struct xm_hm_record *rec = NULL;

	while (rec == NULL && logs.left[LOG_READER] != 0) {
		LOOP_BOUND_OF(damaged + 1);
		rec = take(oldest(LOG_READER), LOG_READER);
	}
	return rec;
}

const struct xm_hm_record *log_print(const struct log_ring *mine)
{
	struct log_ring *r;

	if (mine && mine->written == mine->next[LOG_PRINTER] &&
	    logs.hyp->written == logs.hyp->next[LOG_PRINTER])
		return NULL;
	r = oldest(LOG_PRINTER);
	if (mine && r != mine && r != logs.hyp)
		return NULL;
	return take(r, LOG_PRINTER);
}

void log_counts(struct xm_hm_counts *out)
{
	out->unread = (s32)logs.left[LOG_READER];
	out->lost = logs.header->lost;
	out->total = logs.header->seq - 1;
}

bool log_unprinted(void)
{
	return logs.left[LOG_PRINTER] != 0;
}

struct log_ring *log_hypervisor(void)
{
	return logs.hyp;
}
