/* SPDX-License-Identifier: BSD-2-Clause */
/* status.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_OBJECTS_STATUS_H
#define LIBXM_XM_INC_OBJECTS_STATUS_H

#include <xm.h>

#endif
