/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * report.h - health-monitor records and boot messages as lines of text.
 */
#ifndef CORE_REPORT_H
#define CORE_REPORT_H

#include "config_bind.h"

struct part;

/* Something waits to become a line. */
bool report_due(void);

/*
 * If the hypervisor's line is free, put the oldest unprinted record of all into
 * it: for nobody (NULL: the processor sleeps), or in the time of payer, if the
 * record is payer's or the hypervisor's.  If there is none, the same for an event
 * of a trace and the line of its console.
 */
void report_next(const struct part *payer);

/* All records, then all rings, synchronously. */
void report_flush(void);

/* The first line; only while nothing else is on the console. */
void report_banner(void);

/* The last line of a hypervisor that is wrong. */
void report_panic(u32 pc, u32 address, u32 status);

#endif
