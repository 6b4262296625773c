/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * log.c - the rings of health-monitor records.
 *
 * Invariant of each ring: read and printed lie between written - size and
 * written; record i is in entry i mod size.  hm.c appends, report.c prints,
 * system partitions read.
 */
#include "log.h"

#include "lib.h"
#include "part.h"

enum { LOG_MAGIC = 0x474f4c53 }; /* "SLOG" */

/* Written by the entries of all CPUs; one CPU runs. */
static struct {
	struct log_header *header;
	struct log_ring *hyp;
	u32 unprinted;
} logs;

/* Ring i of all: the hypervisor's is the last. */
static struct log_ring *ring_at(u32 i)
{
	return i < cfg_count(&sys.cfg, CFG_PART) ? sys.part[i].log : logs.hyp;
}

static u32 num_rings(void)
{
	return cfg_count(&sys.cfg, CFG_PART) + 1;
}

static struct log_entry *entry_at(const struct log_ring *r, u32 i)
{
	return (struct log_entry *)(r + 1) + (i & (r->size - 1));
}

/* The check word behind n words. */
static u32 check_of(const void *words, u32 n)
{
	const u32 *w = words;
	u32 sum = LOG_MAGIC;

	for (; n; n--)
		sum = ((sum << 5) | (sum >> 27)) ^ *w++;
	return sum;
}

#define CHECK(p) check_of((p), offsetof(__typeof__(*(p)), check) / 4)

/* After a warm reset a ring whose indices are damaged begins anew, and a record
   that is damaged is skipped. */
static void recover(struct log_ring *r, u32 size, bool warm)
{
	if (!warm || r->size != size || r->check != CHECK(r))
		*r = (struct log_ring){ .size = size };
	r->check = CHECK(r);
	logs.unprinted += r->written - r->printed;
}

u32 log_init(void *memory, bool warm)
{
	struct log_header *h = memory;
	struct log_ring *r = (struct log_ring *)(h + 1);
	u32 i, parts = cfg_count(&sys.cfg, CFG_PART);

	logs.header = h;
	logs.unprinted = 0;
	warm = warm && h->check == CHECK(h) && h->shape == sys.cfg.header->crc32;
	if (!warm)
		*h = (struct log_header){ sys.cfg.header->crc32, 1, NONE, 0 };
	h->reset_counter++;
	h->check = CHECK(h);
	for (i = 0; i < parts; i++) {
		sys.part[i].log = r;
		recover(r, sys.part[i].cfg->hm_quota, warm);
		r += 1 + r->size;
	}
	logs.hyp = r;
	recover(r, cfg_get_machine(&sys.cfg, 0)->hm_log_len, warm);
	return h->reset_counter;
}

/* Room for one more?  A ring that is full gives up its oldest record, unless
   nobody has seen that on the console yet. */
static bool make_room(struct log_ring *r)
{
	if (r->written - r->printed < r->size && r->written - r->read < r->size)
		return true;
	r->lost++;
	if (r->written - r->printed == r->size)
		return false;
	r->read++;
	return true;
}

void log_append(struct log_ring *r, struct xm_hm_record *rec)
{
	rec->seq = logs.header->seq++;
	logs.header->check = CHECK(logs.header);
	if (make_room(r)) {
		struct log_entry *e = entry_at(r, r->written++);

		e->rec = *rec;
		e->check = CHECK(e);
		logs.unprinted++;
	}
	r->check = CHECK(r);
}

/* The next record of a ring to print, or to read; NULL if there is none. */
static struct log_entry *next_of(const struct log_ring *r, bool printing)
{
	u32 next = printing ? r->printed : r->read;

	return next == r->written ? NULL : entry_at(r, next);
}

/* The ring whose next record is the oldest of all; NULL if there is none. */
static struct log_ring *oldest(bool printing)
{
	struct log_ring *best = NULL;
	u32 best_seq = 0, i;

	for (i = 0; i < num_rings(); i++) {
		struct log_entry *e = next_of(ring_at(i), printing);

		if (e != NULL && (best == NULL || e->rec.seq < best_seq)) {
			best = ring_at(i);
			best_seq = e->rec.seq;
		}
	}
	return best;
}

bool log_read(struct xm_hm_record *out)
{
	struct log_ring *r;
	struct log_entry *e;

	do {
		r = oldest(false);
		if (r == NULL)
			return false;
		e = next_of(r, false);
		r->read++;
		r->check = CHECK(r);
	} while (e->check != CHECK(e));
	*out = e->rec;
	return true;
}

const struct xm_hm_record *log_print(const struct log_ring *mine)
{
	struct log_ring *r;
	struct log_entry *e;

	if (mine && next_of(mine, true) == NULL && next_of(logs.hyp, true) == NULL)
		return NULL;
	r = oldest(true);
	if (r == NULL || (mine && r != mine && r != logs.hyp))
		return NULL;
	e = next_of(r, true);
	r->printed++;
	r->check = CHECK(r);
	logs.unprinted--;
	return e->check == CHECK(e) ? &e->rec : NULL;
}

void log_counts(struct xm_hm_counts *out)
{
	u32 i;

	*out = (struct xm_hm_counts){ 0, 0, logs.header->seq - 1 };
	for (i = 0; i < num_rings(); i++) {
		const struct log_ring *r = ring_at(i);

		out->unread += (s32)(r->written - r->read);
		out->lost += r->lost;
	}
}

bool log_unprinted(void)
{
	return logs.unprinted != 0;
}

struct log_ring *log_hypervisor(void)
{
	return logs.hyp;
}
