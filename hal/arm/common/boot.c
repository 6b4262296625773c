/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * boot.c - from an image somewhere to a verified hypervisor in RAM.
 *
 * Called once by start.S with MMU and data cache off, running where the image
 * lies: no pointer in data, no file-scope variable.  It copies the core to its
 * place and table and manifest to the end of the hypervisor's area, from where
 * core_boot() takes them; verifies the copies, because ROM may give another
 * answer the second time; and has the mode write the hypervisor's tables.
 */
#pragma GCC visibility push(hidden)
#include "hal.h"
#include "lib.h"
#include "sha256.h"
#pragma GCC visibility pop

#include "abi.h"
#include "context.h"
#include "image.h"
#include "linker.h"
#include "start.h"
#include "uart.h"

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
static _Noreturn void stop(const struct image_header *h, const char *what)
{
	u32 i = h->console - 1;

	if (i < hal_machine.num_uarts) {
		u32 uart = hal_machine.uart[i].base;

		uart_init(uart, 0);
		print(uart, "SEPTUM STOP image damaged: ");
		print(uart, what);
	}
	hal_stop();
}

static bool in_ram(u32 base, u32 size)
{
	const struct hal_range *r;
	u32 at;

	for (r = hal_machine.ram; r < hal_machine.ram + ARRAY_LEN(hal_machine.ram); r++) {
		at = base - r->base;
		if (at <= r->size && size <= r->size - at)
			return true;
	}
	return false;
}

/* What the digest covers besides the core: table and manifest. */
static u32 staged_bytes(const struct image_header *h)
{
	return h->digest_off - core_layout.image_end;
}

/*
 * Nothing in the header can be trusted yet.  What is asked here is no more than
 * that reading, copying and hashing below stay where they belong; if the digest
 * matches, packer and cfgc have seen to the rest.
 */
static bool can_copy(const struct image_header *h, u32 running)
{
	return is_aligned(h->digest_off | h->hyp_phys | h->hyp_size, SHA256_BLOCK) &&
	       h->digest_off >= core_layout.image_end && h->digest_off <= IMAGE_SIZE_MAX &&
	       core_layout.ram_end + staged_bytes(h) <= h->hyp_size &&
	       in_ram(h->hyp_phys, h->hyp_size) &&
	       !range_overlap(h->hyp_phys, h->hyp_size, running, h->digest_off);
}

/* The copies, in the order in which their originals stand in the image. */
static bool copy(const struct image_header *h, u32 running)
{
	u32 core = core_layout.image_end, rest = staged_bytes(h);
	u32 staged = h->hyp_phys + h->hyp_size - rest;
	struct sha256 s;

	hal_copy((void *)h->hyp_phys, (const void *)running, core);
	hal_copy((void *)staged, (const void *)(running + core), rest);
	sha256_init(&s);
	sha256_update(&s, (const void *)h->hyp_phys, core / SHA256_BLOCK);
	sha256_update(&s, (const void *)staged, rest / SHA256_BLOCK);
	return sha256_matches(&s, NULL, 0, h->digest_off, (const u8 *)(running + h->digest_off));
}

u64 boot_prepare(u32 running)
{
	const struct image_header *h = (const void *)(running + IMAGE_HEADER_OFFSET);
	/* What is executed may be an alias of the ROM. */
	u32 image = in_ram(running, core_layout.image_end) ? running : hal_machine.nor.base;

	if (!can_copy(h, running))
		stop(h, "header\r\n");
	if (!copy(h, running))
		stop(h, "digest\r\n");
	hal_zero((void *)(h->hyp_phys + core_layout.stack_top),
		 core_layout.ram_end - core_layout.stack_top);
	return (u64)image << 32 | boot_tables(h, image, running);
}
