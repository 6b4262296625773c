/* SPDX-License-Identifier: BSD-2-Clause */
/* config.h - configuration of the C layer: sizes of the stacks. */
#ifndef LIBXM_CONFIG_H
#define LIBXM_CONFIG_H

#include <xm_inc/config.h>

/* What a partition has at least; the linker symbols __stack_size, __handler_stack_size
   and __fault_stack_size give another amount. */
#define STACK_SIZE	 (CONFIG_STACK_KB * 1024)
#define STACK_SIZE_EXCPT (CONFIG_STACK_EXCPT_KB * 1024)

#endif
