/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * shared.c - two partitions in turn count in memory that both name in the plan,
 * once a slot, by the slot's interrupt.  P1 lives in on-chip memory.  With every
 * header that there is, by short and by long names, and an image header of its own.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <ctype.h>
#include <limits.h>
#include <assert.h>
#include <config.h>
#include <string.h>
#include <stdio.h>
#include <xm_inc/config.h>
#include <xm_inc/arch/arch_types.h>
#include <xm_inc/hypercalls.h>
#include <xm_inc/objects/commports.h>
#include <xm_inc/objects/hm.h>
#include <xm_inc/objects/status.h>
#include <arch/irqs.h>
#include <xal.h>
#include <xm.h>

#if !CONFIG_ARM || !CONFIG_MMU || defined(CONFIG_SPARCv8) || defined(_XM_KERNEL_)
#error "not a partition on ARM"
#endif

#ifdef CONFIG_LEON3FT
#define INSTALL InstallTrapHandler
#elif CONFIG_ARM
#define INSTALL InstallIrqHandler
#endif

#define BIT(x)	 (1 << (x))
#define P1	 1
#define LOG(...) say(__VA_ARGS__)
#define TURNS	 6
#define SHARED	 ((struct shared *)0x1C000000)

struct xmImageHdr xmImageHdr __XMIHDR = {
	.sSignature = XMEF_PARTITION_MAGIC,
	.compilationXmAbiVersion =
		XM_SET_VERSION(XM_ABI_VERSION, XM_ABI_SUBVERSION, XM_ABI_REVISION),
	.compilationXmApiVersion =
		XM_SET_VERSION(XM_API_VERSION, XM_API_SUBVERSION, XM_API_REVISION),
	.noCustomFiles = 0,
	.eSignature = XMEF_PARTITION_MAGIC,
};

struct shared {
	volatile xm_u32_t turns;
	volatile xm_u32_t last;
	char text[256];
};

struct shared *p = SHARED;
xm_s32_t it, hw, sem, lock, seq, flags;

static void say(char *format, ...)
{
	static char line[256];
	va_list args;

	va_start(args, format);
	vsprintf(line, format, args);
	va_end(args);
	printf("[P%d] %s", XM_PARTITION_SELF, line);
}

static void SlotHandler(trapCtxt_t *ctxt)
{
	partitionControlTable_t *pct = XM_params_get_PCT();
	char *digit;

	LOG("slot %d id %d, %d us: turn %d after that of P%d \"%s\"\n", pct->schedInfo.noSlot,
	    pct->schedInfo.id, pct->schedInfo.slotDuration, ++p->turns, p->last, p->text);
	p->last = XM_PARTITION_SELF;
	snprintf(p->text, sizeof(p->text), "left by %s: %d", pct->name, ++seq);
	for (digit = p->text; *digit && !isdigit(*digit); digit++)
		*digit = toupper(*digit);
	assert(atoi(digit) == seq);
}

void PartitionMain(void)
{
	xmAddress_t here = (xmAddress_t)PartitionMain;
	xm_u32_t *ocm = (xm_u32_t *)0xFFFF0000;

	LOG("code in %x, version %d.%d.%d, INT_MAX %d, %s\n", here >> 16, CONFIG_XM_VERSION,
	    CONFIG_XM_SUBVERSION, CONFIG_XM_REVISION, INT_MAX, basename("/a/path/to/something"));
	if (XM_PARTITION_SELF != P1) {
		*ocm = strtoul("0xfeedbeef", NULL, 0);
		LOG("on-chip memory: %x\n", *ocm);
	}
	INSTALL(XAL_XMEXT_TRAP(XM_VT_EXT_CYCLIC_SLOT_START), SlotHandler);
	HwSti();
	XM_clear_irqmask(0, BIT(XM_VT_EXT_CYCLIC_SLOT_START));
	while (p->turns < TURNS)
		XM_idle_self();
	if (XM_PARTITION_SELF != P1) {
		XM_idle_self();
		XM_idle_self();
		XM_halt_system();
	}
	XALHalt("[P%d] has seen %d turns\n", XM_PARTITION_SELF, p->turns);
}
