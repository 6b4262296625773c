/* SPDX-License-Identifier: BSD-2-Clause */
/* mem.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_OBJECTS_MEM_H
#define LIBXM_XM_INC_OBJECTS_MEM_H

#include <xm.h>

#endif
