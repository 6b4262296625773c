# SPDX-License-Identifier: BSD-2-Clause
# What differs between the boards in the plans of system tests, beyond cmake/plans.cmake:
#   BOARD_<name>_DEVICE_REGION DEVICE_GRANT  a device page for a partition
#   BOARD_<name>_SOURCE SOURCE_LINE SOURCE_REGION  a device that interrupts
#   BOARD_<name>_PORT PORT_SPLIT PORT_ABSENT  registers of devices: two that keep at least
#     8 bits of what is written, and one that is not there
#   BOARD_<name>_DEVICE_PAGE DEVICE_PORT  a page of another device, and a register in it of the kind
include(${septum_SOURCE_DIR}/cmake/plans.cmake)
foreach(registers
    # matches of the second triple timer, and of the first
    zynq7000:0xf8002030:0xf8002034:0xe00f0000:0xf8001000:0xf8001030
    # loads of the second dual timer, alarm of the clock
    vexpress_a9:0x10012000:0x10012020:0x1001e000:0x10017000:0x10017004
    # sense and event of GPIO, alarm of the clock
    qemu_virt:0x09030404:0x0903040c:0x09031000:0x09010000:0x09010004
    # as on vexpress_a9
    vexpress_a15:0x1c120000:0x1c120020:0x1c1e0000:0x1c170000:0x1c170004)
  string(REPLACE ":" ";" registers ${registers})
  list(GET registers 0 name)
  list(GET registers 1 BOARD_${name}_PORT)
  list(GET registers 2 BOARD_${name}_PORT_SPLIT)
  list(GET registers 3 BOARD_${name}_PORT_ABSENT)
  list(GET registers 4 BOARD_${name}_DEVICE_PAGE)
  list(GET registers 5 BOARD_${name}_DEVICE_PORT)
endforeach()
set(BOARD_zynq7000_DEVICE_REGION [[<Region type="sdram" start="0xe0000000" size="4KB"/>]])
set(BOARD_zynq7000_DEVICE_GRANT [[<HwResources><APBDev device="ZYNQ_DEV_UA0"/></HwResources>]])
set(BOARD_vexpress_a9_DEVICE_REGION [[<Region type="sdram" start="0x1000a000" size="4KB"/>]])
set(BOARD_vexpress_a9_DEVICE_GRANT [[<HwResources><APBDev device="VE_DEV_UA1"/></HwResources>]])
set(BOARD_qemu_virt_DEVICE_REGION [[<Region type="sdram" start="0x09010000" size="4KB"/>]])
set(BOARD_qemu_virt_DEVICE_GRANT [[<HwResources><APBDev device="VIRT_DEV_RTC"/></HwResources>]])
set(BOARD_vexpress_a15_DEVICE_REGION [[<Region type="sdram" start="0x1c0a0000" size="4KB"/>]])
set(BOARD_vexpress_a15_DEVICE_GRANT [[<HwResources><APBDev device="VE_DEV_UA1"/></HwResources>]])
set(BOARD_zynq7000_SOURCE ZYNQ_DEV_UA0)
set(BOARD_zynq7000_SOURCE_LINE 59)
set(BOARD_zynq7000_SOURCE_REGION "${BOARD_zynq7000_DEVICE_REGION}")
set(BOARD_vexpress_a9_SOURCE VE_DEV_TIMER01)
set(BOARD_vexpress_a9_SOURCE_LINE 34)
set(BOARD_vexpress_a9_SOURCE_REGION [[<Region type="sdram" start="0x10011000" size="4KB"/>]])
set(BOARD_qemu_virt_SOURCE VIRT_DEV_RTC)
set(BOARD_qemu_virt_SOURCE_LINE 34)
set(BOARD_qemu_virt_SOURCE_REGION "${BOARD_qemu_virt_DEVICE_REGION}")
set(BOARD_vexpress_a15_SOURCE VE_DEV_TIMER01)
set(BOARD_vexpress_a15_SOURCE_LINE 34)
set(BOARD_vexpress_a15_SOURCE_REGION [[<Region type="sdram" start="0x1c110000" size="4KB"/>]])
