/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * file.h - whole files in and out, for the host tools.
 */
#ifndef TOOLS_FILE_H
#define TOOLS_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* 16-aligned, so that a table may be read in place; file_release() frees. */
struct file_bytes {
	unsigned char *data;
	size_t size;
};

/*
 * Read all of a file that has at most limit bytes.  A NUL follows the last
 * byte (not counted).  On failure nothing is held and *why says what happened.
 */
bool file_read(const char *path, size_t limit, struct file_bytes *out, const char **why);

void file_release(struct file_bytes *bytes);

/*
 * Make path contain exactly these bytes: written beside it under another name
 * and renamed, so that nobody ever sees half a file and a failure leaves the
 * old one untouched.  What is no regular file (/dev/stdout) is written to
 * directly.  On failure *why says what happened.
 */
bool file_replace(const char *path, const void *data, size_t size, const char **why);

#endif
