/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * report.h - what the partitions of a system test have in common.
 *
 * All of them map the area named "share".  Each has the page of its number in
 * it, where it notes what it checked; one partition, the judge, prints the
 * pages at the end and stops the system.  So the output has one order, whoever
 * ran when.
 */
#ifndef QEMU_REPORT_H
#define QEMU_REPORT_H

#include <xm.h>

#define TEXT_BYTES 3584
#define NUM_WORDS  120

struct page {
	xm_u32_t checks, failures, length, step;
	volatile xm_u32_t word[NUM_WORDS]; /* the test's own */
	xm_u32_t res[4];
	char text[TEXT_BYTES];
};
_Static_assert(sizeof(struct page) == 4096, "a page");

/* An area of the memory map by its name. */
const struct xmPhysicalMemMap *area_named(const char *name);

/* Of set_step(). */
enum { LAST_STEP = 100 };

struct page *page_of(xm_u32_t partition);
struct page *own_page(void);

/* One line of the report. */
void say(const char *format, ...);

/* "ok: what" or "FAILED: what". */
void check(const char *what, int ok);
void check_equal(const char *what, xm_s32_t got, xm_s32_t wanted);

/* Only the failures are worth a line: of check number n of a series. */
void must(const char *what, xm_u32_t n, int ok);

/* The next n own slots pass. */
void wait_slots(xm_u32_t n);

/* Until partition has set its page's step to at least step. */
void wait_step(xm_u32_t partition, xm_u32_t step);
void set_step(xm_u32_t step);

xm_u64_t ticks(void);
xm_s64_t now_ns(void); /* the same in nanoseconds */

/* The pages of partitions 0 to n - 1; the number of failures in them. */
xm_u32_t print_pages(xm_u32_t n);

/* The judge's last words: print the pages of partitions 0 to n - 1, then halt the
   system with the number of failures. */
void judge(xm_u32_t n);

#endif
