/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * formats.c - P2: what such programs print, and how: types that do not fit their
 * conversions, one line by several calls, long strings with lines in them, computations
 * with double without floating point.  Compiled with the compiler's own idea of printf,
 * which makes it puts() and putchar(); a function is used without its header.
 */
#include <stdarg.h>
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

static char text[1024];

static void wrong_types(void)
{
	xm_u32_t u = 4000000000u;
	xmTime_t t = 0x1122334455667788ll, small = 123456;
	unsigned long ul = 77;

	PRINT("%ld %lu %u %d\n", u, u, u, u);
	PRINT("%d %x\n", ul, ul);
	/* The low word, in the second pair of registers; what follows takes the high one. */
	printf("[P%d] %d %d\n", XM_PARTITION_SELF, small);
	PRINT("%lld %llu %llx\n", t, t, t);
	PRINT("%x %X %c%c %%\n", 0xabcdef, 0xabcdef, 'o', 'k');
	PRINT("%s|%5d|%-5d|%05d|%.3s\n", "ISO", 42, 42, 42, "abcdef");
}

static void long_text(void)
{
	int i, n = 0;

	for (i = 0; i < 18; i++)
		n += sprintf(text + n, "%02d 34567890123456789012345678901234567890123456\n", i);
	PRINT("%d characters:\n", n);
	printf("%s", text);
}

static xm_s32_t say(const char *format, ...)
{
	xm_s32_t n;
	va_list args;

	va_start(args, format);
	n = vprintf(format, args);
	va_end(args);
	return n;
}

static void pieces(void)
{
	int i;

	printf("[P%d] ", XM_PARTITION_SELF);
	printf("one line");
	printf("%s", " by");
	for (i = 0; i < 3; i++)
		putchar('.');
	printf("\n");
	printf("a line that becomes puts\n");
	printf("%s\n", "another");
	printf("%d ", say("counted %d", 12345));
	printf("%d %d\n", snprintf(text, 4, "%s", "cut off"), strlen(text));
}

static volatile double seven = 7.0;

static void floating(void)
{
	float third = 1.0f / 3;
	double mean = 0.0;
	int i;

	for (i = 0; i < 1000; i++)
		mean += seven / (i + 1);
	PRINT("%f %.2f %.0f %d\n", mean / 1000, third, seven * 1e6, (int)(seven * third * 1000));
	PRINT("%f then %d\n", -0.5, 9);
}

void PartitionMain(void)
{
	wrong_types();
	long_text();
	pieces();
	floating();
	PRINT("ends in the middle of a line");
	XM_halt_partition(XM_PARTITION_SELF);
}
