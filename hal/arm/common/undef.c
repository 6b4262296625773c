/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * undef.c - why an instruction was undefined: ARMv7 has no syndrome for it, so
 * the instruction is read and decoded (ARM DDI 0406C, A5 and A6) far enough to
 * tell privileged, floating point and other ones.
 *
 * The instruction has just been fetched from a page that the partition may
 * read, its address spaces never change, and it may only be read in halfwords
 * as far as it reaches: so reading it cannot fault.
 */
#include "fault.h"

#include "context.h"
#include "cp15.h"
#include "hal.h"

/*
 * No mask reaches the last four bits of an instruction.  Those of a pattern hold
 * what the instruction is, in the terms of hal.h, and when to look: which
 * instruction set, or for a coprocessor.
 */
enum { KINDS = 3, IS_COPROCESSOR = 0, IN_ARM = 4, IN_THUMB = 8, IN_COPROCESSOR = 12 };
#define IS_FP	      HAL_FAULT_FP
#define IS_PRIVILEGED HAL_FAULT_PRIVILEGED

_Static_assert((u32)IS_PRIVILEGED <= KINDS && (u32)IS_FP <= KINDS, "kinds");

static const struct pattern {
	u32 mask, want;
} patterns[] = {
	{ 0xfe000000, 0xf2000000 | IN_ARM | IS_FP }, /* Advanced SIMD */
	{ 0xff100000, 0xf4000000 | IN_ARM | IS_FP },
	{ 0xfe000000, 0xf8000000 | IN_ARM | IS_PRIVILEGED }, /* SRS, RFE */
	{ 0x0fd000f0, 0x01400070 | IN_ARM | IS_PRIVILEGED }, /* SMC, HVC */
	{ 0x0c000000, 0x0c000000 | IN_ARM | IS_COPROCESSOR },
	{ 0xef000000, 0xef000000 | IN_THUMB | IS_FP }, /* Advanced SIMD */
	{ 0xff100000, 0xf9000000 | IN_THUMB | IS_FP },
	{ 0xffc00000, 0xe8000000 | IN_THUMB | IS_PRIVILEGED }, /* SRS, RFE */
	{ 0xffc00000, 0xe9800000 | IN_THUMB | IS_PRIVILEGED },
	{ 0xffe0f000, 0xf7e08000 | IN_THUMB | IS_PRIVILEGED }, /* SMC, HVC */
	{ 0xec000000, 0xec000000 | IN_THUMB | IS_COPROCESSOR },
	/* LDC, STC, CDP, MCR, MRC and the like; the same in both instruction sets. */
	{ 0x00000e00, 0x00000e00 | IN_COPROCESSOR | IS_PRIVILEGED }, /* 14 and 15 */
	{ 0x0fef0f10, 0x0ee10a10 | IN_COPROCESSOR | IS_FP },	     /* VMRS, VMSR of FPSCR ... */
	{ 0x0fe00f10, 0x0ee00a10 | IN_COPROCESSOR | IS_PRIVILEGED }, /* ... and others */
	{ 0x00000e00, 0x00000a00 | IN_COPROCESSOR | IS_FP },	     /* 10 and 11 */
};

static u32 decode(u32 op, u32 where)
{
	const struct pattern *p;
	u32 kind;

	for (p = patterns; p < patterns + ARRAY_LEN(patterns); p++) {
		LOOP_BOUND(ARRAY_LEN(patterns));
		if (((op & p->mask) | where) != (p->want & ~(u32)KINDS))
			continue;
		kind = p->want & KINDS;
		if (kind != IS_COPROCESSOR)
			return kind;
		where = IN_COPROCESSOR;
	}
	return HAL_FAULT_UNDEFINED;
}

u32 undefined_kind(const struct hal_vcpu *v)
{
	u32 first = code_halfword(v->pc), kind = HAL_FAULT_UNDEFINED;

	if ((v->cpsr & PSR_T) == 0)
		kind = decode(first | code_halfword(v->pc + 2) << 16, IN_ARM);
	else if (first >= 0xe800) /* of two halfwords */
		kind = decode(first << 16 | code_halfword(v->pc + 2), IN_THUMB);
	/* Who may use floating point has found something that does not exist. */
	return kind == HAL_FAULT_FP && (v->flags & VCPU_FP) ? (u32)HAL_FAULT_UNDEFINED : kind;
}
