# SPDX-License-Identifier: BSD-2-Clause
# What differs between the boards in the plans of examples and system tests:
#   BOARD_<name>_REGION  Region elements with the board's RAM
#   BOARD_<name>_R       first hexadecimal digit of addresses in RAM, of eight
#   BOARD_<name>_UART    the console's Uart id
set(BOARD_zynq7000_REGION [[<Region type="sdram" start="0x00100000" size="1023MB"/>]])
set(BOARD_zynq7000_R 1)
set(BOARD_zynq7000_UART 1)
set(BOARD_vexpress_a9_REGION [[<Region type="sdram" start="0x60000000" size="1024MB"/>]])
set(BOARD_vexpress_a9_R 7)
set(BOARD_vexpress_a9_UART 0)
set(BOARD_qemu_virt_REGION [[<Region type="sdram" start="0x40000000" size="1024MB"/>]])
set(BOARD_qemu_virt_R 5)
set(BOARD_qemu_virt_UART 0)
set(BOARD_vexpress_a15_REGION [[<Region type="sdram" start="0x80000000" size="1024MB"/>]])
set(BOARD_vexpress_a15_R 9)
set(BOARD_vexpress_a15_UART 0)
