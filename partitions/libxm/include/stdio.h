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

/*
 * Print to the partition's console; without one the text is discarded.  The number of
 * characters, whatever became of them.  A full console makes them wait, in the
 * partition's own time, until it takes the rest.  format: as above, what is unknown in it
 * comes out as it stands; a string that is NULL as "(null)".
 * Caller: any, handlers too.  Cost: an XM_write_console at the end of a line or after
 * 510 characters, or several.  SEP-LIB-003, SEP-LIB-008, SEP-LIB-009.
 */
xm_s32_t printf(const char *format, ...);
xm_s32_t vprintf(const char *format, va_list args);

/* The same to s, with a final 0.  Nothing but the format limits the length.  The number
   of characters without the 0. */
xm_s32_t sprintf(char *s, const char *format, ...);
xm_s32_t vsprintf(char *s, const char *format, va_list args);

/* At most n bytes with the final 0; n 0 writes none, and s may be NULL.  The result is the
   length without the limit. */
xm_s32_t snprintf(char *s, size_t n, const char *format, ...);
xm_s32_t vsnprintf(char *s, size_t n, const char *format, va_list args);

/* One character, or a string and an end of line, as printf.  The character as 0 to 255;
   the number of characters. */
xm_s32_t putchar(xm_s32_t c);
xm_s32_t puts(const char *s);

#endif
