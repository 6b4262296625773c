/* SPDX-License-Identifier: BSD-2-Clause */
/* entry.h - the registers of a partition at its first instruction (entry.S). */
#ifndef QEMU_ENTRY_H
#define QEMU_ENTRY_H

#include <xm.h>

struct entry {
	xm_u32_t r[13], sp, lr;
	xm_u32_t cpsr, tpidrurw, tpidruro;
	xm_u32_t fpscr; /* from here on in partitions with FP */
	xm_u32_t d[64];
};
extern const struct entry *entry_found;

/* Registers other than r0 and r1 that are not zero; fp: these too. */
int entry_dirt(int fp);

#endif
