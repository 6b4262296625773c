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

u32 hyp_l1[L1_ENTRIES] __attribute__((aligned(4 * L1_ENTRIES)));
u32 hyp_l2[HYP_L2_TABLES][L2_ENTRIES] __attribute__((aligned(4 * L2_ENTRIES)));

struct hal_vcpu hal_idle, hal_gone;

/* User mode gets no more than its own registers (ARM DDI 0406C, B3.17, C11.11):
   no counters, no debug channel, no ThumbEE; VFP as FPEXC says. */
static void restrict_user(void)
{
	CP_WRITE(CPACR, 0xf << 20); /* cp10, cp11 */
	CP_WRITE(PMUSERENR, 0);
	CP_WRITE(TEECR, 1);
	CP_WRITE(DBGDSCREXT, CP_READ(DBGDSCREXT) | DBGDSCR_UDCCDIS);
	CP_WRITE(TPIDRURO, 0); /* TPIDRURW belongs to the context */
}

void cpu_init(u32 ttbr0)
{
	CP_WRITE(VBAR, core_base);
	restrict_user();
	isb();
	cpu_fp_off();
	CP_WRITE(TTBR1, ttbr0); /* never walked: a place from where a switch takes it */
	hal_idle.space.ttbr0 = ttbr0;
	hal_idle.flags = VCPU_IDLE;
	cpu_set_current(&hal_gone); /* who sleeps first comes from somebody */
}

void cpu_leave(void)
{
	hal_space_load(&hal_idle.space);
	mmu_flush();
}
