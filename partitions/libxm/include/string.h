/* SPDX-License-Identifier: BSD-2-Clause */
/* string.h - memory and strings, as ISO C has them. */
#ifndef LIBXM_STRING_H
#define LIBXM_STRING_H

#include <xm.h>
#include <stddef.h>

/* n bytes, at any alignment.  memcpy: the ranges do not overlap; memmove: they may.
   memset fills with the low byte of c.  dst; below, equal or above 0 as a is to b, by
   unsigned bytes.  SEP-LIB-010. */
void *memcpy(void *dst, const void *src, size_t n);
void *memmove(void *dst, const void *src, size_t n);
void *memset(void *dst, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);

/*
 * Strings end with a 0; dst has room for the result, and does not overlap src.  At most n
 * characters of src: strncpy fills with 0 up to n and leaves the 0 out if none is left,
 * strncat always adds one.  dst; comparison as memcmp; the length without the 0; where
 * the first, the last c (0 too) or the first wanted is in s, or NULL.  SEP-LIB-010.
 */
char *strcpy(char *dst, const char *src);
char *strncpy(char *dst, const char *src, size_t n);
char *strcat(char *dst, const char *src);
char *strncat(char *dst, const char *src, size_t n);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
size_t strlen(const char *s);
char *strchr(const char *s, int c);
char *strrchr(const char *s, int c);
char *strstr(const char *s, const char *wanted);

#endif
