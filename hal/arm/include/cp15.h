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
#define SCR(r)		p15, 0, r, c1, c1, 0
#define NSACR(r)	p15, 0, r, c1, c1, 2
#define TTBR0(r)	p15, 0, r, c2, c0, 0
#define TTBR1(r)	p15, 0, r, c2, c0, 1
#define TTBCR(r)	p15, 0, r, c2, c0, 2
#define DACR(r)		p15, 0, r, c3, c0, 0
#define DFSR(r)		p15, 0, r, c5, c0, 0
#define IFSR(r)		p15, 0, r, c5, c0, 1
#define DFAR(r)		p15, 0, r, c6, c0, 0
#define IFAR(r)		p15, 0, r, c6, c0, 2
#define PAR(r)		p15, 0, r, c7, c4, 0
#define ICIALLU(r)	p15, 0, r, c7, c5, 0
#define BPIALL(r)	p15, 0, r, c7, c5, 6
#define DCISW(r)	p15, 0, r, c7, c6, 2
#define ATS12NSOUR(r)	p15, 0, r, c7, c8, 6
#define DCCMVAC(r)	p15, 0, r, c7, c10, 1
#define DCCIMVAC(r)	p15, 0, r, c7, c14, 1
#define DCCISW(r)	p15, 0, r, c7, c14, 2
#define TLBIALL(r)	p15, 0, r, c8, c7, 0
#define TLBIMVA(r)	p15, 0, r, c8, c7, 1
#define PMUSERENR(r)	p15, 0, r, c9, c14, 0
#define VBAR(r)		p15, 0, r, c12, c0, 0
#define CONTEXTIDR(r)	p15, 0, r, c13, c0, 1
#define TPIDRURW(r)	p15, 0, r, c13, c0, 2
#define TPIDRURO(r)	p15, 0, r, c13, c0, 3
#define TPIDRPRW(r)	p15, 0, r, c13, c0, 4
#define CNTKCTL(r)	p15, 0, r, c14, c1, 0
#define HSCTLR(r)	p15, 4, r, c1, c0, 0
#define HCR(r)		p15, 4, r, c1, c1, 0
#define HDCR(r)		p15, 4, r, c1, c1, 1
#define HCPTR(r)	p15, 4, r, c1, c1, 2
#define HSTR(r)		p15, 4, r, c1, c1, 3
#define HTCR(r)		p15, 4, r, c2, c0, 2
#define VTCR(r)		p15, 4, r, c2, c1, 2
#define HSR(r)		p15, 4, r, c5, c2, 0
#define HDFAR(r)	p15, 4, r, c6, c0, 0
#define HIFAR(r)	p15, 4, r, c6, c0, 2
#define TLBIALLH(r)	p15, 4, r, c8, c7, 0
#define TLBIMVAH(r)	p15, 4, r, c8, c7, 1
#define TLBIALLNSNH(r)	p15, 4, r, c8, c7, 4
#define HMAIR0(r)	p15, 4, r, c10, c2, 0
#define HVBAR(r)	p15, 4, r, c12, c0, 0
#define HTPIDR(r)	p15, 4, r, c13, c0, 2
#define CNTHCTL(r)	p15, 4, r, c14, c1, 0
#define CNTHP_CTL(r)	p15, 4, r, c14, c2, 1
#define HTTBR(lo, hi)	p15, 4, lo, hi, c2
#define VTTBR(lo, hi)	p15, 6, lo, hi, c2
#define CNTPCT(lo, hi)	p15, 0, lo, hi, c14
#define CNTHP_CVAL(lo, hi) p15, 6, lo, hi, c14
#define DBGDSCREXT(r)	p14, 0, r, c0, c2, 2
#define TEECR(r)	p14, 6, r, c0, c0, 0
#define FPEXC(r)	p10, 7, r, c8, c0, 0
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
#define DBGDSCR_UDCCDIS (1 << 12) /* debug channel not for user mode */
#define PSR_T		(1 << 5)
#define PSR_F		(1 << 6)
#define PSR_A		(1 << 8)
#define MODE_USR	0x10
#define MODE_SVC	0x13
#define MODE_MON	0x16
#define MODE_HYP	0x1a

/* Non-secure with HYP mode; no SMC, which nobody would answer. */
#define SCR_HYP		0x181
#define NSACR_OPEN	((1 << 18) | (3 << 10)) /* ACTLR.SMP and VFP not for secure code only */
#define TTBCR_EAE	(1 << 31)
/* Its bits that are one; caches, MMU, nothing writable is executed; no alignment
   checks, as in the other mode (mem.S). */
#define HSCTLR_RESET	0x30c50838
#define HSCTLR_ON	0x30cd183d
#define HSCTLR_I	(1 << 12)
/* Stage 2 with default memory types, everything goes to HYP mode, and whatever
   there is a trap for is trapped but for WFI, WFE and BXJ. */
#define HCR_PARTITION	0x0fff903d
#define HDCR_TRAPS	0xf60 /* debug events and registers, performance monitors */
#define HDCR_HPMN	0x1f
#define HSTR_TRAPS	0x00019f6f /* all system registers but c7 (barriers), c13 (TPIDRU*); ThumbEE */
#define FPEXC_EN	(1 << 30)
#define HCPTR_FP	0x801033ff /* all coprocessors but VFP */
#define HCPTR_NO_FP	0x8c00

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

/* Registers of two words. */
/* clang-format off */
#define CP_WRITE64(reg, value) \
	__asm__ volatile("mcrr " CP_STRING(reg(%Q0, %R0)) : : "r"((u64)(value)) : "memory")
#define CP_READ64(reg)                                                                  \
	__extension__({                                                                 \
		u64 cp_value_;                                                          \
		__asm__ volatile("mrrc " CP_STRING(reg(%Q0, %R0)) : "=r"(cp_value_)); \
		cp_value_;                                                              \
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
