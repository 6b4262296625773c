/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * log.h - the health-monitor log: one ring of records per partition and one of
 * the hypervisor, so that nobody's records push out another's.
 *
 * The rings lie first in the hypervisor's memory and survive a warm reset:
 * each ring's indices and each record carry a check word, and what does not
 * match it is not there.
 */
#ifndef CORE_LOG_H
#define CORE_LOG_H

#include "pct.h"
#include "types.h"

struct log_entry {
	struct xm_hm_record rec;
	u32 check;
	u32 res;
};

enum log_user { LOG_READER, LOG_PRINTER };

/* Takes the place of an entry, in front of its ring.  Indices are free-running;
   sizes are powers of two. */
struct log_ring {
	u32 size;
	u32 written;
	u32 next[2]; /* what each user has had */
	u32 check;
	u32 res[5];
};
_Static_assert(sizeof(struct log_ring) == sizeof(struct log_entry), "a ring's head is an entry");

/* First in the log's memory. */
struct log_header {
	u32 shape; /* CRC of the table: other rings, another log */
	u32 seq;   /* of the next record */
	u32 lost;
	u32 reset_counter;
	u32 check;
};

/* Boot: take over the log at memory (warm) or make a new one; returns the
   number of warm resets. */
u32 log_init(void *memory, bool warm);

/*
 * Append to the ring; fills in the sequence number.  A full ring gives up its
 * oldest record if that was printed, else the new one is lost; both count.
 */
void log_append(struct log_ring *ring, struct xm_hm_record *rec);

/* The oldest unread record of all rings, now read; NULL if there is none. */
const struct xm_hm_record *log_read(void);

/*
 * The oldest unprinted record of all rings, now printed; there is one.  With
 * mine NULL unless it is in that ring or the hypervisor's: looking at the
 * other rings takes time that only mine's owner need spend.
 */
const struct xm_hm_record *log_print(const struct log_ring *mine);

void log_counts(struct xm_hm_counts *out);

/* Some ring has unprinted records. */
bool log_unprinted(void);

/* The hypervisor's own ring. */
struct log_ring *log_hypervisor(void);

#endif
