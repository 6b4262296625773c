/* SPDX-License-Identifier: BSD-2-Clause */
/* sizes.c - can the sizes in a core's header be reckoned with? */
#include "sizes.h"

#include "carve.h"

bool sizes_sound(const struct core_sizes *s)
{
	u32 fixed = s->space_fixed;

	/* The boot code hashes core and what follows in one go, block by block. */
	return fixed != 0 && (fixed & (fixed - 1)) == 0 && s->image % IMAGE_ALIGN == 0 &&
	       s->table_shift >= CARVE_SHIFT_MIN && s->table_shift < 32 &&
	       s->image >= IMAGE_HEADER_OFFSET + sizeof(struct image_header) &&
	       s->image <= IMAGE_SIZE_MAX;
}
