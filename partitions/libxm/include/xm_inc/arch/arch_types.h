/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_types.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_ARCH_ARCH_TYPES_H
#define LIBXM_XM_INC_ARCH_ARCH_TYPES_H

#include <xm.h>

#endif
