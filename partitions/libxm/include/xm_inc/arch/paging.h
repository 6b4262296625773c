/* SPDX-License-Identifier: BSD-2-Clause */
/* paging.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_ARCH_PAGING_H
#define LIBXM_XM_INC_ARCH_PAGING_H

#include <xm.h>

#endif
