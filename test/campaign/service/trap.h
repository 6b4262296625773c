/* SPDX-License-Identifier: BSD-2-Clause */
/* trap.h - see trap.S. */
#ifndef CAMPAIGN_TRAP_H
#define CAMPAIGN_TRAP_H

#include <xm.h>

struct registers {
	xm_u32_t r[13], sp, lr, apsr, tpidrurw;
};
_Static_assert(sizeof(struct registers) == 4 * 17, "as in trap.S");

void trap(const struct registers *in, int thumb);
extern struct registers trapped;

/* The way home; it calls landed(), on an empty stack. */
void landing(void);
void landing_thumb(void);
_Noreturn void landed(void);

/* A virtual interrupt adds one. */
void upcall_entry(void);
extern volatile xm_u32_t upcalls;

#endif
