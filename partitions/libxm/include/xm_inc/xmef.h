/* SPDX-License-Identifier: BSD-2-Clause */
/* xmef.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_XMEF_H
#define LIBXM_XM_INC_XMEF_H

#include <xm.h>

#endif
