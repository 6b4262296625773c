/* SPDX-License-Identifier: BSD-2-Clause */
/* sizes.c - can the sizes in a core's header be reckoned with? */
#include "sizes.h"

/* No structure of the hypervisor is anywhere near this; sums and products of
   such numbers with the counts of a table stay far below 2^64. */
#define LARGEST (16u << 20)

bool sizes_sound(const struct core_sizes *s)
{
	const u32 structures[] = {
		s->percpu,  s->part,	   s->vcpu,	 s->slot,	 s->port,	 s->channel,
		s->console, s->log_header, s->hm_record, s->space_fixed, s->table_bytes,
	};
	bool power_of_two = s->space_align != 0 && (s->space_align & (s->space_align - 1)) == 0;

	for (u32 i = 0; i < ARRAY_LEN(structures); i++) {
		if (structures[i] > LARGEST)
			return false;
	}
	/* The boot code hashes core and what follows in one go, block by block. */
	return power_of_two && s->image % IMAGE_ALIGN == 0 && s->space_align <= LARGEST &&
	       s->table_shift < 32 &&
	       s->image >= IMAGE_HEADER_OFFSET + sizeof(struct image_header) &&
	       s->image <= IMAGE_SIZE_MAX && s->res[0] == 0 && s->res[1] == 0;
}
