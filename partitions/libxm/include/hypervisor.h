/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hypervisor.h - what a partition can read without a hypercall: the control
 * table, its memory map, its port bitmap; and the image header.
 */
#ifndef LIBXM_HYPERVISOR_H
#define LIBXM_HYPERVISOR_H

#include <xm_inc/config.h>
#include <xm_inc/abi.h>

/* --- the control table (read-only, kept up to date by the hypervisor) --------- */

#define HWIRQS_VECTOR_SIZE 3
#define NO_TRAPS	   3

struct pctArch {
	xmAddress_t tbr;
	xm_u32_t devices;
};

typedef struct {
	xm_u32_t magic; /* KTHREAD_MAGIC */
	xm_u32_t xmVersion;
	xm_u32_t xmAbiVersion;
	xm_u32_t xmApiVersion;
	xm_u32_t resetCounter; /* warm resets since the last cold one */
	xm_u32_t resetStatus;  /* see XM_get_reset_cause */
	xm_u32_t cpuKhz;
	xmId_t id;
	xmId_t noVCpus;
	xm_u32_t irqIndex;
	xm_u32_t flags; /* PARTITION_*_F */
	xm_u32_t imgStart;
	xm_u32_t hwIrqs[HWIRQS_VECTOR_SIZE];
	xm_s32_t noPhysicalMemAreas;
	xm_s32_t noCommPorts;
	xm_u8_t name[CONFIG_ID_STRING_LENGTH];
	xm_u32_t hwIrqsPend[HWIRQS_VECTOR_SIZE];
	xm_u32_t hwIrqsMask[HWIRQS_VECTOR_SIZE]; /* 1: masked */
	xm_u32_t extIrqsPend;
	xm_u32_t extIrqsMask; /* 1: masked */
	struct pctArch arch;
	struct {
		xm_u32_t noSlot : 16, releasePoint : 1, reserved : 15;
		xm_u32_t id;
		xm_u32_t slotDuration; /* microseconds */
	} schedInfo;
	xm_u16_t trap2Vector[NO_TRAPS];
	xm_u16_t hwIrq2Vector[CONFIG_NO_HWIRQS];
	xm_u16_t extIrq2Vector[XM_VT_EXT_MAX];
} partitionControlTable_t;

#define KTHREAD_MAGIC		   0xa5a55a5a
#define PARTITION_SYSTEM_F	   0x1
#define PARTITION_FP_F		   0x2
#define PARTITION_HALTED_F	   0x4
#define PARTITION_SUSPENDED_F	   0x8
#define PARTITION_READY_F	   0x10
#define PARTITION_DCACHE_ENABLED_F 0x80
#define PARTITION_ICACHE_ENABLED_F 0x100
#define PCT_GET_PARTITION_ID(pct)  ((pct)->id)
#define PCT_GET_VCPU_ID(pct)	   (((const struct xm_pct *)(pct))->vcpuId)

/* --- memory ----------------------------------------------------------------------- */

struct xmPhysicalMemMap {
	xm_s8_t name[CONFIG_ID_STRING_LENGTH]; /* empty when the plan gives none */
	xmAddress_t startAddr;
	xmAddress_t mappedAt;
	xmSize_t size;
	xm_u32_t flags; /* XM_MEM_AREA_* */
};

#define XM_MEM_AREA_UNMAPPED	0x1
#define XM_MEM_AREA_READONLY	0x2
#define XM_MEM_AREA_UNCACHEABLE 0x4
#define XM_MEM_AREA_ROM		0x8
#define XM_MEM_AREA_FLAG0	0x10
#define XM_MEM_AREA_FLAG1	0x20
#define XM_MEM_AREA_FLAG2	0x40
#define XM_MEM_AREA_FLAG3	0x80
#define XM_MEM_AREA_TAGGED	0x100
#define XM_MEM_AREA_DEVICE_AREA (1u << 31)

#define PAGE_SHIFT		12
#define PAGE_SIZE		(1 << PAGE_SHIFT)
#define PAGE_MASK		(~(PAGE_SIZE - 1))
#define LPAGE_SHIFT		20
#define LPAGE_SIZE		(1 << LPAGE_SHIFT)
#define LPAGE_MASK		(~(LPAGE_SIZE - 1))

/* --- where they are; valid from the first instruction of PartitionMain -------------- */

struct libXmParams {
	partitionControlTable_t *partCtrlTab;
	struct xmPhysicalMemMap *partMemMap;
	xmWord_t *commPortBitmap;
};
extern struct libXmParams libXmParams;

