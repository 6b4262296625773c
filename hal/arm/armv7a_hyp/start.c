/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * start.c - the state of the processor before the core runs and after it.
 */
#include "start.h"

#include "context.h"
#include "cp15.h"
#include "cpu.h"
#include "hal.h"
#include "hyp.h"
#include "linker.h"

u64 hyp_l1[L1_ENTRIES + HYP_TOP_ENTRIES] __attribute__((aligned(8 * L2_ENTRIES)));
u64 hyp_l2[HYP_L2_TABLES][L2_ENTRIES] __attribute__((aligned(8 * L2_ENTRIES)));

struct hal_vcpu hal_idle, hal_gone;

/* User mode gets no more than its own registers (ARM DDI 0406C, B3.17, C11.11):
   no counters, no timers, no debug channel, no ThumbEE.  PL1 is unused, but some
   of its registers say what user mode is like. */
static void restrict_user(void)
{
	CP_WRITE(SCTLR, SCTLR_RESET | SCTLR_I | SCTLR_Z | SCTLR_C);
	CP_WRITE(CPACR, 0xf << 20); /* cp10, cp11; HCPTR decides */
	CP_WRITE(HCPTR, HCPTR_FP);
	isb();
	CP_WRITE(FPEXC, FPEXC_EN);
	CP_WRITE(TTBCR, TTBCR_EAE); /* or faults would come in the other format */
	CP_WRITE(PMUSERENR, 0);
	CP_WRITE(CNTKCTL, 0);
	CP_WRITE(CNTHCTL, 0);
	CP_WRITE(TEECR, 1);
	CP_WRITE(DBGDSCREXT, CP_READ(DBGDSCREXT) | DBGDSCR_UDCCDIS);
	CP_WRITE(TPIDRURO, 0); /* TPIDRURW belongs to the context */
	CP_WRITE(HDCR, (CP_READ(HDCR) & HDCR_HPMN) | HDCR_TRAPS);
	CP_WRITE(HSTR, HSTR_TRAPS);
	CP_WRITE(VTCR, VTCR_WALK);
	CP_WRITE(HCR, HCR_PARTITION);
}

void cpu_init(u32 httbr)
{
	(void)httbr;
	CP_WRITE(HVBAR, core_base);
	restrict_user();
	hal_idle.flags = VCPU_IDLE;
	cpu_set_current(&hal_idle);
}

/* The boot code invalidates nothing: it finds the data cache clean. */
void cpu_leave(void)
{
	mmu_flush();
	mmu_clean((u32)core_base, image_header.hyp_size);
}
