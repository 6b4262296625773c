/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * worker.c - P1: reports its errors, each life another one, until the plan allows no more
 * restarts.
 */
#include <stdio.h>
#include <xm.h>
#include <irqs.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

/* Looks at the exception and cannot help it. */
static void UndefHandler(trapCtxt_t *ctxt)
{
	PRINT("handler: event %d, handed on\n", ctxt->irqNr);
	XM_arm_hm_raise_event(XM_HM_EV_APP_ILLEGAL_REQUEST, ctxt);
	PRINT("not reached\n");
}

static void FirstLife(void)
{
	InstallUndefInstrHandler(UndefHandler);
	PRINT("misses a deadline: %d\n", XM_hm_raise_event(XM_HM_EV_APP_DEADLINE_MISSED));
	XM_idle_self();
	__asm__ volatile("udf #0");
}

void PartitionMain(void)
{
	partitionControlTable_t *pct = XM_params_get_PCT();
	xm_u32_t why = XM_get_reset_cause() >> XM_HM_RESET_STATUS_USER_CODE_BIT;

	PRINT("starts: counter %u, event %u\n", pct->resetCounter, why);
	if (why == 0)
		FirstLife();
	XM_idle_self();
	if (why == XM_HM_EV_APP_ILLEGAL_REQUEST)
		XM_hm_raise_event(XM_HM_EV_APP_NUMERIC_ERROR);
	else
		XM_hm_raise_event(XM_HM_EV_APP_STACK_OVERFLOW);
	PRINT("not reached\n");
}
