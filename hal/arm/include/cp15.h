/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * cp15.h - system registers by their architectural names, for C and assembly.
 *
 *   mrc SCTLR(r0)	in a .S file
 *   CP_WRITE(SCTLR, v)	in C
 */
#ifndef HAL_CP15_H
#define HAL_CP15_H

/* clang-format off */
#define MPIDR(r)	p15, 0, r, c0, c0, 5
#define CCSIDR(r)	p15, 1, r, c0, c0, 0
#define CSSELR(r)	p15, 2, r, c0, c0, 0
#define SCTLR(r)	p15, 0, r, c1, c0, 0
#define ACTLR(r)	p15, 0, r, c1, c0, 1
#define CPACR(r)	p15, 0, r, c1, c0, 2
#define TTBR0(r)	p15, 0, r, c2, c0, 0
#define TTBCR(r)	p15, 0, r, c2, c0, 2
#define DACR(r)		p15, 0, r, c3, c0, 0
#define DFSR(r)		p15, 0, r, c5, c0, 0
#define IFSR(r)		p15, 0, r, c5, c0, 1
#define DFAR(r)		p15, 0, r, c6, c0, 0
#define IFAR(r)		p15, 0, r, c6, c0, 2
#define ICIALLU(r)	p15, 0, r, c7, c5, 0
#define BPIALL(r)	p15, 0, r, c7, c5, 6
#define DCISW(r)	p15, 0, r, c7, c6, 2
#define DCCMVAC(r)	p15, 0, r, c7, c10, 1
#define DCCISW(r)	p15, 0, r, c7, c14, 2
#define TLBIALL(r)	p15, 0, r, c8, c7, 0
#define PMUSERENR(r)	p15, 0, r, c9, c14, 0
#define VBAR(r)		p15, 0, r, c12, c0, 0
#define ISR(r)		p15, 0, r, c12, c1, 0
#define CONTEXTIDR(r)	p15, 0, r, c13, c0, 1
#define TPIDRURW(r)	p15, 0, r, c13, c0, 2
#define TPIDRURO(r)	p15, 0, r, c13, c0, 3
#define TPIDRPRW(r)	p15, 0, r, c13, c0, 4
#define DBGDSCREXT(r)	p14, 0, r, c0, c2, 2
#define TEECR(r)	p14, 6, r, c0, c0, 0
/* clang-format on */

#define SCTLR_M		(1 << 0)
#define SCTLR_C		(1 << 2)
#define SCTLR_Z		(1 << 11)
#define SCTLR_I		(1 << 12)
/* Its reset value on ARMv7-A: no alignment checks, low vectors (VBAR), exceptions
   in ARM state and little-endian, no TEX remap, no access flag, no SWP. */
#define SCTLR_RESET	0x00c50078

#define ACTLR_FW	(1 << 0) /* take part in broadcast maintenance */
#define ACTLR_SMP	(1 << 6)
#define ISR_A_BIT	8
#define DBGDSCR_UDCCDIS (1 << 12) /* debug channel not for user mode */
#define PSR_T		(1 << 5)
#define PSR_F		(1 << 6)
#define PSR_A		(1 << 8)
#define MODE_USR	0x10
#define MODE_SVC	0x13

#ifndef __ASSEMBLER__

#include "types.h"

#define CP_STRING_(...) #__VA_ARGS__
#define CP_STRING(...)	CP_STRING_(__VA_ARGS__)

/* clang-format off */
#define CP_WRITE(reg, value) \
	__asm__ volatile("mcr " CP_STRING(reg(%0)) : : "r"((u32)(value)) : "memory")
#define CP_READ(reg)                                                            \
	__extension__({                                                         \
		u32 cp_value_;                                                  \
		__asm__ volatile("mrc " CP_STRING(reg(%0)) : "=r"(cp_value_)); \
		cp_value_;                                                      \
	})
/* clang-format on */

static inline void dsb(void)
{
	__asm__ volatile("dsb" : : : "memory");
}

static inline void isb(void)
{
	__asm__ volatile("isb" : : : "memory");
}

#endif
#endif
