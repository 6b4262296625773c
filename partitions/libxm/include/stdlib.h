/* SPDX-License-Identifier: BSD-2-Clause */
/* stdlib.h - numbers from text, and the way out. */
#ifndef LIBXM_STDLIB_H
#define LIBXM_STDLIB_H

#include <stddef.h>

int atoi(const char *s);
long strtol(const char *s, char **end, int base);
unsigned long strtoul(const char *s, char **end, int base);
long long strtoll(const char *s, char **end, int base);
unsigned long long strtoull(const char *s, char **end, int base);

/* What follows the last slash. */
char *basename(char *path);

/* Halts the partition. */
void exit(int status) __attribute__((noreturn));

#endif
