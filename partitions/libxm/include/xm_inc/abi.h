/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * abi.h - the part of the contract with the hypervisor that partitions see.
 *
 * The only place of these headers that knows where abi/ is, so that a
 * partition needs one include folder and never meets the core's own names.
 */
#ifndef LIBXM_XM_INC_ABI_H
#define LIBXM_XM_INC_ABI_H

#include "../../../../abi/xm_types.h"
#include "../../../../abi/xm_consts.h"
#include "../../../../abi/pct.h"
#include <xm_inc/values.h>

#endif
