/* SPDX-License-Identifier: BSD-2-Clause */
/* xal.h - the C layer's own services. */
#ifndef LIBXM_XAL_H
#define LIBXM_XAL_H

#include <xm.h>

/* Print like printf and halt the partition; all text it printed comes out.  From anywhere,
   handlers included.  SEP-PART-003. */
void XALHalt(char *msg, ...) __attribute__((noreturn));

/* Where a partition begins: on a stack of its own, with virtual interrupts off.
   The program defines it; returning from it halts the partition.  SEP-LIB-002. */
void PartitionMain(void);

#endif
