/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fault.c - traps of partitions in the terms of hal.h.  Called by vectors.S and
 * switch.S; the partition that trapped is loaded.
 */
#include "fault.h"

#include "context.h"
#include "cp15.h"
#include "hal.h"

enum { HSR_WRITE = 1 << 6, HSR_STATUS = 0x3f, CLASSES = 7, STATUS_MISALIGNED = 0x21 };

/* Fault status (ARM DDI 0406C, table B3-25), as what it is for a data access.
   Bits 1:0 are the level of the table, or tell two kinds apart. */
static u32 data_kind(u32 status)
{
	static const u8 synchronous[CLASSES + 1] = {
		HAL_FAULT_UNKNOWN,				  /* address size */
		HAL_FAULT_DATA,					  /* translation */
		HAL_FAULT_DATA,					  /* access flag */
		HAL_FAULT_DATA,					  /* permission */
		HAL_FAULT_DATA_EXTERNAL, HAL_FAULT_DATA_EXTERNAL, /* of a table walk */
		HAL_FAULT_DATA_EXTERNAL,			  /* parity */
		HAL_FAULT_DATA_EXTERNAL,			  /* parity, of a table walk */
	};

	if ((status & 0x37) == 0x11)
		return HAL_FAULT_ASYNC;
	if (status == STATUS_MISALIGNED)
		return HAL_FAULT_DATA_ALIGN;
	if (status == 0x22)
		return HAL_FAULT_BREAKPOINT;
	return status < 0x20 ? synchronous[status >> 2] : (u32)HAL_FAULT_UNKNOWN;
}

/* The same status of a fetch. */
static u32 fetch_kind(u32 kind)
{
	if (kind < HAL_FAULT_DATA_ALIGN || kind > HAL_FAULT_DATA_EXTERNAL)
		return kind;
	return kind - (HAL_FAULT_DATA - HAL_FAULT_FETCH);
}

/* Where the code is in RAM, says the hardware's own walk; RAM is mapped there. */
u32 code_halfword(u32 pc)
{
	CP_WRITE(ATS12NSOUR, pc);
	isb();
	return *(const volatile u16 *)((CP_READ(PAR) & ~0xfffu) | (pc & 0xfff));
}

struct hal_vcpu *fault_entry(u32 hsr, const struct hal_vcpu *v)
{
	struct hal_fault fault = { .kind = data_kind(hsr & HSR_STATUS),
				   .pc = v->pc,
				   .address = v->pc };

	switch (hsr >> HSR_EC_SHIFT) {
	case HSR_EC_FETCH:
		fault.kind = fetch_kind(fault.kind);
		break;
	case HSR_EC_DATA:
		if (fault.kind == HAL_FAULT_ASYNC)
			break;
		fault.address = CP_READ(HDFAR);
		fault.write = (hsr & HSR_WRITE) != 0;
		break;
	case HSR_EC_BKPT:
		fault.kind = HAL_FAULT_BREAKPOINT;
		break;
	default: /* undefined, and what is trapped instead of being executed */
		fault.kind = undefined_kind(v);
	}
	return core_fault(&fault);
}
