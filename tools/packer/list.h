/* SPDX-License-Identifier: BSD-2-Clause */
/* list.h - what is in an image, for people. */
#ifndef PACKER_LIST_H
#define PACKER_LIST_H

#include "verify.h"

/* Print what verify_image() could make out.  Nothing without a header. */
void list_image(FILE *out, const char *file, const struct image_view *view);

/* Print what its memory is used for, and whose it is.  Nothing without a table. */
void list_memory(FILE *out, const struct image_view *view);

#endif