#define XM_PARTITION_SELF (libXmParams.partCtrlTab->id)

/* Fill in libXmParams from the address that is in r0 at the entry.  The start-up code does
   it; only a start-up code of one's own has to. */
void init_libxm(partitionControlTable_t *partCtrlTab);

/* The control table: read-only, the same address as long as the system runs.
   SEP-PART-024. */
partitionControlTable_t *XM_params_get_PCT(void);

/*
 * Septum: why the partition has been started, which resetStatus does not always tell: that is
 * the word given to XM_reset_partition, 1 after a warm reset by the health monitor, of the
 * partition or the system, and 0 otherwise, after a cold one of it included.
 * In the bits of XM_HM_RESET_STATUS_EVENT_MASK
 *   XM_RESET_STATUS_PARTITION_NORMAL_START  the system was started, or reset by a service
 *   XM_RESET_STATUS_PARTITION_RESTART       XM_reset_partition
 *   XM_HM_RESET_STATUS_MODULE_RESTART       a warm reset of the system by the health monitor
 *   XM_HM_RESET_STATUS_PARTITION_RESTART    a reset of the partition by the health monitor
 * and from XM_HM_RESET_STATUS_USER_CODE_BIT on, after the last two, the event, XM_HM_EV_*.
 * SEP-HM-003, SEP-HM-005, SEP-PART-024; A653 P1 3.2.2.1 (GET_PARTITION_STATUS, START_CONDITION).
 */
xm_u32_t XM_get_reset_cause(void);

/* The memory map: noPhysicalMemAreas entries, areas in the order of the plan, then device
   pages. */
struct xmPhysicalMemMap *XM_get_partition_mmap(void);

/* The port bitmap: noCommPorts bits, bit d % 32 of word d / 32 for descriptor d.  Set when
   something arrived, or a full queue has room again.  SEP-PORT-016, SEP-PORT-024. */
xmWord_t *XM_get_commport_bitmap(void);

/* How many virtual CPUs the partition has, 1 or more; and which one this is, from 0. */
xmId_t XM_get_number_vcpus(void);
xmId_t XM_get_vcpuid(void);

/* --- bitmaps: arrays of xmWord_t with max bits --------------------------------------- */

/* Set a bit, 0 to max - 1; any other changes nothing.  Not atomic. */
static inline void xmSetBit(xmWord_t *bm, xm_s32_t bit, xm_s32_t max)
{
	if (bit >= 0 && bit < max)
		bm[bit / 32] |= 1u << (bit % 32);
}

/* Clear a bit, in the same way. */
static inline void xmClearBit(xmWord_t *bm, xm_s32_t bit, xm_s32_t max)
{
	if (bit >= 0 && bit < max)
		bm[bit / 32] &= ~(1u << (bit % 32));
}

/* Is the bit set?  1, 0, or -1 when bit is not 0 to max - 1. */
static inline xm_s32_t xmIsBitSet(const xmWord_t *bm, xm_s32_t bit, xm_s32_t max)
{
	if (bit < 0 || bit >= max)
		return -1;
	return (xm_s32_t)((bm[bit / 32] >> (bit % 32)) & 1u);
}

/* Set, or clear, all words that hold max bits, unused bits of the last one included. */
static inline void xmSetBitmap(xmWord_t *bm, xm_s32_t max)
{
	for (xm_s32_t i = 0; i < (max + 31) / 32; i++)
		bm[i] = ~0u;
}

/* See xmSetBitmap. */
static inline void xmClearBitmap(xmWord_t *bm, xm_s32_t max)
{
	for (xm_s32_t i = 0; i < (max + 31) / 32; i++)
		bm[i] = 0;
}

/* --- image header: optional, for versions and custom files ---------------------------- */

#define XMEF_XM_MAGIC	     0x24584d68
#define XMEF_PARTITION_MAGIC 0x24584d69

struct xefCustomFile {
	xmAddress_t sAddr;
	xmSize_t size;
} __PACKED;

struct xmImageHdr {
	xm_u32_t sSignature; /* XMEF_PARTITION_MAGIC */
	xm_u32_t compilationXmAbiVersion;
	xm_u32_t compilationXmApiVersion;
	xm_u32_t noCustomFiles;
	struct xefCustomFile customFileTab[CONFIG_MAX_NO_CUSTOMFILES];
	xm_u32_t eSignature; /* XMEF_PARTITION_MAGIC */
} __PACKED;

/* A partition that defines the object xmImageHdr itself puts this behind it. */
#define __XMIHDR __attribute__((section(".xmImageHdr"), used))

#endif
