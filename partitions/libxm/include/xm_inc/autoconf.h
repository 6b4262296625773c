/* SPDX-License-Identifier: BSD-2-Clause */
/* autoconf.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_AUTOCONF_H
#define LIBXM_XM_INC_AUTOCONF_H

#include <xm.h>

#endif
