/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * receiver.c - P1 and P2: say what comes.  From its third frame to its fifth P2 keeps
 * the interrupt masked.
 */
#include <stdio.h>
#include <xm.h>
#include <irqs.h>

#include "ipvi.h"

static int frame;

static void IpviHandler(trapCtxt_t *ctxt)
{
	PRINT("frame %d: interrupt %d\n", frame, ctxt->irqNr - XAL_XMEXT_TRAP(0));
}

void PartitionMain(void)
{
	InstallIrqHandler(XAL_XMEXT_TRAP(TO_BOTH), IpviHandler);
	InstallIrqHandler(XAL_XMEXT_TRAP(TO_SECOND), IpviHandler);
	HwSti();
	XM_clear_irqmask(0, 1 << TO_BOTH | 1 << TO_SECOND);
	for (;;) {
		frame++;
		if (XM_PARTITION_SELF == 2 && frame == 3)
			XM_set_irqmask(0, 1 << TO_BOTH);
		if (XM_PARTITION_SELF == 2 && frame == 5) {
			PRINT("frame %d: pending %x\n", frame,
			      XM_params_get_PCT()->extIrqsPend >> TO_BOTH);
			XM_clear_irqmask(0, 1 << TO_BOTH);
		}
		XM_idle_self();
	}
}
