/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * imagehdr.c - the image header of a partition that has none of its own: a
 * program's definition keeps this member of the archive out.
 */
#include <xm.h>

extern struct xmImageHdr xmImageHdr;

struct xmImageHdr xmImageHdr __XMIHDR = {
	.sSignature = XMEF_PARTITION_MAGIC,
	.compilationXmAbiVersion =
		XM_SET_VERSION(XM_ABI_VERSION, XM_ABI_SUBVERSION, XM_ABI_REVISION),
	.compilationXmApiVersion =
		XM_SET_VERSION(XM_API_VERSION, XM_API_SUBVERSION, XM_API_REVISION),
	.eSignature = XMEF_PARTITION_MAGIC,
};
