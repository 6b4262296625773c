# SPDX-License-Identifier: BSD-2-Clause
# What a build for this board needs; read by hal/arm/sources.cmake.
set(BOARD_MODE armv7a_hyp)
set(BOARD_CPU cortex-a15)
set(BOARD_IRQ gic)
set(BOARD_TIMER cnthp)
set(BOARD_UART pl011)
set(BOARD_RESET vexpress_a9) # the same motherboard
# How QEMU runs an image: from the NOR flash at the reset vector.
set(BOARD_QEMU_MACHINE -M vexpress-a15 -m 1024M)
set(BOARD_QEMU_ROM -bios @IMAGE@)
