/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * start.c - the C half of the start-up code, and what the partition can read
 * about itself.
 */
#include "libxm.h"
#include "libxm_asserts.h"

#include <xal.h>

struct libXmParams libXmParams;
volatile struct vcpu_ctl *libxm_ctl;
volatile xm_u32_t libxm_depth;
xm_u32_t libxm_fp;

extern char __fault_stack_top[];

void init_libxm(partitionControlTable_t *pct)
{
	const struct xm_pct *own = (const struct xm_pct *)pct;
	char *base = (char *)pct;

	libXmParams.partCtrlTab = pct;
	libXmParams.partMemMap = (struct xmPhysicalMemMap *)(void *)(base + own->memMap);
	libXmParams.commPortBitmap = (xmWord_t *)(void *)(base + own->portBitmap);
}

void libxm_start(partitionControlTable_t *pct, struct vcpu_ctl *ctl)
{
	init_libxm(pct);
	libxm_ctl = ctl;
	libxm_fp = pct->flags & PARTITION_FP_F;
	libxm_set_vectors(libxm_irq_entry, libxm_fault_entry, __fault_stack_top);
	PartitionMain();
	for (;;)
		XM_halt_partition(XM_PARTITION_SELF);
}

partitionControlTable_t *XM_params_get_PCT(void)
{
	return libXmParams.partCtrlTab;
}

struct xmPhysicalMemMap *XM_get_partition_mmap(void)
{
	return libXmParams.partMemMap;
}

xmWord_t *XM_get_commport_bitmap(void)
{
	return libXmParams.commPortBitmap;
}

xmId_t XM_get_number_vcpus(void)
{
	return libXmParams.partCtrlTab->noVCpus;
}

xm_u32_t XM_get_reset_cause(void)
{
	return ((const struct xm_pct *)libXmParams.partCtrlTab)->resetCause;
}

xmId_t XM_get_vcpuid(void)
{
	return PCT_GET_VCPU_ID(libXmParams.partCtrlTab);
}
