/* SPDX-License-Identifier: BSD-2-Clause */
/* stdlib.h - numbers from text, and the way out. */
#ifndef LIBXM_STDLIB_H
#define LIBXM_STDLIB_H

#include <stddef.h>

/*
 * The number at the beginning of s, after white space and a sign.  base: 2 to 36, or 0 for
 * 0x.., 0.. and decimal.  *end, unless end is NULL, is what follows it: s if there is
 * none, and the number is 0.  Beyond the type: its nearest limit (there is no errno).
 * atoi: strtol with base 10, as int.  SEP-LIB-010.
 */
int atoi(const char *s);
long strtol(const char *s, char **end, int base);
unsigned long strtoul(const char *s, char **end, int base);
long long strtoll(const char *s, char **end, int base);
unsigned long long strtoull(const char *s, char **end, int base);

/* What follows the last slash of path, all of it without one; nothing is written. */
char *basename(char *path);

/* Halt the partition; status is not looked at.  SEP-PART-003. */
void exit(int status) __attribute__((noreturn));

#endif
