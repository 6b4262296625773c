/* SPDX-License-Identifier: BSD-2-Clause */
/* commports.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_OBJECTS_COMMPORTS_H
#define LIBXM_XM_INC_OBJECTS_COMMPORTS_H

#include <xm.h>

#endif
