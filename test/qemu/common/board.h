/* SPDX-License-Identifier: BSD-2-Clause */
/* board.h - addresses that differ between the boards: RAM as the plans use it,
   and devices that no plan gives away. */
#ifndef TEST_QEMU_BOARD_H
#define TEST_QEMU_BOARD_H

#if defined(BOARD_zynq7000)
#define RAM	   0x10000000u
#define CONTROLLER 0xf8f01000u /* interrupts */
#define UART	   0xe0001000u /* the console */
#elif defined(BOARD_vexpress_a9)
#define RAM	   0x70000000u
#define CONTROLLER 0x1e001000u
#define UART	   0x10009000u
#elif defined(BOARD_qemu_virt)
#define HYP_MODE   /* of the hypervisor */
#define RAM	   0x50000000u
#define CONTROLLER 0x08000000u
#define UART	   0x09000000u
#elif defined(BOARD_vexpress_a15)
#define HYP_MODE   /* of the hypervisor */
#define RAM	   0x90000000u
#define CONTROLLER 0x2c001000u
#define UART	   0x1c090000u
#endif

#endif
