/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pieces.h - the pieces of an image follow each other, aligned, with nothing
 * but zeros between them.
 */
#ifndef PACKER_PIECES_H
#define PACKER_PIECES_H

#include "report.h"

struct pieces {
	const u8 *bytes;
	u32 size;
	u32 end;       /* of the last sound piece */
	bool whole;    /* false once a piece was unsound: gaps cannot be told any more */
	char last[32]; /* its name */
};

/*
 * The next piece.  Returns whether it lies in the image, behind the one before
 * and aligned; else an error of the given check.
 */
bool pieces_next(struct pieces *p, struct report *r, const char *file, enum check check,
		 const char *name, u32 offset, u32 size);

/* After the last piece: up to the end of the image. */
void pieces_finish(struct pieces *p, struct report *r, const char *file);

#endif
