/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * log.h - the health-monitor log: one ring of records per partition and one of
 * the hypervisor, so that nobody's records push out another's.
 *
 * The rings lie first in the hypervisor's memory and survive a warm reset:
 * each record carries a check word, and at boot the rings are rebuilt from the
 * records that are sound.
 */
#ifndef CORE_LOG_H
#define CORE_LOG_H

#include "pct.h"
#include "types.h"

struct config;

struct log_entry {
	struct xm_hm_record rec;
	u32 done; /* LOG_READ, LOG_PRINTED; not covered by check */
	u32 check;
};
enum { LOG_READ = 1, LOG_PRINTED = 2 };

/* First in the log's memory. */
struct log_header {
	u32 magic;
	u32 reset_counter;
	u32 shape; /* CRC of table and version: other rings, other log */
	u32 check;
};

/* The indices are free-running. */
struct log_ring {
	struct log_entry *entry;
	u32 size;
	u32 written, read, printed;
	u32 lost;
};

/* Boot: take over the log at memory (warm) or make a new one; returns the
   number of warm resets. */
u32 log_init(void *memory, bool warm);

/*
 * Append to the ring; fills in the sequence number.  A full ring gives up its
 * oldest record if that was printed, else the new one is lost; both count.
 */
void log_append(struct log_ring *ring, struct xm_hm_record *rec);

/* The oldest unread record of all rings, now read; false if there is none. */
bool log_read(struct xm_hm_record *out);

/* The oldest unprinted record of ring, or of all rings if ring is NULL; now
   printed.  NULL if there is none. */
const struct xm_hm_record *log_print(struct log_ring *ring);

void log_counts(struct xm_hm_counts *out);

/* Some ring has unprinted records. */
bool log_unprinted(void);

/* The hypervisor's own ring. */
struct log_ring *log_hypervisor(void);

#endif
