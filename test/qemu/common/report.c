/* SPDX-License-Identifier: BSD-2-Clause */
/* report.c - see report.h. */
#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct xmPhysicalMemMap *area_named(const char *name)
{
	const struct xmPhysicalMemMap *map = XM_get_partition_mmap();
	xm_s32_t i;

	for (i = 0; i < XM_params_get_PCT()->noPhysicalMemAreas; i++)
		if (strcmp((const char *)map[i].name, name) == 0)
			return &map[i];
	printf("partition %u has no area \"%s\"\n", XM_PARTITION_SELF, name);
	for (;;)
		XM_halt_partition(XM_PARTITION_SELF);
}

struct page *page_of(xm_u32_t partition)
{
	return (struct page *)area_named("share")->mappedAt + partition;
}

struct page *own_page(void)
{
	return page_of(XM_PARTITION_SELF);
}

static void append(struct page *page, const char *text)
{
	xm_u32_t length = strlen(text);

	if (page->length + length + 1 > TEXT_BYTES) {
		page->failures += 1000; /* a report that does not fit is none */
		return;
	}
	memcpy(page->text + page->length, text, length + 1);
	page->length += length;
}

void say(const char *format, ...)
{
	char line[160];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	append(own_page(), line);
	append(own_page(), "\n");
}

void check(const char *what, int ok)
{
	struct page *page = own_page();

	page->checks++;
	page->failures += !ok;
	say("%s: %s", ok ? "ok" : "FAILED", what);
}

void check_equal(const char *what, xm_s32_t got, xm_s32_t wanted)
{
	check(what, got == wanted);
	if (got != wanted)
		say("        is %d (0x%08x), not %d (0x%08x)", got, got, wanted, wanted);
}

void must(const char *what, xm_u32_t n, int ok)
{
	struct page *page = own_page();

	page->checks++;
	if (ok)
		return;
	if (page->failures++ < 10)
		say("FAILED: %s, at %u", what, n);
}

void wait_slots(xm_u32_t n)
{
	while (n--)
		XM_idle_self();
}

void wait_step(xm_u32_t partition, xm_u32_t step)
{
	volatile xm_u32_t *at = &page_of(partition)->step;

	/* Anything else is what somebody is storing there to try it out. */
	while (*at < step || *at > LAST_STEP)
		XM_idle_self();
}

void set_step(xm_u32_t step)
{
	*(volatile xm_u32_t *)&own_page()->step = step;
}

xm_u64_t ticks(void)
{
	xm_u64_t now;

	XM_get_ticks(&now);
	return now;
}

xm_s64_t now_ns(void)
{
	const struct xm_pct *pct = (const struct xm_pct *)XM_params_get_PCT();

	return (xm_s64_t)(ticks() * pct->tickD / pct->tickN);
}

xm_u32_t print_pages(xm_u32_t n)
{
	xm_u32_t i, checks = 0, failures = 0;

	for (i = 0; i < n; i++) {
		const struct page *page = page_of(i);
		const char *line = page->text, *end;

		for (; (end = strchr(line, '\n')) != 0; line = end + 1)
			printf("[%u] %.*s\n", i, (int)(end - line), line);
		checks += page->checks;
		failures += page->failures;
	}
	printf("%u checks, %u failures\n", checks, failures);
	return failures;
}

void judge(xm_u32_t n)
{
	xm_u32_t failures = print_pages(n);

	XM_halt_system_status(failures > 255 ? 255 : failures);
}
