/* SPDX-License-Identifier: BSD-2-Clause */
/* reset.c - reset of QEMU's board by its firmware interface, PSCI (ARM DEN 0022). */
#include "start.h"

enum { PSCI_SYSTEM_RESET = (int)0x84000009 };

void board_reset(void)
{
	register u32 function __asm__("r0") = (u32)PSCI_SYSTEM_RESET;

	__asm__ volatile(".arch_extension sec\n\tsmc #0"
			 : "+r"(function)
			 :
			 : "r1", "r2", "r3", "r12", "memory");
}
