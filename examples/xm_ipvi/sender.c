/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sender.c - P0: raises inter-partition interrupts, one kind a frame.
 */
#include <stdio.h>
#include <xm.h>
#include <irqs.h>

#include "ipvi.h"

static void raise_one(xm_u8_t no)
{
	PRINT("raises %d: %d\n", no, XM_raise_ipvi(no));
}

/* Several at once; the list is Septum's. */
static void raise_list(void)
{
	static struct xm_call list[3] = {
		{ .nr = XM_HC_raise_ipvi, .arg = { TO_BOTH } },
		{ .nr = XM_HC_raise_ipvi, .arg = { TO_NOBODY } },
		{ .nr = XM_HC_raise_ipvi, .arg = { TO_SECOND } },
	};
	xm_s32_t ret = XM_multicall(&list[0], &list[3]);

	PRINT("raises a list: %d, of it %d %d %d\n", ret, list[0].result, list[1].result,
	      list[2].result);
}

void PartitionMain(void)
{
	int i;

	XM_idle_self(); /* the receivers get ready */
	raise_one(TO_BOTH);
	XM_idle_self();
	raise_one(TO_SECOND);
	XM_idle_self();
	for (i = 0; i < 3; i++)
		raise_one(TO_BOTH);
	XM_idle_self();
	raise_one(TO_NOBODY);
	raise_one(XM_VT_EXT_SAMPLING_PORT);
	XM_idle_self();
	raise_list();
	XM_idle_self();
	XM_halt_partition(1);
	raise_one(TO_BOTH);
	XM_idle_self();
	XM_halt_system();
}
