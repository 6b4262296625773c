/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * devices.h - the hypervisor's own address space in this mode: what is mapped
 * where.
 *
 *   RAM		at its physical address, but for the hypervisor's area;
 *			and once more, not cached, at that address ^ UNCACHED_RAM
 *   HAL_WINDOW_BASE	the hypervisor's area from its first byte, as linked
 *   IMAGE_WINDOW	the image store, read-only
 *   DEV_WINDOW		one page for each device in use
 *
 * So RAM is one gigabyte, the second or the third.
 */
#ifndef HAL_DEVICES_H
#define HAL_DEVICES_H

#include "hal_machine.h"

#define UNCACHED_RAM 0xc0000000u
#define HYP_SIZE_MAX 0x08000000u
#define IMAGE_WINDOW 0xc8000000u
#define DEV_WINDOW   0xcf000000u

/* Of enum hal_device. */
#define DEV_PAGE(n)  (DEV_WINDOW + (n)*0x1000u)

#define DEV_GICD     DEV_PAGE(HAL_GICD)
#define DEV_GICC     DEV_PAGE(HAL_GICC)
#define DEV_RESET    DEV_PAGE(HAL_RESET_DEVICE)

/* Timer of HYP mode, private to each processor. */
#define TIMER_LINE   26

/* The image store keeps its place within 2 MiB, for the sake of blocks. */
static inline u32 image_window(u32 image)
{
	return IMAGE_WINDOW | (image & 0x1fffff);
}

#endif
