/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * stdio.h - formatted output to the partition's console and to memory.
 *
 * Conversions d i u x X o c s p f F %, flags - + space # 0, width and precision
 * (also *), lengths hh h l ll j z t L.  Output is handed to the console at the
 * end of a line; nothing is lost when the console is full.
 */
#ifndef LIBXM_STDIO_H
#define LIBXM_STDIO_H

#include <xm.h>
#include <stddef.h>
#include <stdarg.h>

xm_s32_t printf(const char *format, ...);
xm_s32_t vprintf(const char *format, va_list args);
xm_s32_t sprintf(char *s, const char *format, ...);
xm_s32_t vsprintf(char *s, const char *format, va_list args);
/* At most n bytes with the final 0; the result is the length without the limit. */
xm_s32_t snprintf(char *s, size_t n, const char *format, ...);
xm_s32_t vsnprintf(char *s, size_t n, const char *format, va_list args);
xm_s32_t putchar(xm_s32_t c);
xm_s32_t puts(const char *s);

#endif
