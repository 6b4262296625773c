/* SPDX-License-Identifier: BSD-2-Clause */
/* xmconf.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_XMCONF_H
#define LIBXM_XM_INC_XMCONF_H

#include <xm.h>

#endif
