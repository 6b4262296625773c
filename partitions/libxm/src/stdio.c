/* SPDX-License-Identifier: BSD-2-Clause */
/* stdio.c - printf and its relatives. */
#include "libxm.h"

#include <xal.h>

static xm_s32_t print_to(struct libxm_sink *sink, const char *format, va_list args)
{
	libxm_format(sink, format, args);
	if (!sink->console && sink->size)
		sink->s[sink->length < sink->size ? sink->length : sink->size - 1] = 0;
	return (xm_s32_t)sink->length;
}

xm_s32_t vprintf(const char *format, va_list args)
{
	struct libxm_sink sink = { .console = 1 };

	return print_to(&sink, format, args);
}

xm_s32_t vsnprintf(char *s, size_t n, const char *format, va_list args)
{
	struct libxm_sink sink = { .s = s, .size = n };

	return print_to(&sink, format, args);
}

xm_s32_t vsprintf(char *s, const char *format, va_list args)
{
	return vsnprintf(s, (size_t)-1, format, args);
}

xm_s32_t printf(const char *format, ...)
{
	va_list args;
	xm_s32_t n;

	va_start(args, format);
	n = vprintf(format, args);
	va_end(args);
	return n;
}

xm_s32_t snprintf(char *s, size_t n, const char *format, ...)
{
	va_list args;
	xm_s32_t length;

	va_start(args, format);
	length = vsnprintf(s, n, format, args);
	va_end(args);
	return length;
}

xm_s32_t sprintf(char *s, const char *format, ...)
{
	va_list args;
	xm_s32_t n;

	va_start(args, format);
	n = vsprintf(s, format, args);
	va_end(args);
	return n;
}

xm_s32_t putchar(xm_s32_t c)
{
	libxm_put((char)c);
	return (xm_u8_t)c;
}

xm_s32_t puts(const char *s)
{
	return printf("%s\n", s);
}

void XALHalt(char *msg, ...)
{
	va_list args;

	va_start(args, msg);
	vprintf(msg, args);
	va_end(args);
	for (;;)
		XM_halt_partition(XM_PARTITION_SELF);
}
