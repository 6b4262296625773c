/* SPDX-License-Identifier: BSD-2-Clause */
/* stranger.c - says that it was compiled for an ABI that is not there yet. */
#include "../common/report.h"

struct xmImageHdr xmImageHdr __XMIHDR = {
	.sSignature = XMEF_PARTITION_MAGIC,
	.compilationXmAbiVersion = XM_SET_VERSION(XM_ABI_VERSION + 1, 0, 0),
	.compilationXmApiVersion =
		XM_SET_VERSION(XM_API_VERSION, XM_API_SUBVERSION, XM_API_REVISION),
	.eSignature = XMEF_PARTITION_MAGIC,
};

void PartitionMain(void)
{
	own_page()->word[0]++;
}
