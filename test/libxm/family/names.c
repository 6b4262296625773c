/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * names.c - P1: macros and globals of its own with the names that such programs use,
 * some defined before the headers; configuration and types in front of the source by
 * --include; GNU C99; what a partition reads without a hypercall.
 */
#include <stdio.h>
#define BIT(x) (1 << (x))
#define TEST   1
#define P1     1
#define P2     2
#define N      3
#define LOG(...)                      \
	do {                          \
		printf("[P%d] ", P1); \
		printf(__VA_ARGS__);  \
	} while (0)
#define PRINT LOG
#include <config.h>
#include <irqs.h>
#include <string.h>
#include <xm.h>

#ifdef CONFIG_SPARCv8
#error "another processor"
#elif CONFIG_ARM
#define WHERE "ARM"
#endif
#if STACK_SIZE != CONFIG_STACK_KB * 1024 || XM_MAX_IPVI > 8
#error "another configuration"
#endif
#ifndef XM_VT_EXT_IPVI0
#error "no inter-partition interrupts"
#elif XM_VT_HW_MAX <= 32 || XM_INVALID_PARAM >= 0 || XM_HM_AC_PROPAGATE == XM_HM_AC_IGNORE
#error "another hypervisor"
#endif

struct point {
	xm_s32_t x, y;
};

struct point *p;
xm_s32_t it, hw, sem, lock, seq;
xm_u32_t flags = BIT(3);
static xm_u32_t version =
	XM_SET_VERSION(CONFIG_XM_VERSION, CONFIG_XM_SUBVERSION, CONFIG_XM_REVISION);
static xmWord_t map[2];

static void bits()
{
	xmSetBit(map, 33, 40);
	xmSetBit(map, 40, 40);
	xmSetBit(map, -1, 40);
	LOG("bits %x %x, %d %d %d %d\n", map[0], map[1], xmIsBitSet(map, 33, 40),
	    xmIsBitSet(map, 32, 40), xmIsBitSet(map, 40, 40), xmIsBitSet(map, -1, 40));
	xmSetBitmap(map, 64);
	xmClearBit(map, 0, 64);
	xmClearBit(map, 64, 64);
	LOG("bits %x %x\n", map[0], map[1]);
	xmClearBitmap(map, 33);
	LOG("bits %x %x\n", map[0], map[1]);
}

static void tables()
{
	partitionControlTable_t *pct = XM_params_get_PCT();
	struct xmPhysicalMemMap *area = XM_get_partition_mmap();

	PRINT("id %d, of it %d, %s %d, \"%s\", %d processors, this is %d\n", XM_PARTITION_SELF,
	      XM_PARTITION_SELF * 10 + 1, "in the table", PCT_GET_PARTITION_ID(pct), pct->name,
	      XM_get_number_vcpus(), PCT_GET_VCPU_ID(pct) + XM_get_vcpuid());
	PRINT("the table %s, of %d.%d.%d, flags %x\n",
	      libXmParams.partCtrlTab == pct && pct->magic == KTHREAD_MAGIC ? "is there" : "?",
	      XM_GET_VERSION(version), XM_GET_SUBVERSION(version), XM_GET_REVISION(version),
	      pct->flags & (PARTITION_SYSTEM_F | PARTITION_FP_F | PARTITION_HALTED_F));
	PRINT("%d areas: \"%s\" of %d pages, \"%s\" of %d\n", pct->noPhysicalMemAreas, area[0].name,
	      area[0].size >> PAGE_SHIFT, area[1].name, area[1].size / PAGE_SIZE);
	PRINT("flags %x and %x, the first %s\n", area[0].flags, area[1].flags,
	      area[0].mappedAt == pct->imgStart && (area[0].startAddr & ~LPAGE_MASK) == 0
		      ? "begins at the image"
		      : "?");
	PRINT("%d ports, %s\n", pct->noCommPorts,
	      XM_get_commport_bitmap() == libXmParams.commPortBitmap ? "a bitmap" : "?");
}

static void handlers()
{
	PRINT("numbers %d %d %d\n", XAL_XMEXT_IRQ(XM_VT_EXT_HW_TIMER), XAL_XMEXT_TRAP(31),
	      IRQTAB_LENGTH);
	PRINT("install %d %d %d %d %d\n", InstallTrapHandler(XAL_XMEXT_TRAP(0), NULL),
	      InstallIrqHandler(95, NULL), InstallIrqHandler(128, NULL),
	      InstallIrqHandler(-1, NULL), InstallSwiHandler(1, NULL));
	PRINT("fault status %x %x\n", GET_SRC_FAULT(0x80f), GET_SRC_FAULT(0x405));
}

static void descriptors()
{
	xmObjDesc_t od = OBJDESC_BUILD(OBJ_CLASS_TRACE, XM_HYPERVISOR_ID, 5);

	PRINT("descriptor %x: %d %d %d\n", od, OBJDESC_GET_CLASS(od), OBJDESC_GET_PARTITIONID(od),
	      OBJDESC_GET_ID(od));
	OBJDESC_SET_CLASS(od, OBJ_CLASS_HM);
	OBJDESC_SET_PARTITIONID(od, P2);
	OBJDESC_SET_ID(od, N);
	PRINT("descriptor %x\n", od);
}

static void objects()
{
	static xmPartitionStatus_t status;
	xmObjDesc_t console = OBJDESC_BUILD(OBJ_CLASS_CONSOLE, XM_PARTITION_SELF, 0);
	xmObjDesc_t own = OBJDESC_BUILD(OBJ_CLASS_STATUS, XM_PARTITION_SELF, 0);

	PRINT("%d bytes written\n", XM_write_object(console, "[P1] by its descriptor\n", 23, NULL));
	it = XM_read_object(own, &status, sizeof(status), NULL);
	hw = XM_ctrl_object(own + (1 << 10), 0, &status);
	PRINT("%d read, state %d, of another %d, %d\n", it, status.state[0], hw,
	      XM_seek_object(console, 0, 0));
}

void PartitionMain()
{
	struct point here = { 3, 4 };
	xmTime_t now;

	p = &here;
	it = hw = sem = lock = seq = TEST;
	LOG("%s, char is %s, a long has %d bytes\n", WHERE, (char)-1 > 0 ? "unsigned" : "signed",
	    sizeof(xmLong_t));
	LOG("own names: %d %d %x\n", p->x * p->y, it + hw + sem + lock + seq, flags);
	bits();
	tables();
	handlers();
	descriptors();
	objects();
	XM_get_time(XM_HW_CLOCK, &now);
	LOG("time begins %s\n", now > 0 && now < 100000 ? "near zero" : "elsewhere");
	XM_halt_partition(XM_PARTITION_SELF);
}
