/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * types.h - the scalar types of the core, the HAL and the host tools.
 *
 * Partitions never see this file: their names are in xm_types.h, because a
 * partition's source may well have a u32 of its own.
 */
#ifndef ABI_TYPES_H
#define ABI_TYPES_H

#include <stdbool.h>
#include <stddef.h>

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef int s32;
typedef long long s64;

typedef u32 paddr_t; /* physical address */
typedef u32 gaddr_t; /* address as a partition sees it; only gmem.c may turn it into a pointer */

/* "No such index" in every field of the table that holds one. */
#define NONE	     0xffffffffu

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/*
 * What a bound on execution needs to know of the code and cannot see in it: notes for
 * tools/bound, in a section of the ELF file that is not loaded.  No instruction is
 * added.  Counts are expressions of numbers and of the names in tools/bound/counts.py.
 *
 * LOOP_BOUND(n)	first thing in the body of a loop: for each time the loop is
 *			come to, the body is entered n times at most; a constant
 * LOOP_BOUND_OF(n)	the same, of counts in the plan or of an argument
 * AT_MOST(n)		in a loop: what is only reached through here is reached n times
 *			at most, each time the loop is come to
 * CALL_WITH(name, n)	the next call whose loops are bounded by name has n of them
 * CALL_WITH_OF(name, n) the same, of counts; min(count, n): at boot the count, later n
 * SWITCH_OF(name)	in front of a switch: one case is looked at at a time
 * WAY_OF(name)	what is only reached through here can be left out
 */
#if defined(__arm__)
#define BOUND_TEXT(word) #word
/* One statement to the compiler, which takes each for an instruction. */
__asm__(".ifndef bound_note_defined\n"
	".set bound_note_defined, 1\n"
	".macro bound_note kind, text, file, line\n"
	"0: .pushsection .debug_bounds,\"\",%progbits\n"
	".4byte 0b\n"
	".asciz \"\\kind\", \"\\text\", \"\\file\", \"\\line\"\n"
	".popsection\n"
	".endm\n"
	".endif");
#define BOUND_NOTE_AT(kind, text, line, value)                                    \
	__asm__ __volatile__("bound_note \"" kind "\", \"" text "\", \"" __FILE__ \
			     "\", " BOUND_TEXT(line)::"i"(value))
#define BOUND_NOTE(kind, text, value) BOUND_NOTE_AT(kind, text, __LINE__, value)
#define LOOP_BOUND(n)		      BOUND_NOTE("loop", "%c0", n)
#define LOOP_BOUND_OF(n)	      BOUND_NOTE("loop", #n, 0)
#define AT_MOST(n)		      BOUND_NOTE("most", #n, 0)
#define CALL_WITH(name, n)	      BOUND_NOTE("with", #name "=%c0", n)
#define CALL_WITH_OF(name, n)	      BOUND_NOTE("with", #name "=" #n, 0)
#define SWITCH_OF(name)		      BOUND_NOTE("switch", #name, 0)
#define WAY_OF(name)		      BOUND_NOTE("way", #name, 0)
#else
#define LOOP_BOUND(n)	      (void)0
#define LOOP_BOUND_OF(n)      (void)0
#define AT_MOST(n)	      (void)0
#define CALL_WITH(name, n)    (void)0
#define CALL_WITH_OF(name, n) (void)0
#define SWITCH_OF(name)	      (void)0
#define WAY_OF(name)	      (void)0
#endif

/* A number that the compiler takes as it is, instead of reckoning with how it came to be. */
#define AS_IS(x)                            \
	({                                  \
		__typeof__(x) as_is_ = (x); \
		__asm__("" : "+r"(as_is_)); \
		as_is_;                     \
	})

/* Not inlined where that makes the core larger; where, was found by trial. */
#define NOINLINE __attribute__((noinline))
/* On a path that every call or switch takes. */
#define FAST	 inline __attribute__((always_inline))
#define FLATTEN	 __attribute__((flatten))

#endif
