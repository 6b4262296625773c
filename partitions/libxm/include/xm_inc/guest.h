/* SPDX-License-Identifier: BSD-2-Clause */
/* guest.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_GUEST_H
#define LIBXM_XM_INC_GUEST_H

#include <xm.h>

#endif
