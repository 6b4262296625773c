/* SPDX-License-Identifier: BSD-2-Clause */
/* access.S - the only access of the hypervisor that may be aborted: vectors.S sends
   what traps before device_aborted there. */
#include "asm.h"

	.syntax	unified
	.thumb

/* (address, value *, write): was it done? */
FUNC(device_access)
	cbnz	r2, 1f
	ldr	r3, [r0]
	dsb
	str	r3, [r1]
	b	2f
1:	ldr	r3, [r1]
	cpsid	a			@ until the partition is back, who then has it at once
	str	r3, [r0]
	dsb				@ what goes wrong goes wrong here, or waits there
2:	movs	r0, #1
	bx	lr

	.globl	device_aborted
	.hidden	device_aborted
	.type	device_aborted, %function
	.thumb_func
device_aborted:
	movs	r0, #0
	bx	lr
END(device_access)
