/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * services.c - every service of the list, one after the other; what that takes is in
 * cases.c, and measure() says what is done with each case.
 */
#include "bench.h"

void refill(xm_u32_t size)
{
	struct share *s = share();
	xm_u32_t before = s->done;

	s->fill = size;
	while (s->done == before)
		XM_idle_self();
}

struct service {
	const char *name;
	void (*run)(void);
};

static const struct service services[HC_COUNT] = {
#define HC(number, name, right, bound, nargs) [number] = { #name, bench_##name },
#include "../../abi/hypercalls.def"
};

void all_services(void)
{
	xm_u32_t i;

	for (i = 0; i < HC_COUNT; i++) {
		section(services[i].name);
		services[i].run();
	}
}
