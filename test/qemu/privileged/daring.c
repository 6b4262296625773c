/* SPDX-License-Identifier: BSD-2-Clause */
/* daring.c - tries the whole table, and other ways to leave user mode. */
#include "../common/board.h"
#include "../common/probe.h"
#include "../common/report.h"
#include "privileged.h"

#include <string.h>

extern const struct instruction {
	const char *name;
	probe_t function;
	xm_u32_t verdict;
} instructions[];

enum { FLAGS_AND_SVC_MODE = 0x600000d3, UPCALL_RETURN = 15 };
#define HYPERVISOR 0xc0000000u
#ifdef HYP_MODE
#define HALF_EVENT XM_HM_EV_ARM_UNDEF_INSTR
#define HALF_CAUSE UNDEFINED
#else
#define HALF_EVENT XM_HM_EV_ARM_INSTR_ALIGNMENT_FAULT
#define HALF_CAUSE HALF_FETCHED
#endif
#define MODE_BITS 0x3dfu /* mode, F, I, A, E */

static xm_u32_t scratch[16] __attribute__((aligned(64)));

static xm_u32_t mode(void)
{
	xm_u32_t cpsr;

	__asm__ volatile("mrs %0, cpsr" : "=r"(cpsr));
	return cpsr & MODE_BITS;
}

static int as_expected(const struct instruction *i, int fault)
{
	if (i->verdict == NOTHING)
		return !fault;
	if (i->verdict == CALL)
		return !fault && (xm_s32_t)probe_result == XM_UNKNOWN_HYPERCALL;
	return fault && probed.cause == i->verdict;
}

static void table(void)
{
	const struct instruction *i;
	xm_u32_t before = mode(), wrong = 0, count = 0;

	for (i = instructions; i->name; i++, count++) {
		int fault =
			probe(i->function, (xm_u32_t)scratch, FLAGS_AND_SVC_MODE, HYPERVISOR, 0);

		if (as_expected(i, fault) && mode() == before)
			continue;
		if (wrong++ < 40)
			say("FAILED: %s: %s cause %u, result 0x%08x, mode 0x%x", i->name,
			    fault ? "fault," : "no fault,", fault ? probed.cause : 0, probe_result,
			    mode());
	}
	say("%u instructions", count);
	check_equal("none had another outcome", wrong, 0);
	check_equal("user mode", mode(), before);
}

/* ARMv7 leaves open what becomes of a jump to half an ARM instruction.  QEMU takes the
   fault of ARMv8, which to HYP mode comes as a class that ARMv7 does not have. */
static void half_an_instruction(void)
{
	xm_u32_t at = (xm_u32_t)scratch + 2;
	int fault = probe(arm_call, at, 0, 0, 0);

	check("half an instruction is a fault", fault && probed.pc == at);
	check("of its own event", probed.event == HALF_EVENT && probed.cause == HALF_CAUSE);
}

/* upcall_return with a frame that asks for more than there is to get. */
static xm_u32_t returned_mode(xm_u32_t cpsr)
{
	struct xm_upcall_frame frame __attribute__((aligned(8))) = { .cpsr = cpsr };
	xm_u32_t found;

	__asm__ volatile("adr r1, 1f\n orr r1, r1, %3\n str r1, [%1, #24]\n str sp, [%1, #20]\n"
			 "mov r0, %1\n mov r12, %2\n mov r4, sp\n svc #0\n"
			 ".balign 4\n 1: mov sp, r4\n mrs %0, cpsr"
			 : "=r"(found)
			 : "r"(&frame), "i"(UPCALL_RETURN), "i"(1)
			 : "r0", "r1", "r2", "r3", "r4", "r12", "lr", "cc", "memory");
	return found;
}

static xm_s32_t return_from(xm_u32_t at)
{
	register xm_u32_t r0 __asm__("r0") = at;
	register xm_u32_t r12 __asm__("r12") = UPCALL_RETURN;

	__asm__ volatile("svc #0" : "+r"(r0) : "r"(r12) : "memory");
	return (xm_s32_t)r0;
}

static void returns(void)
{
	/* the last has all bits but IT, which would skip what follows, and E, which is the
	   partition's own */
	static const xm_u32_t wanted[] = { 0x3f, 0x33, 0x1d3 | 0x20, 0x3a, 0x600001bf, 0xf9ff01ff };
	xm_u32_t i, before = mode();

	for (i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		must("user mode after a return to another", i,
		     (returned_mode(wanted[i] | 0x20) & MODE_BITS) == before);
	check_equal("a frame nowhere", return_from(0x3f000000), XM_INVALID_PARAM);
	check_equal("a frame of the hypervisor", return_from(HYPERVISOR), XM_INVALID_PARAM);
	check_equal("a misaligned frame", return_from((xm_u32_t)scratch + 4), XM_INVALID_PARAM);
	check_equal("a frame at the end of memory", return_from(0xfffffff8), XM_INVALID_PARAM);
	check_equal("the control word is still off",
		    *(volatile xm_u32_t *)(((xm_u32_t)XM_params_get_PCT() & ~0xfffu) + 0x1000) != 0,
		    1);
}

void PartitionMain(void)
{
	xm_u32_t round;

	probe_init();
	for (round = 0; round < 3; round++)
		table();
	half_an_instruction();
	returns();
	set_step(1);
	for (;;)
		XM_idle_self();
}
