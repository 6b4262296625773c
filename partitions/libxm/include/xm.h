/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * xm.h - the API of a partition: types, constants and services, with the names
 * of XtratuM for ARM 2.x.  Results are XM_OK (0), a count, a descriptor or an
 * id, or one of the negative XM_* codes; a service that is refused has changed
 * nothing.  Each service says at the end of its comment:
 *
 *   Caller: any      every partition
 *           self     a normal partition for itself, a system partition for any
 *           system   partitions with the flag system
 *   Cost:   free     may start whenever the partition runs
 *           otherwise the most instructions that it runs without interruption;
 *           "by ...": grows with what the call is about, as doc/abi.md says
 *   where the rule comes from: requirements (SEP-...), clauses of ARINC 653 P1-5
 *
 * Rights are looked at before the arguments; a service by descriptor (XM_read_object and
 * so on) finds out first which service is meant, and of what size.  A service that is
 * not free and does not fit what is left of the slot is issued again, by itself, when the
 * partition's next slot begins (SEP-HC-005).  Memory that a service reads or writes may
 * have any alignment but lies, with all of its length, in one area of the caller that is
 * mapped RAM, and not read-only if it is written: "bad memory" is any other
 * (SEP-MEM-001, SEP-MEM-002, SEP-MEM-003, SEP-MEM-004).
 */
#ifndef LIBXM_XM_H
#define LIBXM_XM_H

#include <hypervisor.h>
#include <xmhypercalls.h>
#include <comm.h>
#include <hm.h>
#include <status.h>
#include <trace.h>

#endif
