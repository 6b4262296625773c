/* SPDX-License-Identifier: BSD-2-Clause */
/* privileged.h - what must come of an instruction; causes as in hm_causes.def. */
#ifndef QEMU_PRIVILEGED_H
#define QEMU_PRIVILEGED_H

#define NOTHING	     0x100 /* no fault */
#define CALL	     0x101 /* a hypercall with a number that nobody has */
#define UNDEFINED    1
#define PRIVILEGED   2
#define FLOAT	     3
#define BREAKPOINT   4
#define HALF_FETCHED 5
#define ALIGNMENT    10

#endif
