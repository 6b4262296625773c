/* SPDX-License-Identifier: BSD-2-Clause */
/* trace.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_OBJECTS_TRACE_H
#define LIBXM_XM_INC_OBJECTS_TRACE_H

#include <xm.h>

#endif
