/* SPDX-License-Identifier: BSD-2-Clause */
/* xal.h - the C layer's own services. */
#ifndef LIBXM_XAL_H
#define LIBXM_XAL_H

#include <xm.h>

/* Print like printf and halt the partition. */
void XALHalt(char *msg, ...) __attribute__((noreturn));

/* Where a partition begins: on a stack of its own, with virtual interrupts off.
   Returning from it halts the partition. */
void PartitionMain(void);

#endif
