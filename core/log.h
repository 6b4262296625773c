/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * log.h - the health-monitor log: one ring of records per partition and one of
 * the hypervisor, so that nobody's records push out another's.
 *
 * The rings lie first in the hypervisor's memory and survive a warm reset
 * (records.h).
 */
#ifndef CORE_LOG_H
#define CORE_LOG_H

#include "pct.h"
#include "records.h"

/* First in the log's memory, in the place of a ring's head. */
struct log_header {
	u32 shape; /* CRC of the table: other rings, another log */
	u32 seq;   /* of the next record, never 0 */
	u32 lost;
	u32 reset_counter;
	u32 reset_cause; /* of the warm reset to come */
	u32 check;
	u32 res[2];
};

/* Boot: take over the log at memory (warm) or make a new one, and set the number
   of warm resets and the cause of the last; returns what comes behind the log. */
struct record_ring *log_init(void *memory, bool warm);

/* The system is about to be reset by the health monitor; before the boot has a log this
   is not told. */
void log_reset_cause(u32 cause);

/*
 * Append to the ring; fills in the sequence number.  A full ring gives up its
 * oldest record if that was printed, else the new one is lost; both count.
 */
void log_append(struct record_ring *ring, struct xm_hm_record *rec);

/* The oldest unread record of all rings, now read; there is one.  NULL if a warm reset
   has damaged it. */
const struct xm_hm_record *log_read(void);

/* The first record of the ring that is numbered seq or later, or of all with seq 0, and
   still there, read or not; NULL if there is none. */
const struct xm_hm_record *log_find(const struct record_ring *ring, u32 seq);

/*
 * The oldest unprinted record, now printed: of that ring and the hypervisor's, so
 * that the records of others neither cost its owner time nor keep back his; with
 * NULL of all rings.  NULL if there is none, or a warm reset has damaged it.
 */
const struct xm_hm_record *log_print(struct record_ring *mine);

void log_counts(struct xm_hm_counts *out);

/* Some ring has unread records. */
bool log_unread(void);

/* Some ring has unprinted records. */
bool log_unprinted(void);

/* The hypervisor's own ring. */
struct record_ring *log_hypervisor(void);

#endif
