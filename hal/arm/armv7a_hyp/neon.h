/* SPDX-License-Identifier: BSD-2-Clause */
/* neon.h - the use of the vector unit by the hypervisor; .S files only. */
#ifndef HAL_NEON_H
#define HAL_NEON_H

/* Open the registers, to HYP mode too; was: how they were, for NEON_CLOSE.
   FPEXC.EN stays set from start-up on: HCPTR says who may. */
/* clang-format off */
#define NEON_OPEN(was, scratch) \
	mrc HCPTR(was); \
	bic scratch, was, HCPTR_NO_FP; \
	mcr HCPTR(scratch); \
	isb

/* In effect at the latest with the exception return. */
#define NEON_CLOSE(was) \
	mcr HCPTR(was)
/* clang-format on */

#endif
