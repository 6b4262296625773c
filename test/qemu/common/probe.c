/* SPDX-License-Identifier: BSD-2-Clause */
/* probe.c - see probe.h. */
#include "probe.h"

#include <irqs.h>

struct xm_fault probed;
xm_u32_t probe_result;

static void note(trapCtxt_t *ctxt)
{
	probed = *XALGetFault();
	ctxt->pc = ctxt->lr;
}

void probe_init(void)
{
	InstallUndefInstrHandler(note);
	InstallPrefetchAbortHandler(note);
	InstallDataAbortHandler(note);
}

int probe(probe_t what, xm_u32_t r0, xm_u32_t r1, xm_u32_t r2, xm_u32_t r3)
{
	probed.event = NO_FAULT;
	probe_result = what(r0, r1, r2, r3);
	return *(volatile xm_u32_t *)&probed.event != NO_FAULT;
}
