/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * call.h - for .S files only: a hypercall.  r1, r5: the struct hal_vcpu of the caller, which
 * begins with r0-r4, the arguments; r12: the number.  Either the result is in its place,
 * or there is none, or something follows from it: then to over, where the core says who
 * is next (r0).
 */
#ifndef HAL_CALL_H
#define HAL_CALL_H

#include "core_call.h"

/* clang-format off */
#ifdef __ASSEMBLER__
	.macro	hypercall over
	sub	r0, r1, #CORE_VCPU
	mov	r2, r12
	blx	core_hypercall		@ (vCPU, arguments, number)
	ldr	r1, [r5, #-CORE_VCPU]
	tst	r1, #CORE_DECIDES
	bne	\over
	str	r0, [r5]
	.endm

	.macro	call_over
	mov	r1, r0
	mov	r0, r5
	blx	core_call_over		@ (vCPU, result)
	.endm
#endif
/* clang-format on */

#endif
