/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * boot.c - from an image somewhere to a verified hypervisor in RAM.
 *
 * Called once by start.S with MMU and data cache off, running where the image
 * lies: no pointer in data, no file-scope variable.  It copies the core to its
 * place and table and manifest to the end of the hypervisor's area, from where
 * core_boot() takes them; verifies the copies, because ROM may give another
 * answer the second time; and writes the tables of the hypervisor's window.
 */
#pragma GCC visibility push(hidden)
#include "hal.h"
#include "hyp.h"
#include "lib.h"
#include "sha256.h"
#pragma GCC visibility pop

#include "abi.h"
#include "context.h"
#include "cp15.h"
#include "devices.h"
#include "image.h"
#include "linker.h"
#include "mmio.h"
#include "mmu.h"
#include "start.h"
#include "uart.h"

_Static_assert(IMAGE_HEADER_OFFSET + offsetof(struct image_header, hyp_phys) == IMAGE_HYP_PHYS, "");
_Static_assert(offsetof(struct hal_machine, ram) == MACHINE_RAM, "");

enum { HYP_ALIGN = 0x10000, HYP_UNALIGNED_MAX = 4 * MB };

static void print(u32 uart, const char *s)
{
	for (; *s; s++) {
		while (!uart_try_put(hal_machine.uart[uart].base, (u8)*s))
			continue;
	}
}

/* The only output before the table says where the console is. */
static _Noreturn void stop(const struct image_header *h, const char *what)
{
	u32 uart = h->console - 1;

	if (uart < hal_machine.num_uarts) {
		uart_init(hal_machine.uart[uart].base, UART_BAUD_DEFAULT);
		print(uart, "SEPTUM STOP image damaged: ");
		print(uart, what);
		print(uart, "\r\n");
	}
	hal_stop();
}

static bool in_ram(u32 base, u32 size)
{
	u32 i;

	for (i = 0; i < ARRAY_LEN(hal_machine.ram); i++) {
		if (range_inside(base, size, hal_machine.ram[i].base, hal_machine.ram[i].size))
			return true;
	}
	return false;
}

/* Is it the header of this core, and do its pieces follow each other? */
static bool layout_sound(const struct image_header *h)
{
	return h->magic == IMAGE_MAGIC && h->version == IMAGE_VERSION &&
	       h->board == hal_machine.board && h->sizes.image == CORE_OFFSET(core_image_end) &&
	       h->image_size <= IMAGE_SIZE_MAX &&
	       is_aligned(h->table_off | h->manifest_off | h->digest_off, IMAGE_ALIGN) &&
	       h->sizes.image <= h->table_off && h->table_off < h->manifest_off &&
	       h->manifest_off < h->digest_off && h->digest_off < h->image_size &&
	       h->table_size <= h->manifest_off - h->table_off &&
	       h->manifest_size <= h->digest_off - h->manifest_off &&
	       h->image_size - h->digest_off >= SHA256_BYTES;
}

/* Where table and manifest are kept, from the first byte of the hypervisor. */
static u32 staging(const struct image_header *h)
{
	return h->hyp_size - (h->digest_off - h->sizes.image);
}

/* Relies on layout_sound(). */
static bool place_sound(const struct image_header *h, u32 image)
{
	u32 limit = is_aligned(h->hyp_phys, MB) ? HYP_SIZE_MAX : (u32)HYP_UNALIGNED_MAX;

	return is_aligned(image | h->hyp_size, PAGE) && is_aligned(h->hyp_phys, HYP_ALIGN) &&
	       h->hyp_size <= limit && in_ram(h->hyp_phys, h->hyp_size) &&
	       h->digest_off - h->sizes.image <= h->hyp_size &&
	       staging(h) >= CORE_OFFSET(core_stack_top) &&
	       !range_overlap(h->hyp_phys, h->hyp_size, image, h->image_size);
}

