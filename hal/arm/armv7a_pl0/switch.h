/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * switch.h - for assembly only: a context and its address space take the processor, on
 * the short way of vectors.S and on the other one of switch.S.
 */
#ifndef HAL_SWITCH_H
#define HAL_SWITCH_H

#include "context.h"
#include "cp15.h"

/*
 * r0: next vCPU, r5: current one, r3, r4, r6: tpidrurw, ttbr0 and contextid of the
 * next; r8 is lost.  In between, nothing but the hypervisor's global pages is
 * mapped, so no translation can be cached under the wrong ASID: TTBR1, which is
 * never walked, keeps the table for that.  The dsb is for Cortex-A9 erratum 754322
 * as well as for what the partition has stored: it is through then, or its abort
 * pending, which is taken at the isb, as long as it is the current one.  The last
 * isb is the return to the partition (ARM DDI 0406C, A3.8.3).
 */
/* clang-format off */
#ifdef __ASSEMBLER__
	.macro	load_context
	mrc	TPIDRURW(r8)
	str	r8, [r5, #VCPU_TPIDRURW]
	mcr	TPIDRURW(r3)
	mrc	TTBR1(r8)
	mcr	TTBR0(r8)
	isb
	dsb
	cpsie	a
	isb
	mcr	CONTEXTIDR(r6)
	isb
	mcr	TTBR0(r4)
	mcr	TPIDRPRW(r0)
	clrex
	.endm
#endif
/* clang-format on */

#endif
