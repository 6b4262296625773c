# SPDX-License-Identifier: BSD-2-Clause
# What a build for this board needs; read by hal/arm/sources.cmake.
set(BOARD_MODE armv7a_pl0)
set(BOARD_CPU cortex-a9)
set(BOARD_IRQ gic)
set(BOARD_TIMER a9_global)
set(BOARD_UART pl011)
# How QEMU runs an image: from the NOR flash at the reset vector.
set(BOARD_QEMU_MACHINE -M vexpress-a9 -m 1024M)
set(BOARD_QEMU_ROM -bios @IMAGE@)
