/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gic.c - ARM Generic Interrupt Controller, architecture 1 and 2 (IHI 0048).
 *
 * Everything is in group 0, which is signalled as IRQ as long as FIQEn is clear.
 * The core runs with interrupts masked, so priorities only decide who is served
 * first: the deadline, then the rest by number.
 */
#include "drivers.h"

#include "cpu.h"
#include "devices.h"
#include "hal.h"
#include "mmio.h"

enum {
	C_CONTROL = 0x00,
	C_PRIORITY_MASK = 0x04,
	C_ACKNOWLEDGE = 0x0c,
	C_END = 0x10,

	D_CONTROL = 0x000,
	D_GROUP = 0x080,
	D_ENABLE = 0x100,
	D_DISABLE = 0x180,
	D_UNPEND = 0x280,
	D_PRIORITY = 0x400,
	D_TARGETS = 0x800,

	LINE_MASK = 0x3ff,
	SPURIOUS = 1020, /* and above */
};

void gic_init(void)
{
	u32 c = mmio_base(DEV_GICC), d = mmio_base(DEV_GICD);
	u32 i, bits;

	mmio_write(d + D_CONTROL, 0);
	mmio_write(c + C_CONTROL, 0);
	/* A byte for each line, and a bit: those are written eight times, for less
	   code. */
	for (i = 0; i < hal_machine.num_lines; i += 4) {
		LOOP_BOUND(24); /* 96 lines, on every board */
		bits = d + i / 32 * 4;
		mmio_write(bits + D_DISABLE, ~0u);
		mmio_write(bits + D_UNPEND, ~0u);
		mmio_write(bits + D_GROUP, 0);
		mmio_write(d + i + D_PRIORITY, 0xa0a0a0a0);
		mmio_write(d + i + D_TARGETS, 0x01010101); /* private lines ignore it */
	}
	*(volatile u8 *)(d + D_PRIORITY + TIMER_LINE) = 0;
	hal_irq_gate(TIMER_LINE / 32, 1u << TIMER_LINE % 32, true);
	mmio_write(c + C_PRIORITY_MASK, 0xff);
	mmio_write(c + C_CONTROL, 1);
	mmio_write(d + D_CONTROL, 1);
}

void hal_irq_gate(u32 word, u32 lines, bool open)
{
	mmio_write(DEV_GICD + (open ? D_ENABLE : D_DISABLE) + word * 4, lines);
}

/* A line of a partition, or none. */
static NOINLINE struct hal_vcpu *other(u32 acknowledged)
{
	u32 line = acknowledged & LINE_MASK;

	if (line >= SPURIOUS)
		return cpu_current();
	hal_irq_gate(line / 32, 1u << line % 32, false);
	mmio_write(DEV_GICC + C_END, acknowledged);
	return core_irq(line);
}

/* Only interrupts that software sends have more in that word than their line.  The
   signal of the timer goes when core_timer() arms the next deadline, which every way
   through it does: nobody can be interrupted before. */
struct hal_vcpu *irq_dispatch(void)
{
	u32 acknowledged = mmio_read(DEV_GICC + C_ACKNOWLEDGE);

	if (acknowledged != TIMER_LINE)
		return other(acknowledged);
	mmio_write(DEV_GICC + C_END, TIMER_LINE);
	return core_timer();
}