/* The copies, in the order in which their originals stand in the image. */
static bool copies_intact(const struct image_header *h, u32 image)
{
	struct sha256 s;

	sha256_init(&s);
	sha256_update(&s, (const void *)h->hyp_phys, h->sizes.image / SHA256_BLOCK);
	sha256_update(&s, (const void *)(h->hyp_phys + staging(h)),
		      (h->digest_off - h->sizes.image) / SHA256_BLOCK);
	return sha256_matches(&s, NULL, 0, h->digest_off, (const u8 *)(image + h->digest_off));
}

/* Text, constants and data each as restricted as they can be; a hole below the
   stack. */
static void map_hypervisor(struct mmu_tables *t, u32 phys, u32 size)
{
	const u32 base = HAL_WINDOW_BASE;
	u32 rodata = CORE_OFFSET(core_rodata), data = CORE_OFFSET(core_data);
	u32 guard = CORE_OFFSET(core_guard), stack = CORE_OFFSET(core_stack);

	mmu_map(t, base, phys, rodata, PTE_NORMAL | PTE_HYP_RO);
	mmu_map(t, base + rodata, phys + rodata, data - rodata, PTE_NORMAL | PTE_HYP_RO | PTE_XN);
	mmu_map(t, base + data, phys + data, guard - data, PTE_NORMAL | PTE_HYP_RW | PTE_XN);
	mmu_map(t, base + stack, phys + stack, size - stack, PTE_NORMAL | PTE_HYP_RW | PTE_XN);
}

static void map_devices(struct mmu_tables *t)
{
	const u32 device = PTE_DEVICE | PTE_HYP_RW;

	mmu_map(t, DEV_PRIVATE, hal_machine.gicc & ~(PAGE - 1u), A9_PAGES * PAGE, device);
	mmu_map(t, DEV_RESET, hal_machine.reset_reg, PAGE, device);
}

/* The window, and for the moment the megabyte that is being executed. */
static u32 build_tables(const struct image_header *h, u32 image, u32 running)
{
	struct mmu_tables t = {
		.l1 = (void *)(h->hyp_phys + CORE_OFFSET(hyp_l1)),
		.next = (void *)(h->hyp_phys + CORE_OFFSET(hyp_l2)),
	};

	map_hypervisor(&t, h->hyp_phys, h->hyp_size);
	mmu_map(&t, image_window(image), image, align_up(h->image_size, PAGE),
		PTE_NORMAL | PTE_HYP_RO | PTE_XN);
	map_devices(&t);
	mmu_map(&t, running & ~(MB - 1u), running & ~(MB - 1u), MB, PTE_NORMAL | PTE_HYP_RO);
	return (u32)t.l1 | TTBR_WALK;
}

/* Caches must be coherent with the other processors' before they are used. */
static void enable_coherency(void)
{
	u32 scu = (hal_machine.gicc & ~(PAGE - 1u)) + A9_SCU;

	mmio_write(scu + SCU_INVALIDATE, ~0u);
	mmio_write(scu, mmio_read(scu) | SCU_ON);
	CP_WRITE(ACTLR, CP_READ(ACTLR) | ACTLR_SMP | ACTLR_FW);
	isb();
}

u64 boot_prepare(u32 running)
{
	const struct image_header *h = (const void *)(running + IMAGE_HEADER_OFFSET);
	/* What is executed may be an alias of the ROM. */
	u32 image = in_ram(running, PAGE) ? running : hal_machine.nor.base;
	u32 size;

	if (!layout_sound(h) || !place_sound(h, image))
		stop(h, "header");
	size = h->sizes.image;
	hal_copy((void *)h->hyp_phys, (const void *)running, size);
	hal_copy((void *)(h->hyp_phys + staging(h)), (const void *)(running + size),
		 h->digest_off - size);
	if (!copies_intact(h, running))
		stop(h, "digest");
	hal_zero((void *)(h->hyp_phys + size), CORE_OFFSET(core_bss_end) - size);
	enable_coherency();
	return (u64)image << 32 | build_tables(h, image, running);
}
