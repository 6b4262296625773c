/* SPDX-License-Identifier: BSD-2-Clause */
/* linkage.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_LINKAGE_H
#define LIBXM_XM_INC_LINKAGE_H

#include <xm.h>

#endif
