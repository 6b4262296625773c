/* SPDX-License-Identifier: BSD-2-Clause */
/* irqs.h - another name for <irqs.h>. */
#ifndef LIBXM_ARCH_IRQS_H
#define LIBXM_ARCH_IRQS_H

#include <irqs.h>

#endif
