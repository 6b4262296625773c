/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * log.c - the rings of health-monitor records.
 *
 * Invariant of each ring: read and printed lie between written - size and
 * written; entry[i mod size] holds record i; sizes are powers
 * of two.  hm.c appends, report.c prints,
 * system partitions read.
 */
#include "log.h"

#include "lib.h"
#include "part.h"

enum { LOG_MAGIC = 0x474f4c53 }; /* "SLOG" */

/* Written by the entries of all CPUs; one CPU runs. */
static struct {
	struct log_ring hyp;
	u32 seq; /* of the next record */
	u32 unprinted;
} logs;

/* Ring i of all: the hypervisor's is the last. */
static struct log_ring *ring_at(u32 i)
{
	return i < cfg_count(&sys.cfg, CFG_PART) ? &sys.part[i].log : &logs.hyp;
}

static u32 num_rings(void)
{
	return cfg_count(&sys.cfg, CFG_PART) + 1;
}

static u32 checksum(const struct xm_hm_record *rec)
{
	const u32 *w = (const u32 *)rec;
	u32 sum = LOG_MAGIC;
	u32 i;

	for (i = 0; i < sizeof(*rec) / 4; i++)
		sum = ((sum << 5) | (sum >> 27)) ^ w[i];
	return sum;
}

static struct log_entry *entry_at(const struct log_ring *r, u32 i)
{
	return &r->entry[i & (r->size - 1)];
}

/* Where the ring's records of before the reset end: the newest sound one. */
static void recover_indices(struct log_ring *r)
{
	u32 i, newest = 0;

	for (i = 0; i < r->size; i++) {
		struct log_entry *e = &r->entry[i];

		if (e->check != checksum(&e->rec) || e->rec.seq == NONE)
			e->rec.seq = NONE; /* empty */
		else if (e->rec.seq >= logs.seq)
			logs.seq = e->rec.seq + 1;
		if (e->rec.seq != NONE &&
		    (r->entry[newest].rec.seq == NONE || e->rec.seq > r->entry[newest].rec.seq))
			newest = i;
	}
	r->written = r->entry[newest].rec.seq == NONE ? 0 : r->size + newest + 1;
}

/* Take over what is sound; what is marked stays read or printed. */
static void recover(struct log_ring *r)
{
	u32 i, oldest;

	recover_indices(r);
	oldest = r->written > r->size ? r->written - r->size : 0;
	r->read = r->written;
	r->printed = r->written;
	for (i = r->written; i != oldest; i--) {
		const struct log_entry *e = entry_at(r, i - 1);

		if (e->rec.seq == NONE)
			break;
		if ((e->done & LOG_READ) == 0)
			r->read = i - 1;
		if ((e->done & LOG_PRINTED) == 0)
			r->printed = i - 1;
	}
	logs.unprinted += r->written - r->printed;
}

static void forget(struct log_ring *r)
{
	u32 i;

	for (i = 0; i < r->size; i++)
		r->entry[i].rec.seq = NONE;
	r->written = r->read = r->printed = 0;
}

u32 log_init(void *memory, bool warm)
{
	struct log_header *h = memory;
	struct log_entry *entry = (struct log_entry *)(h + 1);
	u32 shape = sys.cfg.header->crc32;
	bool sound = warm && h->magic == LOG_MAGIC && h->shape == shape &&
		     h->check == (h->reset_counter ^ shape);
	u32 i;

	logs.hyp.size = cfg_get_machine(&sys.cfg, 0)->hm_log_len;
	for (i = 0; i < num_rings(); i++) {
		struct log_ring *r = ring_at(i);

		r->entry = entry;
		entry += r->size;
		if (sound)
			recover(r);
		else
			forget(r);
	}
	h->reset_counter = sound ? h->reset_counter + 1 : 0;
	h->magic = LOG_MAGIC;
	h->shape = shape;
	h->check = h->reset_counter ^ shape;
	return h->reset_counter;
}

/* Room for one more?  A ring that is full gives up its oldest record, unless
   nobody has seen that on the console yet. */
static bool make_room(struct log_ring *r)
{
	if (r->written - r->printed == r->size)
		return false;
	if (r->written - r->read == r->size) {
		r->read++;
		r->lost++;
	}
	return true;
}

void log_append(struct log_ring *r, struct xm_hm_record *rec)
{
	struct log_entry *e = entry_at(r, r->written);

	rec->seq = logs.seq++;
	if (!make_room(r)) {
		r->lost++;
		return;
	}
	e->rec = *rec;
	e->done = 0;
	e->check = checksum(rec);
	r->written++;
	logs.unprinted++;
}

/* The ring among all whose oldest record beyond its read (or printed) index is
   the oldest; NULL if there is none. */
static struct log_ring *oldest(bool printing)
{
	struct log_ring *best = NULL;
	u32 best_seq = 0, i;

	for (i = 0; i < num_rings(); i++) {
		struct log_ring *r = ring_at(i);
		u32 next = printing ? r->printed : r->read;
		u32 seq = entry_at(r, next)->rec.seq;

		if (next != r->written && (best == NULL || seq < best_seq)) {
			best = r;
			best_seq = seq;
		}
	}
	return best;
}

bool log_read(struct xm_hm_record *out)
{
	struct log_ring *r = oldest(false);
	struct log_entry *e;

	if (r == NULL)
		return false;
	e = entry_at(r, r->read++);
	e->done |= LOG_READ;
	*out = e->rec;
	return true;
}

const struct xm_hm_record *log_print(struct log_ring *r)
{
	struct log_entry *e;

	if (r == NULL)
		r = oldest(true);
	if (r == NULL || r->printed == r->written)
		return NULL;
	e = entry_at(r, r->printed++);
	e->done |= LOG_PRINTED;
	logs.unprinted--;
	return &e->rec;
}

void log_counts(struct xm_hm_counts *out)
{
	u32 i;

	*out = (struct xm_hm_counts){ 0, 0, logs.seq };
	for (i = 0; i < num_rings(); i++) {
		out->unread += (s32)(ring_at(i)->written - ring_at(i)->read);
		out->lost += ring_at(i)->lost;
	}
}

bool log_unprinted(void)
{
	return logs.unprinted != 0;
}

struct log_ring *log_hypervisor(void)
{
	return &logs.hyp;
}
