/* SPDX-License-Identifier: BSD-2-Clause */
/* asm.h - how assembly functions begin and end; .S files only. */
#ifndef HAL_ASM_H
#define HAL_ASM_H

/* Each function has a section of its own, so that the linker can drop it; it
   also mends calls between ARM and Thumb state. */
/* clang-format off */
#define FUNC(name) \
	.section .text.name, "ax", %progbits; \
	.balign 4; \
	.globl name; \
	.hidden name; \
	.type name, %function; \
	name:

#define END(name) \
	.ltorg; \
	.size name, . - name
/* clang-format on */

#endif
