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

/* Does every bit of op that is set in mask have the value it has in pattern? */
static bool matches(u32 op, u32 mask, u32 pattern)
{
	return (op & mask) == pattern;
}

static u32 fp_kind(const struct hal_vcpu *v)
{
	return v->flags & VCPU_FP ? HAL_FAULT_UNDEFINED : HAL_FAULT_FP;
}

/* LDC, STC, CDP, MCR, MRC and the like; the same in both instruction sets. */
static u32 coprocessor_kind(const struct hal_vcpu *v, u32 op)
{
	u32 coprocessor = op >> 8 & 0xf;

	if (coprocessor == 14 || coprocessor == 15)
		return HAL_FAULT_PRIVILEGED;
	if (coprocessor != 10 && coprocessor != 11)
		return HAL_FAULT_UNDEFINED;
	/* VMRS and VMSR of any other register than FPSCR. */
	if (matches(op, 0x0fe00f10, 0x0ee00a10) && !matches(op, 0x000f0000, 0x00010000))
		return HAL_FAULT_PRIVILEGED;
	return fp_kind(v);
}

static u32 arm_kind(const struct hal_vcpu *v, u32 op)
{
	if (matches(op, 0x0c000000, 0x0c000000))
		return coprocessor_kind(v, op);
	if (matches(op, 0xfe000000, 0xf2000000) || matches(op, 0xff100000, 0xf4000000))
		return fp_kind(v); /* Advanced SIMD */
	if (matches(op, 0xfe000000, 0xf8000000) || matches(op, 0x0fd000f0, 0x01400070))
		return HAL_FAULT_PRIVILEGED; /* SRS, RFE; SMC, HVC */
	return HAL_FAULT_UNDEFINED;
}

static u32 thumb_kind(const struct hal_vcpu *v, u32 op)
{
	if (matches(op, 0xef000000, 0xef000000) || matches(op, 0xff100000, 0xf9000000))
		return fp_kind(v); /* Advanced SIMD */
	if (matches(op, 0xec000000, 0xec000000))
		return coprocessor_kind(v, op);
	if (matches(op, 0xffc00000, 0xe8000000) || matches(op, 0xffc00000, 0xe9800000) ||
	    matches(op, 0xffe0f000, 0xf7e08000))
		return HAL_FAULT_PRIVILEGED; /* SRS, RFE; SMC, HVC */
	return HAL_FAULT_UNDEFINED;
}

u32 undefined_kind(const struct hal_vcpu *v)
{
	const volatile u16 *pc = (const volatile u16 *)v->pc;
	u32 first = pc[0];

	if ((v->cpsr & PSR_T) == 0)
		return arm_kind(v, first | (u32)pc[1] << 16);
	if (first < 0xe800)
		return HAL_FAULT_UNDEFINED;
	return thumb_kind(v, first << 16 | pc[1]);
}
