/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * xm.h - the API of a partition: types, constants and services, with the names
 * of XtratuM for ARM 2.x.  Results are XM_OK (0), a count, a descriptor or an
 * id, or one of the negative XM_* codes.
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
