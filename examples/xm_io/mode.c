/* SPDX-License-Identifier: BSD-2-Clause */
/* mode.c - has two bits of the UART's mode: it connects the output to the input. */
#include <stdio.h>
#include <xm.h>

#define UART_MODE 0xE0000004
#define LOOPBACK  0x200

void PartitionMain(void)
{
	xm_u32_t mode;

	printf("[P%d] outport: %d\n", XM_PARTITION_SELF,
	       XM_arm_outport(UART_MODE, LOOPBACK | 0xff));
	XM_arm_inport(UART_MODE, &mode);
	printf("[P%d] mode: %x\n", XM_PARTITION_SELF, mode);
	printf("[P%d] outport to another: %d\n", XM_PARTITION_SELF,
	       XM_arm_outport(UART_MODE + 4, 0));
	while (1)
		XM_idle_self();
}
