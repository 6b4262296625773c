/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ends.c - P6: ends in the way its reset status says; what it printed before comes out,
 * and nothing after.
 */
#include <assert.h>
#include <stdlib.h>
#include <stdio.h>
#include <xal.h>
#include <irqs.h>
#include <xm.h>

#include "family.h"

#line 1 "ends.c"

static void Handler(trapCtxt_t *ctxt)
{
	printf(" in a handler,");
	if (XM_params_get_PCT()->resetStatus == END_XALHALT_IN_HANDLER)
		XALHalt(" with %s %d", "a message", ctxt->irqNr);
	XM_halt_partition(XM_PARTITION_SELF);
	printf("after the halt\n");
}

static void interrupt(exceptionHandler_t h)
{
	InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_SHUTDOWN), h);
	HwSti();
	XM_clear_irqmask(0, 1 << XM_VT_EXT_SHUTDOWN);
	XM_shutdown_partition(XM_PARTITION_SELF);
	printf("after the interrupt\n");
}

void PartitionMain(void)
{
	xm_u32_t how = XM_params_get_PCT()->resetStatus;

	printf("[P%d] end %d,", XM_PARTITION_SELF, how);
	switch (how) {
	case END_RETURN:
		return;
	case END_EXIT:
		exit(3);
	case END_HALT_IN_HANDLER:
	case END_XALHALT_IN_HANDLER:
		interrupt(Handler);
		break;
	case END_HANDLER_TAKEN_AWAY:
		InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_SHUTDOWN), Handler);
		/* fall through */
	case END_NO_HANDLER:
		interrupt(NULL);
		break;
	case END_ASSERTION:
		assert(how == END_ASSERTION);
		ASSERT(how == END_RETURN);
		break;
	case END_EVENT:
		XM_hm_raise_event(XM_HM_EV_PARTITION_ERROR);
		break;
	}
	printf("not ended\n");
}
