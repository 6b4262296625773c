/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * linker.h - symbols of core.ld.  Only differences between them mean anything
 * while the boot code runs where the image lies.
 */
#ifndef HAL_LINKER_H
#define HAL_LINKER_H

#include "types.h"

#pragma GCC visibility push(hidden)
extern u8 core_base[], core_rodata[], core_data[], core_image_end[];
extern u8 core_bss[], core_bss_end[], core_guard[], core_stack[], core_stack_top[];
#pragma GCC visibility pop

/* Offset of a symbol from the first byte of image and hypervisor. */
#define CORE_OFFSET(symbol) ((u32)((const u8 *)(symbol)-core_base))

#endif
