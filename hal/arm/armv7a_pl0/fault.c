/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fault.c - traps of partitions in the terms of hal.h.  Called by vectors.S and
 * switch.S; the partition that trapped is loaded.
 */
#include "fault.h"

#include "context.h"
#include "cp15.h"
#include "cpu.h"
#include "hal.h"

enum { DFSR_WRITE = 1 << 11, STATUS_CODES = 32 };

/* Fault status (ARM DDI 0406C, table B3-23), as what it is for a data access. */
static u32 data_kind(u32 fsr)
{
	static const u8 kind[STATUS_CODES] = {
		[0x01] = HAL_FAULT_DATA_ALIGN,
		[0x02] = HAL_FAULT_BREAKPOINT,
		[0x03] = HAL_FAULT_DATA, /* access flag */
		[0x05] = HAL_FAULT_DATA, /* translation */
		[0x06] = HAL_FAULT_DATA,
		[0x07] = HAL_FAULT_DATA,
		[0x08] = HAL_FAULT_DATA_EXTERNAL,
		[0x09] = HAL_FAULT_DATA, /* domain */
		[0x0b] = HAL_FAULT_DATA,
		[0x0c] = HAL_FAULT_DATA_EXTERNAL, /* of a table walk */
		[0x0d] = HAL_FAULT_DATA,	  /* permission */
		[0x0e] = HAL_FAULT_DATA_EXTERNAL,
		[0x0f] = HAL_FAULT_DATA,
		[0x16] = HAL_FAULT_ASYNC,
		[0x18] = HAL_FAULT_ASYNC, /* parity */
		[0x19] = HAL_FAULT_DATA_EXTERNAL,
		[0x1c] = HAL_FAULT_DATA_EXTERNAL,
		[0x1e] = HAL_FAULT_DATA_EXTERNAL,
	};
	u32 k = kind[(fsr & 0xf) | (fsr >> 6 & 0x10)];

	return k ? k : (u32)HAL_FAULT_UNKNOWN;
}

/* The same status of a fetch. */
static u32 fetch_kind(u32 kind)
{
	if (kind < HAL_FAULT_DATA_ALIGN || kind > HAL_FAULT_DATA_EXTERNAL)
		return kind;
	return kind - (HAL_FAULT_DATA - HAL_FAULT_FETCH);
}

struct hal_vcpu *fault_entry(u32 trap, const struct hal_vcpu *v)
{
	struct hal_fault fault = { .kind = HAL_FAULT_ASYNC, .pc = v->pc, .address = v->pc };
	u32 fsr = trap == TRAP_DATA ? CP_READ(DFSR) : CP_READ(IFSR);

	if (trap == TRAP_UNDEFINED) {
		fault.kind = undefined_kind(v);
	} else if (trap != TRAP_ASYNC) {
		fault.kind = data_kind(fsr);
		if (trap == TRAP_PREFETCH) {
			fault.kind = fetch_kind(fault.kind);
		} else if (fault.kind != HAL_FAULT_ASYNC) { /* which tells neither */
			fault.address = CP_READ(DFAR);
			fault.write = (fsr & DFSR_WRITE) != 0;
		}
	}
	return core_fault(&fault);
}
