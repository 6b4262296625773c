/* SPDX-License-Identifier: BSD-2-Clause */
/* text.h - texts out of files, made fit to be printed. */
#ifndef PACKER_TEXT_H
#define PACKER_TEXT_H

#include <stddef.h>

enum { TEXT_NAME_ROOM = 32 };

/*
 * Images come from anywhere, and nothing in them may command a terminal:
 * control characters become question marks, and more than fits is cut off.
 */
void text_clean(char *text);
const char *text_name(char out[TEXT_NAME_ROOM], const char *name, size_t max);

#endif
