/* SPDX-License-Identifier: BSD-2-Clause */
/* pieces.c - the order of an image's pieces and the gaps between them. */
#include "pieces.h"

#include "image.h"

static void check_gap(const struct pieces *p, struct report *r, const char *file, u32 to)
{
	for (u32 at = p->end; at < to; at++) {
		if (p->bytes[at] == 0)
			continue;
		report_error(r, file, CHECK_GAP, "the byte at 0x%08X after %s is not zero", at,
			     p->last);
		return;
	}
}

bool pieces_next(struct pieces *p, struct report *r, const char *file, enum check check,
		 const char *name, u32 offset, u32 size)
{
	if (offset % IMAGE_ALIGN != 0 || offset < p->end || offset > p->size ||
	    size > p->size - offset) {
		report_error(r, file, check,
			     "%s at 0x%08X, size %u: misaligned, out of order or outside the "
			     "image",
			     name, offset, size);
		p->whole = false;
		return false;
	}
	if (p->whole)
		check_gap(p, r, file, offset);
	p->end = offset + size;
	snprintf(p->last, sizeof(p->last), "%s", name);
	return true;
}

void pieces_finish(struct pieces *p, struct report *r, const char *file)
{
	if (p->whole)
		check_gap(p, r, file, p->size);
}
