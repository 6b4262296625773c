/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core_call.h - what the way back from a hypercall knows of the core; for .S files too.
 */
#ifndef CORE_CALL_H
#define CORE_CALL_H

/* The record begins so many bytes in front of its struct hal_vcpu, with a word of which
   some bits say that what core_hypercall() has returned is no result, or that something is
   to be decided. */
#define CORE_VCPU    136
#define CORE_DECIDES 0x7f

#endif
