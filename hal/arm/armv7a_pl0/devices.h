/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * devices.h - the hypervisor's window in this mode: what is mapped where.
 *
 *   HAL_WINDOW_BASE	the hypervisor's area from its first byte, as linked
 *   IMAGE_WINDOW	the image store, read-only
 *   DEV_WINDOW		one page for each device in use
 *   HAL_PCT_BASE	different in each space: control tables
 */
#ifndef HAL_DEVICES_H
#define HAL_DEVICES_H

#include "hal_machine.h"

#define HYP_SIZE_MAX   0x08000000u
#define IMAGE_WINDOW   0xc8000000u
#define DEV_WINDOW     0xcf000000u

/* Of enum hal_device. */
#define DEV_PAGE(n)    (DEV_WINDOW + (n)*0x1000u)

#define DEV_GICD       DEV_PAGE(HAL_GICD)
#define DEV_GICC       (DEV_PAGE(HAL_GICC) + A9_GICC)
#define DEV_TIMER      (DEV_PAGE(HAL_GICC) + A9_TIMER)
#define DEV_RESET      DEV_PAGE(HAL_RESET_DEVICE)

/* Private memory region of the Cortex-A9 MPCore (DDI 0407, table 1-3); snoop control
   unit. */
#define A9_SCU	       0x0000
#define A9_GICC	       0x0100
#define A9_TIMER       0x0200
#define SCU_ON	       1u /* in its first register */
#define SCU_INVALIDATE 0x0c

/* Of the global timer, private to each processor. */
#define TIMER_LINE     27

/* The image store keeps its place within a megabyte, for the sake of sections. */
static inline u32 image_window(u32 image)
{
	return IMAGE_WINDOW | (image & 0xfffff);
}

#endif
