/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * start.c - first and last C code at the linked address: from start.S to
 * core_boot(), and from the core to a reset.
 */
#include "start.h"

#include "devices.h"
#include "drivers.h"
#include "hal.h"
#include "hyp.h"
#include "linker.h"
#include "xm_consts.h"

_Static_assert(XM_COLD_RESET == 0 && XM_WARM_RESET == 1, "start.S passes them on");

/* Physical address of the image's first byte. Per system; constant after boot. */
static u32 image_store;

struct hal_vcpu *hal_start(u32 base_register, u32 image, u32 reason, u32 running)
{
	const struct hal_boot boot = {
		.reason = reason,
		.image = (const void *)image_window(image),
		.image_phys = image,
		.memory = core_base,
	};

	image_store = image;
	cpu_init(base_register);
	hyp_l1[running / BLOCK] = 0;
	mmu_flush();
	gic_init();
	timer_init();
	return core_boot(&boot);
}

/* Into the boot code of the image, which switches MMU and caches off: until then
   the image is mapped where it is. */
static _Noreturn void warm_reset(void)
{
	struct mmu_tables t = { .l1 = hyp_l1 };

	mmu_map_code(&t, image_store);
	cpu_leave();
	__asm__ volatile("mov lr, %0\n\tbx %1"
			 :
			 : "r"(image_store + 4),
			   "r"(image_store + ((u32)boot_warm - HAL_WINDOW_BASE))
			 : "lr", "memory");
	__builtin_unreachable();
}

bool hal_stack_overflowed(u32 address)
{
	return (u32)core_stack - 1 - address < 4096;
}

_Noreturn void hal_reset(u32 mode)
{
	if (mode == XM_WARM_RESET)
		warm_reset();
	board_reset();
	hal_stop();
}
