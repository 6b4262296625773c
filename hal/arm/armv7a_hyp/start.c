/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * start.c - first and last C code at the linked address: from start.S to
 * core_boot(), and from the core to a stop or a reset.
 */
#include "start.h"

#include "context.h"
#include "cp15.h"
#include "cpu.h"
#include "devices.h"
#include "gic.h"
#include "hal.h"
#include "hyp.h"
#include "linker.h"
#include "timer.h"
#include "xm_consts.h"

_Static_assert(XM_COLD_RESET == 0 && XM_WARM_RESET == 1, "start.S passes them on");

u64 hyp_l1[L1_ENTRIES + HYP_TOP_ENTRIES] __attribute__((aligned(8 * L2_ENTRIES)));
u64 hyp_l2[HYP_L2_TABLES][L2_ENTRIES] __attribute__((aligned(8 * L2_ENTRIES)));
u64 hyp_devices[L2_ENTRIES] __attribute__((aligned(8 * L2_ENTRIES)));

struct hal_vcpu hal_idle;

/* Physical address of the image's first byte. Per system; constant after boot. */
static u32 image_store;

/* User mode gets no more than its own registers (ARM DDI 0406C, B3.17, C11.11):
   no counters, no timers, no debug channel, no ThumbEE.  PL1 is unused, but some
   of its registers say what user mode is like. */
static void restrict_user(void)
{
	CP_WRITE(SCTLR, SCTLR_RESET | SCTLR_I | SCTLR_Z | SCTLR_C);
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

static void map_devices(void)
{
	hyp_l1[DEV_WINDOW / BLOCK] = ((u32)hyp_devices + hyp_to_phys()) | L1_TABLE;
	hyp_map_device(DEV_GICD, hal_machine.gicd);
	hyp_map_device(DEV_GICC, hal_machine.gicc);
	if (hal_machine.reset_reg != NONE)
		hyp_map_device(DEV_RESET, hal_machine.reset_reg);
}

static void init_cpu(u32 image)
{
	CP_WRITE(HVBAR, vectors);
	restrict_user();
	image_store = image;
	hal_idle.flags = VCPU_IDLE;
	cpu_set_current(&hal_idle);
}

struct hal_vcpu *hal_start(u32 image, u32 reason, u32 running)
{
	const struct image_header *h = &image_header;
	const u8 *staged = core_base + h->hyp_size - h->digest_off;
	const struct hal_boot boot = {
		.reason = reason,
		.table = staged + h->table_off,
		.table_size = h->table_size,
		.manifest = (const void *)(staged + h->manifest_off),
		.image = (const void *)image_window(image),
		.image_phys = image,
		.image_size = h->image_size,
		.memory = core_base,
		.memory_size = h->hyp_size,
	};

	init_cpu(image);
	map_devices();
	hyp_l1[running / BLOCK] = 0;
	mmu_flush();
	gic_init();
	timer_init();
	return core_boot(&boot);
}

/*
 * Into the image's second instruction with MMU and caches off, as after a cold
 * reset.  The code that switches the MMU off needs an address that is the same
 * with and without it.
 */
static _Noreturn void warm_reset(void)
{
	u32 to_phys = hyp_to_phys();

	mmu_map_code(hyp_l1, (u32)mmu_off + to_phys);
	mmu_flush();
	mmu_clean((u32)core_base, image_header.hyp_size);
	mmu_off(image_store + 4, to_phys);
}

_Noreturn void hal_reset(u32 mode)
{
	if (mode == XM_WARM_RESET)
		warm_reset();
	board_reset();
	hal_stop();
}
