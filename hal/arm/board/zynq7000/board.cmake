# SPDX-License-Identifier: BSD-2-Clause
# What a build for this board needs; read by hal/arm/sources.cmake.
set(BOARD_MODE armv7a_pl0)
set(BOARD_CPU cortex-a9)
set(BOARD_IRQ gic)
set(BOARD_TIMER a9_global)
set(BOARD_UART cadence)
# How QEMU runs an image: from NOR (a file of exactly 64 MiB), or loaded to DDR.
set(BOARD_QEMU_MACHINE -M xilinx-zynq-a9 -m 1024M)
set(BOARD_QEMU_ROM -drive if=pflash,format=raw,file=@IMAGE@
    -device loader,addr=0xe2000000,cpu-num=0)
set(BOARD_QEMU_DDR -device loader,file=@IMAGE@,addr=0x00100000,cpu-num=0)
