/* SPDX-License-Identifier: BSD-2-Clause */
/* hm.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_OBJECTS_HM_H
#define LIBXM_XM_INC_OBJECTS_HM_H

#include <xm.h>

#endif
