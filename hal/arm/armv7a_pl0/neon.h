/* SPDX-License-Identifier: BSD-2-Clause */
/* neon.h - the use of the vector unit by the hypervisor; .S files only. */
#ifndef HAL_NEON_H
#define HAL_NEON_H

/* Open the registers; was: how they were, for NEON_CLOSE. */
/* clang-format off */
#define NEON_OPEN(was, scratch) \
	vmrs was, fpexc; \
	orr scratch, was, FPEXC_EN; \
	vmsr fpexc, scratch

#define NEON_CLOSE(was) \
	vmsr fpexc, was
/* clang-format on */

#endif
