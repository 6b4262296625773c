/* SPDX-License-Identifier: BSD-2-Clause */
/* hypercalls.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_HYPERCALLS_H
#define LIBXM_XM_INC_HYPERCALLS_H

#include <xm.h>

#endif
