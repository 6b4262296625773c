/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * boot.c - from an image somewhere to a verified hypervisor in RAM.
 *
 * Called once by start.S with MMU and data cache off, running where the image
 * lies: no pointer in data, no file-scope variable.  It copies the core to its
 * place and table and manifest to the end of the hypervisor's area, from where
 * core_boot() takes them; verifies the copies, because ROM may give another
 * answer the second time; and writes the hypervisor's tables.
 */
#pragma GCC visibility push(hidden)
#include "hal.h"
#include "lib.h"
#include "sha256.h"
#pragma GCC visibility pop

#include "abi.h"
#include "context.h"
#include "devices.h"
#include "image.h"
#include "linker.h"
#include "mmu_map.h"
#include "start.h"
#include "drivers.h"

_Static_assert(IMAGE_HEADER_OFFSET + offsetof(struct image_header, hyp_phys) == IMAGE_HYP_PHYS, "");
_Static_assert(offsetof(struct hal_machine, ram) == MACHINE_RAM, "");

static void print(u32 uart, const char *s)
{
	for (; *s; s++) {
		while (!uart_try_put(uart, (u8)*s))
			continue;
	}
}

/* The only output before the table says where the console is. */
static _Noreturn void stop(const struct hal_machine *m, u32 console)
{
	if (console - 1 < m->num_uarts) {
		u32 uart = m->device[HAL_UART + console - 1];

		uart_init(uart, 0);
		print(uart, "SEPTUM STOP image damaged\r\n");
	}
	hal_stop();
}

static NOINLINE bool in_ram(const struct hal_machine *m, u32 base, u32 size)
{
	const struct hal_range *r;

	for (r = m->ram; r < m->ram + ARRAY_LEN(m->ram); r++) {
		LOOP_BOUND(ARRAY_LEN(m->ram));
		if (range_inside(base, size, r->base, r->size))
			return true;
	}
	return false;
}

/* What the digest covers besides the core: table and manifest. */
static u32 staged_bytes(const struct image_header *h)
{
	return h->digest_off - LINK_OFFSET(image_end);
}

/*
 * Nothing in the header can be trusted yet.  What is asked here is no more than
 * that reading, copying and hashing below stay where they belong; if the digest
 * matches, packer and cfgc have seen to the rest.
 */
static bool can_copy(const struct hal_machine *m, const struct image_header *h, u32 running)
{
	return is_aligned(h->digest_off | h->hyp_phys | h->hyp_size, SHA256_BLOCK) &&
	       h->digest_off >= LINK_OFFSET(image_end) && h->digest_off <= IMAGE_SIZE_MAX &&
	       LINK_OFFSET(ram_end) + staged_bytes(h) <= h->hyp_size &&
	       in_ram(m, h->hyp_phys, h->hyp_size) &&
	       !range_overlap(h->hyp_phys, h->hyp_size, running, h->digest_off);
}

/* What is hashed is the copy. */
static void take(struct sha256 *s, u32 to, u32 from, u32 size)
{
	boot_copy((void *)to, (const void *)from, size);
	sha256_update(s, (const void *)to, size / SHA256_BLOCK);
}

/* In the order in which the originals stand in the image. */
static bool copy(const struct image_header *h, u32 running)
{
	u32 core = LINK_OFFSET(image_end), rest = staged_bytes(h);
	struct sha256 s;

	sha256_init(&s);
	CALL_WITH_OF(length, core);
	CALL_WITH_OF(blocks, core / 64);
	take(&s, h->hyp_phys, running, core);
	CALL_WITH_OF(length, staged);
	CALL_WITH_OF(blocks, staged / 64);
	take(&s, h->hyp_phys + h->hyp_size - rest, running + core, rest);
	return sha256_matches(&s, NULL, 0, h->digest_off, (const u8 *)(running + h->digest_off));
}

/*
 * The window: text, constants and data each as restricted as they can be, and
 * devices; and for the moment what is being executed.
 */
static void map_window(struct mmu_tables *t, const struct hal_machine *m,
		       const struct image_header *h, u32 running)
{
	const u32 rodata = LINK_OFFSET(rodata), stack = LINK_OFFSET(stack);
	u32 i;

	CALL_WITH(runs, 1);
	CALL_WITH(entries, 16);
	mmu_map(t, HAL_WINDOW_BASE, h->hyp_phys + PAGE_TEXT, rodata);
	CALL_WITH(runs, 1);
	CALL_WITH(entries, 16);
	mmu_map(t, HAL_WINDOW_BASE + rodata, h->hyp_phys + rodata + PAGE_RODATA, stack - rodata);
	CALL_WITH_OF(runs, memory_runs);
	CALL_WITH(entries, L2_ENTRIES);
	mmu_map(t, HAL_WINDOW_BASE + stack, h->hyp_phys + stack + PAGE_DATA, h->hyp_size - stack);
	for (i = 0; i < HAL_DEVICES; i++) {
		LOOP_BOUND(HAL_DEVICES);
		if (m->device[i] != NONE) {
			CALL_WITH(runs, 1);
			CALL_WITH(entries, 1);
			mmu_map(t, DEV_PAGE(i), m->device[i] + PAGE_DEVICE, PAGE);
		}
	}
	mmu_map_code(t, running);
}

u64 boot_prepare(u32 running, const struct hal_machine *m)
{
	const struct image_header *h = (const void *)(running + IMAGE_HEADER_OFFSET);
	/* What is executed may be an alias of the ROM. */
	u32 image = in_ram(m, running, LINK_OFFSET(image_end)) ? running : m->nor.base;
	struct mmu_tables t;

	if (!can_copy(m, h, running) || !copy(h, running))
		stop(m, h->console);
	CALL_WITH_OF(length, bss);
	hal_zero((void *)(h->hyp_phys + LINK_OFFSET(stack_top)),
		 LINK_OFFSET(ram_end) - LINK_OFFSET(stack_top));
	t.to_phys = 0;
	t.l1 = (void *)(h->hyp_phys + LINK_OFFSET(hyp_l1));
	t.next = (void *)(h->hyp_phys + LINK_OFFSET(hyp_l2));
	t.end = (void *)~0u; /* there are enough for any area that cfgc accepts */
	map_window(&t, m, h, running);
	return (u64)image << 32 | boot_tables(&t, m, h, image);
}
