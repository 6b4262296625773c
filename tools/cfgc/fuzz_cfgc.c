/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_cfgc.c - hostile plans, entry point of libFuzzer: any bytes are compiled
 * in memory.  A table that config_check() rejects is a fault of ours, and what
 * was accepted must dump.
 */
#include <stdint.h>
#include <stdlib.h>

#include "cfgc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void dump(const struct cfgc_result *result)
{
	char why[160];
	FILE *out = fopen("/dev/null", "w");

	if (out == NULL || !cfgc_dump(out, result->table, result->size, why))
		abort();
	fclose(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct cfgc_options options = { NULL, false };
	struct diag_list diags = { .file = "plan.xml" };
	struct arena arena = { NULL };
	struct cfgc_result result;
	enum cfgc_status status =
		cfgc_compile(&result, &arena, &diags, (const char *)data, size, &options);

	if (status == CFGC_INTERNAL || (status == CFGC_GOOD) != (diags.errors == 0))
		abort();
	if (status == CFGC_GOOD)
		dump(&result);
	diag_free(&diags);
	arena_free(&arena);
	return 0;
}
