/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * self.h - what a partition's raw binary says of itself: the image header that
 * libxm or the program defines, and the record of partition.ld.
 */
#ifndef PACKER_SELF_H
#define PACKER_SELF_H

#include <stddef.h>

#include "image.h"

struct self {
	u32 num_headers; /* what looks like one; only exactly one can be believed */
	size_t at[2];	 /* the first two, as offsets */
	struct xm_header header;
	bool linked; /* there is exactly one record of partition.ld, for this base */
	struct link_record link;
};

/*
 * Total for any bytes[0..size).  base: the address at which the program sees its
 * first byte, the one that its record must name.
 */
void self_find(struct self *out, const u8 *bytes, size_t size, u32 base);

/* Whether there is one header. */
static inline bool self_has_header(const struct self *s)
{
	return s->num_headers == 1;
}

#endif
