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

u32 hyp_l1[L1_ENTRIES] __attribute__((aligned(4 * L1_ENTRIES)));
u32 hyp_l2[HYP_L2_TABLES][L2_ENTRIES] __attribute__((aligned(4 * L2_ENTRIES)));

struct hal_cpu hal_cpu;
struct hal_vcpu hal_idle;

/* Physical address of the image's first byte. Per system; constant after boot. */
static u32 image_store;

/* User mode gets no more than its own registers (ARM DDI 0406C, B3.17, C11.11):
   no counters, no debug channel, no ThumbEE; VFP as FPEXC says. */
static void restrict_user(void)
{
	CP_WRITE(CPACR, 0xf << 20); /* cp10, cp11 */
	CP_WRITE(PMUSERENR, 0);
	CP_WRITE(TEECR, 1);
	CP_WRITE(DBGDSCREXT, CP_READ(DBGDSCREXT) | DBGDSCR_UDCCDIS);
	CP_WRITE(TPIDRURW, 0);
	CP_WRITE(TPIDRURO, 0);
	isb();
}

static void find_staged(struct hal_boot *boot)
{
	const struct image_header *h = &image_header;
	const u8 *staged = core_base + h->hyp_size - (h->digest_off - h->sizes.image);

	boot->table = staged + (h->table_off - h->sizes.image);
	boot->table_size = h->table_size;
	boot->manifest = (const void *)(staged + (h->manifest_off - h->sizes.image));
}

struct hal_vcpu *hal_start(u32 image, u32 reason, u32 running)
{
	struct hal_boot boot = {
		.reason = reason,
		.image = (const void *)image_window(image),
		.image_phys = image,
		.image_size = image_header.image_size,
		.memory = core_base,
		.memory_size = image_header.hyp_size,
	};

	CP_WRITE(VBAR, vectors);
	restrict_user();
	image_store = image;
	hal_cpu.hyp.ttbr0 = ((u32)hyp_l1 + hyp_to_phys()) | TTBR_WALK;
	hal_cpu.space = &hal_cpu.hyp;
	cpu_set_current(&hal_idle);
	hal_idle.space = &hal_cpu.hyp;
	hal_idle.flags = VCPU_IDLE;
	hyp_l1[running / MB] = 0;
	mmu_flush();
	gic_init();
	timer_init();
	find_staged(&boot);
	return core_boot(&boot);
}

/*
 * Into the image's second instruction with MMU and caches off, as after a cold
 * reset.  The code that switches the MMU off needs an address that is the same
 * with and without it.
 */
static _Noreturn void warm_reset(void)
{
	struct mmu_tables t = { .l1 = hyp_l1, .to_phys = hyp_to_phys() };
	u32 code = (u32)mmu_off + t.to_phys;

	hal_space_load(&hal_cpu.hyp);
	mmu_map(&t, code & ~(MB - 1u), code & ~(MB - 1u), MB, PTE_NORMAL | PTE_HYP_RO);
	mmu_flush();
	mmu_off(image_store + 4, t.to_phys);
}

_Noreturn void hal_reset(u32 mode)
{
	if (mode == XM_WARM_RESET)
		warm_reset();
	board_reset();
	hal_stop();
}
