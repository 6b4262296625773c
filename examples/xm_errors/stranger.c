/* SPDX-License-Identifier: BSD-2-Clause */
/* stranger.c - P3: was compiled for a newer hypervisor, so it says. */
#include <stdio.h>
#include <xm.h>

struct xmImageHdr xmImageHdr __XMIHDR = {
	.sSignature = XMEF_PARTITION_MAGIC,
	.compilationXmAbiVersion =
		XM_SET_VERSION(XM_ABI_VERSION, XM_ABI_SUBVERSION, XM_ABI_REVISION),
	.compilationXmApiVersion = XM_SET_VERSION(XM_API_VERSION, XM_API_SUBVERSION + 1, 0),
	.eSignature = XMEF_PARTITION_MAGIC,
};

void PartitionMain(void)
{
	printf("[P%d] runs\n", XM_PARTITION_SELF);
}
