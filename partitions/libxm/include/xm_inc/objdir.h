/* SPDX-License-Identifier: BSD-2-Clause */
/* objdir.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_OBJDIR_H
#define LIBXM_XM_INC_OBJDIR_H

#include <xm.h>

#endif
