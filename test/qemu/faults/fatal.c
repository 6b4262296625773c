/* SPDX-License-Identifier: BSD-2-Clause */
/* fatal.c - the partitions that a fault ends: what it is depends on the name. */
#include "../common/probe.h"
#include "faults.h"

#include <irqs.h>

#define NOBODYS 0x3f000000u

xm_u32_t arm_undefined(xm_u32_t, xm_u32_t, xm_u32_t, xm_u32_t);

/* Virtual interrupts and faults lead nowhere. */
static void no_handlers(void)
{
	register xm_u32_t r0 __asm__("r0") = 0;
	register xm_u32_t r1 __asm__("r1") = 0;
	register xm_u32_t r2 __asm__("r2") = 0;
	register xm_u32_t r3 __asm__("r3") = 0;
	register xm_u32_t r12 __asm__("r12") = 14; /* set_vectors */

	__asm__ volatile("svc #0" : "+r"(r0) : "r"(r1), "r"(r2), "r"(r3), "r"(r12) : "memory");
	check_equal("no handlers", (xm_s32_t)r0, XM_OK);
}

static void orphan(void)
{
	xm_u32_t pc = (xm_u32_t)arm_undefined;

	no_handlers();
	expect(XM_HM_EV_ARM_UNDEF_INSTR, CAUSE_UNDEFINED, XM_HM_AC_HALT, pc, pc,
	       XM_ACCESS_EXECUTE | XM_HM_HAS_CONTEXT);
	arm_undefined(0, 0, 0, 0);
}

static void fault_again(trapCtxt_t *ctxt)
{
	expect(XM_HM_EV_ARM_DATA_BACKGROUND_FAULT, CAUSE_DATA_UNOWNED, XM_HM_AC_HALT,
	       (xm_u32_t)arm_load_word, NOBODYS, XM_ACCESS_READ | XM_HM_HAS_CONTEXT);
	arm_load_word(NOBODYS, 0, 0, 0);
}

static void twice(void)
{
	xm_u32_t pc = (xm_u32_t)arm_undefined;

	InstallUndefInstrHandler(fault_again);
	InstallDataAbortHandler(fault_again);
	expect(XM_HM_EV_ARM_UNDEF_INSTR, CAUSE_UNDEFINED, XM_HM_AC_PROPAGATE, pc, pc,
	       XM_ACCESS_EXECUTE | XM_HM_HAS_CONTEXT);
	arm_undefined(0, 0, 0, 0);
}

/* An interrupt comes while the stack pointer is anywhere. */
static void stackless(void)
{
	extern void wait_without_stack(xm_u32_t sp);
	extern char waiting[];

	expect(XM_HM_EV_MEM_PROTECTION, CAUSE_UPCALL_STACK, XM_HM_AC_HALT, (xm_u32_t)waiting,
	       NOBODYS, XM_ACCESS_WRITE | XM_HM_HAS_CONTEXT);
	XM_clear_irqpend(0, 1 << XM_VT_EXT_CYCLIC_SLOT_START);
	HwSti();
	XM_clear_irqmask(0, 1 << XM_VT_EXT_CYCLIC_SLOT_START);
	wait_without_stack(NOBODYS);
}

static void suspended(void)
{
	expect(XM_HM_EV_MEM_PROTECTION, CAUSE_DATA_FOREIGN, XM_HM_AC_SUSPEND,
	       (xm_u32_t)arm_store_word, 0xc0001000, XM_ACCESS_WRITE | XM_HM_HAS_CONTEXT);
	arm_store_word(0xc0001000, 1, 2, 3);
}

void PartitionMain(void)
{
	static void (*const what[])(void) = { 0, orphan, twice, stackless, suspended };

	wait_step(JUDGE, XM_PARTITION_SELF);
	what[XM_PARTITION_SELF]();
	check("not reached", 0);
}
