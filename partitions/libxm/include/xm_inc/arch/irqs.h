/* SPDX-License-Identifier: BSD-2-Clause */
/* irqs.h - another name for <xm.h>. */
#ifndef LIBXM_XM_INC_ARCH_IRQS_H
#define LIBXM_XM_INC_ARCH_IRQS_H

#include <xm.h>

#endif
