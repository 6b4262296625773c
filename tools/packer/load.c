/* SPDX-License-Identifier: BSD-2-Clause */
/* load.c - images that are started from RAM. */
#include "load.h"

enum { PAGE = 4096 }; /* the boot code maps the image by pages */

/* A range may end exactly at 2^32, so ends are 64 bits wide. */
static u64 end_of(u32 base, u32 size)
{
	return (u64)base + size;
}

static bool overlaps(const struct hal_range *a, u32 base, u32 size)
{
	return a->base < end_of(base, size) && base < end_of(a->base, a->size);
}

static bool inside_ram(const struct hal_machine *machine, const struct hal_range *range)
{
	for (u32 i = 0; i < ARRAY_LEN(machine->ram); i++) {
		const struct hal_range *ram = &machine->ram[i];

		if (range->base >= ram->base &&
		    end_of(range->base, range->size) <= end_of(ram->base, ram->size))
			return true;
	}
	return false;
}

static void overlap_error(struct report *r, const char *file, const struct hal_range *image,
			  const char *what, const struct hal_range *area)
{
	report_error(r, file, CHECK_LOAD_OVERLAP,
		     "the image, loaded to 0x%08X to 0x%08llX, touches %s at 0x%08X, size %u",
		     image->base, end_of(image->base, image->size) - 1, what, area->base,
		     area->size);
}

static void check_areas(struct report *r, const char *file, const struct config *cfg,
			const struct hal_range *image)
{
	for (u32 i = 0; i < cfg_count(cfg, CFG_AREA); i++) {
		const struct cfg_area *area = cfg_get_area(cfg, i);
		struct hal_range where = { area->phys, area->size };
		const char *owner = cfg_string(cfg, cfg_get_part(cfg, area->part)->name);
		char what[64];

		if (!overlaps(image, where.base, where.size))
			continue;
		snprintf(what, sizeof(what), "an area of partition %s", owner);
		overlap_error(r, file, image, what, &where);
	}
}

void load_check(struct hal_range *range, struct report *r, const char *table_file,
		const struct config *cfg, const struct hal_machine *machine,
		const struct load_place *place, u32 image_size)
{
	const struct cfg_machine *plan = cfg_get_machine(cfg, 0);
	struct hal_range hypervisor = { plan->hyp_phys, plan->hyp_size };

	*range = (struct hal_range){ 0, 0 };
	if (!place->in_ram)
		return;
	if (!place->given && machine->ddr_start == NONE) {
		report_error(r, table_file, CHECK_LOAD_ADDRESS,
			     "board %s has no place to load an image to; give --load-address",
			     machine->name);
		return;
	}
	range->base = place->given ? place->address : machine->ddr_start;
	range->size = image_size;
	if (range->base % PAGE != 0 || !inside_ram(machine, range))
		report_error(r, table_file, CHECK_LOAD_ADDRESS,
			     "an image of %u bytes at 0x%08X is not inside the RAM of board %s, "
			     "or its address is no multiple of %u",
			     image_size, range->base, machine->name, (u32)PAGE);
	if (overlaps(range, hypervisor.base, hypervisor.size))
		overlap_error(r, table_file, range, "the hypervisor's area", &hypervisor);
	check_areas(r, table_file, cfg, range);
}
