/* SPDX-License-Identifier: BSD-2-Clause */
/* mmio.h - device registers. */
#ifndef HAL_MMIO_H
#define HAL_MMIO_H

#include "types.h"

static inline u32 mmio_read(u32 address)
{
	return *(volatile u32 *)address;
}

static inline void mmio_write(u32 address, u32 value)
{
	*(volatile u32 *)address = value;
}

/* The same address, but the compiler may not add constants to it beforehand: one
   register serves many accesses, whose offsets fit their instructions. */
static inline u32 mmio_base(u32 address)
{
	__asm__("" : "+r"(address));
	return address;
}

#endif
