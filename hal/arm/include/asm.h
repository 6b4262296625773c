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

/* Notes for tools/bound, as those of types.h. */
#define NOTE_TEXT(word) #word
#define NOTE_AT(kind, text, line) \
	99: .pushsection .debug_bounds, "", %progbits; \
	.4byte 99b; \
	.asciz kind, text, __FILE__, NOTE_TEXT(line); \
	.popsection
#define NOTE(kind, text, line) NOTE_AT(kind, text, line)
/* In the body of a loop: it is entered n times at most. */
#define LOOP_BOUND_OF(n) NOTE("loop", #n, __LINE__)
/* The next call asks its loops for n of name. */
#define CALL_WITH(name, n) NOTE("with", #name "=" #n, __LINE__)
/* At the beginning of a function: that count is an argument of it. */
#define ARGUMENT(name, register) NOTE("argument", #name "=" #register, __LINE__)
/* What is only reached through here can be left out. */
#define WAY_OF(name) NOTE("way", #name, __LINE__)
/* A visit of the hypervisor ends here, and another begins. */
#define VISIT(name) NOTE("visit", #name, __LINE__)
/* clang-format on */

#endif
