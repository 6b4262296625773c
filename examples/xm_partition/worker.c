/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * worker.c - P1 and, the same source at another address, P2: says how it was
 * started and counts its slots; stops by itself when it is asked to.
 */
#include <string.h>
#include <stdio.h>
#include <xm.h>
#include <irqs.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

static xm_s32_t in_data = 1; /* what a warm reset keeps */
static xm_s32_t in_bss;	     /* what every reset clears */

static void ShutdownHandler(trapCtxt_t *ctxt)
{
	PRINT("interrupt %d: shutdown\n", ctxt->irqNr - XAL_XMEXT_TRAP(0));
	XM_halt_partition(XM_PARTITION_SELF);
}

static void introduce(partitionControlTable_t *pct)
{
	struct xmPhysicalMemMap *map = XM_get_partition_mmap();
	xm_s32_t i;

	PRINT("%s, image at %x, %d kHz, version %u.%u.%u\n", pct->name, pct->imgStart, pct->cpuKhz,
	      XM_GET_VERSION(pct->xmVersion), XM_GET_SUBVERSION(pct->xmVersion),
	      XM_GET_REVISION(pct->xmVersion));
	for (i = 0; i < pct->noPhysicalMemAreas; i++)
		PRINT("area %d \"%s\" %x %x %u KB, flags %x\n", i, map[i].name, map[i].startAddr,
		      map[i].mappedAt, map[i].size / 1024, map[i].flags);
}

static void try_what_is_not_allowed(void)
{
	xmPartitionStatus_t status;

	PRINT("not allowed: %d %d %d %d %d %d\n", XM_halt_partition(0),
	      XM_get_partition_status(0, &status), XM_resume_partition(0), XM_halt_system(),
	      XM_reset_system(XM_COLD_RESET),
	      XM_reset_partition(XM_PARTITION_SELF, (xmAddress_t)-1, 9, 0));
	if (XM_get_partition_status(XM_PARTITION_SELF, &status) >= 0)
		PRINT("own status: state %u, counter %u\n", status.state[0], status.resetCounter);
}

void PartitionMain(void)
{
	partitionControlTable_t *pct = XM_params_get_PCT();

	PRINT("starts: counter %u, status 0x%x, data %d, bss %d, magic %s\n", pct->resetCounter,
	      pct->resetStatus, in_data++, in_bss++, pct->magic == KTHREAD_MAGIC ? "ok" : "wrong");
	if (pct->resetCounter == 0 && pct->resetStatus == 0) {
		introduce(pct);
		try_what_is_not_allowed();
	}
	InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_SHUTDOWN), ShutdownHandler);
	HwSti();
	XM_clear_irqmask(0, 1 << XM_VT_EXT_SHUTDOWN);
	while (1) {
		XM_idle_self();
		PRINT("slot %d of this life\n", in_bss++);
	}
}
